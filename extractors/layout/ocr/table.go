package ocr

import (
	"slices"
	"strings"

	"gongkai/extractors/layout"
)

// table is a region with its columns.
type table struct {
	size    int
	rules   *lattice
	columns []span
	// edges are the x at which columns begin.
	edges []int
	lines []line
	stubs int
}

// line is a row of a table: its labels and what stands in each column.
type line struct {
	box
	mid     int
	labels  []segment
	columns [][]word
	// figures counts columns that hold a figure.
	figures int
}

// table adds rows as a table.
func (b *builder) table(p *page, rows []row) {
	t := newTable(p, rows)
	t.joinSplit()
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

func newTable(p *page, rows []row) *table {
	bounds := rows[0].box
	for i := range rows {
		bounds = bounds.union(rows[i].box)
	}
	t := &table{size: p.size, rules: p.lattice.within(bounds)}
	t.columns = t.columnsOf(rows)
	t.setEdges()
	for i := range rows {
		l := t.line(&rows[i])
		t.lines = append(t.lines, l)
		t.stubs = max(t.stubs, len(l.labels))
	}
	return t
}

// segments cuts a row at gaps and at upright rules.
func (t *table) segments(r *row) []segment { return segments(r.words, r.mid, t.size, t.rules) }

// line cuts a row into labels and columns.
func (t *table) line(r *row) line {
	l := line{box: r.box, mid: r.mid, columns: make([][]word, len(t.columns))}
	cut := len(r.words)
	if len(t.columns) > 0 {
		cut = 0
		for cut < len(r.words) && (r.words[cut].left < t.edges[0]-t.size/2 || r.words[cut].centre() < t.edges[0]) {
			cut++
		}
	}
	l.labels = segments(r.words[:cut], r.mid, t.size, t.rules)
	for _, w := range r.words[cut:] {
		c := t.columnAt(w)
		l.columns[c] = append(l.columns[c], w)
	}
	l.count(t.size)
	return l
}

func (l *line) count(size int) {
	l.figures = 0
	for _, words := range l.columns {
		if isFigure(textOf(words, size)) {
			l.figures++
		}
	}
}

// columnAt is the column that the beginning of a word stands in.
func (t *table) columnAt(w word) int {
	x := min(w.centre(), w.left+t.size/2)
	c, found := slices.BinarySearch(t.edges, x)
	if !found {
		c--
	}
	return max(0, c)
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
	if l.holdsNothing() {
		return numbered(out)
	}
	for c, words := range l.columns {
		cell := newCell(strings.TrimSpace(textOf(words, t.size)))
		cell.Col = t.stubs + c
		cell.Unread = l.figures > 0 && len(words) > 0 && !isFigure(cell.Text)
		out = append(out, cell)
	}
	return numbered(out)
}

func (l *line) holdsNothing() bool {
	return !slices.ContainsFunc(l.columns, func(words []word) bool { return len(words) > 0 })
}

func numbered(cells []layout.Cell) []layout.Cell {
	for i := range cells {
		cells[i].Ordinal = i
	}
	return cells
}
