package markup

import (
	"strings"
	"unicode/utf8"

	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
	"gongkai/extractors/normalize"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// DivGrid reads a page like Read, and besides reads grids made of other elements
// than tables as tables. It returns false where the page has none. Such a grid is
// one of:
//
//   - an element with at least two rows among its children, one of them with a
//     figure or with empty cells beside its label. A row is an element without text of its own whose children, at least
//     two, are cells. Children that hold nothing but rows are row groups. A child
//     that is no row ends the table, unless it is of the rows' class: then it is a
//     row of one cell;
//   - an element with display:grid and a number of columns, whose children are
//     cells that fill its rows.
//
// A cell is an element of at most 120 characters that holds no cells itself. Inline
// elements are cells only where each has a class or says its own width or display;
// links are none.
func DivGrid(body string) (layout.Grid, bool) {
	p := Parse(body)
	defer p.Close()
	return p.DivGrid()
}

// DivGrid is the function DivGrid of the page.
func (p *Page) DivGrid() (layout.Grid, bool) {
	r := p.newReader()
	r.div = &divReader{reader: r, sheet: sheets(p.named.styles)}
	r.page(p)
	if !r.div.found {
		return layout.Grid{}, false
	}
	return r.grid, true
}

const (
	// maxCellRunes is the longest text of a cell of such a grid.
	maxCellRunes = 120
	// maxLook bounds the elements looked at to tell whether something is a cell.
	maxLook = 64
)

// divReader reads grids made of other elements than tables.
type divReader struct {
	reader *reader
	sheet  sheet
	found  bool
	// index is the ordinal of the next row in the open table, 0 where none is open.
	index int
}

// grid reads n as a grid; false where it is none.
func (d *divReader) grid(n *html.Node) bool {
	if ownText(n) {
		return false
	}
	d.reader.flush() // the text before it: its cells are read on the way
	if columns := d.columns(n); columns > 1 {
		d.flow(n, columns)
		return true
	}
	if !d.holdsRows(n) {
		return false
	}
	d.rows(n, "")
	d.end()
	return true
}

// holdsRows reports whether two rows stand among the children of n, or in its row
// groups, and one of them has a figure.
func (d *divReader) holdsRows(n *html.Node) bool {
	rows, figures := 0, 0
	for c := range shownChildren(n) {
		switch {
		case d.row(c):
			rows++
			figures += d.figures(c)
		case d.group(c):
			for r := range shownChildren(c) {
				rows++
				figures += d.figures(r)
			}
		}
	}
	return rows > 1 && figures > 0
}

// rows reads the children of n into the open table.
func (d *divReader) rows(n *html.Node, class string) {
	for c := range shownChildren(n) {
		switch {
		case d.row(c):
			class = attr(c, "class")
			d.add(d.cells(c))
		case d.group(c):
			d.rows(c, class)
		case d.index > 0 && class != "" && attr(c, "class") == class && d.cell(c):
			d.add(d.single(c))
		default:
			d.end()
			d.reader.element(c)
		}
	}
}

// add appends a row to the open table.
func (d *divReader) add(cells []layout.Cell) {
	r := d.reader
	r.flush()
	r.add(layout.Row{Table: r.nextTable, Index: d.index, Cells: cells})
	d.index++
	d.found = true
}

// end closes the open table.
func (d *divReader) end() {
	if d.index > 0 {
		d.reader.nextTable++
		d.index = 0
	}
}

// group reports whether all children of n are rows.
func (d *divReader) group(n *html.Node) bool {
	if kindOf(n) == table || ownText(n) {
		return false
	}
	rows := 0
	for c := range shownChildren(n) {
		if !d.row(c) {
			return false
		}
		rows++
	}
	return rows > 0
}

// row reports whether n is a row: its children are cells, at least two, and less
// than half of them could be rows themselves.
func (d *divReader) row(n *html.Node) bool {
	if k := kindOf(n); k == table || k == heading || n.DataAtom == atom.A || ownText(n) {
		return false
	}
	cells, likeRows := 0, 0
	for c := range shownChildren(n) {
		if !d.cell(c) {
			return false
		}
		cells++
		if likeRow(c) {
			likeRows++
		}
	}
	return cells > 1 && cells <= maxColumns && 2*likeRows < cells
}

// likeRow reports whether n has several elements, no paragraphs or line breaks
// among them, and no other text.
func likeRow(n *html.Node) bool {
	children := 0
	for c := range shownChildren(n) {
		if k := kindOf(c); k == para || k == breaker {
			return false
		}
		children++
	}
	return children > 1 && !ownText(n)
}

// cell reports whether n is a cell.
func (d *divReader) cell(n *html.Node) bool {
	switch kindOf(n) {
	case table, breaker, heading, pre, ignored, raised:
		return false
	case inline, field:
		if n.DataAtom == atom.A || !d.placed(n) {
			return false
		}
	case block, para:
	}
	l := look{left: maxLook, runes: maxCellRunes}
	return l.fits(n) && !structured(n)
}

// placed reports whether an inline element has a place of its own.
func (d *divReader) placed(n *html.Node) bool {
	if attr(n, "class") != "" || n.DataAtom == atom.Input {
		return true
	}
	return d.sheet.value(n, "display") != "" || d.sheet.value(n, "width") != "" || d.sheet.value(n, "float") != ""
}

// structured reports whether a child of n has blocks side by side: n holds rows
// and is no cell.
func structured(n *html.Node) bool {
	for c := range shownChildren(n) {
		blocks := 0
		for g := range shownChildren(c) {
			if k := kindOf(g); k == block || k == para || k == table {
				blocks++
			}
		}
		if blocks > 1 || kindOf(c) == table {
			return true
		}
	}
	return false
}

// look measures an element without reading all of a large one.
type look struct{ left, runes int }

// fits reports whether the elements and the text below n are within the bounds.
func (l *look) fits(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		l.left--
		if c.Type == html.TextNode {
			l.runes -= utf8.RuneCountInString(strings.TrimSpace(c.Data))
		}
		if l.left < 0 || l.runes < 0 || !l.fits(c) {
			return false
		}
	}
	return true
}

