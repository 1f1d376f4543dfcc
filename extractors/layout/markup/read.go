package markup

import (
	"strings"

	"gongkai/extractors/layout"
	"gongkai/extractors/normalize"

	"golang.org/x/net/html"
)

// Read reads a page. Its rows are the rows of its tables and one row for each
// paragraph outside of tables, in the order in which a browser shows them.
func Read(body string) layout.Grid {
	p := Parse(body)
	defer p.Close()
	return p.Read()
}

// Read is the function Read of the page.
func (p *Page) Read() layout.Grid {
	r := p.newReader()
	r.page(p)
	return r.grid
}

// Head is what a page says of itself beside its text: a grid without rows.
func (p *Page) Head() layout.Grid {
	var g layout.Grid
	p.tree()
	head(&g, p.named.head)
	return g
}

// page reads all of a page.
func (r *reader) page(p *Page) {
	root := p.tree()
	head(&r.grid, p.named.head)
	r.children(root)
	r.flush()
}

// reader walks a document and fills a Grid.
type reader struct {
	grid   layout.Grid
	tables tables
	// line gathers the text of a paragraph or a cell.
	line folder
	// nextTable and nextPara are the ordinals of the next table and paragraph.
	nextTable, nextPara int
	// headings counts the headings around the current place.
	headings int
	// div reads grids of other elements than tables; nil where they are prose.
	div *divReader
	// room is what the cells of paragraphs are cut from.
	room layout.Room
}

// usualRows is for how many rows a grid is made at first.
const usualRows = 128

func (p *Page) newReader() *reader {
	return &reader{grid: layout.Grid{Kind: layout.HTML, Blanks: layout.BlanksKept}, tables: p.survey()}
}

func (r *reader) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			r.line.text(c.Data)
		case c.Type == html.ElementNode && !hidden(c):
			r.element(c)
		}
	}
}

// element reads an element that is shown, outside of tables with rows.
func (r *reader) element(n *html.Node) {
	switch kindOf(n) {
	case ignored:
	case inline:
		r.children(n)
	case raised:
		r.line.raised = true
		r.children(n)
		r.line.lowered = true
	case field:
		r.line.text(shown(n))
	case breaker:
		r.breakLine()
	case pre:
		r.preformatted(n)
	case heading:
		r.headings++
		r.block(n)
		r.headings--
	case table:
		r.flush()
		r.table(n)
	default:
		if r.div != nil && r.div.grid(n) {
			return
		}
		r.block(n)
	}
}

func (r *reader) block(n *html.Node) {
	r.flush()
	r.children(n)
	r.flush()
}

// breakLine ends the paragraph; in a heading the line goes on.
func (r *reader) breakLine() {
	if r.headings > 0 {
		r.line.space = true
		return
	}
	r.flush()
}

// preformatted reads each line of a pre element as a paragraph, up to maxRows.
func (r *reader) preformatted(n *html.Node) {
	r.flush()
	var s strings.Builder
	verbatim(&s, n)
	for _, line := range lines(s.String()) {
		r.line.text(line)
		if len(r.grid.Rows) < maxRows {
			r.flush()
		}
		r.line.space = true
	}
	r.flush()
}

// verbatim adds the text below n, white space and all.
func verbatim(s *strings.Builder, n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			s.WriteString(c.Data)
		case c.Type != html.ElementNode || hidden(c) || kindOf(c) == ignored:
		case kindOf(c) == inline:
			verbatim(s, c)
		default:
			s.WriteByte('\n')
			verbatim(s, c)
			s.WriteByte('\n')
		}
	}
}

// flush ends the paragraph. Paragraphs without text are left out.
func (r *reader) flush() {
	raw := r.line.take()
	if raw == "" {
		return
	}
	c := newCell(raw)
	if c.Text == "" {
		return
	}
	c.ColSpan, c.RowSpan = 1, 1
	r.add(layout.Row{Table: layout.Prose, Index: r.nextPara, Cells: r.room.Alone(c)})
	r.nextPara++
}

// add adds a row to the grid.
func (r *reader) add(row layout.Row) {
	if r.grid.Rows == nil {
		r.grid.Rows = make([]layout.Row, 0, usualRows)
	}
	r.grid.Rows = append(r.grid.Rows, row)
}

// newCell normalises the text of a cell. A question mark alone is what a converter made
// of the space that fills an empty cell.
func newCell(raw string) layout.Cell {
	c := layout.Cell{Text: normalize.Text(raw)}
	if c.Text == "?" {
		c.Text = ""
	}
	if c.Text != raw {
		c.Raw = raw
	}
	return c
}
