package record

import (
	"fmt"
	"iter"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/memory"

	"gongkai/schema"
)

// Emit takes a record of a table. The record is released when Emit returns.
type Emit func(table string, rec arrow.Record) error

// Records are of this many rows at most, and one report more. Rows of reports
// carry the narrative, so there are fewer.
const (
	maxRows       = 8192
	maxReportRows = 512
)

// Tables turns reports into the records of every table that has rows for a
// report. Release it when done.
type Tables struct {
	emit    Emit
	last    *Row
	reports *tableBuilder[*report]
	panel   *panelBuilder
	long    []*tableBuilder[*cellOf]
	checks  *tableBuilder[*checkOf]
	// cells and identities are room for those of one report.
	cells      rowsOf[cellOf]
	identities rowsOf[checkOf]
}

// rowsOf is rows that are used again for each report.
type rowsOf[T any] struct {
	values []T
	rows   []*T
}

// of is n rows, as they were left.
func (r *rowsOf[T]) of(n int) []*T {
	if n > len(r.values) {
		r.values = make([]T, n)
		r.rows = make([]*T, n)
		for i := range r.values {
			r.rows[i] = &r.values[i]
		}
	}
	return r.rows[:n]
}

// NewTables makes builders for the tables, which hand each record to emit.
func NewTables(mem memory.Allocator, tables []*schema.TableSchema, emit Emit) (t *Tables, err error) {
	t = &Tables{emit: emit}
	defer func() {
		if err != nil {
			t.Release()
			t = nil
		}
	}()
	for _, table := range tables {
		switch {
		case table.Name == schema.ReportsTable:
			t.reports, err = newTableBuilder(mem, table, reportColumns())
		case table.Name == schema.PanelTable:
			t.panel, err = newPanelBuilder(mem, table)
		case table.Name == schema.ChecksTable:
			t.checks, err = newTableBuilder(mem, table, checkColumns())
		case table.Long != nil:
			var long *tableBuilder[*cellOf]
			if long, err = newTableBuilder(mem, table, longColumns(table.Long)); err == nil {
				t.long = append(t.long, long)
			}
		}
		if err != nil {
			return t, err
		}
	}
	if t.reports == nil || t.panel == nil || t.checks == nil {
		return t, fmt.Errorf("record: a table of reports, panel, checks is not defined")
	}
	return t, nil
}

// Append adds a report to every table. Reports come in the order of Compare;
// the row must not change until Finish, since the panel may keep it.
func (t *Tables) Append(row *Row) error {
	if t.last != nil && Compare(t.last, row) > 0 {
		return fmt.Errorf("record: report %s of %q comes after %s of %q", row.ReportID(), row.DocID, t.last.ReportID(), t.last.DocID)
	}
	t.last = row
	r, err := prepare(row)
	if err != nil {
		return err
	}
	t.reports.append(r)
	if err := t.panel.add(r); err != nil {
		return err
	}
	if err := t.appendCells(r); err != nil {
		return err
	}
	checks := t.identities.of(len(r.Form.Checks))
	for i := range r.Form.Checks {
		*checks[i] = checkOf{report: r, Identity: &r.Form.Form.Identities[i], Check: r.Form.Checks[i]}
	}
	t.checks.append(checks...)
	return t.flush(maxReportRows, maxRows)
}

// appendCells adds each cell to the long table of its table in the form.
func (t *Tables) appendCells(r *report) error {
	cells := t.cells.of(len(r.cells))
	for i := range r.cells {
		*cells[i] = cellOf{report: r, index: schema.CellIndex(i), Cell: &r.cells[i]}
	}
	for len(cells) > 0 {
		table, n := r.Form.Form.Cells[cells[0].index].Table, 1
		for n < len(cells) && r.Form.Form.Cells[cells[n].index].Table == table {
			n++
		}
		long, err := t.longOf(r, table)
		if err != nil {
			return err
		}
		long.append(cells[:n]...)
		cells = cells[n:]
	}
	return nil
}

// longOf is the long table of a table of a report's form.
func (t *Tables) longOf(r *report, table int) (*tableBuilder[*cellOf], error) {
	name := r.Form.Form.Tables[table].ID
	for _, long := range t.long {
		if long.table.Name == name {
			return long, nil
		}
	}
	return nil, fmt.Errorf("record: report %s: no table for %s of edition %s", r.id, name, r.Form.Form.Edition)
}

// Finish hands on what is left.
func (t *Tables) Finish() error {
	t.panel.settle()
	return t.flush(1, 1)
}

// flush hands on the tables that have reached a number of rows.
func (t *Tables) flush(reportRows, rows int) error {
	if t.reports.len() >= reportRows {
		if err := t.reports.flush(t.emit); err != nil {
			return err
		}
	}
	if t.panel.len() >= rows {
		if err := t.panel.flush(t.emit); err != nil {
			return err
		}
	}
	for _, long := range t.long {
		if long.len() >= rows {
			if err := long.flush(t.emit); err != nil {
				return err
			}
		}
	}
	if t.checks.len() >= rows {
		return t.checks.flush(t.emit)
	}
	return nil
}

// Release frees the builders and what they still hold.
func (t *Tables) Release() {
	if t.reports != nil {
		t.reports.release()
	}
	if t.panel != nil && t.panel.tableBuilder != nil {
		t.panel.release()
	}
	for _, long := range t.long {
		long.release()
	}
	if t.checks != nil {
		t.checks.release()
	}
}

// Rejects hands on the rejects table's records for rejects in the order of CompareRejects.
func Rejects(mem memory.Allocator, rejects iter.Seq2[*Reject, error], emit Emit) error {
	return flat(mem, schema.TableOf(schema.RejectsTable), rejectColumns(), rejects, CompareRejects, emit)
}

// Labels hands on the labels table's records for labels in the order of CompareLabels.
func Labels(mem memory.Allocator, labels []*Label, emit Emit) error {
	rows := func(yield func(*Label, error) bool) {
		for _, l := range labels {
			if !yield(l, nil) {
				return
			}
		}
	}
	return flat(mem, schema.TableOf(schema.LabelsTable), labelColumns(), rows, CompareLabels, emit)
}

func flat[T any](mem memory.Allocator, table *schema.TableSchema, cols columns[*T], rows iter.Seq2[*T, error], compare func(a, b *T) int, emit Emit) error {
	builder, err := newTableBuilder(mem, table, cols)
	if err != nil {
		return err
	}
	defer builder.release()
	var last *T
	i := 0
	for row, err := range rows {
		if err != nil {
			return err
		}
		if i++; last != nil && compare(last, row) > 0 {
			return fmt.Errorf("record: table %s: row %d is out of order", table.Name, i-1)
		}
		last = row
		builder.append(row)
		if builder.len() >= maxRows {
			if err := builder.flush(emit); err != nil {
				return err
			}
		}
	}
	return builder.flush(emit)
}
