package ocr

import (
	"slices"
	"strings"

	"gongkai/extractors/layout"
)

// span is a run of x, right exclusive.
type span struct{ left, right int }

func (s span) centre() int { return (s.left + s.right) / 2 }

// table adds rows as a table.
func (b *builder) table(p *page, rows []row) {
	t := newTable(p, rows)
	t.joinWrapped()
	index := 0
	for i := range t.lines {
		cells := t.cells(&t.lines[i])
		if len(cells) == 0 {
			continue
		}
		b.grid.Rows = append(b.grid.Rows, layout.Row{Table: b.tables, Index: index, Cells: cells})
		index++
	}
	b.tables++
}

// table is a region with its columns.
type table struct {
	size    int
	rules   []box
	columns []span
	lines   []line
	stubs   int
}

// line is a row of a table: its labels and what stands in each column.
type line struct {
	box
	mid     int
	labels  []segment
	columns [][]word
	// figures counts columns that hold a figure; headers are texts over several columns.
	figures int
	headers []segment
}

func newTable(p *page, rows []row) *table {
	t := &table{size: p.size}
	bounds := rows[0].box
	for i := range rows {
		bounds = bounds.union(rows[i].box)
	}
	for _, r := range p.rules {
		if r.top < bounds.bottom && r.bottom > bounds.top {
			t.rules = append(t.rules, r)
		}
	}
	t.columns = t.columnsOf(rows)
	for i := range rows {
		l := t.line(&rows[i])
		t.lines = append(t.lines, l)
		t.stubs = max(t.stubs, len(l.labels))
	}
	return t
}

// candidates are the figures of a row that stand in places of their own: what
// follows is a wide gap, another figure or nothing.
func (t *table) candidates(r *row) []span {
	var out []span
	cells := segments(r.words, t.size)
	for i := range cells {
		c := &cells[i]
		if !c.figure || i+1 < len(cells) && !cells[i+1].figure && cells[i+1].left-c.right < t.size {
			continue
		}
		if i == 0 && len(cells) > 1 && !cells[1].figure {
			continue // an ordinal
		}
		glyphs := 0
		for _, w := range c.words {
			glyphs += len([]rune(w.text))
		}
		// The boxes of doubtful words reach beyond their print.
		out = append(out, span{c.left, min(c.right, c.left+glyphs*t.size*3/4)})
	}
	return out
}

// columnsOf finds the columns in which figures stand, left to right.
func (t *table) columnsOf(rows []row) []span {
	var all []span
	for i := range rows {
		all = append(all, t.candidates(&rows[i])...)
	}
	slices.SortFunc(all, func(a, b span) int { return a.left - b.left })
	var out []span
	for _, s := range all {
		if n := len(out); n > 0 && s.left < out[n-1].right && !t.ruled(out[n-1], s) {
			out[n-1].right = max(out[n-1].right, s.right)
			continue
		}
		out = append(out, s)
	}
	return t.blankColumns(out)
}

// ruled reports whether an upright rule stands between the middles of two spans.
func (t *table) ruled(a, b span) bool {
	for _, r := range t.rules {
		if r.height() > 2*t.size && r.centre() > a.centre() && r.centre() < b.centre() {
			return true
		}
	}
	return false
}

// blankColumns adds the columns in which no figure stands, where rules show them.
func (t *table) blankColumns(columns []span) []span {
	var uprights []int
	for _, r := range t.rules {
		if r.height() > 4*t.size && r.height() > 4*r.width() {
			uprights = append(uprights, r.centre())
		}
	}
	slices.Sort(uprights)
	out := slices.Clone(columns)
	for i := 1; i < len(uprights); i++ {
		gap := span{uprights[i-1], uprights[i]}
		if len(columns) == 0 || gap.right-gap.left < t.size || gap.left < columns[0].left {
			continue
		}
		if !slices.ContainsFunc(columns, func(c span) bool { return c.centre() > gap.left && c.centre() < gap.right }) {
			out = append(out, gap)
		}
	}
	slices.SortFunc(out, func(a, b span) int { return a.left - b.left })
	return out
}

// edges are the x at which columns part: rules where there are, else the middle
// between two columns. The first is the left edge of the first column.
func (t *table) edge(c int) int {
	if c == 0 {
		return t.columns[0].left - t.size/4
	}
	a, b := t.columns[c-1], t.columns[c]
	for _, r := range t.rules {
		if r.height() > 2*t.size && r.centre() > a.centre() && r.centre() < b.centre() {
			return r.centre()
		}
	}
	return (a.right + b.left) / 2
}

// line cuts a row into labels and columns.
func (t *table) line(r *row) line {
	l := line{box: r.box, mid: r.mid, columns: make([][]word, len(t.columns))}
	cut := len(r.words)
	if len(t.columns) > 0 {
		edge := t.edge(0)
		cut = 0
		for cut < len(r.words) && r.words[cut].left < edge && r.words[cut].centre() < t.columns[0].right {
			cut++
		}
	}
	l.labels = segments(r.words[:cut], t.size)
	for _, w := range r.words[cut:] {
		c := t.columnAt(w)
		l.columns[c] = append(l.columns[c], w)
	}
	for _, words := range l.columns {
		if isFigure(textOf(words, t.size)) {
			l.figures++
		}
	}
	return l
}

// columnAt is the column that the beginning of a word stands in.
func (t *table) columnAt(w word) int {
	x := min(w.centre(), w.left+t.size/2)
	c := len(t.columns) - 1
	for c > 0 && x < t.edge(c) {
		c--
	}
	return c
}

// cells are the cells of a line: labels, then each column.
func (t *table) cells(l *line) []layout.Cell {
	var out []layout.Cell
	for i := range l.labels {
		cell := newCell(textOf(l.labels[i].words, t.size))
		cell.Col = min(i, max(0, t.stubs-1))
		if i == len(l.labels)-1 {
			cell.ColSpan = max(1, t.stubs-cell.Col)
		}
		out = append(out, cell)
	}
	empty := true
	for _, words := range l.columns {
		empty = empty && len(words) == 0
	}
	for c, words := range l.columns {
		if empty {
			break
		}
		cell := newCell(strings.TrimSpace(textOf(words, t.size)))
		cell.Col = t.stubs + c
		cell.Unread = l.figures > 0 && len(words) > 0 && !isFigure(cell.Text)
		out = append(out, cell)
	}
	for i := range out {
		out[i].Ordinal = i
	}
	return out
}
