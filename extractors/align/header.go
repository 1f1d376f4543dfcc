package align

import (
	"slices"
	"strings"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// headerWord is a cell of a block's header that names a column.
type headerWord struct {
	at     ref
	table  int
	col    int
	span   int
	column int // of the block; -1: a word over a column that the form does not have
	exact  bool
	text   string
	// printed is its text; nil where the cell is empty or the word is of several lines.
	printed *printed
}

// header is what the document prints above the rows of a block.
type header struct {
	words []headerWord
	// texts are all cells that may declare a unit: the header's, and the labels of
	// the block's rows.
	texts []ref
	// group is where the label over a group of columns stands.
	group ref
	// known holds what places gave before: the words do not change.
	known []knownPlaces
}

// knownPlaces is what places gives.
type knownPlaces struct {
	table, columns, rows int
	places               []place
	ok                   bool
}

// farthestHeader is how many lines above its first row a header may begin.
const farthestHeader = 24

// headerOf collects the header of a block: the lines without figures between
// what is paired before the block and the block's last row.
func (t *template) headerOf(lines []line, out []placed, table, block int) header {
	first, last := -1, -1
	previous := 0
	for k := range out {
		it := &t.items[out[k].item]
		if it.table == table && it.block == block && it.kind != blockHeading {
			if first < 0 {
				first = out[k].line
			}
			last = out[k].line
		} else if own := it.table == table && it.block == block; first < 0 && own {
			previous = out[k].line // the block's heading may run on into its header
		} else if first < 0 {
			previous = out[k].line + out[k].joined
		}
	}
	var h header
	down := 0 // the line behind the words printed downwards
	for l := max(previous, first-farthestHeader); l <= last && l >= 0; l++ {
		for j := range lines[l].labels {
			h.texts = append(h.texts, lines[l].labels[j].ref)
		}
		if l < first && l >= down {
			n, words := t.downward(lines[l:first], t.columns[[2]int{table, block}])
			down, h.words = l+n, append(h.words, words...)
		}
		if l >= down && (lines[l].figures == 0 || l == first) {
			t.addHeaderLine(&h, &lines[l], table, block, l >= first)
		}
	}
	return h
}

func (t *template) addHeaderLine(h *header, l *line, table, block int, inside bool) {
	bc := t.columns[[2]int{table, block}]
	before, known := len(h.words), 0
	for j := range l.labels {
		label := &l.labels[j]
		w := headerWord{at: label.ref, table: l.table, col: label.col, span: label.span, column: -1, text: label.text, printed: label.printed}
		if m := t.headers(label.printed).matches[bc.number]; m.column >= 0 {
			w.column, w.exact = m.column, m.sim == 1
			known++
		}
		if bc.groups[label.body.text] {
			h.group = label.ref
		}
		if w.column < 0 && t.isNoColumn(bc, label.printed) {
			continue
		}
		h.words = append(h.words, w)
	}
	if inside && known < 2 {
		h.words = h.words[:before]
	}
}

// isNoColumn reports whether a text is another word of a block's header, a label of the form or a
// text that says nothing.
func (t *template) isNoColumn(bc *blockColumns, p *printed) bool {
	return bc.words[p.body.text] || len(t.exact[p.body.text]) > 0 || t.lex.ignored[p.body.text] != ""
}

// place is a header word with the position in the row's cells that it stands
// for, -1 where it names a column that the form does not have.
type place struct {
	interval
	cell int
}

// places gives the header's words of one table of the grid, left to right, with
// what they stand for, where every position of the row is named, in order. A
// column named over several neighbouring page columns is one whose span was
// written out; named there by two lines it moved between two parts of the table. ok is false otherwise. Columns in another order than the form's
// are taken where each is named once and to the letter. The places are shared.
func (h *header) places(table, columns, rows int) (out []place, ok bool) {
	for i := range h.known {
		if k := &h.known[i]; k.table == table && k.columns == columns && k.rows == rows {
			return k.places, k.ok
		}
	}
	out, ok = h.findPlaces(table, columns, rows)
	h.known = append(h.known, knownPlaces{table, columns, rows, out, ok})
	return out, ok
}

func (h *header) findPlaces(table, columns, rows int) (out []place, ok bool) {
	words := slices.Clone(h.words)
	slices.SortStableFunc(words, func(a, b headerWord) int { return a.col - b.col })
	words = slices.DeleteFunc(words, func(w headerWord) bool { return w.table != table || w.column < 0 && h.continues(&w) })
	if permuted(words, columns, rows) {
		for _, w := range words {
			out = append(out, place{interval{w.col, w.col + w.span}, w.column})
		}
		return out, true
	}
	row, last, lastLine := 0, -1, -1
	for _, w := range words {
		at := interval{w.col, w.col + w.span}
		if len(out) > 0 && out[len(out)-1].from == at.from && out[len(out)-1].cell%columns == w.column {
			continue
		}
		switch {
		case w.column < 0:
			out = append(out, place{at, -1})
			continue
		case w.column == last+1 || w.column == last && rows == 1 && w.at.row == lastLine:
		case w.column == 0 && last == columns-1 && rows > 1:
			row++
		default:
			return nil, false
		}
		last, lastLine = w.column, w.at.row
		out = append(out, place{at, row*columns + w.column})
	}
	return out, last == columns-1 && row == rows-1
}

// permuted reports whether a header's row of words names each column once, to
// the letter, in another order than the form's.
func permuted(words []headerWord, columns, rows int) bool {
	if rows != 1 || len(words) != columns {
		return false
	}
	seen, ordered := map[int]bool{}, true
	for i, w := range words {
		if w.column < 0 || !w.exact || seen[w.column] || w.at.row != words[0].at.row {
			return false
		}
		seen[w.column] = true
		ordered = ordered && w.column == i
	}
	return !ordered
}

// order is what the header says of the printed columns, left to right: for each
// the position in the row's cells, -1 for one that the form does not have. rows
// is how many rows are printed side by side (1 but for an Across block). Words
// are taken in the order of their places, or where that is not the form's order
// in the order of reading, or with those of a group below its word; those that the form does not have and that stand over the
// row's label, in labelCol, or that go on below another are none of its columns. ok is false where none is.
func (h *header) order(columns []schema.Column, rows, labelCol int) (cells []int, ok bool) {
	own := slices.DeleteFunc(slices.Clone(h.words), func(w headerWord) bool {
		return w.column < 0 && (w.col <= labelCol || h.continues(&w))
	})
	byPlace := slices.Clone(own)
	slices.SortStableFunc(byPlace, func(a, b headerWord) int { return a.col - b.col })
	for _, words := range [][]headerWord{byPlace, own, h.belowGroup(columns, labelCol)} {
		if cells, ok := inOrder(words, len(columns), rows); ok {
			return cells, true
		}
	}
	return nil, false
}

// continues reports whether a word stands above or below one that names a column: it is
// part of the same cell, or of a group of them.
func (h *header) continues(w *headerWord) bool {
	return slices.ContainsFunc(h.words, func(o headerWord) bool {
		return o.column >= 0 && o.table == w.table && o.at.row != w.at.row && o.col < w.col+w.span && w.col < o.col+o.span
	})
}

func inOrder(words []headerWord, columns, rows int) (cells []int, ok bool) {
	row, last, known := 0, -1, 0
	for i, w := range words {
		if i > 0 && w.col == words[i-1].col && w.column == words[i-1].column && w.table == words[i-1].table && rows > 1 {
			continue // the same cell, its span written out
		}
		if w.column < 0 {
			if rows == 1 {
				cells = append(cells, -1)
			}
			continue
		}
		if w.column <= last && rows > 1 {
			row++
		} else if w.column < last {
			return nil, false
		}
		last = w.column
		known++
		cells = append(cells, row*columns+w.column)
	}
	return cells, known > 0 && row == rows-1
}

// declaredUnits finds the unit that the header or the row declares for each
// column of amounts.
func (t *template) declaredUnits(g *layout.Grid, h *header, table, block int, units map[schema.CellIndex]string) {
	b := &t.form.Tables[table].Blocks[block]
	for c := range b.Columns {
		if !b.Columns[c].Amount {
			continue
		}
		unit := h.unitFor(g, c)
		if unit == "" {
			continue
		}
		for r := range b.Rows {
			units[t.form.At(table, block, r, c)] = unit
		}
	}
}

// unitFor reads the unit from the header word of the column, else from any
// other text of the header or the rows, else from these texts run together,
// since a layout may break a line within the unit.
func (h *header) unitFor(g *layout.Grid, column int) string {
	for _, w := range h.words {
		if w.column == column {
			if unit := unitIn(g.Rows[w.at.row].Cells[w.at.cell].Text); unit != "" {
				return unit
			}
		}
	}
	var all strings.Builder
	for _, at := range h.texts {
		text := g.Rows[at.row].Cells[at.cell].Text
		if unit := unitIn(text); unit != "" {
			return unit
		}
		all.WriteString(text)
	}
	return unitIn(all.String())
}

// unitIn finds the unit that a text declares: 万元 anywhere, 元 behind a bracket
// or a colon, since 元 alone may be the rest of a broken 万元.
func unitIn(text string) string {
	text = strings.ReplaceAll(text, " ", "")
	switch {
	case strings.Contains(text, "万元"):
		return schema.UnitCNY10k
	case strings.Contains(text, "(元"), strings.Contains(text, ":元"), strings.HasSuffix(text, "金额元"):
		return schema.UnitCNY
	}
	return ""
}
