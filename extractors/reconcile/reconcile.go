package reconcile

import (
	"slices"

	"gongkai/extractors/align"
	"gongkai/extractors/layout"
	"gongkai/schema"
)

// Form reads a form from its placement: chooses between readings, infers what
// was lost, tests every identity and marks what conflicts. g is the grid that
// was placed; it gives the positions. The printed number is never changed.
func Form(g *layout.Grid, p *align.Placement) *Report {
	report, _ := FormChoosing(g, p)
	return report
}

// FormChoosing is Form, and tells what it chose: chosen is parallel to p.Rows
// and holds for each the index of the reading that its cells were taken from.
func FormChoosing(g *layout.Grid, p *align.Placement) (report *Report, chosen []int) {
	s := newState(p)
	defer s.close()
	s.kind = g.Kind
	s.chooseReadings()
	s.markLostBlanks()
	s.infer()
	report = &Report{Form: p.Form, Cells: make([]Cell, len(s.cells)), Checks: make([]Check, len(p.Form.Identities))}
	s.check(report.Checks)
	for s.withdraw(report.Checks) {
		s.check(report.Checks)
	}
	s.unassume()
	s.markConflicts(report.Checks)
	s.sources = make([]Source, len(s.cells))
	for c := range s.cells {
		report.Cells[c] = s.cell(g, schema.CellIndex(c), report.Checks)
	}
	report.Reasons = s.reasons(report, g.Kind)
	return report, s.chosen
}

// check tests every identity.
func (s *state) check(checks []Check) {
	for i := range checks {
		checks[i] = s.test(i)
	}
}

// withdraw takes back the values that an identity gave and that another one, which
// does not hold, puts in doubt: what nobody printed cannot conflict. It reports
// whether there were any.
func (s *state) withdraw(checks []Check) bool {
	found := false
	for _, c := range s.doubtful(checks) {
		w := &s.cells[c]
		if w.status != schema.Inferred && w.status != schema.Corrected {
			continue
		}
		found = true
		s.leaveOpen(c)
		if w.figure.Presence != align.Printed {
			w.status = schema.Missing
		}
	}
	return found
}

// markConflicts marks the printed numbers that broken identities put in doubt.
func (s *state) markConflicts(checks []Check) {
	for _, c := range s.doubtful(checks) {
		s.cells[c].status = schema.Conflict
	}
}

// doubtful lists of each broken identity the numbers that the fewest other
// identities confirm.
func (s *state) doubtful(checks []Check) []schema.CellIndex {
	passes := func(c schema.CellIndex) int {
		n := 0
		for _, i := range s.form.IdentitiesOf(c) {
			if checks[i].Outcome == Pass {
				n++
			}
		}
		return n
	}
	var out []schema.CellIndex
	for i := range checks {
		if checks[i].Outcome != Fail {
			continue
		}
		cells := slices.Concat(s.form.Identities[i].LHS, s.form.Identities[i].RHS)
		least := len(s.form.Identities)
		for _, c := range cells {
			if s.cells[c].content == number {
				least = min(least, passes(c))
			}
		}
		for _, c := range cells {
			if s.cells[c].content == number && passes(c) == least {
				out = append(out, c)
			}
		}
	}
	return out
}

// cell makes the final cell.
func (s *state) cell(g *layout.Grid, c schema.CellIndex, checks []Check) Cell {
	w := &s.cells[c]
	out := Cell{Status: w.status, HasValue: w.content == number, Unit: s.unit(c, w)}
	if out.HasValue {
		out.Value = w.value
	}
	if w.status == schema.Observed && w.rule == "joined digits" && w.figure.Fused {
		out.Status = schema.Corrected
	}
	for _, i := range s.form.IdentitiesOf(c) {
		if checks[i].Outcome == Pass {
			out.Evidence++
		}
	}
	if f := w.figure; f.GridRow >= 0 {
		row := &g.Rows[f.GridRow]
		cell := &row.Cells[f.GridCell]
		s.sources[c] = Source{Table: row.Table, Row: row.Index, Col: cell.Ordinal}
		out.Source = &s.sources[c]
		if raw := cell.RawText(); !out.HasValue || raw != w.value.String() {
			out.Raw = raw
		}
	}
	if w.status == schema.Inferred || w.status == schema.Missing {
		out.Source = nil
	}
	return out
}

// unit is the unit printed with the figure, else declared by the document,
// else fixed by the form. Cells without a value keep the column's unit.
func (s *state) unit(c schema.CellIndex, w *work) string {
	cell := &s.form.Cells[c]
	if !cell.Amount {
		return cell.Unit
	}
	if w.content == number && w.figure.Parsed.Unit != "" {
		return w.figure.Parsed.Unit
	}
	if unit := s.placement.Units[c]; unit != "" {
		return unit
	}
	return cell.Unit
}
