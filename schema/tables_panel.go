package schema

import (
	"fmt"
	"slices"
	"strings"
)

// PanelColumn is the name of a cell's column in the panel:
// applications/granted/total is applications_granted_total.
func PanelColumn(id CellID) string { return strings.ReplaceAll(string(id), "/", "_") }

// PanelUnitColumn is the name of the column with the unit of an amount's column.
func PanelUnitColumn(id CellID) string { return PanelColumn(id) + "_unit" }

// panelCell is a cell of any edition.
type panelCell struct {
	id       CellID
	labels   editionLabels
	editions []string
	amount   bool
}

func panelTable(forms []*Form) (*TableSchema, error) {
	columns := slices.Concat([]column{colReportID, colURI}, whoColumns(), whenColumns(), []column{colReview})
	for _, cell := range unionCells(forms) {
		columns = append(columns, cell.columns()...)
	}
	names := map[string]bool{}
	for _, c := range columns {
		if names[c.name] {
			return nil, fmt.Errorf("schema: panel: two cells give the column %s", c.name)
		}
		names[c.name] = true
	}
	return &TableSchema{
		Name:          PanelTable,
		Description:   "One row for each agency and year, one column for each cell of any edition; preferred copies only.",
		DescriptionZH: "每个机关每年一行，各版本的每个单元格一列；只含首选副本。",
		Arrow:         arrowSchema(columns...), Partitioned: true,
		SortKey: sortKey, PrimaryKey: []string{"report_id"},
	}, nil
}

// unionCells merges the cells of all editions. A cell that an older edition
// lacks stands after its predecessor in the newer one, so that the columns are
// in the order of the printed form.
func unionCells(forms []*Form) []*panelCell {
	var union []*panelCell
	for _, f := range forms {
		at := -1
		for i, c := range f.Cells {
			found := slices.IndexFunc(union, func(u *panelCell) bool { return u.id == c.ID })
			if found < 0 {
				found = at + 1
				union = slices.Insert(union, found, &panelCell{id: c.ID})
			}
			at = found
			union[at].join(f, CellIndex(i))
		}
	}
	return union
}

func (p *panelCell) join(f *Form, i CellIndex) {
	cell := f.Cells[i]
	p.editions = append(p.editions, f.Edition)
	p.labels.add(f.Edition, f.CellLabel(i))
	p.amount = p.amount || cell.Amount
}

// columns is the cell's column, and for an amount the column of its unit.
func (p *panelCell) columns() []column {
	value := column{
		name: PanelColumn(p.id), typ: typeCount, repeats: true, unit: UnitItem,
		null: "no value (the long table has the status), or no such cell in the report's edition",
		en:   "value of the cell " + string(p.id), zh: p.labels.String(),
		label: p.labels.String(), editions: strings.Join(p.editions, ","),
	}
	value.caveat, value.caveatZH = caveats(p.id)
	value.comparable = comparability(p.id, p.editions)
	if !p.amount {
		return []column{value}
	}
	value.typ, value.unit = typeAmount, "that of the column "+PanelUnitColumn(p.id)
	unit := codeColumn(PanelUnitColumn(p.id), "neither the form nor the report declares it, or there is no value",
		"unit of "+value.name+" as the report has it: CNY, CNY_10k", p.labels.String()+"：单位（元、万元）")
	unit.label, unit.editions, unit.comparable = value.label, value.editions, value.comparable
	return []column{value, unit}
}

// CellLabel is the printed way to a cell: its block, stub, group and row, then
// its group of columns and column, joined by " / " and " × ".
func (f *Form) CellLabel(i CellIndex) string {
	cell, row, col := f.Cells[i], f.RowOf(i), f.ColumnOf(i)
	block := &f.Tables[cell.Table].Blocks[cell.Block]
	return joinLabels(block.Label, row.Stub, row.GroupLabel, row.Label) + " × " + joinLabels(col.Group, col.Label)
}

func joinLabels(labels ...string) string {
	labels = slices.DeleteFunc(labels, func(l string) bool { return l == "" })
	return strings.Join(labels, " / ")
}

// editionLabels collects a label over the editions.
type editionLabels struct{ editions, labels []string }

func (l *editionLabels) add(edition, label string) {
	l.editions, l.labels = append(l.editions, edition), append(l.labels, label)
}

// String is the label alone where all editions agree, else "2019: …; 2021: …".
func (l *editionLabels) String() string {
	if len(slices.Compact(slices.Clone(l.labels))) == 1 {
		return l.labels[0]
	}
	parts := make([]string, len(l.labels))
	for i, label := range l.labels {
		parts[i] = l.editions[i] + ": " + label
	}
	return strings.Join(parts, "; ")
}
