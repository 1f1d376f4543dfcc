package markup

import (
	"iter"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// kind says what an element does to the text in it.
type kind uint8

const (
	inline  kind = iota
	block        // on lines of its own
	para         // a block with space around it
	heading      // a block in which a line break is a space
	breaker      // ends the line
	table        // a table
	field        // a form field that shows its value
	raised       // a footnote mark or an index: never part of the number before it
	pre          // white space is kept
	ignored      // says nothing of the report; see ignoredElement
)

// kindOf classifies an element by its name.
func kindOf(n *html.Node) kind {
	if n.DataAtom == 0 {
		return kindOfForeign(n)
	}
	switch n.DataAtom {
	case atom.Span, atom.A, atom.B, atom.Font, atom.Strong, atom.I, atom.U, atom.Em:
		return inline
	case atom.P:
		return para
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return heading
	case atom.Br, atom.Hr:
		return breaker
	case atom.Table:
		return table
	case atom.Input:
		return field
	case atom.Sup, atom.Sub:
		return raised
	case atom.Pre, atom.Listing:
		return pre
	}
	if isBlock(n.DataAtom) {
		return block
	}
	if ignoredElement(n.DataAtom) {
		return ignored
	}
	return inline
}

// isBlock reports whether browsers put the element on lines of its own.
func isBlock(a atom.Atom) bool {
	switch a {
	case atom.Div, atom.Li, atom.Ul, atom.Ol, atom.Td, atom.Th, atom.Tr, atom.Section,
		atom.Article, atom.Header, atom.Footer, atom.Nav, atom.Aside, atom.Main, atom.Form,
		atom.Center, atom.Dl, atom.Dt, atom.Dd, atom.Blockquote, atom.Address, atom.Fieldset,
		atom.Legend, atom.Figure, atom.Figcaption, atom.Caption, atom.Body, atom.Html,
		atom.Tbody, atom.Thead, atom.Tfoot, atom.Hgroup, atom.Dialog, atom.Details,
		atom.Summary, atom.Menu, atom.Dir, atom.Marquee, atom.Frameset, atom.Optgroup:
		return true
	}
	return false
}

// ignoredElement is the rule of ignored elements: programs, styles, choices of a
// form, pictures and their descriptions, pronunciation marks, what only browsers
// without scripts show (Embedded reads it), and templates.
func ignoredElement(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Select, atom.Option, atom.Datalist, atom.Template,
		atom.Noscript, atom.Noframes, atom.Noembed, atom.Iframe, atom.Xmp,
		atom.Img, atom.Svg, atom.Audio, atom.Video, atom.Canvas, atom.Map,
		atom.Rt, atom.Rp, atom.Head, atom.Title, atom.Colgroup, atom.Col:
		return true
	}
	return false
}

// kindOfForeign classifies elements that HTML does not know: the settings that
// Word and Excel write between other markup are ignored, all else is inline.
func kindOfForeign(n *html.Node) kind {
	switch n.Data {
	case "w:worddocument", "w:latentstyles", "o:officedocumentsettings",
		"o:documentproperties", "o:customdocumentproperties", "o:shapedefaults",
		"o:shapelayout", "x:excelworkbook":
		return ignored
	}
	return inline
}

// hidden is the rule of hidden elements: a hidden attribute or an own style of
// display:none. What a style sheet or a program hides is read.
func hidden(n *html.Node) bool {
	for i := range n.Attr {
		a := &n.Attr[i]
		if a.Key == "hidden" || a.Key == "style" && maySetDisplay(a.Val) && property(a.Val, "display") == "none" {
			return true
		}
	}
	return false
}

// maySetDisplay reports whether a style can set display: the name before a colon
// ends as that does, or with white space. Most styles do not.
func maySetDisplay(style string) bool {
	for i := 0; i < len(style); i++ {
		n := strings.IndexByte(style[i:], ':')
		if n < 0 {
			return false
		}
		if i += n; i > 0 && mayEndDisplay(style[:i]) {
			return true
		}
	}
	return false
}

// mayEndDisplay reports whether a name can be display, by how it ends.
func mayEndDisplay(name string) bool {
	last := name[len(name)-1]
	if last|0x20 == 'y' {
		return len(name) > 1 && name[len(name)-2]|0x20 == 'a'
	}
	return last != '-' && (last|0x20 < 'a' || last|0x20 > 'z')
}

// property is the value of a property in a style attribute, in lower case and
// without white space; "" where the style does not set it.
func property(style, name string) string {
	for style != "" {
		var decl string
		decl, style, _ = strings.Cut(style, ";")
		key, value, ok := strings.Cut(decl, ":")
		if ok && strings.EqualFold(strings.TrimSpace(key), name) {
			value, _, _ = strings.Cut(value, "!")
			return strings.ToLower(strings.TrimSpace(value))
		}
	}
	return ""
}

// attr is the value of an attribute, "" where the element has none.
func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}

// shown is the text that a form field shows: the value of a text field, nothing
// for hidden fields, buttons and boxes to tick.
func shown(n *html.Node) string {
	switch strings.ToLower(attr(n, "type")) {
	case "", "text", "number", "tel", "search":
		return attr(n, "value")
	}
	return ""
}

// shownChildren yields the elements among the children of n that are shown and
// not ignored.
func shownChildren(n *html.Node) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && !hidden(c) && kindOf(c) != ignored && !yield(c) {
				return
			}
		}
	}
}
