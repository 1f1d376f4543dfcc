package page

import (
	"fmt"
	"html"
	"strings"

	"gongkai/scripts/synth/print"
)

// manner writes one cell in a dialect that differs from Clean in its cells alone.
func (w *writer) manner(c *print.Cell, spans, text string) bool {
	switch w.dialect {
	case Sections:
		fmt.Fprintf(w, "<td data-colwidth=\"77\" width=\"77\"%s style=\"border: 1px solid #000;padding: 5px;\"><section style=\"text-align: center;\"><span style=\"font-size: 14px;\"><span leaf=\"\">%s</span></span></section></td>", spans, text)
	case Editor:
		if c.Text == "" {
			text = "<br/>"
		}
		fmt.Fprintf(w, "<td width=\"%d\" valign=\"top\"%s style=\"word-break: break-all; border-color: windowtext;\">%s</td>", 40+w.rng.IntN(90), spans, text)
	case Fields:
		if c.Role == print.Figure {
			text = "<input type=\"text\" class=\"num\" value=\"" + html.EscapeString(c.Text) + "\" readonly=\"readonly\">"
		}
		fmt.Fprintf(w, "<td%s>%s</td>", spans, text)
	case Spans:
		fmt.Fprintf(w, "<td%s><p>%s</p></td>", spans, w.inSpans(c))
	case Annotated:
		fmt.Fprintf(w, "<td%s>%s</td>%s", spans, w.annotated(c, text), w.unseen())
	case Bilingual:
		if name := english[c.Text]; name != "" {
			text += "<br/><span class=\"en\">" + name + "</span>"
		}
		fmt.Fprintf(w, "<td%s>%s</td>", spans, text)
	case Nested:
		if c.Role == print.Figure {
			text = "<table class=\"inner\"><tr><td>" + text + "</td></tr></table>"
		}
		fmt.Fprintf(w, "<td%s>%s</td>", spans, text)
	case Indented:
		if c.Role != print.Figure && c.Text != "" {
			text = strings.Repeat("&emsp;", w.rng.IntN(3)) + text + strings.Repeat("&nbsp;", w.rng.IntN(2))
		}
		fmt.Fprintf(w, "<td%s>\r\n\t\t%s\r\n\t</td>\r\n", spans, text)
	default:
		return false
	}
	return true
}

// inSpans puts one to three characters of a text into each span element.
func (w *writer) inSpans(c *print.Cell) string {
	var b strings.Builder
	for rest := []rune(c.Text); len(rest) > 0; {
		n := min(len(rest), 1+w.rng.IntN(3))
		fmt.Fprintf(&b, "<span style=\"font-family:仿宋\">%s</span>", breaks(string(rest[:n])))
		rest = rest[n:]
	}
	return b.String()
}

// annotated adds what readers of a page do not see, or see as a note, to a cell.
func (w *writer) annotated(c *print.Cell, text string) string {
	switch n := w.rng.IntN(12); {
	case n == 0:
		return fmt.Sprintf("<!-- %d -->", w.rng.IntN(99)) + text
	case n == 1:
		return text + fmt.Sprintf("<span style=\"display:none\">%d</span>", w.rng.IntN(99))
	case n == 2 && c.Role == print.Label:
		return text + fmt.Sprintf("<sup>[%d]</sup>", 1+w.rng.IntN(3))
	case n == 3:
		return "<a name=\"_Toc123\"></a><!--[if !supportMisalignedColumns]-->" + text + "<!--[endif]-->"
	}
	return text
}

// unseen is now and then a cell that is not shown.
func (w *writer) unseen() string {
	if w.rng.IntN(15) > 0 {
		return ""
	}
	return fmt.Sprintf("<td style=\"display: none;\">%d</td>", w.rng.IntN(99))
}

// english is what pages in two languages print below a label.
var english = map[string]string{
	"自然人": "Natural persons", "法人或其他组织": "Legal persons or other organisations", "商业企业": "Commercial enterprises",
	"科研机构": "Research institutes", "社会公益组织": "Public welfare organisations", "法律服务机构": "Legal service organisations",
	"总计": "Total", "行政复议": "Administrative reconsideration", "行政诉讼": "Administrative litigation",
	"规章": "Rules", "行政规范性文件": "Normative documents", "行政许可": "Licences", "行政处罚": "Penalties", "行政强制": "Coercive measures",
	"（一）予以公开": "(1) Granted", "本年制发件数": "Issued this year", "本年废止件数": "Repealed this year", "现行有效件数": "In force",
}
