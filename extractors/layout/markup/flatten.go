package markup

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxNesting bounds the tables inside tables of a flattened page. The parser
// allows 512 open elements, and each table takes up to six.
const maxNesting = 48

// flatten writes a page that is nested too deeply for the parser with the
// elements that carry its text alone: tables, rows, cells, links, line breaks, and
// a paragraph for each block. All text is kept. What row groups and hidden blocks
// say is lost.
func flatten(body string) string {
	f := flattener{z: html.NewTokenizer(strings.NewReader(body))}
	f.out.Grow(len(body))
	for f.next() {
	}
	return f.out.String()
}

type flattener struct {
	z     *html.Tokenizer
	out   strings.Builder
	depth int
	// raw is the element whose content is no markup, and that we are in.
	raw atom.Atom
}

func (f *flattener) next() bool {
	switch f.z.Next() {
	case html.ErrorToken:
		return false
	case html.TextToken:
		f.text()
	case html.StartTagToken, html.SelfClosingTagToken:
		f.tag(f.z.Token(), true)
	case html.EndTagToken:
		f.tag(f.z.Token(), false)
	case html.CommentToken:
		f.out.Write(f.z.Raw())
	}
	return true
}

func (f *flattener) text() {
	if f.raw != 0 {
		f.out.Write(f.z.Raw())
		return
	}
	f.out.WriteString(html.EscapeString(string(f.z.Text())))
}

func (f *flattener) tag(t html.Token, start bool) {
	f.raw = 0
	switch t.DataAtom {
	case atom.Table:
		f.table(t, start)
	case atom.Tr, atom.Td, atom.Th, atom.A, atom.Br, atom.Meta, atom.Select, atom.Option:
		f.out.WriteString(t.String())
	case atom.Script, atom.Style, atom.Textarea, atom.Title, atom.Xmp, atom.Noscript, atom.Iframe:
		if start {
			f.raw = t.DataAtom
		}
		f.out.WriteString(t.String())
	default:
		if isBlock(t.DataAtom) || t.DataAtom == atom.P || t.DataAtom == atom.Pre {
			f.out.WriteString("<p>")
		}
	}
}

// table keeps tables up to maxNesting; deeper ones lose their tags.
func (f *flattener) table(t html.Token, start bool) {
	if !start {
		if f.depth <= maxNesting {
			f.out.WriteString("</table>")
		}
		f.depth = max(0, f.depth-1)
		return
	}
	f.depth++
	if f.depth <= maxNesting {
		f.out.WriteString(t.String())
	}
}
