package reconcile

import (
	"slices"

	"gongkai/extractors/align"
	"gongkai/extractors/layout"
	"gongkai/schema"
)

// The reasons for a person to look at a report, in the order in which they are
// listed.
const (
	ReasonIdentity   = "identity_failed"
	ReasonMissing    = "cells_missing"
	ReasonUnreadable = "cells_unreadable"
	ReasonOnce       = "inferred_from_one_identity"
	ReasonOrphans    = "orphan_figures"
	ReasonUnverified = "noisy_text_unverified"
	ReasonTotals     = "totals_left_out"
	ReasonColumns    = "columns_uncertain"
)

// reasons collects why a person should look at the figures.
func (s *state) reasons(r *Report, kind layout.Kind) []string {
	found := map[string]bool{
		ReasonOrphans: len(s.placement.Orphans) > 0,
		ReasonTotals:  s.totalsLeftOut() || s.movedTotal(),
		ReasonColumns: s.columnsUncertain(),
	}
	for i := range r.Checks {
		found[ReasonIdentity] = found[ReasonIdentity] || r.Checks[i].Outcome == Fail
	}
	noisy := s.noisy(r, kind)
	for c := range r.Cells {
		switch cell := &r.Cells[c]; {
		case s.unprinted(schema.CellIndex(c)):
		case cell.Status == schema.Missing:
			found[ReasonMissing] = true
		case cell.Status == schema.Unreadable:
			found[ReasonUnreadable] = true
		case cell.Status == schema.Inferred && s.cells[c].witnesses < 2,
			cell.Status == schema.Corrected && s.cells[c].witnesses == 1:
			found[ReasonOnce] = true
		case noisy && cell.Status == schema.Observed && cell.Evidence == 0 && cell.Value != 0:
			found[ReasonUnverified] = true
		}
	}
	var out []string
	for _, reason := range []string{
		ReasonIdentity, ReasonMissing, ReasonUnreadable, ReasonOnce, ReasonOrphans, ReasonUnverified, ReasonTotals, ReasonColumns,
	} {
		if found[reason] {
			out = append(out, reason)
		}
	}
	return out
}

// unprinted reports whether a cell is a sum of a table whose header names all
// columns but the sums, over as many figures: the document lost nothing, and the sum of what it
// prints is no guess. In a layout that may have lost cells each part is printed, or none.
func (s *state) unprinted(c schema.CellIndex) bool {
	if s.rowOf[c] < 0 || !s.sumOfRow(c) || s.blanks != layout.BlanksKept && s.partsLost(c) {
		return false
	}
	mine := &s.placement.Rows[s.rowOf[c]]
	for r := range s.placement.Rows {
		if row := &s.placement.Rows[r]; row.Table == mine.Table && row.Block == mine.Block && !s.withoutSums(r) {
			return false
		}
	}
	return true
}

// withoutSums reports whether a row has all of its cells but the sums, by its header.
func (s *state) withoutSums(r int) bool {
	row := &s.placement.Rows[r]
	reading := &row.Readings[s.chosen[r]]
	for i, c := range row.Cells {
		if s.sumOfRow(c) != (reading.Figures[i].Presence == align.Absent) {
			return false
		}
	}
	return reading.Sure || reading.Rule == "header order"
}

// partsLost reports whether some parts of a row's sum are printed and some are not.
func (s *state) partsLost(sum schema.CellIndex) bool {
	for _, i := range s.form.IdentitiesOf(sum) {
		identity := &s.form.Identities[i]
		if len(identity.RHS) != 1 || identity.RHS[0] != sum || !s.inOneRow(identity) {
			continue
		}
		printed := 0
		for _, part := range identity.LHS {
			if s.cells[part].figure.Presence == align.Printed {
				printed++
			}
		}
		if printed != 0 && printed != len(identity.LHS) {
			return true
		}
	}
	return false
}

// sumOfRow reports whether a cell is the sum of others in its printed row.
func (s *state) sumOfRow(c schema.CellIndex) bool {
	for _, i := range s.form.IdentitiesOf(c) {
		identity := &s.form.Identities[i]
		if len(identity.RHS) == 1 && identity.RHS[0] == c && s.inOneRow(identity) {
			return true
		}
	}
	return false
}

