package align

import (
	"slices"

	"gongkai/extractors/layout"
)

// A block printed in one row may be printed without its sums: its header then names the
// other columns alone. Some of these words may be lost. The row still has a cell for
// each column without a sum, if not some empty ones behind, and the words that are left
// are those of these columns, in their order.

// sumsUnnamed are the positions of all columns but the sums, where the row has a cell for
// each and the header shows that these are they: it names no sum, and most of the
// others, in order. It is nil elsewhere.
func (t *template) sumsUnnamed(h *header, r *rowFigures) []int {
	n := t.withoutSums(r.item)
	if r.item.kind != acrossRow || len(r.slots) < n || !allBlank(r.slots[n:]) || n == len(r.item.cells) {
		return nil
	}
	cells := make([]int, 0, n)
	for i, c := range r.item.cells {
		if !t.form.Cells[c].IsTotal {
			cells = append(cells, i)
		}
	}
	columns := len(t.form.Tables[r.item.table].Blocks[r.item.block].Columns)
	words := slices.DeleteFunc(slices.Clone(h.words), func(w headerWord) bool { return w.column < 0 || w.table != r.table })
	if 3*len(words) < 2*n {
		return nil
	}
	if slices.SortStableFunc(words, byLine); !namesInOrder(words, cells, columns) {
		if slices.SortStableFunc(words, byColumn); !namesInOrder(words, cells, columns) {
			return nil
		}
	}
	return cells
}

// namesInOrder reports whether words name some of the positions, one after the other.
func namesInOrder(words []headerWord, cells []int, columns int) bool {
	next := 0
	for i := range words {
		for next < len(cells) && cells[next]%columns != words[i].column {
			next++
		}
		if next == len(cells) {
			return false
		}
		next++
	}
	return true
}

func byLine(a, b headerWord) int   { return a.at.row - b.at.row }
func byColumn(a, b headerWord) int { return a.col - b.col }

// summless is the reading of a block printed in one row without its sums, where the
// layout may have added to the row's cells: figures for all other columns, and then
// empty cells alone.
func (t *template) summless(g *layout.Grid, r *rowFigures) []Reading {
	n := t.withoutSums(r.item)
	if r.item.kind != acrossRow || r.blanks == layout.BlanksKept || len(r.filled) != n || !allBlank(r.slots[n:]) {
		return nil
	}
	reading := Reading{Figures: blankRow(len(r.item.cells)), Rule: "without sums"}
	next := 0
	for i, c := range r.item.cells {
		if !t.form.Cells[c].IsTotal {
			reading.Figures[i] = figureAt(g, &r.slots[next])
			next++
		}
	}
	return []Reading{reading}
}
