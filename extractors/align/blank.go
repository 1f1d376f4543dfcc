package align

import (
	"gongkai/extractors/layout"
)

// A row whose cells are all empty is a row of the form all the same, where the
// layout keeps every cell: the cells themselves are what it prints.

// leastBlankAlike is how like an item's label that of a row of empty cells must be.
const leastBlankAlike = 0.6

// leastMisread is how like an item's label one of which characters were misread must be
// to tell of an empty row without its cells: more than labels of the form are like each other.
const leastMisread = 0.8

// blankRow reports whether joined lines without figures are a row of empty cells:
// one line of a layout that marks them, with a cell for each of the row's; where it
// does not keep them all the label alone tells, where it is the form's, be it broken or misread. A label of a
// block that may be printed in one row is a word of that one's header too: there the
// cells tell.
func (t *template) blankRow(j *join, it *item, e *evidence) bool {
	if len(j.lines) > 1 && !e.exact || j.headerLike && !t.inOneRow(it) || !e.exact && e.sim < leastBlankAlike {
		return false
	}
	l, want := &j.lines[0], len(it.cells)
	if t.inOneRow(it) {
		return e.exact && (l.kept && len(l.labels) <= 2 && len(l.slots) == want || l.marked && !l.kept && t.besideBlanks(l, it))
	}
	if e.exact {
		return !l.kept || len(l.slots) > 0
	}
	return l.marked && (l.misread(e) || len(l.slots) >= want) && (l.kept || !t.isPiece(l))
}

// isBlankBefore reports whether a line is a row of the form whose cells are all empty, and a text
// behind them the label of another row, of a group of rows or the heading of a block: in
// a text without line ends no figure parts them. Words of headers stand beside each other
// with empty cells between them; one of them with the list number of a row is that row's
// label where the row's cells are all there.
func (t *template) isBlankBefore(l *line, text string) bool {
	own, next := l.labels[len(l.labels)-1].printed, t.lex.print(text)
	columns := t.rowColumns(own)
	return own.body.text != next.body.text && columns > 0 && (len(l.slots) >= columns || !t.headers(own).word) &&
		(len(t.exact[next.body.text]) > 0 || t.groups[next.body.text])
}

// misread reports whether a line is a row's by its label, though some characters of it
// were misread, in a layout that need not keep empty cells.
func (l *line) misread(e *evidence) bool {
	return l.marked && !l.kept && l.table != layout.Prose && e.sim >= leastMisread
}

// besideBlanks reports whether a line is a row's label where the labels stand, behind
// its stub or none, and a cell for each of its figures. Beside a label that spans the
// stub's column too there is one more.
func (t *template) besideBlanks(l *line, it *item) bool {
	n := len(l.labels)
	if n == 0 || n > 2 || l.labels[n-1].cell > it.depth+1 || n == 2 && !t.groups[l.labels[0].body.text] {
		return false
	}
	cells := len(l.slots)
	return cells == len(it.cells) || cells == len(it.cells)+1 && l.labels[n-1].cell == 0
}

// inOneRow reports whether an item is of a block that may be printed in one row.
func (t *template) inOneRow(it *item) bool {
	return t.form.Tables[it.table].Blocks[it.block].Across
}

// blankAcross reports whether a row of the grid is nothing but empty cells, as
// many as a block has that is printed in one row.
func (t *template) blankAcross(row *layout.Row, widest int) bool {
	if !isEmpty(row) {
		return false
	}
	for _, i := range t.across {
		if t.isBlankAcross(len(row.Cells), widest, &t.items[i]) {
			return true
		}
	}
	return false
}

// isEmpty reports whether every cell of a row is empty.
func isEmpty(row *layout.Row) bool {
	for c := range row.Cells {
		if row.Cells[c].Text != "" {
			return false
		}
	}
	return true
}

// mostTrailing is how many empty cells a spreadsheet's export appends to a row.
const mostTrailing = 2

// isBlankAcross reports whether so many empty cells may be the row of a block: a
// cell for each figure, or for each but the sums, and some at the end, as in the
// widest row of its table.
func (t *template) isBlankAcross(cells, widest int, it *item) bool {
	for _, want := range [...]int{len(it.cells), t.withoutSums(it)} {
		if cells >= want && cells <= max(want+mostTrailing, widest) {
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
		return l.marked && len(l.labels) == 0 && t.isBlankAcross(len(l.slots), l.widest, it)
	}
	return l.marked && p.joined == 1 && p.evidence.sim >= leastBlankAlike && (l.misread(&p.evidence) || len(l.slots) >= len(it.cells))
}
