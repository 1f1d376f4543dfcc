package evaluate

import (
	"context"
	"errors"
	"fmt"
	"io"

	"gongkai/pipeline/table"
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
func readLong(ctx context.Context, path string, long *schema.TableSchema, byID map[string]*Report) error {
	keys := long.Long
	names := []string{"report_id", keys.Row, keys.Column, "status", "value"}
	if keys.Unit != "" { // else every cell counts items
		names = append(names, keys.Unit)
	}
	return eachRow(ctx, path, names, func(r *table.Rows) error { return takeCell(r, long, byID) })
}

// eachRow visits the rows of a file.
func eachRow(ctx context.Context, path string, names []string, visit func(*table.Rows) error) (err error) {
	r := table.Open([]string{path}, names...)
	defer func() { err = errors.Join(err, r.Close()) }()
	for {
		err := r.Next(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := errors.Join(visit(r), r.Err()); err != nil {
			return err
		}
	}
}

// takeCell puts the present row into its report.
func takeCell(r *table.Rows, long *schema.TableSchema, byID map[string]*Report) error {
	report := byID[r.Text("report_id")]
	if report == nil {
		return fmt.Errorf("report %q is not in the table reports", r.Text("report_id"))
	}
	id := schema.CellID(long.Name + "/" + r.Text(long.Long.Row) + "/" + r.Text(long.Long.Column))
	index, ok := report.Form.Cell(id)
	if !ok {
		return fmt.Errorf("edition %s has no cell %q", report.Form.Edition, id)
	}
	status, ok := statuses[r.Text("status")]
	if !ok {
		return fmt.Errorf("status %q is not known", r.Text("status"))
	}
	cell := &report.Cells[index]
	cell.Status, cell.Unit = status, schema.UnitItem
	if long.Long.Unit != "" {
		cell.Unit = r.Text(long.Long.Unit)
	}
	cell.Value, cell.HasValue = r.Figure("value")
	return nil
}
