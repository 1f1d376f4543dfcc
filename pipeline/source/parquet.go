package source

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"

	"gongkai/schema"
)

// readParquet reads a table with a column that holds documents.
func readParquet(w *walk, c *container) (bool, error) {
	var table *parquetTable
	err := parquetGuard(func() (err error) { table, err = openTable(c, w.opts.Fields, w.budget(c)); return err })
	if err != nil {
		return true, err
	}
	number := 0
	for _, group := range table.file.RowGroups() {
		rows, err := table.group(group)
		if err != nil {
			return true, err
		}
		for range group.NumRows() {
			number++
			var r record
			var fault *schema.Reject
			err := parquetGuard(func() (err error) { r, fault, err = rows.next(table); return err })
			if err != nil {
				rows.close()
				return true, fmt.Errorf("row %d: %w", number, err)
			}
			if r.number = number; !w.tableRow(c, r, fault) {
				rows.close()
				return false, nil
			}
		}
		rows.close()
	}
	return true, nil
}

func (w *walk) tableRow(c *container, r record, fault *schema.Reject) bool {
	if fault != nil {
		return w.reject(recordURI(c, r.number), int64(len(r.body)), fault)
	}
	return w.record(c, r)
}

// parquetGuard makes errors of the panics of the library, which it answers some
// damaged files with.
func parquetGuard(read func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("damaged: %v", v)
		}
	}()
	return read()
}

// parquetTable is an open table and the columns that matter.
type parquetTable struct {
	file *parquet.File
	// leaves are the column indexes of uri, body, media type and fetch time; -1
	// where there is none.
	leaves [4]int
	// text says that the body's column is declared to be text.
	text      bool
	bodyField string
	timeUnit  time.Duration // of an integer fetch time; 0 where it is to be told by size
}

// checkFooter compares the length that the footer claims with the file's: the
// library allocates it before it reads.
func checkFooter(c *container) error {
	var tail [8]byte // the length, "PAR1"
	if _, err := c.ReadAt(tail[:], max(c.size-int64(len(tail)), 0)); err != nil {
		return err
	}
	if length := int64(binary.LittleEndian.Uint32(tail[:4])); length > c.size-int64(len(tail)) {
		return fmt.Errorf("a footer of %d bytes in a file of %d", length, c.size)
	}
	return nil
}

func openTable(c *container, fields Fields, budget *budget) (*parquetTable, error) {
	if err := checkFooter(c); err != nil {
		return nil, err
	}
	file, err := parquet.OpenFile(c.File, c.size, parquet.SkipBloomFilters(true), parquet.SkipPageIndex(true))
	if err != nil {
		return nil, err
	}
	var present []string
	for _, field := range file.Schema().Fields() {
		if field.Leaf() && !field.Repeated() {
			present = append(present, field.Name())
		}
	}
	chosen, reject := fields.choose(present)
	if reject != nil {
		return nil, reject
	}
	t := &parquetTable{file: file, bodyField: chosen.body}
	for i, name := range []string{chosen.uri, chosen.body, chosen.mediaType, chosen.fetchedAt} {
		t.leaves[i] = -1
		if leaf, ok := file.Schema().Lookup(name); ok && name != "" {
			t.leaves[i] = leaf.ColumnIndex
			if err := t.check(leaf, i, budget); err != nil {
				return nil, fmt.Errorf("column %q: %w", name, err)
			}
		}
	}
	return t, nil
}

// check looks at a chosen column: what kind it is, and what it claims to unpack to.
func (t *parquetTable) check(leaf parquet.LeafColumn, which int, budget *budget) error {
	columnType := leaf.Node.Type()
	switch kind := columnType.Kind(); {
	case which == 3 && kind == parquet.Int64:
		t.timeUnit = timeUnit(columnType)
	case kind != parquet.ByteArray:
		return schema.Rejectf(schema.Unsupported, "kind %s, want bytes", kind)
	case which == 1:
		t.text = isText(columnType)
	}
	for _, group := range t.file.Metadata().RowGroups {
		if budget.left -= group.Columns[leaf.ColumnIndex].MetaData.TotalUncompressedSize; budget.spent() {
			return budget.err()
		}
	}
	return nil
}

