package tree

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tag is a start or end tag.
type tag struct {
	el   *element
	atom atom.Atom
	name string
	attr []html.Attribute
}

// maxAttributes bounds the attributes of a tag.
const maxAttributes = 64

// The classes of bytes in a tag.
const (
	space  uint8 = 1 << iota
	ending       // a name ends before it
	equals
	capital
)

// classes holds the classes of each byte.
var classes = func() (c [256]uint8) {
	for _, b := range " \n\r\t\f" {
		c[b] = space | ending
	}
	c['/'], c['>'], c['='] = ending, ending, equals
	for b := 'A'; b <= 'Z'; b++ {
		c[b] = capital
	}
	return c
}()

// tag reads the tag whose name stands at i, and leaves the place after it. The
// attributes of an end tag are passed over.
func (b *builder) tag(i int, start bool) tag {
	page, from, key := b.page, i, uint64(0)
	for i < len(page) && classes[page[i]]&ending == 0 {
		c := page[i]
		if classes[c]&capital != 0 {
			c |= 0x20
		}
		key = key<<8 | uint64(c)
		i++
	}
	t := lookup(page[from:i], key)
	if i < len(page) && page[i] == '>' {
		b.pos = i + 1
		return t
	}
	attrs := b.memory.room()
	first := b.memory.attrsUsed
	t.attr = b.attributes(i, attrs[first:first:first+maxAttributes], start)
	b.memory.attrsUsed += len(t.attr)
	t.attr = t.attr[:len(t.attr):len(t.attr)]
	return t
}

// attributes reads the attributes from i on, up to the end of the tag, and adds
// those to save to attr.
func (b *builder) attributes(i int, attr []html.Attribute, save bool) []html.Attribute {
	page := b.page
	for {
		i = pass(page, i)
		switch {
		case i == len(page):
			b.odd = true
			return attr
		case page[i] == '>':
			b.pos = i + 1
			return attr
		case page[i] == '/':
			i++
			continue
		}
		key, next := attributeKey(page, i)
		value, after := attributeValue(page, next)
		if i = after; i < 0 || len(attr) == maxAttributes {
			b.odd = true
			return attr
		}
		if save && !hasKey(attr, key) {
			attr = append(attr, html.Attribute{Key: key, Val: unescapeAttribute(value)})
		}
	}
}

// pass is the first place from i on that holds no white space.
func pass(s string, i int) int {
	for i < len(s) && classes[s[i]]&space != 0 {
		i++
	}
	return i
}

// attributeKey reads the name of an attribute, in small letters, and returns the
// place after it. An = at its beginning is part of it.
func attributeKey(s string, i int) (string, int) {
	from := i
	seen := classes[s[i]]
	for i++; i < len(s); i++ {
		c := classes[s[i]]
		if c&(ending|equals) != 0 {
			break
		}
		seen |= c
	}
	if seen&capital != 0 {
		return lower(s[from:i]), i
	}
	return s[from:i], i
}

// attributeValue reads what stands behind the name of an attribute, and returns the
// place after it, -1 where the page ends before.
func attributeValue(s string, i int) (string, int) {
	i = pass(s, i)
	if i == len(s) {
		return "", -1
	}
	if s[i] == '/' {
		return "", i + 1
	}
	if s[i] != '=' {
		return "", i
	}
	if i = pass(s, i+1); i == len(s) {
		return "", -1
	}
	switch c := s[i]; c {
	case '>':
		return "", i
	case '"', '\'':
		return quoted(s, i+1, c)
	}
	from := i
	for i < len(s) && s[i] != '>' && classes[s[i]]&space == 0 {
		i++
	}
	if i == len(s) {
		return "", -1
	}
	return s[from:i], i
}

func quoted(s string, i int, quote byte) (string, int) {
	n := strings.IndexByte(s[i:], quote)
	if n < 0 {
		return "", -1
	}
	return s[i : i+n], i + n + 1
}

// lower makes the letters of ASCII small.
func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if classes[c]&capital != 0 {
			b[i] = c | 0x20
		}
	}
	return string(b)
}
