package page

import (
	"fmt"
	"strings"

	"gongkai/scripts/synth/print"
)

// table writes a table in the dialect of the page.
func (w *writer) table(t *print.Table) {
	switch w.dialect {
	case Divs:
		w.divs(t)
		return
	case Lists:
		w.lists(t)
		return
	case Groups:
		w.groups(t)
		return
	default:
	}
	w.WriteString(w.open(t))
	for i := range t.Rows {
		w.row(t, i)
	}
	if w.dialect == Malformed {
		w.WriteString("</TABLE>\n")
		return
	}
	w.WriteString("</tbody></table>\n")
}

func (w *writer) open(t *print.Table) string {
	switch w.dialect {
	case Word:
		return "<table class=MsoNormalTable border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;mso-yfti-tbllook:1184'><tbody>\n"
	case Excel:
		cols := strings.Repeat("<col width=72 style='width:54pt'>", t.Columns)
		return "<table border=0 cellpadding=0 cellspacing=0 width=" + fmt.Sprint(72*t.Columns) + " style='border-collapse:collapse;table-layout:fixed'>" + cols + "<tbody>\n"
	case Malformed:
		return "<TABLE BORDER=1 width=100%>\n"
	case Editor:
		return "<table width=\"100%\" data-sort=\"sortDisabled\"><colgroup>" + strings.Repeat("<col style=\"width:72px\"/>", t.Columns) + "</colgroup><tbody>\n"
	case Loosened:
		return "<table border=\"1\">单位：件\n"
	default:
		return "<table border=\"1\" cellspacing=\"0\"><tbody>\n"
	}
}

func (w *writer) row(t *print.Table, r int) {
	row := &t.Rows[r]
	w.WriteString(w.rowTag())
	for c := range row.Cells {
		cell := &row.Cells[c]
		switch {
		case w.dialect == Expanded && cell.Cover != print.Bare && !t.Loose:
			w.cell(origin(t, r, c), "")
		case cell.Cover == print.Bare:
			w.cell(cell, w.spans(t, cell))
		case t.Loose:
			w.cell(cell, "")
		}
	}
	if w.dialect == Excel {
		w.WriteString("<td class=xl65></td>")
	}
	if w.dialect != Malformed || w.rng.IntN(3) == 0 {
		w.WriteString("</tr>\n")
	}
}

func (w *writer) rowTag() string {
	switch w.dialect {
	case Word:
		return "<tr style='mso-yfti-irow:1;height:20.0pt'>\n"
	case Excel:
		return "<tr height=19 style='height:14.25pt'>\n"
	case Malformed:
		return "\n<TR>"
	case Editor:
		return []string{"<tr>", "<tr class=\"firstRow\">", "<tr height=\"36\" style=\";height:36px\">"}[w.rng.IntN(3)]
	case Loosened:
		return []string{"<tr>", "<tr>", "\n \u3000<tr>", "&nbsp;<tr>"}[w.rng.IntN(4)]
	default:
		return "<tr>"
	}
}

// spans writes the span attributes of a cell.
func (w *writer) spans(t *print.Table, c *print.Cell) string {
	if w.dialect == Expanded || t.Loose {
		return ""
	}
	if w.dialect == Unspanned {
		return colspan(c)
	}
	var b strings.Builder
	if w.dialect == Malformed && len(t.Rows) > 0 && c == &t.Rows[len(t.Rows)-1].Cells[0] && c.RowSpan == 1 {
		b.WriteString(" rowspan=\"10000\"") // in the last row it covers nothing
	}
	for _, span := range []struct {
		name string
		n    int
	}{{"colspan", c.ColSpan}, {"rowspan", c.RowSpan}} {
		switch {
		case w.dialect == Malformed && span.n == 1 && w.rng.IntN(40) == 0:
			fmt.Fprintf(&b, " %s=\"0\"", span.name)
		case span.n <= 1:
		case w.dialect == Malformed && w.rng.IntN(3) == 0:
			fmt.Fprintf(&b, " %s=\"%d;\"", span.name, span.n)
		case w.dialect == Word || w.dialect == Excel || w.dialect == Malformed:
			fmt.Fprintf(&b, " %s=%d", span.name, span.n)
		default:
			fmt.Fprintf(&b, " %s=\"%d\"", span.name, span.n)
		}
	}
	return b.String()
}

// cell writes one cell.
func (w *writer) cell(c *print.Cell, spans string) {
	text := breaks(c.Text)
	if text == "" {
		text = w.blank
	}
	switch w.dialect {
	case Word:
		fmt.Fprintf(w, "<td width=66%s valign=center style='border:solid windowtext 1.0pt;padding:0cm 5.4pt'><p class=MsoNormal align=center><span lang=EN-US style='font-size:10.5pt;font-family:宋体'>%s</span></p></td>\n", spans, text)
	case Excel:
		number := ""
		if c.Role == print.Figure && c.Text != "" {
			number = " x:num"
		}
		fmt.Fprintf(w, "<td%s class=xl%d%s style='border-left:none'>%s</td>\n", spans, 63+w.rng.IntN(9), number, text)
	case Paragraphs:
		fmt.Fprintf(w, "<td%s>%s</td>", spans, w.inParagraphs(c))
	case Malformed:
		fmt.Fprintf(w, "<TD%s>%s", spans, text)
	default:
		if w.manner(c, spans, text) {
			return
		}
		tag := "td"
		if c.Role == print.Header {
			tag = w.head
		}
		fmt.Fprintf(w, "<%s%s>%s</%s>", tag, spans, text, tag)
	}
}

// inParagraphs puts every line of a cell into a p element, with stray empty ones.
func (w *writer) inParagraphs(c *print.Cell) string {
	var b strings.Builder
	for line := range strings.SplitSeq(c.Text, "\n") {
		fmt.Fprintf(&b, "<p style=\"text-align:center\"><span>%s</span></p>", breaks(line))
	}
	if w.rng.IntN(8) == 0 {
		b.WriteString("<p>&nbsp;</p>")
	}
	return b.String()
}

// origin is the cell whose span covers a position.
func origin(t *print.Table, r, c int) *print.Cell {
	for top := r; top >= 0; top-- {
		for left := c; left >= 0; left-- {
			cell := &t.Rows[top].Cells[left]
			if cell.Cover == print.Bare && top+cell.RowSpan > r && left+cell.ColSpan > c {
				return cell
			}
		}
	}
	return &t.Rows[r].Cells[c]
}

// divs writes a grid of div elements: a cell for every position that is not
// covered from the left, its width in its class.
func (w *writer) divs(t *print.Table) {
	w.WriteString("<div class=\"grid\">\n")
	for i := range t.Rows {
		w.WriteString("<div class=\"row\">")
		for c := range t.Rows[i].Cells {
			cell := &t.Rows[i].Cells[c]
			if cell.Cover == print.Left && cell.Text == "" {
				continue
			}
			fmt.Fprintf(w, "<div class=\"cell w%d\">%s</div>", max(1, cell.ColSpan), breaks(cell.Text))
		}
		w.WriteString("</div>\n")
	}
	w.WriteString("</div>\n")
}
