package tree

import (
	"strings"

	"golang.org/x/net/html"
)

// unescape replaces the character references in a text.
func unescape(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	return references(s, false)
}

// unescapeAttribute replaces the character references in the value of an
// attribute, where one without its semicolon may be part of an address.
func unescapeAttribute(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	return references(s, true)
}

func references(s string, attribute bool) string {
	if s == "&nbsp;" {
		return "\u00a0"
	}
	out := make([]byte, 0, len(s)+8)
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			return string(append(out, s...))
		}
		n := referenceEnd(s[i:])
		out = append(out, s[:i]...)
		out = append(out, reference(s[i:i+n], attribute, i+n < len(s) && s[i+n] == '=')...)
		s = s[i+n:]
	}
}

// referenceEnd is the length of what may be a reference at the beginning of s: the
// letters and digits after the &, and the semicolon.
func referenceEnd(s string) int {
	i := 1
	if i < len(s) && s[i] == '#' {
		i++
	}
	for i < len(s) && (letter(s[i]) || s[i] >= '0' && s[i] <= '9') {
		i++
	}
	if i < len(s) && s[i] == ';' {
		i++
	}
	return i
}

// reference is what a possible reference stands for.
func reference(s string, attribute, assigned bool) string {
	switch s {
	case "&nbsp;":
		return "\u00a0"
	case "&amp;", "&":
		return "&"
	case "&lt;":
		return "<"
	case "&gt;":
		return ">"
	case "&quot;":
		return `"`
	}
	if attribute && s[1] != '#' {
		return named(s, assigned)
	}
	return html.UnescapeString(s)
}

// named is what a reference by name stands for in an attribute: there the whole
// name must be one, and a name that lacks the semicolon must not be assigned to.
func named(s string, assigned bool) string {
	out := html.UnescapeString(s)
	last := out[len(out)-1]
	if s[len(s)-1] == ';' {
		if last == ';' && out != ";" {
			return s
		}
		return out
	}
	if assigned || letter(last) || last >= '0' && last <= '9' {
		return s
	}
	return out
}

// white is what HTML takes for white space.
const white = " \t\r\n\f"

func blank(s string) bool {
	for i := range len(s) {
		if classes[s[i]]&space == 0 {
			return false
		}
	}
	return true
}

// text reads a text.
func (b *builder) text(s string) {
	switch b.mode {
	case initial, beforeHTML, beforeHead, inHead, afterHead:
		b.textEarly(s)
	case inBody, inCell, inCaption:
		b.textInBody(s)
	case inTable, inTableBody, inRow:
		b.textInTable(s)
	case inColumns:
		b.textInColumns(s)
	case afterBody, afterAll:
		if !blank(s) {
			b.mode = inBody
		}
		b.textInBody(s)
	}
}

func (b *builder) textInBody(s string) {
	if top := b.open[len(b.open)-1]; top.el.is&verbatim != 0 && top.node.FirstChild == nil {
		s = dropLine(s)
	}
	if s == "" {
		return
	}
	b.takeUp()
	b.addText(s)
}

// dropLine takes off the line end at the beginning of an element that keeps them.
func dropLine(s string) string {
	return strings.TrimPrefix(strings.TrimPrefix(s, "\r"), "\n")
}

// textEarly reads text before the body, which begins with what is no white space.
func (b *builder) textEarly(s string) {
	rest := strings.TrimLeft(s, white)
	if led := s[:len(s)-len(rest)]; led != "" && b.mode >= inHead {
		b.addText(led)
	}
	if rest != "" {
		b.implyBody()
		b.textInBody(rest)
	}
}

func (b *builder) textInColumns(s string) {
	rest := strings.TrimLeft(s, white)
	if led := s[:len(s)-len(rest)]; led != "" {
		b.addText(led)
	}
	if rest != "" && b.leaveColumns() {
		b.textInTable(rest)
	}
}

// textInTable reads text between cells: what is more than white space is put before
// the table.
func (b *builder) textInTable(s string) {
	if b.betweenCells() && blank(s) {
		b.addText(s)
		return
	}
	b.outside = true
	b.textInBody(s)
	b.outside = false
}

// declaration reads a comment, a document type, or what is taken for a comment.
func (b *builder) declaration(rest string) {
	switch {
	case strings.HasPrefix(rest, "<!--"):
		b.dashed(rest[len("<!--"):])
	case rest[1] == '!' && len(rest) > 9 && strings.EqualFold(rest[2:9], "doctype"):
		b.doctype(rest)
	default:
		end := strings.IndexByte(rest, '>')
		if end < 0 {
			b.odd = true
			return
		}
		b.pos += end + 1
		b.anyComment(strings.TrimPrefix(rest[1:end], "!"))
	}
}

// dashed reads a comment from after its mark on.
func (b *builder) dashed(rest string) {
	end := strings.Index(rest, "-->")
	if end < 0 || strings.HasPrefix(rest, ">") || strings.HasPrefix(rest, "->") || strings.Contains(rest[:end], "--!") {
		b.odd = true
		return
	}
	b.pos += len("<!--") + end + len("-->")
	b.anyComment(rest[:end])
}

func (b *builder) anyComment(s string) {
	s = unescape(s)
	switch b.mode {
	case initial, beforeHTML, afterAll:
		b.comment(b.doc, s)
	case afterBody:
		b.comment(b.open[0].node, s)
	default:
		b.comment(b.top(), s)
	}
}

// doctype reads a document type. What it says is left to html.Parse.
func (b *builder) doctype(rest string) {
	end := strings.IndexByte(rest, '>')
	if end < 0 {
		b.odd = true
		return
	}
	b.pos += end + 1
	switch b.mode {
	case initial:
		b.mode = beforeHTML
		b.declare(rest[:end+1])
	case afterBody:
		b.mode = inBody
	default:
	}
}

// declare adds a document type. Whether it asks for the quirks of old browsers
// shows in what becomes of a table after a paragraph that has no end.
func (b *builder) declare(doctype string) {
	if strings.EqualFold(doctype, "<!doctype html>") && doctype[10:14] == "html" {
		hang(b.doc, b.node(html.DoctypeNode, "html"))
		return
	}
	doc, err := html.Parse(strings.NewReader(doctype + "<p><table>"))
	if err != nil || doc.FirstChild == nil || doc.FirstChild.Type != html.DoctypeNode {
		b.odd = true
		return
	}
	first := doc.FirstChild
	n := b.node(html.DoctypeNode, first.Data)
	n.Attr = first.Attr
	hang(b.doc, n)
	b.quirks = doc.LastChild.LastChild.FirstChild.FirstChild != nil
}
