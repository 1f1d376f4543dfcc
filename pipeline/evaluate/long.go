package evaluate

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/parquet-go/parquet-go"

	"gongkai/schema"
)

// statuses gives the status of a code.
var statuses = func() map[string]schema.Status {
	out := map[string]schema.Status{}
	for _, s := range schema.Statuses() {
		out[s.String()] = s
	}
	return out
}()

// readLong reads the cells of a long table into their reports.
func readLong(ctx context.Context, path string, table *schema.TableSchema, byID map[string]*Report) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	columns, err := parquet.OpenFile(file, info.Size(), parquet.SkipBloomFilters(true))
	if err != nil {
		return err
	}
	for _, group := range columns.RowGroups() {
		l := &long{table: table, byID: byID, rows: group.NumRows()}
		err := l.open(columns, group)
		if err == nil {
			err = l.read(ctx)
		}
		if err := errors.Join(err, l.close()); err != nil {
			return err
		}
	}
	return nil
}

// long reads one row group of a long table.
type long struct {
	table                        *schema.TableSchema
	byID                         map[string]*Report
	rows                         int64
	id, row, column, status, val *values
	unit                         *values // nil where every cell counts items
	all                          []*values
}

func (l *long) open(file *parquet.File, group parquet.RowGroup) error {
	keys := l.table.Long
	for _, c := range []struct {
		name string
		into **values
	}{
		{"report_id", &l.id},
		{keys.Row, &l.row},
		{keys.Column, &l.column},
		{"status", &l.status},
		{"value", &l.val},
		{keys.Unit, &l.unit},
	} {
		if c.name == "" {
			continue
		}
		leaf, ok := file.Schema().Lookup(c.name)
		if !ok {
			return fmt.Errorf("no column %s", c.name)
		}
		*c.into = &values{pages: group.ColumnChunks()[leaf.ColumnIndex].Pages()}
		l.all = append(l.all, *c.into)
	}
	return nil
}

func (l *long) close() error {
	var err error
	for _, v := range l.all {
		err = errors.Join(err, v.close())
	}
	return err
}

func (l *long) read(ctx context.Context) error {
	for n := range l.rows {
		if n%4096 == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		for _, v := range l.all {
			if err := v.next(); err != nil {
				return fmt.Errorf("row %d: %w", n, err)
			}
		}
		if err := l.take(); err != nil {
			return fmt.Errorf("row %d: %w", n, err)
		}
	}
	return nil
}

// take puts the present row into its report.
func (l *long) take() error {
	report := l.byID[l.id.text()]
	if report == nil {
		return fmt.Errorf("report %q is not in the table reports", l.id.text())
	}
	id := schema.CellID(l.table.Name + "/" + l.row.text() + "/" + l.column.text())
	index, ok := report.Form.Cell(id)
	if !ok {
		return fmt.Errorf("edition %s has no cell %q", report.Form.Edition, id)
	}
	status, ok := statuses[l.status.text()]
	if !ok {
		return fmt.Errorf("status %q is not known", l.status.text())
	}
	cell := &report.Cells[index]
	cell.Status, cell.Unit = status, schema.UnitItem
	if l.unit != nil {
		cell.Unit = l.unit.text()
	}
	if v := l.val.value; !v.IsNull() {
		cell.HasValue, cell.Value = true, schema.Micros(v.Int64())
		if !l.table.Long.Amount {
			cell.Value = schema.Count(v.Int64())
		}
	}
	return nil
}

// values gives the values of a column one by one.
type values struct {
	pages  parquet.Pages
	page   parquet.Page
	reader parquet.ValueReader
	buffer [512]parquet.Value
	held   []parquet.Value
	value  parquet.Value
}

// next moves to the next value; it stays valid until the next call.
func (v *values) next() error {
	for len(v.held) == 0 {
		if err := v.fill(); err != nil {
			return err
		}
	}
	v.value, v.held = v.held[0], v.held[1:]
	return nil
}

func (v *values) fill() error {
	if v.reader == nil {
		page, err := v.pages.ReadPage()
		if errors.Is(err, io.EOF) {
			return io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
		if v.page != nil {
			parquet.Release(v.page)
		}
		v.page, v.reader = page, page.Values()
	}
	n, err := v.reader.ReadValues(v.buffer[:])
	v.held = v.buffer[:n]
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if err != nil || n == 0 {
		v.reader = nil
	}
	return nil
}

// text is the present value as text, "" for null.
func (v *values) text() string {
	if v.value.IsNull() {
		return ""
	}
	return string(v.value.ByteArray())
}

func (v *values) close() error {
	if v.page != nil {
		parquet.Release(v.page)
	}
	return v.pages.Close()
}
