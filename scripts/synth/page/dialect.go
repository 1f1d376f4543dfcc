package page

import (
	"fmt"
	"html"
	"math/rand/v2"
	"strings"

	"gongkai/scripts/synth/print"
)

// Dialect is a manner of writing tables and paragraphs.
type Dialect uint8

// The dialects.
const (
	// Clean is hand-written markup with spans.
	Clean Dialect = iota
	// Word is a word processor's export: a styled paragraph and spans in each cell.
	Word
	// Excel is a spreadsheet's export: classes, widths, trailing empty cells.
	Excel
	// Paragraphs has one or more p elements in each cell.
	Paragraphs
	// Malformed leaves out end tags and has attributes that are no numbers.
	Malformed
	// Expanded repeats the text of a span in every position it covers.
	Expanded
	// Divs builds rows and cells of div elements.
	Divs
	// Sections wraps everything in section elements, as articles of messengers do.
	Sections
	// Editor is a page editor's paste: widths, firstRow, br in empty cells.
	Editor
	// Fields has figures in form fields.
	Fields
	// Spans cuts every text into spans of a few characters.
	Spans
	// Annotated has notes, comments, and cells and texts that are not shown.
	Annotated
	// Bilingual prints some labels in a second language too.
	Bilingual
	// Nested has a table in each cell of a figure.
	Nested
	// Indented has blanks before labels and line breaks around texts.
	Indented
	// Unspanned leaves out the rowspans, and the cells below them.
	Unspanned
	// Groups has thead, tbody and tfoot, the foot before the body.
	Groups
	// Loosened has texts between rows and cells, which browsers put before the table.
	Loosened
	// Lists builds rows and cells of list items.
	Lists
)

// writer writes one page.
type writer struct {
	strings.Builder
	rng     *rand.Rand
	dialect Dialect
	// blank is what an empty cell holds.
	blank string
	// head is the element of header cells.
	head string
}

func newWriter(rng *rand.Rand, dialect Dialect) *writer {
	return &writer{
		rng: rng, dialect: dialect,
		blank: []string{"", "&nbsp;", " "}[rng.IntN(3)],
		head:  []string{"td", "td", "th"}[rng.IntN(3)],
	}
}

// block writes a title, heading, paragraph, signature or table.
func (w *writer) block(b *print.Block) {
	text := breaks(b.Text)
	switch b.Kind {
	case print.TableBlock:
		w.table(b.Table)
	case print.Title:
		w.title(text)
	case print.Heading:
		w.heading(text)
	case print.Signature:
		fmt.Fprintf(w, "<p style=\"text-align:right\">%s</p>\n", text)
	default:
		w.paragraph(text)
	}
}

func (w *writer) title(text string) {
	switch w.dialect {
	case Word:
		fmt.Fprintf(w, "<p class=MsoNormal align=center style='text-align:center'><b><span style='font-size:22.0pt;font-family:方正小标宋简体'>%s<span lang=EN-US><o:p></o:p></span></span></b></p>\n", text)
	case Divs, Lists:
		fmt.Fprintf(w, "<div class=\"title\">%s</div>\n", text)
	case Sections:
		fmt.Fprintf(w, "<section><section style=\"text-align:center\"><strong><span leaf=\"\">%s</span></strong></section></section>\n", text)
	default:
		fmt.Fprintf(w, "<h1>%s</h1>\n", text)
	}
}

func (w *writer) heading(text string) {
	switch w.dialect {
	case Word:
		fmt.Fprintf(w, "<p class=MsoNormal style='text-indent:32.0pt'><span style='font-family:黑体'>%s<span lang=EN-US><o:p></o:p></span></span></p>\n", text)
	case Malformed:
		fmt.Fprintf(w, "<P><STRONG>%s</P>\n", text)
	case Divs:
		fmt.Fprintf(w, "<div class=\"h2\">%s</div>\n", text)
	case Sections:
		fmt.Fprintf(w, "<section><strong><span leaf=\"\">%s</span></strong></section>\n", text)
	default:
		fmt.Fprintf(w, []string{"<h2>%s</h2>\n", "<p><strong>%s</strong></p>\n"}[w.rng.IntN(2)], text)
	}
}

func (w *writer) paragraph(text string) {
	switch w.dialect {
	case Word:
		fmt.Fprintf(w, "<p class=MsoNormal style='text-indent:32.0pt;line-height:29.0pt'><span style='font-size:16.0pt;font-family:仿宋_GB2312'>%s<span lang=EN-US><o:p></o:p></span></span></p>\n", text)
	case Malformed:
		fmt.Fprintf(w, "<P>　　%s\n", text)
	case Divs:
		fmt.Fprintf(w, "<div class=\"para\">%s</div>\n", text)
	case Sections:
		fmt.Fprintf(w, "<section style=\"text-indent: 2em;\"><span leaf=\"\">%s</span></section>\n", text)
	default:
		fmt.Fprintf(w, "<p style=\"text-indent:2em\">%s</p>\n", text)
	}
}

// breaks escapes a text and writes its line breaks as br elements.
func breaks(s string) string { return strings.ReplaceAll(html.EscapeString(s), "\n", "<br/>") }