// totalsLeftOut reports whether a total is blank though its parts are not, in a
// layout that may have moved the row's figures.
func (s *state) totalsLeftOut() bool {
	if s.blanks == layout.BlanksKept {
		return false
	}
	for c := range s.cells {
		if s.cells[c].content == empty && s.omitted(schema.CellIndex(c)) {
			return true
		}
	}
	return false
}

// movedTotal reports whether a row's last figure is the sum of those before it
// and its total is blank, or was in a layout that may have moved it: the row may have
// been packed to the left.
func (s *state) movedTotal() bool {
	for i := range s.form.Identities {
		identity := &s.form.Identities[i]
		if len(identity.RHS) != 1 || !s.leftEmpty(identity.RHS[0]) {
			continue
		}
		var sum, last schema.Micros
		figures := 0
		for _, c := range identity.LHS {
			if w := &s.cells[c]; w.content == number {
				sum, last = sum+last, w.value
				figures++
			}
		}
		if figures > 1 && last != 0 && last == sum && s.inOneRow(identity) {
			return true
		}
	}
	return false
}

// leftEmpty reports whether a cell is blank, or stood empty in a layout that moves cells
// before an identity gave it.
func (s *state) leftEmpty(c schema.CellIndex) bool {
	w := &s.cells[c]
	return w.content == empty || s.blanks != layout.BlanksKept && w.status == schema.Inferred && w.figure.Presence == align.Empty
}

// inOneRow reports whether an identity relates cells of one printed row.
func (s *state) inOneRow(identity *schema.Identity) bool {
	row := s.rowOf[identity.RHS[0]]
	return row >= 0 && !slices.ContainsFunc(identity.LHS, func(c schema.CellIndex) bool { return s.rowOf[c] != row })
}

// columnsUncertain reports whether a table has a column that the form does not
// have while rows of it lack figures, in a layout that may have moved them.
func (s *state) columnsUncertain() bool {
	if s.blanks == layout.BlanksKept {
		return false
	}
	wide := map[[2]int]bool{}
	for r := range s.placement.Rows {
		if row := &s.placement.Rows[r]; wider(row) {
			wide[[2]int{row.Table, row.Block}] = true
		}
	}
	return slices.ContainsFunc(s.placement.Rows, func(row align.Row) bool {
		return wide[[2]int{row.Table, row.Block}] && s.lacksFigures(&row)
	})
}

// wider reports whether a row may hold a figure of a column that the form does not have.
func wider(row *align.Row) bool {
	return slices.ContainsFunc(row.Readings, func(x align.Reading) bool { return x.Rule == "extra column" })
}

// lacksFigures reports whether a row of a table with one column too many has fewer
// figures than that table has columns.
func (s *state) lacksFigures(row *align.Row) bool {
	printed := 0
	for _, c := range row.Cells {
		if s.cells[c].figure.Presence == align.Printed {
			printed++
		}
	}
	return printed < len(row.Cells) || printed > 0 && !wider(row)
}

// noisyShare is the share of row labels that are lost or misread from which the
// text is taken to be OCR output. Such output misreads figures too: on pages that a
// recogniser read (extractors/layout/ocr/testdata/real) zeros 0.4 times as often as
// labels, and other figures 0.8 times. zeroMisread and figureMisread are half of that.
// So of the figures that identities bear out some would be misread, and show it; where
// mostMisread of them would and none is, the digits of the text are sound, also where no
// identity bears on them.
const (
	noisyShare    = 0.12
	zeroMisread   = 0.2
	figureMisread = 0.4
	mostMisread   = 5
)

// noisy reports whether the text reads like OCR output whose digits may be
// wrong where no identity bears on them.
func (s *state) noisy(r *Report, kind layout.Kind) bool {
	if kind == layout.HOCR || kind == layout.TSV {
		return true
	}
	p := s.placement
	rows := p.Exact + p.Fuzzy + p.Order
	if rows == 0 || float64(p.Misread) <= noisyShare*float64(rows) {
		return false
	}
	expected := 0.0
	for c := range r.Cells {
		switch cell := &r.Cells[c]; {
		case cell.Status == schema.Unreadable, cell.Status == schema.Corrected, cell.Status == schema.Conflict:
			return true
		case cell.Status != schema.Observed || cell.Evidence == 0:
		case cell.Value == 0:
			expected += zeroMisread
		default:
			expected += figureMisread
		}
	}
	return expected*float64(p.Misread) < mostMisread*float64(rows)
}
