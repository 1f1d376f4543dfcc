package record

import (
	"fmt"

	"github.com/apache/arrow/go/v17/arrow/memory"

	"gongkai/schema"
)

// panelBuilder collects the rows of the panel. Of the reports that compete for
// one agency and year, which follow each other in the order of the reports, it
// keeps the best and appends it when the next agency begins.
type panelBuilder struct {
	*tableBuilder[*report]
	best *report
	// sources holds, for each edition met, the cell behind each column; -1 where
	// the edition has none.
	sources map[*schema.Form]map[string]schema.CellIndex
}

func newPanelBuilder(mem memory.Allocator, table *schema.TableSchema) (*panelBuilder, error) {
	p := &panelBuilder{sources: map[*schema.Form]map[string]schema.CellIndex{}}
	cols := whoAndWhen()
	for _, f := range table.Arrow.Fields() {
		if _, bound := cols[f.Name]; bound {
			continue
		}
		if schema.Meta(f, schema.MetaEditions) == "" {
			return nil, fmt.Errorf("record: table %s: nothing fills column %s", table.Name, f.Name)
		}
		cols[f.Name] = p.cellColumn(f.Name)
	}
	var err error
	p.tableBuilder, err = newTableBuilder(mem, table, cols)
	return p, err
}

// cellColumn fills the column of a cell, or of the unit of one.
func (p *panelBuilder) cellColumn(name string) setter[*report] {
	var form *schema.Form // the edition met last, and the cell behind the column in it
	var i schema.CellIndex
	var ok bool
	return func(c *column, reports []*report) {
		for _, r := range reports {
			if r.Form.Form != form {
				form = r.Form.Form
				i, ok = p.sources[form][name]
			}
			if !ok {
				c.AppendNull()
				continue
			}
			cell := &r.cells[i]
			if c.coded == nil {
				appendFigure(c.Builder, cell.Value, cell.HasValue)
				continue
			}
			c.addText(cell.Unit, cell.HasValue && cell.Unit != "")
			c.flush()
		}
	}
}

// source maps the columns of an edition to its cells, once for each edition.
func (p *panelBuilder) source(form *schema.Form) error {
	if _, known := p.sources[form]; known {
		return nil
	}
	cells := map[string]schema.CellIndex{}
	for i, c := range form.Cells {
		name := schema.PanelColumn(c.ID)
		if !p.table.Arrow.HasField(name) {
			return fmt.Errorf("record: panel has no column for cell %s of edition %s", c.ID, form.Edition)
		}
		cells[name] = schema.CellIndex(i)
		if unit := schema.PanelUnitColumn(c.ID); p.table.Arrow.HasField(unit) {
			cells[unit] = schema.CellIndex(i)
		}
	}
	p.sources[form] = cells
	return nil
}

func (p *panelBuilder) add(r *report) error {
	if r.DuplicateOf != "" {
		return nil
	}
	if err := p.source(r.Form.Form); err != nil {
		return err
	}
	switch {
	case p.best == nil || !sameAgencyYear(p.best.Row, r.Row):
		p.settle()
		p.best = r
	case better(r, p.best):
		p.best = r
	}
	return nil
}

// settle appends the best report of the agency that has ended.
func (p *panelBuilder) settle() {
	if p.best != nil {
		p.append(p.best)
		p.best = nil
	}
}
