package markup

import "strings"

// leadBytes is how far the head of a page may stand from its beginning.
const leadBytes = 1024

// isMarkdown reports whether a body is markdown with tables, or more, in HTML: no
// element holds the whole of it, and a line is a heading or emphasised. Such a text's
// blank lines part its paragraphs.
func isMarkdown(body string) bool {
	lead := strings.ToLower(body[:min(len(body), leadBytes)])
	for _, tag := range []string{"<!doctype", "<html", "<head", "<body", "<?xml"} {
		if strings.Contains(lead, tag) {
			return false
		}
	}
	rest := "\n" + body
	for {
		at := strings.IndexAny(rest, "#*")
		if at < 0 {
			return false
		}
		line, after, _ := strings.Cut(rest[at:], "\n")
		if rest[at-1] == '\n' && (hashes(line) > 0 || isEmphasised(line)) {
			return true
		}
		rest = "\n" + after
	}
}

// hashes is the length of the marks that a heading begins with; 0 where none are.
func hashes(line string) int {
	n := len(line) - len(strings.TrimLeft(line, "#"))
	if n > 6 || n == len(line) || line[n] != ' ' {
		return 0
	}
	return n
}

// isEmphasised reports whether a line begins or ends with strong emphasis.
func isEmphasised(line string) bool {
	line = strings.TrimSpace(line)
	return len(line) > len("****") && (strings.HasPrefix(line, "**") || strings.HasSuffix(line, "**"))
}

// openMarkdown writes the paragraphs, headings and tables of markdown as elements. What
// stands in a table is left as it is, and so are lists and links.
func openMarkdown(body string) string {
	var w markdownWriter
	w.out.Grow(len(body) + len(body)/8)
	for line := range strings.SplitAfterSeq(body, "\n") {
		w.line(line)
	}
	w.endRows()
	return w.out.String()
}

type markdownWriter struct {
	out strings.Builder
	// tables counts the tables of HTML that are open; rows says that one of pipes is.
	tables int
	rows   bool
}

func (w *markdownWriter) line(line string) {
	text := strings.TrimSpace(line)
	inside := w.tables > 0
	w.tables += strings.Count(line, "<table") - strings.Count(line, "</table")
	if inside || w.tables > 0 {
		w.endRows()
		w.out.WriteString(line)
		return
	}
	if strings.HasPrefix(text, "|") {
		w.row(text)
		return
	}
	w.endRows()
	switch n := hashes(text); {
	case text == "":
		w.out.WriteString("\n<p>\n")
	case n > 0:
		w.out.WriteString("<h2>" + plainMarks(strings.Trim(text[n:], " #")) + "</h2>\n")
	default:
		w.out.WriteString(plainMarks(line))
	}
}

// row writes a row of pipes; the line that rules columns is none.
func (w *markdownWriter) row(text string) {
	if !w.rows {
		w.out.WriteString("<table>\n")
		w.rows = true
	}
	if strings.Trim(text, "|-: ") == "" && strings.Contains(text, "--") {
		return
	}
	w.out.WriteString("<tr>")
	for cell := range strings.SplitSeq(strings.Trim(text, "|"), "|") {
		w.out.WriteString("<td>" + plainMarks(cell) + "</td>")
	}
	w.out.WriteString("</tr>\n")
}

func (w *markdownWriter) endRows() {
	if w.rows {
		w.out.WriteString("</table>\n")
		w.rows = false
	}
}

// plainMarks takes the marks of strong emphasis off a text.
func plainMarks(s string) string { return strings.ReplaceAll(s, "**", "") }
