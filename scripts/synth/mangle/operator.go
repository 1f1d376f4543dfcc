package mangle

import (
	"math/rand/v2"

	"gongkai/schema"
	"gongkai/scripts/synth/print"
)

// Scope says for which documents an operator is realistic.
type Scope uint8

// The scopes.
const (
	// Any operators fit every layout and markup: they change characters.
	Any Scope = iota
	// Structural operators move, add and remove cells: converters and recognisers do that.
	Structural
	// Recognised operators misread characters: recognisers of images do that.
	Recognised
	// TextOnly operators work on printed plain text.
	TextOnly
)

// Operator is one way of damaging a document.
type Operator struct {
	Name string
	// Imitates says what real damage it stands for.
	Imitates string
	Scope    Scope
	// apply changes the document; nil for TextOnly operators.
	apply func(*patient) bool
	// text changes printed text; nil for all others.
	text func(*print.Document, string) string
}

// Apply damages a document and reports whether there was anything to damage.
func (o Operator) Apply(rng *rand.Rand, d *print.Document) bool {
	if o.apply == nil {
		return false
	}
	return o.apply(&patient{rng: rng, doc: d, fragile: fragile(d)})
}

// ApplyText damages printed text; other operators return it as it is.
func (o Operator) ApplyText(d *print.Document, text string) string {
	if o.text == nil {
		return text
	}
	return o.text(d, text)
}

// Operators lists every operator in a fixed order.
func Operators() []Operator { return operators }

// Find returns an operator by its name.
func Find(name string) (Operator, bool) {
	for _, o := range operators {
		if o.Name == name {
			return o, true
		}
	}
	return Operator{}, false
}

// patient is a document under an operator.
type patient struct {
	rng *rand.Rand
	doc *print.Document
	// fragile cells take part in an identity that the agency broke.
	fragile map[schema.CellIndex]bool
}

func fragile(d *print.Document) map[schema.CellIndex]bool {
	cells := map[schema.CellIndex]bool{}
	for _, i := range d.Values.Broken() {
		identity := &d.Values.Form.Identities[i]
		for _, c := range append(append([]schema.CellIndex(nil), identity.LHS...), identity.RHS...) {
			cells[c] = true
		}
	}
	return cells
}

// spot is a position in a document.
type spot struct {
	table    *print.Table
	row, col int
}

func (s spot) cell() *print.Cell { return &s.table.Rows[s.row].Cells[s.col] }
func (s spot) line() *print.Row  { return &s.table.Rows[s.row] }

// spots lists the positions whose cells satisfy a condition, in reading order.
func (p *patient) spots(ok func(spot) bool) []spot {
	var out []spot
	for _, t := range p.doc.Tables() {
		for r := range t.Rows {
			for c := range t.Rows[r].Cells {
				if s := (spot{t, r, c}); ok(s) {
					out = append(out, s)
				}
			}
		}
	}
	return out
}

// one draws one position that satisfies a condition.
func (p *patient) one(ok func(spot) bool) (spot, bool) {
	all := p.spots(ok)
	if len(all) == 0 {
		return spot{}, false
	}
	return all[p.rng.IntN(len(all))], true
}

// each changes about percent of the positions that satisfy a condition, at least one.
func (p *patient) each(percent int, ok func(spot) bool, change func(spot)) bool {
	all := p.spots(ok)
	if len(all) == 0 {
		return false
	}
	sure := p.rng.IntN(len(all))
	for i, s := range all {
		if i == sure || p.rng.IntN(100) < percent {
			change(s)
		}
	}
	return true
}

// sound reports whether no figure of a row is fragile, so that it may be lost.
func (p *patient) sound(r *print.Row) bool {
	for _, i := range r.Figures() {
		if p.fragile[r.Cells[i].Index] {
			return false
		}
	}
	return true
}

// checkable reports whether identities bear on every figure of a row. Where
// none do, some damages leave a row that could as well be a true one: nobody
// could notice, so no reader can be asked to.
func (p *patient) checkable(r *print.Row) bool {
	for _, i := range r.Figures() {
		if len(p.doc.Values.Form.IdentitiesOf(r.Cells[i].Index)) == 0 {
			return false
		}
	}
	return true
}

// isLabel reports whether a cell carries a label of the form.
func isLabel(s spot) bool {
	switch s.cell().Role {
	case print.Header, print.Article, print.Stub, print.Group, print.Label:
		return s.cell().Text != ""
	default:
		return false
	}
}

// isRowLabel reports whether a cell carries the label of a row of figures.
func isRowLabel(s spot) bool { return s.cell().Role == print.Label && s.cell().Text != "" }

// isNumber reports whether a cell carries a printed number.
func isNumber(s spot) bool {
	return s.cell().Role == print.Figure && hasDigit(s.cell().Text)
}

func hasDigit(s string) bool {
	for _, r := range s {
		if r >= '0' && r <= '9' {
			return true
		}
	}
	return false
}

// insertRow puts a row into a table at r.
func insertRow(t *print.Table, r int, row print.Row) {
	t.Rows = append(t.Rows, print.Row{})
	copy(t.Rows[r+1:], t.Rows[r:])
	t.Rows[r] = row
	t.Loose = true
	if r < t.HeaderRows {
		t.HeaderRows++
	}
}

// insertCells puts cells into a row at c.
func insertCells(r *print.Row, c int, cells ...print.Cell) {
	r.Cells = append(append(append([]print.Cell(nil), r.Cells[:c]...), cells...), r.Cells[c:]...)
}

// removeCell takes a cell out of a row.
func removeCell(r *print.Row, c int) {
	r.Cells = append(append([]print.Cell(nil), r.Cells[:c]...), r.Cells[c+1:]...)
}

// blankRow is an empty row shaped like r and standing under the same spans.
func blankRow(r *print.Row) print.Row {
	cells := make([]print.Cell, len(r.Cells))
	for i := range cells {
		cells[i] = print.Cell{RowSpan: 1, ColSpan: 1}
		if c := &r.Cells[i]; c.Cover == print.Above || c.Role == print.Stub || c.Role == print.Group {
			cells[i] = print.Cell{Cover: print.Above}
		}
	}
	return print.Row{Cells: cells}
}

// empty is a cell that means nothing.
func empty() print.Cell { return print.Cell{RowSpan: 1, ColSpan: 1} }

// copyRow returns an independent copy of a row.
func copyRow(r print.Row) print.Row {
	r.Cells = append([]print.Cell(nil), r.Cells...)
	return r
}
