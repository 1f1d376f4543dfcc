package overrides

import (
	"slices"

	"gongkai/extractors/reconcile"
	"gongkai/pipeline/record"
	"gongkai/schema"
)

// settle makes the rest of the report agree with the figures as they are now.
func (v *verification) settle() {
	if !v.any {
		return
	}
	checks := reconcile.Retest(v.form, v.cells)
	for v.withdraw(checks) {
		checks = reconcile.Retest(v.form, v.cells)
	}
	for i := range checks {
		if checks[i] != v.before[i] {
			v.report.Form.Checks[i] = checks[i]
		}
	}
	v.conflicts()
	v.count()
	v.reasons()
}

// withdraw takes back what was concluded from figures and is borne out no
// longer. It answers whether anything was taken back.
func (v *verification) withdraw(checks []reconcile.Check) bool {
	changed := false
	for c := range v.cells {
		cell := &v.cells[c]
		if cell.Status != schema.Inferred && cell.Status != schema.Corrected || !v.unfounded(schema.CellIndex(c), checks) {
			continue
		}
		if cell.Status = schema.Missing; cell.Source != nil {
			cell.Status = schema.Unreadable
		}
		cell.HasValue, cell.Value, changed = false, 0, true
	}
	return changed
}

// unfounded reports whether an identity of the cell fails that did not, or none
// holds any more where one did.
func (v *verification) unfounded(c schema.CellIndex, checks []reconcile.Check) bool {
	held, holds := false, false
	for _, i := range v.form.IdentitiesOf(c) {
		was, is := v.before[i].Outcome, checks[i].Outcome
		if is == reconcile.Fail && was != reconcile.Fail {
			return true
		}
		held, holds = held || was == reconcile.Pass, holds || is == reconcile.Pass
	}
	return held && !holds
}

// conflicts resolves the conflicts whose identities all hold and marks those in
// identities that begin to fail.
func (v *verification) conflicts() {
	for c := range v.cells {
		if cell := &v.cells[c]; cell.Status == schema.Conflict && v.outcomes(schema.CellIndex(c), reconcile.Fail) == 0 {
			if cell.Status = schema.Observed; cell.Source == nil {
				cell.Status = schema.Inferred
			}
		}
	}
	for i := range v.form.Identities {
		if v.report.Form.Checks[i].Outcome == reconcile.Fail && v.before[i].Outcome != reconcile.Fail {
			v.mark(&v.form.Identities[i])
		}
	}
}

// mark marks the printed numbers of a broken identity that the fewest other
// identities confirm.
func (v *verification) mark(identity *schema.Identity) {
	least := len(v.form.Identities)
	var printed []schema.CellIndex
	for _, c := range slices.Concat(identity.LHS, identity.RHS) {
		if v.cells[c].HasValue && !v.verified[c] && v.cells[c].Status != schema.Verified {
			printed = append(printed, c)
			least = min(least, v.outcomes(c, reconcile.Pass))
		}
	}
	for _, c := range printed {
		if v.outcomes(c, reconcile.Pass) == least {
			v.cells[c].Status = schema.Conflict
		}
	}
}

// outcomes counts the identities of a cell with an outcome.
func (v *verification) outcomes(c schema.CellIndex, outcome reconcile.Outcome) int {
	n := 0
	for _, i := range v.form.IdentitiesOf(c) {
		if v.report.Form.Checks[i].Outcome == outcome {
			n++
		}
	}
	return n
}

// count counts the evidence of the cells whose identities changed.
func (v *verification) count() {
	for c := range v.cells {
		for _, i := range v.form.IdentitiesOf(schema.CellIndex(c)) {
			if v.report.Form.Checks[i] != v.before[i] {
				v.cells[c].Evidence = v.outcomes(schema.CellIndex(c), reconcile.Pass)
				break
			}
		}
	}
}

// reasons decides again on the reasons for review that figures decide.
func (v *verification) reasons() {
	has := func(holds func(*reconcile.Cell) bool) bool {
		return slices.ContainsFunc(v.cells, func(c reconcile.Cell) bool { return holds(&c) })
	}
	status := func(wanted ...schema.Status) bool {
		return has(func(c *reconcile.Cell) bool { return slices.Contains(wanted, c.Status) })
	}
	unreadable := status(schema.Unreadable)
	v.decide(reconcile.ReasonIdentity, v.unexplained(), true)
	v.decide(reconcile.ReasonMissing, status(schema.Missing), true)
	v.decide(reconcile.ReasonUnreadable, unreadable, true)
	v.decide(reconcile.ReasonTotals, v.totalsOmitted(), false)
	v.decide(reconcile.ReasonOnce, status(schema.Inferred, schema.Corrected), false)
	v.decide(reconcile.ReasonUnverified, has(func(c *reconcile.Cell) bool {
		return c.Status == schema.Observed && c.Evidence == 0 && c.Value != 0
	}), false)
	v.decide(record.ReasonOutOfRange, unreadable, false)
	v.decide(record.ReasonFraction, unreadable, false)
}

// unexplained reports whether an identity fails of which a number is not
// verified. Where all are, the agency printed them so, and nobody need look again.
func (v *verification) unexplained() bool {
	for i := range v.form.Identities {
		if v.report.Form.Checks[i].Outcome != reconcile.Fail {
			continue
		}
		for _, c := range slices.Concat(v.form.Identities[i].LHS, v.form.Identities[i].RHS) {
			if v.cells[c].HasValue && v.cells[c].Status != schema.Verified {
				return true
			}
		}
	}
	return false
}

// totalsOmitted reports whether a total is left out that no person saw left out.
func (v *verification) totalsOmitted() bool {
	return slices.ContainsFunc(reconcile.TotalsOmitted(v.form, v.cells), func(c schema.CellIndex) bool { return !v.verified[c] })
}

// order is the order of the reasons that reconcile gives.
var order = []string{
	reconcile.ReasonIdentity, reconcile.ReasonMissing, reconcile.ReasonUnreadable, reconcile.ReasonOnce,
	reconcile.ReasonOrphans, reconcile.ReasonUnverified, reconcile.ReasonTotals, reconcile.ReasonColumns,
}

// decide takes a reason away where it does not hold, and adds one that holds
// where its presence is all that it needs.
func (v *verification) decide(reason string, holds, add bool) {
	for _, list := range []*[]string{&v.report.Form.Reasons, &v.report.Review} {
		at := slices.Index(*list, reason)
		switch {
		case at >= 0 && !holds:
			*list = slices.Delete(*list, at, at+1)
		case at < 0 && holds && add:
			*list = append(*list, reason)
		}
	}
	slices.Sort(v.report.Review)
	slices.SortStableFunc(v.report.Form.Reasons, func(a, b string) int { return slices.Index(order, a) - slices.Index(order, b) })
}
