package review

import (
	"fmt"
	"strings"

	"gongkai/extractors/reconcile"
	"gongkai/pipeline/inspect"
	"gongkai/schema"
)

const helpText = `  a              accept: the source prints what was read, or there is nothing to correct
  N=VALUE        correct figure N of the list: 1=41, 2=12.5 万元, 3=blank, 4=/ ; several on one line
  CELL=VALUE     the same by name, for any cell: applications/granted/total=41
  VALUE          where the list has one figure
  s, or nothing  skip this point; it comes up in another session
  n              skip the rest of this report
  b              back: to the point before, and what was decided there is taken back
  f              the form again
  e N            explain how figure N was read
  w              where the document is
  q              quit; what was written stays
A reason may follow behind #, as 1=41 # the scan shows 41. ! at the end insists.`

// showReport introduces a report: who, the form, what there is to decide.
func (s *Session) showReport(e *Entry) error {
	s.say("")
	s.say("%s", s.Style.Paint(inspect.Bold, strings.Repeat("═", 20)))
	title := fmt.Sprintf("Report %d of %d in the queue", s.at+1, len(s.Queue))
	if e.Copy {
		title += ", a copy of another"
	}
	s.say("%s", s.Style.Paint(inspect.Bold, title))
	if err := inspect.WriteSheet(s.Out, s.sheet.view, s.sheet.ordinal, s.Style); err != nil {
		return err
	}
	s.say("")
	s.say("To decide: %d", len(s.sheet.points))
	for i := range s.sheet.points {
		s.say("  %s", s.titleOf(&s.sheet.points[i]))
	}
	return nil
}

// titleOf is a point on one line.
func (s *Session) titleOf(p *point) string {
	if p.identity < 0 {
		text := schema.ReviewMeaning(p.reason)
		if len(p.cells) > 0 {
			text += fmt.Sprintf(" (%d figure%s)", len(p.cells), plural(len(p.cells)))
		}
		return p.reason + ": " + text
	}
	form := s.sheet.report().Form
	x := &form.Form.Identities[p.identity]
	return fmt.Sprintf("%s: %s/%s: %s", p.reason, x.ID, x.Scope, sums(form.Checks[p.identity]))
}

// showPoint shows a point: its figures, numbered, and where they stand in the document.
func (s *Session) showPoint(p *point) error {
	left := 0
	for i := range s.sheet.points {
		if !s.skipped[s.sheet.entry.ReportID+s.sheet.points[i].key()] {
			left++
		}
	}
	s.say("")
	s.say("%s", s.Style.Paint(inspect.Bold, fmt.Sprintf("[%d left] %s", left, s.titleOf(p))))
	for i, c := range p.cells {
		s.say("%s", s.line(p, i, c))
	}
	if len(p.cells) > 0 {
		s.say("In the document:")
		return inspect.WriteExcerpt(s.Out, s.sheet.view, s.sheet.ordinal, p.cells, s.Style)
	}
	if err := inspect.WriteLeftOver(s.Out, s.sheet.view, s.sheet.ordinal, s.Style); err != nil {
		return err
	}
	s.say("The document begins and ends:")
	return inspect.WriteEnds(s.Out, s.sheet.view, s.sheet.ordinal, s.Style)
}

// line is a figure of a point with its number, mark, labels and raw text.
func (s *Session) line(p *point, i int, c schema.CellIndex) string {
	form := s.sheet.report().Form
	cell := &form.Cells[c]
	side := " "
	if p.identity >= 0 && i >= len(form.Form.Identities[p.identity].LHS) {
		side = "="
	}
	text := fmt.Sprintf("%4d %s %s  ", i+1, side, s.figure(form, c))
	id := string(form.Form.Cells[c].ID)
	if labels := inspect.Cut(labelOf(form, c), 44); s.room(text) > inspect.Width(labels)+len(id) {
		text += inspect.Pad(labels, 44, false) + "  " + s.Style.Paint(inspect.Dim, id)
	} else {
		text += inspect.Cut(labelOf(form, c), max(20, s.room(text)))
	}
	if cell.Raw != "" {
		text += fmt.Sprintf("\n%17sread: %s", "", inspect.Cut(fmt.Sprintf("%q", cell.Raw), max(20, s.Style.Columns()-24)))
	}
	return text
}

// room is what a line leaves of the page.
func (s *Session) room(line string) int { return s.Style.Columns() - inspect.Width(line) - 2 }

// figure is a cell's value with its mark, coloured, to a fixed width.
func (s *Session) figure(r *reconcile.Report, c schema.CellIndex) string {
	return inspect.PaintFigure(s.Style, &r.Cells[c], r.Form.Cells[c].Amount, 10)
}

// labelOf is what the form prints for a cell: its row and its column.
func labelOf(r *reconcile.Report, c schema.CellIndex) string {
	row, column := r.Form.RowOf(c), r.Form.ColumnOf(c)
	if row.Label == "" {
		return row.Stub + " › " + column.Label
	}
	return row.Label + " › " + column.Label
}

// prompt asks for an answer.
func (s *Session) prompt() {
	s.print(s.Style.Paint(inspect.Dim, "a accept · N=VALUE · s skip · n next · b back · ? help · q quit") + "\n> ")
}
