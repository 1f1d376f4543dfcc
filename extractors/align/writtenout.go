package align

import (
	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
)

// A cell over several columns that was written out into each of them leaves its figure as
// often as it was wide. On a page image figures of one row that stand far apart are cells
// of their own and no digits of one number: neighbours that are equal are one such cell,
// where that leaves a figure for each column of the form. Zeros alone are those of all columns.

// farApart is how many digits wide the gap between cells is at least.
const farApart = 3

// writtenOut is the reading of a row whose figures were written out; ok is false where
// they were not, or where that leaves other than one figure for each column. Rows with a
// sum have identities that say more.
func (t *template) writtenOut(g *layout.Grid, r *rowFigures) (Reading, bool) {
	k := len(r.item.cells)
	if r.item.kind != valueRow || len(r.filled) <= k || t.hasSum(r.item) || !r.located() || !inCellsApart(r.filled) {
		return Reading{}, false
	}
	var held []slot
	for i := range r.filled {
		if i == 0 || r.filled[i].figure.Value != r.filled[i-1].figure.Value {
			held = append(held, r.filled[i])
		}
	}
	if len(held) == 1 && held[0].figure.Value == 0 {
		for len(held) < k {
			held = append(held, held[0])
		}
	}
	if len(held) != k {
		return Reading{}, false
	}
	return sequence(g, held, k, "written out", true), true
}

// hasSum reports whether a row prints a sum.
func (t *template) hasSum(it *item) bool {
	for _, c := range it.cells {
		if t.form.Cells[c].IsTotal {
			return true
		}
	}
	return false
}

// inCellsApart reports whether all slots are numbers that stand side by side, far apart.
func inCellsApart(filled []slot) bool {
	for i := range filled {
		s := &filled[i]
		if s.figure.Kind != figure.Number || s.figure.Digits == "" || s.fused {
			return false
		}
		if i == 0 {
			continue
		}
		before := &filled[i-1]
		digit := max((s.across.to-s.across.from)/len(s.text), (before.across.to-before.across.from)/len(before.text))
		if s.across.from-before.across.to < farApart*digit {
			return false
		}
	}
	return true
}
