package diff

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"gongkai/pipeline/dataset"
	"gongkai/schema"
)

// batchRows is the number of rows decoded at once.
const batchRows = 128

// rows gives the rows of several files, one after the other.
type rows struct {
	dir   string
	files []dataset.File

	file    *os.File
	reader  *parquet.Reader //nolint:staticcheck // the columns are known at run time only
	columns map[string]int
	names   []string
	decimal []bool

	batch   [batchRows]parquet.Row
	at, n   int
	ended   bool // the open file has no further batch
	current [][]parquet.Value
	err     error
}

func newRows(dir string, files []dataset.File) *rows { return &rows{dir: dir, files: files} }

// next moves to the next row; io.EOF is the end. What a row holds stays valid
// until the next call.
func (r *rows) next(ctx context.Context) error {
	for r.at == r.n {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err := r.fill(); err != nil {
			return err
		}
	}
	for i := range r.current {
		r.current[i] = nil
	}
	r.batch[r.at].Range(func(column int, values []parquet.Value) bool {
		r.current[column] = values
		return true
	})
	r.at++
	return nil
}

// fill decodes the next batch, of the next file where this one is read.
func (r *rows) fill() error {
	if r.reader == nil || r.ended {
		if err := r.openNext(); err != nil {
			return err
		}
	}
	n, err := r.reader.ReadRows(r.batch[:])
	r.at, r.n, r.ended = 0, n, errors.Is(err, io.EOF)
	if err != nil && !r.ended {
		return fmt.Errorf("diff: read %s: %w", r.file.Name(), err)
	}
	return nil
}

func (r *rows) openNext() error {
	if err := r.close(); err != nil {
		return err
	}
	if len(r.files) == 0 {
		return io.EOF
	}
	path := filepath.Join(r.dir, filepath.FromSlash(r.files[0].Path))
	r.files = r.files[1:]
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("diff: %w", err)
	}
	r.file = file
	info, err := file.Stat()
	if err != nil {
		return fmt.Errorf("diff: %w", err)
	}
	opened, err := parquet.OpenFile(file, info.Size(), parquet.SkipBloomFilters(true))
	if err != nil {
		return fmt.Errorf("diff: open %s: %w", path, err)
	}
	r.reader, r.ended = parquet.NewReader(opened), false
	r.describe(opened.Schema())
	return nil
}

// describe notes the columns of a file: a list goes by the name of its field.
func (r *rows) describe(s *parquet.Schema) {
	paths := s.Columns()
	r.columns, r.names = map[string]int{}, make([]string, len(paths))
	r.decimal, r.current = make([]bool, len(paths)), make([][]parquet.Value, len(paths))
	for i, path := range paths {
		r.columns[path[0]], r.names[i] = i, path[0]
		if leaf, ok := s.Lookup(path...); ok {
			if logical := leaf.Node.Type().LogicalType(); logical != nil {
				_, r.decimal[i] = logical.Value.(*format.DecimalType)
			}
		}
	}
}

func (r *rows) close() error {
	if r.file == nil {
		return nil
	}
	var err error
	if r.reader != nil {
		err = r.reader.Close()
	}
	err = errors.Join(err, r.file.Close())
	r.file, r.reader = nil, nil
	if err != nil {
		return fmt.Errorf("diff: %w", err)
	}
	return nil
}

// value is the present row's value of a column that holds no lists. A column
// that is not there is null; check says so.
func (r *rows) value(column string) parquet.Value {
	i, ok := r.columns[column]
	if !ok {
		r.err = fmt.Errorf("diff: %s: no column %s", r.file.Name(), column)
		return parquet.Value{}
	}
	if len(r.current[i]) == 0 {
		return parquet.Value{}
	}
	return r.current[i][0]
}

// check is the error of the values asked for so far.
func (r *rows) check() error { return r.err }

// text is a column as text, "" for null.
func (r *rows) text(column string) string {
	if v := r.value(column); !v.IsNull() {
		return string(v.ByteArray())
	}
	return ""
}

// is compares a text column without copying it.
func (r *rows) is(column, text string) bool {
	v := r.value(column)
	return !v.IsNull() && string(v.ByteArray()) == text
}

// list is a column of lists.
func (r *rows) list(column string) []string {
	r.value(column)
	var out []string
	for _, v := range r.current[r.columns[column]] {
		if !v.IsNull() {
			out = append(out, string(v.ByteArray()))
		}
	}
	return out
}

// figure is a column of counts or decimals.
func (r *rows) figure(column string) (schema.Micros, bool) {
	v := r.value(column)
	switch {
	case v.IsNull():
		return 0, false
	case r.decimal[r.columns[column]]:
		return schema.Micros(v.Int64()), true
	}
	return schema.Count(v.Int64()), true
}
