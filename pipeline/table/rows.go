package table

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"gongkai/schema"
)

// Rows gives the rows of several files of one table, one after the other.
type Rows struct {
	paths []string
	names []string

	file   *os.File
	groups []parquet.RowGroup
	left   int64 // rows of the open row group not read yet
	// columns are those asked for, in the file's order.
	columns []*column
	byName  map[string]*column
	err     error
}

// Open reads files in the order given. names are the columns to read; none is all.
// A file is opened when it is its turn.
func Open(paths []string, names ...string) *Rows { return &Rows{paths: paths, names: names} }

// checkEvery is how many rows are read between two looks at the context.
const checkEvery = 1024

// Next moves to the next row; io.EOF is the end.
func (r *Rows) Next(ctx context.Context) error {
	for r.left == 0 {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err := r.advance(); err != nil {
			return err
		}
	}
	if r.left%checkEvery == 0 && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	r.left--
	for _, c := range r.columns {
		if err := c.next(); err != nil {
			return fmt.Errorf("table: read %s: column %s: %w", r.file.Name(), c.name, err)
		}
	}
	return nil
}

// advance opens the next row group, of the next file where this one is read.
func (r *Rows) advance() error {
	if len(r.groups) == 0 {
		return r.openNext()
	}
	group := r.groups[0]
	r.groups, r.left = r.groups[1:], group.NumRows()
	chunks := group.ColumnChunks()
	for _, c := range r.columns {
		if err := c.open(chunks[c.index].Pages()); err != nil {
			return fmt.Errorf("table: read %s: column %s: %w", r.file.Name(), c.name, err)
		}
	}
	return nil
}

func (r *Rows) openNext() error {
	if err := r.Close(); err != nil {
		return err
	}
	if len(r.paths) == 0 {
		return io.EOF
	}
	path := r.paths[0]
	r.paths = r.paths[1:]
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("table: %w", err)
	}
	r.file = file
	info, err := file.Stat()
	if err != nil {
		return fmt.Errorf("table: %w", err)
	}
	opened, err := parquet.OpenFile(file, info.Size(), parquet.SkipBloomFilters(true))
	if err != nil {
		return fmt.Errorf("table: open %s: %w", path, err)
	}
	r.groups = opened.RowGroups()
	r.describe(opened.Schema())
	return nil
}

// describe notes the columns of a file: a list goes by the name of its field.
func (r *Rows) describe(s *parquet.Schema) {
	r.columns, r.byName = nil, map[string]*column{}
	for i, path := range s.Columns() {
		if len(r.names) > 0 && !slices.Contains(r.names, path[0]) {
			continue
		}
		c := &column{name: path[0], index: i, list: len(path) > 1}
		if leaf, ok := s.Lookup(path...); ok {
			if logical := leaf.Node.Type().LogicalType(); logical != nil {
				_, c.decimal = logical.Value.(*format.DecimalType)
			}
		}
		r.columns, r.byName[c.name] = append(r.columns, c), c
	}
}

// Close releases the open file. Rows that were not read are left out.
func (r *Rows) Close() error {
	if r.file == nil {
		return nil
	}
	var err error
	for _, c := range r.columns {
		err = errors.Join(err, c.close())
	}
	err = errors.Join(err, r.file.Close())
	r.file, r.groups, r.left = nil, nil, 0
	if err != nil {
		return fmt.Errorf("table: %w", err)
	}
	return nil
}

// File is the path of the file that the present row stands in.
func (r *Rows) File() string {
	if r.file == nil {
		return ""
	}
	return r.file.Name()
}

// Columns lists the columns of the open file that are read, in its order.
func (r *Rows) Columns() []string {
	var names []string
	for _, c := range r.columns {
		names = append(names, c.name)
	}
	return names
}

// Err is the first mistake in the values asked for so far.
func (r *Rows) Err() error { return r.err }

// value is the present row's value; null where the column is not there, which
// Err tells.
func (r *Rows) value(name string) parquet.Value {
	c := r.column(name)
	if c == nil || len(c.values) == 0 {
		return parquet.Value{}
	}
	return c.values[0]
}

func (r *Rows) column(name string) *column {
	c := r.byName[name]
	if c == nil && r.err == nil {
		r.err = fmt.Errorf("table: %s: no column %s", r.File(), name)
	}
	return c
}

// Null reports whether the present row has no value in a column.
func (r *Rows) Null(name string) bool { return r.value(name).IsNull() }

// Text is a column as text, "" for null.
func (r *Rows) Text(name string) string {
	if v := r.value(name); !v.IsNull() {
		return string(v.ByteArray())
	}
	return ""
}

// Is compares a text column without copying it.
func (r *Rows) Is(name, text string) bool {
	v := r.value(name)
	return !v.IsNull() && string(v.ByteArray()) == text
}

// List is a column of lists of texts.
func (r *Rows) List(name string) []string {
	var out []string
	if c := r.column(name); c != nil {
		for _, v := range c.values {
			if !v.IsNull() {
				out = append(out, string(v.ByteArray()))
			}
		}
	}
	return out
}

// Bool is a column of flags.
func (r *Rows) Bool(name string) bool {
	v := r.value(name)
	return !v.IsNull() && v.Boolean()
}

// Int is a column of whole numbers, of days since 1970 or of microseconds since
// then; 0 and false for null.
func (r *Rows) Int(name string) (int64, bool) {
	switch v := r.value(name); {
	case v.IsNull():
		return 0, false
	case v.Kind() == parquet.Int32:
		return int64(v.Int32()), true
	default:
		return v.Int64(), true
	}
}

// Figure is a column of counts or decimals.
func (r *Rows) Figure(name string) (schema.Micros, bool) {
	switch v := r.value(name); {
	case v.IsNull():
		return 0, false
	case r.byName[name].decimal:
		return schema.Micros(v.Int64()), true
	default:
		return schema.Count(v.Int64()), true
	}
}

// Print is a column of any type as text, "" for null; of a list its first value.
func (r *Rows) Print(name string) string {
	if v := r.value(name); !v.IsNull() {
		return v.String()
	}
	return ""
}