func isText(t parquet.Type) bool {
	if converted := t.ConvertedType(); converted != nil && *converted == deprecated.UTF8 {
		return true
	}
	if logical := t.LogicalType(); logical != nil {
		_, ok := logical.Value.(*format.StringType)
		return ok
	}
	return false
}

// timeUnit is the unit of a timestamp column; 0 where it is a plain integer.
func timeUnit(t parquet.Type) time.Duration {
	logical := t.LogicalType()
	if logical == nil {
		return 0
	}
	timestamp, ok := logical.Value.(*format.TimestampType)
	if !ok {
		return 0
	}
	return timestamp.Unit.Value.Duration()
}

// groupRows reads the chosen columns of a row group side by side.
type groupRows struct{ columns [4]*valueReader }

func (t *parquetTable) group(group parquet.RowGroup) (*groupRows, error) {
	rows := &groupRows{}
	return rows, parquetGuard(func() error {
		for i, leaf := range t.leaves {
			if leaf >= 0 {
				rows.columns[i] = &valueReader{pages: group.ColumnChunks()[leaf].Pages()}
			}
		}
		return nil
	})
}

func (g *groupRows) close() {
	for _, c := range g.columns {
		if c != nil {
			c.pages.Close() //nolint:errcheck // read only: nothing can be lost
		}
	}
}

// next reads one row. A fault is the row's own, an error the table's.
func (g *groupRows) next(t *parquetTable) (r record, fault *schema.Reject, err error) {
	var values [4]parquet.Value
	for i, c := range g.columns {
		if c == nil {
			continue
		}
		if values[i], err = c.next(); err != nil {
			return r, nil, err
		}
	}
	r = record{uri: text(values[0]), body: []byte(text(values[1])), mediaType: text(values[2]), text: t.text, bodyField: t.bodyField}
	r.fetchedAt, err = t.time(values[3])
	if err != nil {
		return r, schema.Rejectf(schema.UnreadableSource, "%v", err), nil
	}
	return r, nil, nil
}

// text copies a value's bytes; "" for null.
func text(v parquet.Value) string {
	if v.Kind() != parquet.ByteArray {
		return ""
	}
	return strings.Clone(string(v.ByteArray()))
}

func (t *parquetTable) time(v parquet.Value) (time.Time, error) {
	switch {
	case v.IsNull():
		return time.Time{}, nil
	case v.Kind() == parquet.Int64 && t.timeUnit > 0:
		perSecond := int64(time.Second / t.timeUnit)
		return time.Unix(v.Int64()/perSecond, v.Int64()%perSecond*int64(t.timeUnit)).UTC(), nil
	case v.Kind() == parquet.Int64:
		return unixTime(v.Int64()), nil
	case len(v.ByteArray()) == 0:
		return time.Time{}, nil
	}
	return parseTime(text(v))
}

// valueReader reads a column chunk value by value. A value is valid until the next.
type valueReader struct {
	pages  parquet.Pages
	page   parquet.Page
	values parquet.ValueReader
}

func (r *valueReader) next() (parquet.Value, error) {
	var value [1]parquet.Value
	for {
		if r.values != nil {
			n, err := r.values.ReadValues(value[:])
			if n == 1 {
				return value[0], nil
			}
			if err != nil && !errors.Is(err, io.EOF) {
				return value[0], err
			}
			parquet.Release(r.page)
			r.values = nil
		}
		page, err := r.pages.ReadPage()
		if errors.Is(err, io.EOF) {
			return value[0], io.ErrUnexpectedEOF // the row group has more rows
		}
		if err != nil {
			return value[0], err
		}
		r.page, r.values = page, page.Values()
	}
}
