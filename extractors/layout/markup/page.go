package markup

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/extractors/layout/markup/tree"
)

// Page is a page whose tree is built once, when it is needed first, for all ways
// to read it. It belongs to one goroutine.
type Page struct {
	body   string
	built  tree.Tree
	named  named
	tables *tables
}

// named lists the elements that are looked for by name, in the order of the page.
type named struct {
	tables, styles []*html.Node
	// head are those that say something beside the text; see head.
	head []*html.Node
}

// Parse makes a Page of a body.
func Parse(body string) *Page { return &Page{body: body} }

func (p *Page) tree() *html.Node {
	if p.built.Root == nil {
		p.built = parse(p.body)
		p.named.add(p.built.Root)
	}
	return p.built.Root
}

// Close gives back the memory of the tree. What was read stays as it is; a page that
// is read again is built again.
func (p *Page) Close() {
	p.built.Close()
	p.named, p.tables = named{}, nil
}

// add lists what stands below n.
func (l *named) add(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case 0:
		case atom.Table:
			l.tables = append(l.tables, c)
		case atom.Style:
			l.styles = append(l.styles, c)
		case atom.Title, atom.Meta, atom.A, atom.Iframe, atom.Embed, atom.Object, atom.Frame:
			l.head = append(l.head, c)
		}
		if c.FirstChild != nil {
			l.add(c)
		}
	}
}

// survey says which tables hold others; nobody changes it.
func (p *Page) survey() tables {
	if p.tables == nil {
		p.tree()
		t := survey(p.named.tables)
		p.tables = &t
	}
	return *p.tables
}
