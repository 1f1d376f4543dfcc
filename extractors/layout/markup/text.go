package markup

import (
	"strings"

	"golang.org/x/net/html"
)

// folder gathers text as a browser lays it out on one line: runs of spaces, tabs
// and line ends of the source are one space, and none stands at the ends. Other
// white space, such as the no-break space, is kept as found.
type folder struct {
	b []byte
	// space says that white space has been met since the last character.
	space bool
	// raised and lowered say that a footnote mark begins here, or has ended.
	raised, lowered bool
}

// text adds text of the source.
func (f *folder) text(s string) {
	for i := 0; i < len(s); {
		if blank(s[i]) {
			f.space = true
			i++
			continue
		}
		j := i + 1
		for j < len(s) && !blank(s[j]) {
			j++
		}
		f.word(s[i:j])
		i = j
	}
}

// word adds text without white space.
func (f *folder) word(s string) {
	n := len(f.b)
	if n > 0 && (f.space || f.raised && digit(f.b[n-1]) || f.lowered && digit(s[0])) {
		f.b = append(f.b, ' ')
	}
	f.space, f.raised, f.lowered = false, false, false
	f.b = append(f.b, s...)
}

// take returns the text gathered and starts anew.
func (f *folder) take() string {
	s := string(f.b)
	f.b, f.space, f.raised, f.lowered = f.b[:0], false, false, false
	return s
}

// blank reports whether HTML folds the byte.
func blank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

func digit(c byte) bool { return '0' <= c && c <= '9' }

// cell adds all text below n as one line: blocks and line breaks are spaces, and
// footnote marks are kept apart from digits. Tables for which skip holds are left
// out; skip may be nil.
func (f *folder) cell(n *html.Node, skip func(*html.Node) bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			f.text(c.Data)
		case c.Type == html.ElementNode && !hidden(c):
			f.element(c, skip)
		}
	}
}

func (f *folder) element(n *html.Node, skip func(*html.Node) bool) {
	k := kindOf(n)
	switch {
	case k == ignored || k == table && skip != nil && skip(n):
		f.space = true
	case k == field:
		f.text(shown(n))
	case k == raised:
		f.raised = true
		f.cell(n, skip)
		f.lowered = true
	case k == inline:
		f.cell(n, skip)
	default:
		f.space = true
		f.cell(n, skip)
		f.space = true
	}
}

// lines splits the text of a pre element.
func lines(s string) []string {
	return strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
}
