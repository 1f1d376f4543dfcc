package markup

import "github.com/PuerkitoBio/goquery"

// Page is a page whose tree is built once, when it is needed first, for all ways
// to read it. It belongs to one goroutine.
type Page struct {
	body   string
	doc    *goquery.Document
	tables *tables
}

// Parse makes a Page of a body.
func Parse(body string) *Page { return &Page{body: body} }

func (p *Page) tree() *goquery.Document {
	if p.doc == nil {
		p.doc = parse(p.body)
	}
	return p.doc
}

// survey says which tables hold others; nobody changes it.
func (p *Page) survey() tables {
	if p.tables == nil {
		t := survey(p.tree().Find("table").Nodes)
		p.tables = &t
	}
	return *p.tables
}
