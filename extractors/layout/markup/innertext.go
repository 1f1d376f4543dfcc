package markup

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// InnerText returns the text of a page as a browser's innerText gives it: blocks
// on lines of their own, a blank line around paragraphs, the cells of a table row
// separated by tabs. Other than in a browser, each row of a table is one line
// whatever its cells hold, and a table that arranges the page has no tabs. The
// text is not normalised.
func InnerText(body string) string {
	p := Parse(body)
	defer p.Close()
	return p.InnerText()
}

// InnerText is the function InnerText of the page.
func (p *Page) InnerText() string {
	w := textWriter{tables: p.survey()}
	w.children(p.tree())
	w.endLine()
	return w.out.String()
}

// textWriter walks a document and writes its text.
type textWriter struct {
	out    strings.Builder
	tables tables
	line   folder
	// breaks is how many line ends have to stand before the next text.
	breaks int
}

func (w *textWriter) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			w.line.text(c.Data)
		case c.Type == html.ElementNode && !hidden(c):
			w.element(c)
		}
	}
}

func (w *textWriter) element(n *html.Node) {
	switch kindOf(n) {
	case ignored:
	case inline, raised:
		w.children(n)
	case field:
		w.line.text(shown(n))
	case breaker:
		w.breakLine()
	case pre:
		w.preformatted(n)
	case table:
		w.endBlock(1)
		w.table(n)
	case para:
		w.block(n, 2)
	default:
		w.block(n, 1)
	}
}

// block writes an element that has breaks line ends before and after it.
func (w *textWriter) block(n *html.Node, breaks int) {
	w.endBlock(breaks)
	w.children(n)
	w.endBlock(breaks)
}

func (w *textWriter) endBlock(breaks int) {
	w.endLine()
	w.breaks = max(w.breaks, breaks)
}

// endLine writes the line gathered; false where it is empty.
func (w *textWriter) endLine() bool {
	s := w.line.take()
	if s == "" {
		return false
	}
	w.write(s)
	return true
}

// write writes a line after the line ends that are due.
func (w *textWriter) write(s string) {
	for ; w.breaks > 0; w.breaks-- {
		if w.out.Len() > 0 {
			w.out.WriteByte('\n')
		}
	}
	w.out.WriteString(s)
}

// breakLine ends the line; on an empty line it leaves a blank one.
func (w *textWriter) breakLine() {
	if w.endLine() {
		w.breaks = 1
		return
	}
	w.breaks = min(w.breaks+1, 2)
}

func (w *textWriter) preformatted(n *html.Node) {
	var s strings.Builder
	verbatim(&s, n)
	w.endBlock(1)
	for _, line := range lines(s.String()) {
		if line = strings.TrimRight(line, " "); line != "" {
			w.write(line)
		}
		w.breaks = min(w.breaks+1, 2)
	}
}

func (w *textWriter) table(t *html.Node) {
	for c := t.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption && !hidden(c) {
			w.block(c, 1)
		}
	}
	rows := rowsOf(t)
	arranges := w.tables.isLayout(t, rows)
	for i := range rows {
		w.row(rows[i].node, arranges)
	}
	if !arranges {
		for _, inner := range w.tables.inner[t] {
			w.table(inner)
		}
	}
}

// row writes the cells of a row: side by side, or as blocks where the table
// arranges the page.
func (w *textWriter) row(tr *html.Node, arranges bool) {
	var line []string
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case !isCell(c):
		case arranges:
			w.block(c, 1)
		default:
			w.line.cell(c, w.tables.apart)
			line = append(line, w.line.take())
		}
	}
	if len(line) > 0 {
		w.write(strings.Join(line, "\t"))
		w.endBlock(1)
	}
}