// cells reads the cells of a row; a span is that of a colspan attribute or of the
// style.
func (d *divReader) cells(n *html.Node) []layout.Cell {
	var out []layout.Cell
	col := 0
	for c := range shownChildren(n) {
		width, _ := d.spans(c, maxColumns)
		cell := d.read(c)
		cell.Ordinal, cell.Col, cell.ColSpan, cell.RowSpan = len(out), min(col, maxColumns), width, 1
		out = append(out, cell)
		col += width
	}
	return out
}

func (d *divReader) single(n *html.Node) []layout.Cell {
	c := d.read(n)
	c.ColSpan, c.RowSpan = 1, 1
	return []layout.Cell{c}
}

// read reads the text of a cell.
func (d *divReader) read(n *html.Node) layout.Cell {
	if kindOf(n) == field {
		d.reader.line.text(shown(n))
	}
	d.reader.line.cell(n, nil)
	return newCell(d.reader.line.take())
}

// spans is how many columns and rows a cell asks for, at most columns of them.
func (d *divReader) spans(n *html.Node, columns int) (width, height int) {
	width, height = colspan(n), spanOf(d.sheet.value(n, "grid-row"))
	if v := d.sheet.value(n, "grid-column"); v != "" {
		width = spanOf(v)
	}
	if width > maxSpan && width > columns {
		width = 1
	}
	return min(width, columns), height
}

// leastEmpty is how many empty cells beside at most one that is not make a row of a
// form that is not filled in.
const leastEmpty = 2

// figures is 1 where a cell of a row is a figure: digits alone, but for separators,
// a sign and a unit; or stands for one, as a dash does, or as empty cells do that
// are all of the row but its label.
func (d *divReader) figures(row *html.Node) int {
	filled, empty := 0, 0
	for c := range shownChildren(row) {
		d.reader.line.cell(c, nil)
		s := normalize.Text(d.reader.line.take())
		if isFigure(s) || kindOf(c) == field {
			return 1
		}
		if s == "" {
			empty++
		} else {
			filled++
		}
	}
	return one(filled <= 1 && empty >= leastEmpty)
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func isFigure(s string) bool {
	if figure.Parse(s).Kind == figure.NotApplicable {
		return true
	}
	s = strings.Trim(s, "+-增减加少件项个元万 ")
	return s != "" && strings.Trim(s, "0123456789,.") == ""
}

// ownText reports whether n has text that stands in none of its elements.
func ownText(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && strings.Trim(c.Data, " \t\r\n\f\u00a0\u3000") != "" {
			return true
		}
	}
	return false
}
