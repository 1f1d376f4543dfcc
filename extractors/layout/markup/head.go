package markup

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extractors/layout"
	"gongkai/extractors/normalize"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// attached are the endings of files that may hold a report.
var attached = []string{"doc", "docx", "pdf", "xls", "xlsx", "wps", "ofd", "rar", "zip"}

// head collects what a page says beside its text: title, metadata and links, from
// the nodes that may hold them.
func head(g *layout.Grid, nodes []*html.Node) {
	h := collector{grid: g}
	for _, n := range nodes {
		h.node(n)
	}
}

type collector struct {
	grid *layout.Grid
	line folder
	seen map[string]bool
}

func (h *collector) node(n *html.Node) {
	switch n.DataAtom {
	case atom.Title:
		if h.grid.Title == "" && n.Namespace == "" {
			h.grid.Title = h.text(n)
		}
	case atom.Meta:
		h.meta(n)
	case atom.A:
		h.anchor(n)
	case atom.Object:
		h.attach("", attr(n, "data"))
	default:
		h.attach("", attr(n, "src"))
	}
}

func (h *collector) text(n *html.Node) string {
	h.line.cell(n, nil)
	return normalize.Text(h.line.take())
}

// meta keeps a meta element that has a name and a content attribute.
func (h *collector) meta(n *html.Node) {
	content := attr(n, "content")
	for _, key := range [...]string{"name", "property", "http-equiv", "itemprop"} {
		if name := attr(n, key); name != "" && content != "" {
			m := layout.Meta{Name: apartText(name), Content: apartText(content)}
			h.grid.Meta = append(h.grid.Meta, m)
			return
		}
	}
}

// apartText is the normal text of an attribute in memory of its own: attributes
// share that of the page.
func apartText(s string) string { return strings.Clone(normalize.Text(s)) }

// anchor counts a link and notes the file it leads to, by its address or, where
// that is none, by the program that it runs.
func (h *collector) anchor(n *html.Node) {
	href := attr(n, "href")
	if href == "" {
		return
	}
	h.grid.Links++
	if fileName(href) == "" {
		href = attr(n, "onclick")
	}
	if fileName(href) == "" && !strings.Contains(textOf(n), ".") {
		return
	}
	text := h.text(n)
	if text == "" {
		text = apartText(attr(n, "title"))
	}
	h.attach(text, href)
}

// textOf is the text of an anchor where it is a single piece, else a mark that it
// has to be looked at.
func textOf(n *html.Node) string {
	if c := n.FirstChild; c != nil && c == n.LastChild && c.Type == html.TextNode {
		return c.Data
	}
	return "."
}

// attach notes a link to a file: the text of the link and the name of the file,
// once where the text says it.
func (h *collector) attach(text, address string) {
	name := fileName(address)
	if name == "" && fileName(text) == "" {
		return
	}
	name = apartText(name)
	if name != "" && !strings.Contains(text, name) {
		text = strings.TrimSpace(text + " " + name)
	}
	if h.seen == nil {
		h.seen = map[string]bool{}
	}
	if !h.seen[text] {
		h.seen[text] = true
		h.grid.Attachments = append(h.grid.Attachments, text)
	}
}

// fileName finds the name of a file that may hold a report in an address, also
// where the address hands it to a viewer; "" where there is none.
func fileName(address string) string {
	for i := strings.IndexByte(address, '.'); i >= 0; {
		rest := address[i+1:]
		if n := ending(rest); n > 0 {
			start := strings.LastIndexAny(address[:i], `/=\'"(`) + 1
			return unescape(address[start : i+1+n])
		}
		next := strings.IndexByte(rest, '.')
		if next < 0 {
			return ""
		}
		i += 1 + next
	}
	return ""
}

// ending is the length of the file ending that s starts with, 0 where it is none.
func ending(s string) int {
	n := 0
	for n < len(s) && n < 5 && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z') {
		n++
	}
	if n < len(s) && !strings.ContainsRune("?#&'\";)）", firstRune(s[n:])) {
		return 0
	}
	if slices.Contains(attached, strings.ToLower(s[:n])) {
		return n
	}
	return 0
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// unescape decodes a percent-encoded name; one that is not UTF-8 stays as it is.
func unescape(s string) string {
	d, err := url.PathUnescape(s)
	if err != nil || !utf8.ValidString(d) {
		return s
	}
	return d
}
