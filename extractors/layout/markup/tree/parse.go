package tree

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// Tree is the tree of a page.
type Tree struct {
	Root   *html.Node
	memory memory
}

// Close gives the memory of the tree back: its nodes and attributes must not be
// looked at any more, while their texts stay.
func (t *Tree) Close() {
	t.Root = nil
	t.memory.free()
}

// Parse builds the tree of a page, as html.Parse does, and leaves pages that are not
// simple to goquery, which calls it. It fails where more than 512 elements are open.
func Parse(page string) (Tree, error) {
	if t, ok := simple(page); ok {
		return t, nil
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(page))
	if err != nil {
		return Tree{}, err //nolint:wrapcheck // it stands in for html.Parse
	}
	return Tree{Root: doc.Nodes[0]}, nil
}

// mode is where in the page the builder is: the insertion modes of HTML.
type mode uint8

const (
	initial mode = iota
	beforeHTML
	beforeHead
	inHead
	afterHead
	inBody
	inTable
	inTableBody
	inRow
	inCell
	inCaption
	inColumns
	afterBody
	afterAll
)

// maxOpen bounds the open elements, as html.Parse does.
const maxOpen = 512

// builder builds the tree of a simple page.
type builder struct {
	page string
	pos  int
	doc  *html.Node
	// open are the open elements, the innermost last.
	open []opened
	// active are the formatting elements that go on after their block has ended.
	active []formatting
	mode   mode
	// head and form are the elements that HTML keeps pointers to.
	head, form *html.Node
	// quirks says that a table may stand in a paragraph.
	quirks bool
	// outside says that what is added between cells belongs before the table.
	outside bool
	// odd says that the page is not simple.
	odd    bool
	memory memory
	// made counts the nodes, again those that take up formatting anew, and joined
	// the bytes copied to join texts.
	made, again, joined int
}

// opened is an open element.
type opened struct {
	node *html.Node
	el   *element
}

// simple builds the tree of a page, or reports that it is not simple.
func simple(page string) (Tree, bool) {
	if strings.IndexByte(page, 0) >= 0 {
		return Tree{}, false
	}
	b := builder{page: newlines(page), open: make([]opened, 0, 64)}
	b.doc = b.node(html.DocumentNode, "")
	for b.pos < len(b.page) && !b.odd {
		b.token()
	}
	if b.mode <= afterHead && !b.odd {
		b.implyBody()
	}
	if b.odd {
		b.memory.free()
		return Tree{}, false
	}
	return Tree{Root: b.doc, memory: b.memory}, true
}

// newlines makes every line end of a page a line feed.
func newlines(page string) string {
	if strings.IndexByte(page, '\r') < 0 {
		return page
	}
	return strings.ReplaceAll(strings.ReplaceAll(page, "\r\n", "\n"), "\r", "\n")
}

// token reads a text, a tag or a comment.
func (b *builder) token() {
	rest := b.page[b.pos:]
	if n := textEnd(rest); n > 0 {
		b.pos += n
		b.text(unescape(rest[:n]))
		return
	}
	switch rest[1] {
	case '/':
		b.endTag(rest)
	case '!', '?':
		b.declaration(rest)
	default:
		t := b.tag(b.pos+1, true)
		if !b.odd {
			b.start(&t)
		}
	}
}

// textEnd is where the text at the beginning of s ends: at a < with which a tag or
// a comment begins.
func textEnd(s string) int {
	for i := 0; i < len(s); i++ {
		n := strings.IndexByte(s[i:], '<')
		if n < 0 {
			break
		}
		if i += n; i+1 < len(s) && opens(s[i+1]) {
			return i
		}
	}
	return len(s)
}

// opens reports whether a tag or a comment begins with < and c.
func opens(c byte) bool { return letter(c) || c == '/' || c == '!' || c == '?' }

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func (b *builder) endTag(rest string) {
	if len(rest) < 3 || !letter(rest[2]) {
		b.odd = true
		return
	}
	t := b.tag(b.pos+2, false)
	if !b.odd {
		b.end(&t)
	}
}
