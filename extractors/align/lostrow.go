package align

import "gongkai/extractors/layout"

// A row without any figure is a row of blanks. Where blanks leave no trace it may as well
// have lost what it printed: at the end of a page, say. Who prints a zero for nothing in
// every other row leaves no blanks.

// fullPerLost is how many rows that have all of their figures show that one without any
// lost them.
const fullPerLost = 10

// loseFigures makes rows without figures rows that lost them, where the others show it.
func (p *Placement) loseFigures(blanks layout.Blanks) {
	if blanks != layout.BlanksLost {
		return
	}
	var bare []*Reading
	for r := range p.Rows {
		switch first := &p.Rows[r].Readings[0]; {
		case first.Rule == ruleEmptyRow:
			bare = append(bare, first)
		case !first.full():
			return
		}
	}
	if len(p.Rows) < len(bare)*(fullPerLost+1) {
		return
	}
	for _, reading := range bare {
		reading.Figures, reading.Rule = blankRow(len(reading.Figures)), "lost row"
	}
}
