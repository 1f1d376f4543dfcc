package dataset

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/apache/arrow/go/v17/parquet/file"
	"github.com/apache/arrow/go/v17/parquet/pqarrow"
)

// readBatch is the number of rows read at once.
const readBatch = 32 << 10

// dataFile is a Parquet file open for reading, through another reader than the
// writer's own.
type dataFile struct {
	path   string
	file   *file.Reader
	arrow  *pqarrow.FileReader
	schema *arrow.Schema
}

func openFile(dir string, f File) (*dataFile, error) {
	path := filepath.Join(dir, filepath.FromSlash(f.Path))
	reader, err := file.OpenParquetFile(path, false)
	if err != nil {
		return nil, fmt.Errorf("open: %w", err)
	}
	props := pqarrow.ArrowReadProperties{BatchSize: readBatch}
	fr, err := pqarrow.NewFileReader(reader, props, memory.DefaultAllocator)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open: %w", err), reader.Close())
	}
	schema, err := fr.Schema()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("schema: %w", err), reader.Close())
	}
	return &dataFile{path: f.Path, file: reader, arrow: fr, schema: schema}, nil
}

func (d *dataFile) close() error { return d.file.Close() } //nolint:wrapcheck // the caller names the file

// batch gives the columns asked for, in the order asked for.
type batch struct {
	rows    int
	columns []arrow.Array
}

// scan reads columns that hold no lists, batch by batch.
func (d *dataFile) scan(ctx context.Context, names []string, visit func(batch) error) error {
	indices := make([]int, len(names))
	for i, name := range names {
		if indices[i] = d.file.MetaData().Schema.ColumnIndexByName(name); indices[i] < 0 {
			return fmt.Errorf("no column %s", name)
		}
	}
	for group := range d.file.NumRowGroups() {
		if err := d.scanGroup(ctx, group, indices, names, visit); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// scanGroup reads columns of one row group. The reader can give no batch that
// begins in one group and ends in the next: each has a dictionary of its own.
func (d *dataFile) scanGroup(ctx context.Context, group int, indices []int, names []string, visit func(batch) error) error {
	records, err := d.arrow.GetRecordReader(ctx, indices, []int{group})
	if err != nil {
		return fmt.Errorf("read %v: %w", names, err)
	}
	defer records.Release()
	for records.Next() {
		rec := records.Record()
		b := batch{rows: int(rec.NumRows()), columns: make([]arrow.Array, len(names))}
		for i, name := range names {
			b.columns[i] = rec.Column(rec.Schema().FieldIndices(name)[0])
		}
		if err := visit(b); err != nil {
			return err
		}
	}
	// The reader answers io.EOF after the last batch.
	if err := records.Err(); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read %v: %w", names, err)
	}
	return nil
}

// text returns a string column's values: row → value, "" for null.
func (b *batch) text(column int) (func(row int) string, error) {
	switch col := b.columns[column].(type) {
	case *array.String:
		return func(row int) string { return valueOr(col, row, col.Value) }, nil
	case *array.Dictionary:
		words, ok := col.Dictionary().(*array.String)
		if !ok {
			return nil, fmt.Errorf("dictionary of %s", col.Dictionary().DataType())
		}
		return func(row int) string {
			return valueOr(col, row, func(i int) string { return words.Value(col.GetValueIndex(i)) })
		}, nil
	}
	return nil, fmt.Errorf("column of type %s is no text", b.columns[column].DataType())
}

func valueOr(col arrow.Array, row int, value func(int) string) string {
	if col.IsNull(row) {
		return ""
	}
	return value(row)
}
