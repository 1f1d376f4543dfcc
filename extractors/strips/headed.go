package strips

import (
	"slices"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// headed is a table of the form of several blocks, each with a header of its own, while
// its figures are given their places by the headers and labels beside them.
type headed struct {
	blocks   []schema.Block
	elements []element
	// cells is the figure of each cell, by block, row and column, as an element; none
	// where it is not known.
	cells [][][]int
	used  []bool
	// seen counts how often a header came; bare are the columns of each block whose
	// header came without figures, fresh those of them behind the last figure, headers
	// the headers as printed.
	seen        map[*word]int
	bare, fresh [][]int
	headers     [][]string
	// rows are the first of the figures behind a label that may be its row, by block and
	// row.
	rows [][]int
}

const none = -1

// newHeaded prepares a table; false where the passage does not print exactly as many
// figures as it has cells.
func newHeaded(blocks []schema.Block, elements []element) (*headed, bool) {
	h := &headed{blocks: blocks, elements: elements, used: make([]bool, len(elements)), seen: map[*word]int{}}
	cells := 0
	for b := range blocks {
		rows := make([][]int, len(blocks[b].Rows))
		for r := range rows {
			rows[r] = slices.Repeat([]int{none}, len(blocks[b].Columns))
			cells += len(rows[r])
		}
		h.cells = append(h.cells, rows)
		h.rows = append(h.rows, slices.Repeat([]int{none}, len(rows)))
		h.bare, h.fresh = append(h.bare, nil), append(h.fresh, nil)
		h.headers = append(h.headers, make([]string, len(blocks[b].Columns)))
	}
	figures := 0
	for i := range elements {
		if elements[i].kind == aFigure {
			figures++
		}
	}
	return h, figures == cells
}

// arrange gives the figures their cells; false where the passage says two things of one
// cell, or something that is no word of the table.
func (h *headed) arrange() bool {
	for i := 0; i < len(h.elements); {
		n, ok := 1, true
		switch h.elements[i].kind {
		case aHeader:
			n, ok = h.columns(i)
		case aLabel:
			ok = h.row(i)
		case aText:
			ok = h.goesOn(i)
		case aFigure:
			clear(h.fresh)
		case aTitle:
		}
		if !ok {
			return false
		}
		i += n
	}
	if !h.wholeRows() {
		return false
	}
	h.rest()
	return true
}

// column is the place of a header's next occurrence.
func (h *headed) column(w *word) ([2]int, bool) {
	n := h.seen[w]
	h.seen[w]++
	if n >= len(w.at) {
		return [2]int{}, false
	}
	return w.at[n], true
}

// columns reads the headers from the i-th element on, with the figures behind them
// where these are the columns, and says how many elements it read.
func (h *headed) columns(i int) (int, bool) {
	end := i
	var at [][2]int
	for end < len(h.elements) && h.elements[end].kind == aHeader && (end == i || h.elements[end].block == h.elements[i].block) {
		c, ok := h.column(h.elements[end].word)
		if !ok {
			return 0, false
		}
		h.headers[c[0]][c[1]] = h.elements[end].text
		at = append(at, c)
		end++
	}
	figures, all := count(h.elements, end-1)
	if figures == 0 {
		for _, c := range at {
			h.bare[c[0]], h.fresh[c[0]] = append(h.bare[c[0]], c[1]), append(h.fresh[c[0]], c[1])
		}
		return end - i, all == 0 || h.apart(end, all, at[len(at)-1][0])
	}
	if !ascend(at) || figures != len(at)*len(h.blocks[at[0][0]].Rows) || !h.inRows(end, figures, len(at)) {
		return end - i, true
	}
	for k := range figures {
		if !h.set(at[0][0], k/len(at), at[k%len(at)][1], end+k) {
			return 0, false
		}
	}
	return end - i + figures, true
}

// ascend reports whether columns are of one block, from left to right.
func ascend(at [][2]int) bool {
	for i := 1; i < len(at); i++ {
		if at[i][0] != at[0][0] || at[i][1] <= at[i-1][1] {
			return false
		}
	}
	return true
}

// apart reads the n figures from the i-th element on, which follow headers of block b
// that have none: as many whole columns, each written together from top to bottom, or
// the only one.
func (h *headed) apart(i, n, b int) bool {
	rows, at := len(h.blocks[b].Rows), h.fresh[b]
	if n != rows*len(at) || !slices.IsSorted(at) || len(h.blocks[b].Columns) > 1 && !h.inColumns(i, n, rows) {
		return true
	}
	for k := range n {
		if !h.set(b, k%rows, at[k/rows], i+k) {
			return false
		}
	}
	h.bare[b] = h.bare[b][:len(h.bare[b])-len(at)]
	return true
}

// inRows reports whether no line holds figures of two rows of so many columns.
func (h *headed) inRows(i, n, columns int) bool {
	for k := columns; k < n; k += columns {
		if h.elements[i+k].line == h.elements[i+k-1].line {
			return false
		}
	}
	return true
}

// inColumns reports whether figures stand in blocks of as many lines as there are rows.
func (h *headed) inColumns(i, n, rows int) bool {
	for k := range n {
		e := &h.elements[i+k]
		switch {
		case k%rows > 0 && (e.block != h.elements[i+k-1].block || e.line == h.elements[i+k-1].line):
			return false
		case k%rows == 0 && rows > 1 && k > 0 && e.block == h.elements[i+k-1].block:
			return false
		}
	}
	return true
}

// row reads the label at the i-th element with the figures behind it; false where a cell
// has another.
func (h *headed) row(i int) bool {
	at := h.elements[i].word.at[0]
	b, r := at[0], at[1]
	columns := len(h.blocks[b].Columns)
	here, all := count(h.elements, i)
	switch {
	case here == columns, here > 0 && isPrefix(h.bare[b], here):
		for c := range here {
			if !h.set(b, r, c, i+1+c) {
				return false
			}
		}
	case columns == 1 && all > 1 && all == len(h.blocks[b].Rows) && h.allLabels(i, b):
		for k := range all {
			if !h.set(b, k, 0, i+1+k) {
				return false
			}
		}
	case all == columns && (here == 0 || len(h.bare[b]) == 0 || len(h.bare[b]) == columns):
		h.rows[b][r] = i + 1
	}
	return true
}

// allLabels reports whether the i-th element is the last of the labels of block b, which
// stand one behind the other in their order.
func (h *headed) allLabels(i, b int) bool {
	for r := len(h.blocks[b].Rows) - 1; r >= 0; i-- {
		switch {
		case i < 0, h.elements[i].kind == aFigure, h.elements[i].kind == aText:
			return false
		case h.elements[i].kind != aLabel:
			continue
		case h.elements[i].word.at[0] != [2]int{b, r}:
			return false
		}
		r--
	}
	return true
}

// isPrefix reports whether columns are the first n.
func isPrefix(columns []int, n int) bool {
	if len(columns) != n {
		return false
	}
	for c := range n {
		if columns[c] != c {
			return false
		}
	}
	return true
}

// goesOn reports whether a text is the rest of a label, whose first figures stand
// between the two.
func (h *headed) goesOn(i int) bool {
	for k := i - 1; k >= 0 && h.elements[k].block == h.elements[i].block; k-- {
		switch e := &h.elements[k]; e.kind {
		case aFigure:
		case aLabel:
			w, share := wordFor([]*word{e.word}, e.text+h.elements[i].text)
			return w != nil && share >= continuing
		case aHeader, aTitle, aText:
			return false
		}
	}
	return false
}

// continuing is how much a label must resemble the form's with a text that goes on with it.
const continuing = 84

// set puts a figure into a cell; false where one is there.
func (h *headed) set(b, r, c, figure int) bool {
	if h.cells[b][r][c] != none || h.used[figure] {
		return false
	}
	h.cells[b][r][c] = figure
	h.used[figure] = true
	return true
}

// wholeRows gives the figures between two labels to the first one's row, where they are
// as many as columns for each row of the block that has none.
func (h *headed) wholeRows() bool {
	for b := range h.rows {
		if !h.allWhole(b) {
			continue
		}
		for r, at := range h.rows[b] {
			for c := range h.cells[b][r] {
				if at != none && !h.set(b, r, c, at+c) {
					return false
				}
			}
		}
	}
	return true
}

// allWhole reports whether each row of a block has all figures or none.
func (h *headed) allWhole(b int) bool {
	for r, at := range h.rows[b] {
		if (at == none) == slices.Contains(h.cells[b][r], none) {
			return false
		}
	}
	return true
}

// rest gives figures that are all the same to the cells that have none.
func (h *headed) rest() {
	var left []element
	first := none
	for i := range h.elements {
		if h.elements[i].kind == aFigure && !h.used[i] {
			left = append(left, h.elements[i])
			first = i
		}
	}
	if len(left) == 0 || !areSame(left) {
		return
	}
	for _, rows := range h.cells {
		for _, row := range rows {
			for c := range row {
				if row[c] == none {
					row[c] = first
				}
			}
		}
	}
}

// lay writes the table as the form prints it.
func (h *headed) lay() []layout.Row {
	var out []layout.Row
	for b := range h.blocks {
		header := []string{stubTitle}
		for c, text := range h.headers[b] {
			if text == "" {
				text = h.blocks[b].Columns[c].Label
			}
			header = append(header, text)
		}
		out = append(out, textRow(h.blocks[b].Label), textRow(header...))
		for r := range h.blocks[b].Rows {
			row := textRow(h.blocks[b].Rows[r].Label)
			for c, figure := range h.cells[b][r] {
				cell := layout.Cell{Text: unknown, RowSpan: 1, ColSpan: 1, Unread: true}
				if figure != none {
					e := &h.elements[figure]
					cell = layout.Cell{Text: e.text, Raw: e.raw, RowSpan: 1, ColSpan: 1}
				}
				cell.Ordinal, cell.Col = c+1, c+1
				row.Cells = append(row.Cells, cell)
			}
			out = append(out, row)
		}
	}
	return out
}

// textRow is a row of texts.
func textRow(texts ...string) layout.Row {
	var row layout.Row
	for i, text := range texts {
		cell := textCell(text)
		cell.Ordinal, cell.Col = i, i
		row.Cells = append(row.Cells, cell)
	}
	return row
}
