package page

import (
	"fmt"

	"gongkai/scripts/synth/print"
)

func colspan(c *print.Cell) string {
	if c.ColSpan <= 1 {
		return ""
	}
	return fmt.Sprintf(" colspan=\"%d\"", c.ColSpan)
}

// lists writes a grid of list items, with a cell for every position, as templates
// for narrow screens do.
func (w *writer) lists(t *print.Table) {
	w.WriteString("<div class=\"sheet\">\n")
	for r := range t.Rows {
		w.WriteString("<ul class=\"line\">")
		for c := range t.Rows[r].Cells {
			cell := &t.Rows[r].Cells[c]
			if cell.Cover != print.Left || cell.Text != "" {
				fmt.Fprintf(w, "<li class=\"c%d\"><span>%s</span></li>", max(1, cell.ColSpan), breaks(cell.Text))
			}
		}
		w.WriteString("</ul>\n")
	}
	w.WriteString("</div>\n")
}

// groups writes the header rows in a thead and the last row in a tfoot, which
// stands before the tbody as in old markup. A table whose last row stands under a
// span keeps it in the body.
func (w *writer) groups(t *print.Table) {
	w.WriteString("<table border=\"1\" cellspacing=\"0\">\n")
	last := len(t.Rows)
	foot := last > t.HeaderRows+1 && !t.Loose
	for c := range t.Rows[last-1].Cells {
		cell := &t.Rows[last-1].Cells[c]
		foot = foot && cell.Cover != print.Above
	}
	body := last
	if foot {
		body--
	}
	for _, part := range []struct {
		name     string
		from, to int
	}{{"thead", 0, t.HeaderRows}, {"tfoot", body, last}, {"tbody", t.HeaderRows, body}} {
		if part.from >= part.to {
			continue
		}
		w.WriteString("<" + part.name + ">\n")
		for r := part.from; r < part.to; r++ {
			w.row(t, r)
		}
		w.WriteString("</" + part.name + ">\n")
	}
	w.WriteString("</table>\n")
}
