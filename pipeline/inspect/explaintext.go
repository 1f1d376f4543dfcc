package inspect

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// WriteExplanation writes as text how a cell was read, for one report or All.
// A rejected document is shown with its reason.
func WriteExplanation(w io.Writer, v *View, ordinal int, cell string, s Style) error {
	explanations, err := Explain(v, ordinal, cell)
	if err != nil {
		return err
	}
	var b strings.Builder
	if v.Result.Reject != nil {
		writeReject(&b, v, s)
	}
	for i, e := range explanations {
		if i > 0 {
			b.WriteString("\n")
		}
		e.writeCell(&b, s)
		e.writeAround(&b, s)
		e.writePlacing(&b, s)
		e.writeIdentities(&b, s)
	}
	_, err = io.WriteString(w, b.String())
	return err
}

func (e *Explanation) writeCell(b *strings.Builder, s Style) {
	cell := &e.report.Cells[e.index]
	m := marks[cell.Status]
	fmt.Fprintf(b, "%s\n", s.Paint(bold, string(e.Cell.Cell)))
	field(b, "report", e.ReportID+", form of "+e.Edition)
	field(b, "section", e.Heading)
	field(b, "row", strings.Join(e.Cell.RowLabels, " › "))
	field(b, "column", strings.Join(e.Cell.ColumnLabels, " › "))
	value := "none"
	if cell.HasValue {
		value = joined(cell.Value.String(), orElse(cell.Unit, "no unit is declared"))
	}
	field(b, "value", s.Paint(m.color, value))
	field(b, "status", s.Paint(m.color, cell.Status.String())+": "+e.StatusMeaning)
	if o := e.Cell.Override; o != nil {
		field(b, "verified", fmt.Sprintf("by %s on %s: %s (%s)", Safe(o.Who), o.When, Safe(o.Why), Safe(o.Line)))
		field(b, "read", joined(o.Read, o.Was))
	}
	if cell.Raw != "" {
		field(b, "raw", strconv.QuoteToGraphic(cell.Raw))
	}
	source := "nowhere in the document"
	if at := cell.Source; at != nil {
		source = placeOf(at.Table, at.Row, at.Col) + ", counted from 0"
	}
	field(b, "source", source)
}

// cellWidth is the width at which the cells of the document are cut.
const cellWidth = 24

func (e *Explanation) writeAround(b *strings.Builder, s Style) {
	if len(e.Around) == 0 {
		return
	}
	b.WriteString("Around it in the normalised document\n")
	for i := range e.Around {
		e.Around[i].write(b, s)
	}
}

// write writes the row on a line, after its place.
func (row *DocumentRow) write(b *strings.Builder, s Style) {
	place := fmt.Sprintf("table %d row %d", row.Table, row.Row)
	if row.Table < 0 {
		place = fmt.Sprintf("paragraph %d", row.Row)
	}
	pointer := " "
	if row.Marked >= 0 || len(row.also) > 0 {
		pointer = "→"
	}
	fmt.Fprintf(b, "%s %s  %s\n", pointer, Pad(place, 15, false), row.text(s))
}

// mostCells bounds the cells shown of a row.
const mostCells = 24

// text shows the cells of a row, of a long one those about the marked cell.
func (row *DocumentRow) text(s Style) string {
	from := max(0, min(row.Marked-mostCells/2, len(row.Cells)-mostCells))
	to := min(len(row.Cells), from+mostCells)
	limit := cellWidth
	if len(row.Cells) == 1 {
		limit = max(cellWidth, s.width()-cellWidth)
	}
	var cells []string
	if from > 0 {
		cells = append(cells, fmt.Sprintf("… %d cells", from))
	}
	for i, text := range row.Cells[from:to] {
		text = Cut(Safe(text), limit)
		if from+i == row.Marked || slices.Contains(row.also, from+i) {
			text = s.Paint(inverse, "["+text+"]")
		}
		cells = append(cells, text)
	}
	if more := len(row.Cells) - to; more > 0 {
		cells = append(cells, fmt.Sprintf("%d cells …", more))
	}
	return strings.Join(cells, " | ")
}

func (e *Explanation) writePlacing(b *strings.Builder, s Style) {
	if e.Placing == nil {
		b.WriteString("No row of the document was placed here\n")
		return
	}
	p := e.Placing
	b.WriteString("How the row was placed\n")
	label := fmt.Sprintf("%q, placed %s, similarity %.2f", p.Label, p.Match, p.Similarity)
	if p.Label == "" {
		label = "none of its own; placed " + p.Match
	}
	field(b, "label", label)
	field(b, "form", fmt.Sprintf("%q", p.Form))
	fmt.Fprintf(b, "How its figures were assigned: %d reading%s weighed\n", len(p.Readings), plural(len(p.Readings)))
	for _, r := range p.Readings {
		pointer, sure := " ", ""
		if r.Chosen {
			pointer = "→"
		}
		if r.Sure {
			sure = " (the document leaves no other)"
		}
		var figures []string
		for i, text := range r.Figures {
			shown := "?"
			if text != nil {
				shown = orElse(Cut(Safe(*text), cellWidth), "·")
			}
			if i == r.This {
				shown = s.Paint(inverse, "["+shown+"]")
			}
			figures = append(figures, shown)
		}
		fmt.Fprintf(b, "%s %-14s %s%s\n", pointer, r.Rule, strings.Join(figures, " "), sure)
	}
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

func (e *Explanation) writeIdentities(b *strings.Builder, s Style) {
	if len(e.Identities) == 0 {
		b.WriteString("No identity bears on this cell\n")
		return
	}
	fmt.Fprintf(b, "Identities that bear on it: %d, of which %d hold\n", len(e.Identities), e.report.Cells[e.index].Evidence)
	for _, i := range e.report.Form.IdentitiesOf(e.index) {
		writeIdentity(b, e.report, i, e.index, s)
	}
}
