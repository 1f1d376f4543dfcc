package tree

import (
	"strings"

	"golang.org/x/net/html"
)

// start reads a start tag.
func (b *builder) start(t *tag) {
	switch b.mode {
	case initial, beforeHTML, beforeHead, inHead, afterHead:
		b.startEarly(t)
	case inBody:
		b.startInBody(t)
	case inTable, inTableBody, inRow, inColumns:
		b.startInTable(t)
	case inCell:
		if t.el.rule == inTables {
			b.leaveCell(t)
			return
		}
		b.startInBody(t)
	case inCaption:
		if t.el.rule == inTables && t.name != "th" {
			if b.closeCaption() {
				b.start(t)
			}
			return
		}
		b.startInBody(t)
	case afterBody, afterAll:
		if t.el != htmlEl {
			b.mode = inBody
		}
		b.startInBody(t)
	}
}

// startEarly reads a start tag before the body.
func (b *builder) startEarly(t *tag) {
	if b.mode == initial {
		b.quirks, b.mode = true, beforeHTML
	}
	switch t.el.rule {
	case rooted:
		b.implyHTML()
		addMissing(b.open[0].node, t)
	case headed:
		if b.mode < inHead {
			b.implyHead()
			b.head.Attr = t.attr
		}
	case early:
		b.implyHead()
		b.addToHead(t)
	case earlyRaw:
		b.implyHead()
		b.content(b.addToHead(t))
	case bodied:
		b.implyBody()
		addMissing(b.open[1].node, t)
	case never:
		b.odd = true
	default:
		if t.name == "noscript" && b.mode <= inHead {
			b.implyHead()
			b.content(b.addToHead(t))
			return
		}
		b.implyBody()
		b.startInBody(t)
	}
}

// implyHTML, implyHead and implyBody open what stands around a tag that is no
// tag of theirs.
func (b *builder) implyHTML() {
	if b.mode == initial {
		b.quirks = true
	}
	if b.mode <= beforeHTML {
		n := b.elementNode(&tag{atom: htmlEl.atom, name: htmlEl.name})
		hang(b.doc, n)
		b.push(n, htmlEl)
		b.mode = beforeHead
	}
}

func (b *builder) implyHead() {
	b.implyHTML()
	if b.mode == beforeHead {
		b.head = b.imply(headEl)
		b.mode = inHead
	}
}

func (b *builder) implyBody() {
	b.implyHead()
	b.leaveHead()
	if b.mode == afterHead {
		b.imply(bodyEl)
		b.mode = inBody
	}
}

func (b *builder) leaveHead() {
	if b.mode == inHead {
		b.open = b.open[:len(b.open)-1]
		b.mode = afterHead
	}
}

// content reads the content of an element in which there is no markup, and its end
// tag.
func (b *builder) content(n *html.Node) {
	rest := b.page[b.pos:]
	end := contentEnd(rest, n.Data)
	if end < 0 || n.Data == "script" && strings.Contains(rest[:end], "<!--") && contains(rest[:end], "<script") {
		b.odd = true
		return
	}
	s := rest[:end]
	if n.Data == "textarea" || n.Data == "title" {
		s = unescape(s)
	}
	if n.Data == "textarea" {
		s = dropLine(s)
	}
	if s != "" {
		hang(n, b.node(html.TextNode, s))
	}
	b.pos += end
	b.tag(b.pos+2, false)
}

// contentEnd is where the end tag of a name stands in s, -1 where there is none.
func contentEnd(s, name string) int {
	for i := 0; ; {
		n := strings.Index(s[i:], "</")
		if n < 0 {
			return -1
		}
		i += n + 2
		if after := i + len(name); after < len(s) && sameLetters(s[i:after], name) && (classes[s[after]]&ending != 0) {
			return i - 2
		}
	}
}

// sameLetters reports whether s is name but for capitals.
func sameLetters(s, name string) bool {
	for i := range len(name) {
		if c := s[i]; c != name[i] && c != name[i]-('a'-'A') {
			return false
		}
	}
	return true
}

// contains reports whether s holds name, which begins with <, but for capitals.
func contains(s, name string) bool {
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 || len(s)-i < len(name) {
			return false
		}
		if s = s[i:]; sameLetters(s[1:len(name)], name[1:]) {
			return true
		}
		s = s[1:]
	}
}
