package markup

import (
	"gongkai/extractors/layout"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tableRow is a row of a table before its cells are read.
type tableRow struct {
	node *html.Node
	// group is the ordinal of the row group: spans end with it.
	group int
	// width is what its cells ask for; see sane.
	width, cells int
}

// rowsOf lists the rows of a table in the order in which browsers show them: the
// first thead, then all else, then the first tfoot. Hidden rows are left out.
func rowsOf(t *html.Node) []tableRow {
	var head, foot *html.Node
	var rows []tableRow
	for c := t.FirstChild; c != nil; c = c.NextSibling {
		if head == nil && c.DataAtom == atom.Thead {
			head = c
		}
		if foot == nil && c.DataAtom == atom.Tfoot {
			foot = c
		}
	}
	group := 0
	add := func(g *html.Node) {
		rows = appendGroup(rows, g, group)
		group++
	}
	if head != nil {
		add(head)
	}
	for c := t.FirstChild; c != nil; c = c.NextSibling {
		if c != head && c != foot && isGroup(c) {
			add(c)
		}
	}
	if foot != nil {
		add(foot)
	}
	return rows
}

func isGroup(n *html.Node) bool {
	return n.DataAtom == atom.Tbody || n.DataAtom == atom.Thead || n.DataAtom == atom.Tfoot
}

func appendGroup(rows []tableRow, g *html.Node, group int) []tableRow {
	if hidden(g) {
		return rows
	}
	for c := g.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Tr && !hidden(c) {
			width, cells := sane(c)
			rows = append(rows, tableRow{node: c, group: group, width: width, cells: cells})
		}
	}
	return rows
}

// table reads a table, its caption as prose before it.
func (r *reader) table(t *html.Node) {
	r.captions(t)
	rows := rowsOf(t)
	if r.tables.isLayout(t, rows) {
		r.layoutTable(rows)
		return
	}
	r.dataTable(rows)
	for _, inner := range r.tables.inner[t] {
		r.table(inner)
	}
}

func (r *reader) captions(t *html.Node) {
	for c := t.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption {
			r.element(c)
		}
	}
}

// minPlain is how many plain rows in a row make a table, in a table that arranges
// the page.
const minPlain = 3

// layoutTable reads the cells of a table that arranges the page. Plain rows, at
// least minPlain one after another, are a table all the same: a page whose table
// was never closed holds the next table in its last cell.
func (r *reader) layoutTable(rows []tableRow) {
	for i := 0; i < len(rows); {
		plain := i
		for plain < len(rows) && r.tables.isPlain(&rows[plain]) {
			plain++
		}
		if plain-i >= minPlain {
			r.dataTable(rows[i:plain])
			i = plain
			continue
		}
		for end := max(plain, i+1); i < end; i++ {
			r.layoutRow(rows[i].node)
		}
	}
}

func (r *reader) layoutRow(tr *html.Node) {
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if isCell(c) {
			r.element(c)
		}
	}
}

// dataTable reads the rows of a table. Rows without cells count for the spans
// alone.
func (r *reader) dataTable(rows []tableRow) {
	var p placer
	index, width := 0, widest(rows)
	filled, below := filledBefore(rows), widestBelow(rows)
	for i, end := 0, 0; i < len(rows); i++ {
		if i == end {
			p.until, end = p.until[:0], groupEnd(rows, i)
		}
		if rows[i].cells == 0 {
			continue
		}
		b := rowBuilder{reader: r, placer: &p, width: width, below: below, row: i, end: end, filled: filled}
		cells := b.cells(rows[i], max(1, width-rows[i].width))
		r.add(layout.Row{Table: r.nextTable, Index: index, Cells: cells})
		index++
	}
	if index > 0 {
		r.nextTable++
	}
}

// groupEnd is the row after the row group that starts at row i.
func groupEnd(rows []tableRow, i int) int {
	end := i + 1
	for end < len(rows) && rows[end].group == rows[i].group {
		end++
	}
	return end
}

func widest(rows []tableRow) int {
	width := 0
	for i := range rows {
		width = max(width, rows[i].width)
	}
	return min(width, maxColumns)
}

// filledBefore holds, for each row and the end, how many rows before it have cells.
func filledBefore(rows []tableRow) []int {
	filled := make([]int, len(rows)+1)
	for i := range rows {
		filled[i+1] = filled[i]
		if rows[i].cells > 0 {
			filled[i+1]++
		}
	}
	return filled
}

// rowBuilder reads one row of a table.
type rowBuilder struct {
	reader *reader
	placer *placer
	// width is that of the table's widest row, below as in widestBelow.
	width int
	below []int
	// row is the row, end the end of its row group, filled as in filledBefore.
	row, end int
	filled   []int
	out      []layout.Cell
	col      int
}

// cells reads the cells of a row; wide is the width of a cell with an absurd span.
func (b *rowBuilder) cells(row tableRow, wide int) []layout.Cell {
	b.out = make([]layout.Cell, 0, min(row.cells, maxColumns+1))
	for c := row.node.FirstChild; c != nil; c = c.NextSibling {
		if !isCell(c) {
			continue
		}
		b.col = b.placer.free(b.row, b.col)
		if b.col >= maxColumns {
			b.rest(c)
			break
		}
		b.cell(c, wide)
	}
	return b.out
}

func (b *rowBuilder) cell(n *html.Node, wide int) {
	width, height := colspan(n), min(rowspan(n), b.end-b.row)
	if width > maxSpan {
		width = wide
	}
	width = min(width, maxColumns-b.col)
	if height == 0 {
		height = b.toEnd(width)
	}
	b.placer.cover(b.col, width, b.row+height)
	b.reader.line.cell(n, b.reader.tables.apart)
	b.add(width, max(1, b.filled[b.row+height]-b.filled[b.row]))
	b.col += width
}

// toEnd is the height of a cell that asks for the rest of its row group: all of
// it where the rows below leave room, else 1, as such a span is an editor's slip.
func (b *rowBuilder) toEnd(width int) int {
	if b.below[b.row]+width > b.width {
		return 1
	}
	return b.end - b.row
}

// widestBelow holds for each row the width of the widest row below it in its group.
func widestBelow(rows []tableRow) []int {
	below := make([]int, len(rows))
	for i := len(rows) - 2; i >= 0; i-- {
		if rows[i].group == rows[i+1].group {
			below[i] = max(below[i+1], rows[i+1].width)
		}
	}
	return below
}

// rest joins the cells from n on into one: the table has too many columns.
func (b *rowBuilder) rest(n *html.Node) {
	for ; n != nil; n = n.NextSibling {
		if isCell(n) {
			b.reader.line.cell(n, b.reader.tables.apart)
			b.reader.line.space = true
		}
	}
	b.add(1, 1)
}

func (b *rowBuilder) add(width, height int) {
	c := newCell(b.reader.line.take())
	c.Ordinal, c.Col, c.ColSpan, c.RowSpan = len(b.out), b.col, width, height
	b.out = append(b.out, c)
}
