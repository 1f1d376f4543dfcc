package markup

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// damage is what a page needs before it is parsed.
type damage struct {
	// orphans says that a row or cell starts outside of every table. The parser
	// drops such tags and runs the texts of the cells together.
	orphans bool
	// sections says that the page has CDATA sections, which the parser takes for
	// comments that end with the first tag.
	sections bool
}

// inspect looks for damage, in one pass over the tags.
func inspect(body string) (d damage) {
	depth := 0
	for i := strings.IndexByte(body, '<'); i >= 0; {
		rest, skip := body[i+1:], 0
		if rest == "" {
			break
		}
		switch rest[0] {
		case '!':
			d.sections = d.sections || strings.HasPrefix(rest, "![CDATA[")
			skip = comment(rest)
		case '/':
			if tag(rest, "/table") {
				depth = max(0, depth-1)
			}
		case 't', 'T':
			switch {
			case ofRow(rest):
				d.orphans = d.orphans || depth == 0
			case tag(rest, "table"):
				depth++
			default:
				skip = raw(rest, "textarea", "title")
			}
		case 's', 'S':
			skip = raw(rest, "script", "style")
		case 'x', 'X', 'n', 'N':
			skip = raw(rest, "xmp", "noscript")
		}
		next := strings.IndexByte(rest[skip:], '<')
		if next < 0 {
			break
		}
		i += 1 + skip + next
	}
	return d
}

// ofRow reports whether a tag, of which s is what follows the < and begins with t, is that of a
// row or a cell.
func ofRow(s string) bool {
	if len(s) < 3 {
		return false
	}
	switch s[1] | 0x20 {
	case 'r', 'd', 'h':
		return endsName(s[2])
	}
	return false
}

// openSections removes the marks of CDATA sections.
func openSections(body string) string {
	return strings.NewReplacer("<![CDATA[", "", "]]>", "").Replace(body)
}

// tag reports whether s, which follows a <, starts with the tag name.
func tag(s, name string) bool {
	return len(s) > len(name) && s[0]|0x20 == name[0]|0x20 && strings.EqualFold(s[:len(name)], name) && endsName(s[len(name)])
}

// endsName reports whether the name of a tag ends before a byte.
func endsName(c byte) bool { return c == '>' || c == '/' || blank(c) }

// comment is the length of a comment where s, which follows a <, starts one; else 0. One
// without an end is all of s.
func comment(s string) int {
	if !strings.HasPrefix(s, "!--") {
		return 0
	}
	if end := strings.Index(s, "-->"); end >= 0 {
		return end
	}
	return len(s)
}

// raw is the length of an element of one of the names, whose content is no markup, where s, which
// follows a <, starts one; else 0. One without an end is all of s.
func raw(s string, names ...string) int {
	for _, name := range names {
		if tag(s, name) {
			return closing(s, name)
		}
	}
	return 0
}

// closing is where the end tag of the name stands in s, or the length of s.
func closing(s, name string) int {
	for i := 0; ; {
		next := strings.Index(s[i:], "</")
		if next < 0 {
			return len(s)
		}
		i += next + 2
		if tag(s[i:], name) {
			return i - 2
		}
	}
}

// adopter writes a page anew with a table around rows that have none.
type adopter struct {
	out strings.Builder
	// depth counts the open tables. adopted says that the outermost is ours.
	depth   int
	adopted bool
	// inCell says that a cell of our table is open, and blocks counts the blocks
	// opened in it.
	inCell bool
	blocks int
}

// adoptRows puts <table> before rows and cells outside of tables, and </table>
// where something follows that is no row.
func adoptRows(body string) string {
	var a adopter
	a.out.Grow(len(body) + 64)
	z := html.NewTokenizer(strings.NewReader(body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return a.out.String()
		case html.TextToken:
			if strings.TrimSpace(string(z.Raw())) != "" {
				a.other()
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			raw := append([]byte(nil), z.Raw()...)
			name, _ := z.TagName()
			a.start(atom.Lookup(name))
			a.out.Write(raw)
			continue
		case html.EndTagToken:
			raw := append([]byte(nil), z.Raw()...)
			name, _ := z.TagName()
			a.end(atom.Lookup(name))
			a.out.Write(raw)
			continue
		}
		a.out.Write(z.Raw())
	}
}

// mine reports whether the place is in our table and in no table inside it.
func (a *adopter) mine() bool { return a.adopted && a.depth == 1 }

// other ends our table when something that is no row stands between its rows.
func (a *adopter) other() {
	if a.mine() && !a.inCell {
		a.close()
	}
}

func (a *adopter) close() {
	a.out.WriteString("</table>")
	a.adopted, a.depth = false, 0
}

func (a *adopter) start(name atom.Atom) {
	switch name {
	case atom.Table:
		a.other()
		a.depth++
	case atom.Tr, atom.Td, atom.Th:
		if a.depth == 0 {
			a.out.WriteString("<table>")
			a.adopted, a.depth = true, 1
		}
		if a.mine() {
			a.inCell, a.blocks = name != atom.Tr, 0
		}
	case atom.Tbody, atom.Thead, atom.Tfoot, atom.Script, atom.Style:
	default:
		a.other()
		if a.mine() && isBlock(name) {
			a.blocks++
		}
	}
}

func (a *adopter) end(name atom.Atom) {
	switch {
	case name == atom.Table:
		a.depth = max(0, a.depth-1)
		a.adopted = a.adopted && a.depth > 0
	case !a.mine():
	case name == atom.Tr || name == atom.Td || name == atom.Th:
		a.inCell = false
	case isBlock(name) && !isGroupName(name):
		if a.blocks == 0 {
			a.close()
			return
		}
		a.blocks--
	}
}

func isGroupName(name atom.Atom) bool {
	return name == atom.Tbody || name == atom.Thead || name == atom.Tfoot
}
