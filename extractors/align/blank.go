package align

import (
	"gongkai/extractors/layout"
)

// A row whose cells are all empty is a row of the form all the same, where the
// layout keeps every cell: the cells themselves are what it prints.

// leastBlankAlike is how like an item's label that of a row of empty cells must be.
const leastBlankAlike = 0.6

// blankRow reports whether joined lines without figures are a row of empty cells:
// one line of a layout that keeps them, with a cell for each of the row's; in other
// layouts the label alone tells, where it is the form's, be it broken.
func (t *template) blankRow(j *join, it *item, e *evidence) bool {
	if len(j.lines) > 1 && !e.exact || j.headerLike && !t.inOneRow(it) || !e.exact && e.sim < leastBlankAlike {
		return false
	}
	l, want := &j.lines[0], len(it.cells)
	if t.inOneRow(it) {
		return l.kept && e.exact && len(l.labels) <= 2 && len(l.slots) == want
	}
	return e.exact && (!l.kept || len(l.slots) > 0) || l.kept && len(l.slots) >= want
}

// inOneRow reports whether an item is of a block that may be printed in one row.
func (t *template) inOneRow(it *item) bool {
	return t.form.Tables[it.table].Blocks[it.block].Across
}

// blankAcross reports whether a row of the grid is nothing but empty cells, as
// many as a block has that is printed in one row.
func (t *template) blankAcross(row *layout.Row) bool {
	for c := range row.Cells {
		if row.Cells[c].Text != "" {
			return false
		}
	}
	for _, i := range t.across {
		if t.isBlankAcross(len(row.Cells), &t.items[i]) {
			return true
		}
	}
	return false
}

// mostTrailing is how many empty cells a spreadsheet's export appends to a row.
const mostTrailing = 2

// isBlankAcross reports whether so many empty cells may be the row of a block: a
// cell for each figure, or for each but the sums, and some at the end.
func (t *template) isBlankAcross(cells int, it *item) bool {
	for _, want := range [...]int{len(it.cells), t.withoutSums(it)} {
		if cells >= want && cells <= want+mostTrailing {
			return true
		}
	}
	return false
}

// withoutSums is how many figures a block printed in one row has besides its sums.
func (t *template) withoutSums(it *item) int {
	n := 0
	for _, c := range it.cells {
		if !t.form.Cells[c].IsTotal {
			n++
		}
	}
	return n
}

// restsOn reports whether a pair of a row without figures rests on something: its
// label, or cells that are there.
func (t *template) restsOn(lines []line, p *pair) bool {
	it := &t.items[p.item]
	l := &lines[p.line]
	if it.kind < valueRow || p.evidence.exact && (!l.kept || len(l.slots) > 0) {
		return true
	}
	if it.kind == acrossRow {
		return l.marked && len(l.labels) == 0 && t.isBlankAcross(len(l.slots), it)
	}
	return l.kept && p.joined == 1 && p.evidence.sim >= leastBlankAlike && len(l.slots) >= len(it.cells)
}
