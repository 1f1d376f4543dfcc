package align

import (
	"slices"

	"gongkai/extractors/layout"
)

// A header may have lost a word and kept its cell: the others stand each in its own
// place, and the empty cell between them names the column that is left.

// fillHoles gives the header of a block printed row by row the words of its empty cells,
// where the other words of their row show which they are. Before the first word and
// behind the last an empty cell is a column's only where the row begins with a word for
// its labels, and names all others.
func (t *template) fillHoles(g *layout.Grid, h *header, table, block int) {
	b := &t.form.Tables[table].Blocks[block]
	if g.Blanks != layout.BlanksMarked || b.Across || len(h.words) == 0 {
		return
	}
	for _, row := range h.rows() {
		h.fillRow(g, row, len(b.Columns))
	}
}

// rows lists the rows of the grid in which words stand.
func (h *header) rows() []int {
	var out []int
	for i := range h.words {
		if r := h.words[i].at.row; !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

// fillRow adds the words of one row's holes.
func (h *header) fillRow(g *layout.Grid, row, columns int) {
	cells := g.Rows[row].Cells
	named, first, last, begins, ok := h.namedIn(row, columns)
	if !ok {
		return
	}
	if begins > 0 && h.allIn(row) && labelled(cells[:begins]) {
		first, last = 0, columns-1
	}
	for c := first; c <= last; c++ {
		if named[c] || h.names(c) {
			continue
		}
		if at := begins + c; at < len(cells) && cells[at].Text == "" {
			h.words = append(h.words, headerWord{
				at: ref{row, at}, table: g.Rows[row].Table, col: cells[at].Col, span: max(1, cells[at].ColSpan), column: c,
			})
		}
	}
}

// namedIn tells which columns the words of a row name, the first and the last of them,
// and in which cell the first column stands. ok is false unless each word stands as far
// from there as its column does, and names one.
func (h *header) namedIn(row, columns int) (named []bool, first, last, begins int, ok bool) {
	named, first, begins = make([]bool, columns), columns, -1
	for i := range h.words {
		w := &h.words[i]
		if w.at.row != row {
			continue
		}
		from := w.at.cell - w.column
		if w.column < 0 || from < 0 || begins >= 0 && from != begins || named[w.column] {
			return nil, 0, 0, 0, false
		}
		begins, named[w.column] = from, true
		first, last = min(first, w.column), max(last, w.column)
	}
	return named, first, last, begins, begins >= 0
}

// names reports whether a word names a column.
func (h *header) names(column int) bool {
	return slices.ContainsFunc(h.words, func(w headerWord) bool { return w.column == column })
}

// allIn reports whether all words stand in one row.
func (h *header) allIn(row int) bool {
	return !slices.ContainsFunc(h.words, func(w headerWord) bool { return w.at.row != row })
}

// labelled reports whether a word stands in one of the cells.
func labelled(cells []layout.Cell) bool {
	return slices.ContainsFunc(cells, func(c layout.Cell) bool { return c.Text != "" })
}

// besideLabels reports whether the words of a header stand one beside the other behind that
// for the labels, as the row's cells do behind its label, in a table that moves no empty
// cells: cells that a converter added stand behind them.
func (h *header) besideLabels(g *layout.Grid, r *rowFigures) bool {
	k := len(r.item.cells)
	if !r.unmoved || r.label < 0 || r.item.kind != valueRow || len(h.words) != k || r.beyond() > 0 {
		return false
	}
	named, _, _, begins, ok := h.namedIn(h.words[0].at.row, k)
	return ok && h.allIn(h.words[0].at.row) && !slices.Contains(named, false) && begins == r.label+1 &&
		h.words[0].table == r.table && g.Rows[h.words[0].at.row].Cells[r.label].Text != ""
}

// leaveEmpty makes columns without a word empty, where before a figure, and behind that of
// the column before, as many empty cells stand: they hold nothing. Cells behind the
// last figure may be none of the row's.
func (r *Reading) leaveEmpty(slots []slot) {
	next, absent := 0, 0
	for c := range r.Figures {
		if r.Figures[c].Presence == Absent {
			absent++
			continue
		}
		at := slices.IndexFunc(slots, func(s slot) bool { return s.ref == ref{r.Figures[c].GridRow, r.Figures[c].GridCell} })
		if absent > 0 && at-next >= absent && allBlank(slots[next:at]) {
			for i := c - absent; i < c; i++ {
				r.Figures[i].Presence = Empty
			}
		}
		next, absent = max(next, at+1), 0
	}
}
