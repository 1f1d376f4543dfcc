package markup

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	// maxEmbedded bounds what Embedded returns.
	maxEmbedded = 16
	// maxWrapping bounds how often markup may be wrapped in another notation.
	maxWrapping = 4
)

// Embedded returns the markup that a page carries as text, the largest piece
// first, at most 16: in strings of scripts, in JSON (also where the whole body is
// JSON or a call with JSON), in textarea, xmp, noscript, template and hidden
// elements, in attributes, in comments, and escaped markup in the text itself.
// Escapes of HTML, JavaScript, JSON and addresses are undone. A piece has cells of
// a table or several blocks, and some text that is not ASCII.
//
// Programs are not run: of a table that a program builds, the literals are joined
// in the order in which they are written.
func Embedded(body string) []string {
	p := Parse(body)
	defer p.Close()
	return p.Embedded()
}

// Embedded is the function Embedded of the page.
func (p *Page) Embedded() []string {
	e := finder{seen: map[string]bool{}}
	if body := bounded(p.body); isData(body) {
		e.program(body, true, 0)
	} else {
		e.walk(p.tree(), false)
	}
	slices.SortStableFunc(e.found, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return e.found[:min(len(e.found), maxEmbedded)]
}

// isData reports whether s starts like JSON, or like a call or an assignment with
// JSON: a name, a bracket, and then a string, another bracket or a name.
func isData(s string) bool {
	i := strings.IndexAny(s, "{[<")
	if i < 0 || s[i] == '<' || strings.ContainsFunc(s[:i], notInName) {
		return false
	}
	rest := strings.TrimLeft(s[i:], " \t\r\n{[")
	return rest != "" && (strings.IndexByte(`"'`, rest[0]) >= 0 || !notInName(rune(rest[0])))
}

// notInName reports whether r cannot stand between the beginning of a script and
// its first bracket.
func notInName(r rune) bool {
	return !(r|0x20 >= 'a' && r|0x20 <= 'z' || strings.ContainsRune("_$.=(; \t\r\n\ufeff", r))
}

// finder collects markup.
type finder struct {
	found []string
	seen  map[string]bool
	// met counts the markup met, repetitions included.
	met int
}

// walk looks at all below n. Inside an element that was taken as a whole, taken
// is set, and elements are not taken again.
func (e *finder) walk(n *html.Node, taken bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.CommentNode, html.TextNode:
			e.candidate(c.Data, 0)
		case html.ElementNode:
			e.element(c, taken)
		}
	}
}

func (e *finder) element(n *html.Node, taken bool) {
	for i := range n.Attr {
		e.candidate(n.Attr[i].Val, 0)
	}
	if n.DataAtom == atom.Script {
		e.script(n)
		return
	}
	if !taken && (n.DataAtom == atom.Template || hidden(n)) {
		e.candidate(inner(n), 0)
		taken = true
	}
	e.walk(n, taken)
}

// script looks at a script: a template is markup, anything else a program.
func (e *finder) script(n *html.Node) {
	if n.FirstChild == nil {
		return
	}
	code, kind := n.FirstChild.Data, strings.ToLower(attr(n, "type"))
	if strings.Contains(kind, "html") || strings.Contains(kind, "template") || strings.Contains(kind, "xml") {
		e.candidate(sectionMarks.Replace(code), 0)
		return
	}
	e.program(code, strings.Contains(kind, "json"), 0)
}

// sectionMarks are the marks of character data in XML.
var sectionMarks = strings.NewReplacer("<![CDATA[", "", "]]>", "")

// inner is the markup below n.
func inner(n *html.Node) string {
	var s strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if html.Render(&s, c) != nil {
			break // a plaintext element: nothing can follow it
		}
	}
	return s.String()
}

// program looks at the strings of a program and reports whether they had markup.
// Where none of them holds a whole table, those with tags are joined as well.
func (e *finder) program(code string, broken bool, wrapped int) bool {
	if !mayCarry(code) {
		return false
	}
	var pieces []string
	before, whole := e.met, false
	for _, s := range literals(code, broken) {
		e.candidate(s, wrapped)
		if strings.Contains(s, "<") {
			pieces = append(pieces, s)
			whole = whole || strings.Contains(s, "<table") && strings.Contains(s, "</table")
		}
	}
	if joined := strings.Join(pieces, ""); len(pieces) > 1 && !whole && tags(joined, len(joined)) {
		e.candidate(joined, wrapped)
	}
	return e.met > before
}

// candidate keeps a text that is markup, once unwrapped.
func (e *finder) candidate(s string, wrapped int) {
	if !mayCarry(s) {
		return
	}
	for ; wrapped < maxWrapping; wrapped++ {
		if isData(s) && e.program(s, true, wrapped+1) {
			return
		}
		if isMarkup(s) {
			e.add(s)
			return
		}
		t := unwrap(s)
		if t == s {
			break
		}
		s = t
	}
}

func (e *finder) add(s string) {
	e.met++
	if !e.seen[s] {
		e.seen[s] = true
		e.found = append(e.found, s)
	}
}

// unwrap undoes one notation in which markup is carried, where s shows it.
func unwrap(s string) string {
	switch {
	case strings.Contains(s, "&lt;") || strings.Contains(s, "&#60;"):
		return html.UnescapeString(s)
	case strings.Contains(s, `\u003c`) || strings.Contains(s, `\u003C`) || strings.Contains(s, `\x3c`) || strings.Contains(s, `\x3C`):
		return decode(s)
	case strings.Contains(s, "%3C") || strings.Contains(s, "%3c"):
		if t, err := url.PathUnescape(s); err == nil {
			return t
		}
	}
	return s
}

// isMarkup reports whether s has cells of a table or at least three blocks, and
// text that is not ASCII.
func isMarkup(s string) bool {
	return !ascii(s) && tags(s, 3)
}

// ascii reports whether s has neither text beyond ASCII nor references to any.
func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return !strings.Contains(s, "&#")
}

// tags reports whether s has a tag of a table's cells, or so many tags of blocks.
func tags(s string, blocks int) bool {
	for i := strings.IndexByte(s, '<'); i >= 0 && i+1 < len(s); {
		rest := s[i+1:]
		for _, name := range [...]string{"td", "th", "tr", "table"} {
			if tag(rest, name) {
				return true
			}
		}
		for _, name := range [...]string{"p", "div", "br", "li", "span", "section"} {
			if tag(rest, name) {
				blocks--
			}
		}
		if blocks <= 0 {
			return true
		}
		next := strings.IndexByte(rest, '<')
		if next < 0 {
			return false
		}
		i += 1 + next
	}
	return false
}
