package overrides

import (
	"cmp"
	"slices"

	"gongkai/extractors"
	"gongkai/extractors/reconcile"
	"gongkai/schema"
)

// Effect says what became of an override.
type Effect string

// The effects.
const (
	// Applied means that the figure differs from what was read.
	Applied Effect = "applied"
	// Confirmed means that the figure was read, yet not beyond doubt: it was
	// inferred or corrected, stands in a failed identity, or in a text whose digits
	// nothing bears out.
	Confirmed Effect = "confirmed"
	// Same means that the extractor reads the same now and nothing doubts it, or that
	// the reason settled is none any more: the line can go.
	Same Effect = "same"
	// Stale means that the report in which a reason was settled reads otherwise now.
	Stale Effect = "stale"
	// NoDocument, NoReport and NoCell mean that the override no longer applies: the
	// content is not in the raw zone, the document has no such report, the report's
	// edition has no such cell, or the figure cannot stand in it there.
	NoDocument Effect = "no_document"
	NoReport   Effect = "no_report"
	NoCell     Effect = "no_cell"
)

// Holds reports whether the report is as the override says.
func (e Effect) Holds() bool { return e == Applied || e == Confirmed || e == Same }

// Outcome is what became of one override.
type Outcome struct {
	Override
	Effect Effect
	// Was is the status that was read, and Read the value; "" where there is none.
	Was, Read string
}

// Len is the number of overrides.
func (s *Set) Len() int { return len(s.all) }

// Of lists the overrides of a document, by report and cell.
func (s *Set) Of(contentSHA256 string) []Override { return s.byDoc[contentSHA256] }

// With is the set with lines in the place of those about the same figures, or
// a *LineError where another's file contradicts one.
func (s *Set) With(lines ...Override) (*Set, error) {
	out := &Set{byDoc: map[string][]Override{}, all: slices.Clone(s.all)}
	for _, line := range lines {
		out.all = slices.DeleteFunc(out.all, func(o Override) bool { return o.File == line.File && compare(o, line) == 0 })
		if !line.withdrawn {
			out.all = append(out.all, line)
		}
	}
	err := out.index()
	return out, err
}

// Unmet lists the outcomes of the overrides whose document was not met.
func (s *Set) Unmet(met func(contentSHA256 string) bool) []Outcome {
	var out []Outcome
	for _, o := range s.all {
		if !met(o.ContentSHA256) {
			out = append(out, Outcome{Override: o, Effect: NoDocument})
		}
	}
	return out
}

// Apply applies the overrides of a document to its result, in place, and tells
// what became of each.
func (s *Set) Apply(contentSHA256 string, result *extractors.Result) []Outcome {
	var out []Outcome
	overrides := s.byDoc[contentSHA256]
	for len(overrides) > 0 {
		n := slices.IndexFunc(overrides, func(o Override) bool { return o.Report != overrides[0].Report })
		if n < 0 {
			n = len(overrides)
		}
		out = append(out, applyTo(reportOf(result, overrides[0].Report), overrides[:n])...)
		overrides = overrides[n:]
	}
	return out
}

func reportOf(result *extractors.Result, ordinal int) *extractors.Report {
	if ordinal >= len(result.Reports) {
		return nil
	}
	return &result.Reports[ordinal]
}

// applyTo applies the overrides of one report.
func applyTo(report *extractors.Report, overrides []Override) []Outcome {
	out := make([]Outcome, len(overrides))
	for i, o := range overrides {
		out[i] = Outcome{Override: o, Effect: NoReport}
	}
	if report == nil {
		return out
	}
	v := newVerification(report)
	for i := range out {
		if out[i].Reason() == "" {
			v.set(&out[i])
		}
	}
	v.settle()
	for i := range out {
		if out[i].Reason() != "" {
			v.settleReason(&out[i])
		}
	}
	return out
}

// verification is a report while verified figures are put into it.
type verification struct {
	report   *extractors.Report
	form     *schema.Form
	cells    []reconcile.Cell
	before   []reconcile.Check
	verified []bool
	any      bool
	// seen is the report's fingerprint, noisy that its digits are doubted where no
	// identity bears on them, both as read.
	seen  string
	noisy bool
}

func newVerification(report *extractors.Report) *verification {
	seen := Fingerprint(report)
	form := *report.Form
	form.Cells, form.Checks, form.Reasons = slices.Clone(form.Cells), slices.Clone(form.Checks), slices.Clone(form.Reasons)
	report.Form, report.Review = &form, slices.Clone(report.Review)
	return &verification{
		report: report, form: form.Form, cells: form.Cells,
		before: reconcile.Retest(form.Form, form.Cells), verified: make([]bool, len(form.Cells)),
		seen: seen, noisy: slices.Contains(report.Review, reconcile.ReasonUnverified),
	}
}

// set puts one figure in its cell.
func (v *verification) set(o *Outcome) {
	i, ok := v.form.Cell(o.Cell)
	if !ok || o.Fits(v.form, i) != nil {
		o.Effect = NoCell
		return
	}
	cell := &v.cells[i]
	unit := cmp.Or(o.Unit, cell.Unit, v.form.Cells[i].Unit)
	o.Was = cell.Status.String()
	if cell.HasValue {
		o.Read = cell.Value.String()
	}
	o.Effect = v.effect(o, i, unit)
	cell.Status, cell.HasValue, cell.Value, cell.Unit = o.Status, o.Status == schema.Verified, o.Value, unit
	v.verified[i], v.any = true, true
}

// effect compares an override with what was read.
func (v *verification) effect(o *Outcome, i schema.CellIndex, unit string) Effect {
	cell := &v.cells[i]
	switch doubted := v.doubted(i); {
	case o.Status != schema.Verified && cell.Status == o.Status:
		return Same
	case o.Status != schema.Verified || !cell.HasValue || cell.Value != o.Value || cell.Unit != unit:
		return Applied
	case doubted:
		return Confirmed
	}
	return Same
}

// doubted reports whether something speaks against a figure that was read, or
// nothing for it.
func (v *verification) doubted(i schema.CellIndex) bool {
	cell := &v.cells[i]
	if cell.Status != schema.Observed && cell.Status != schema.Verified || v.noisy && cell.Evidence == 0 {
		return true
	}
	for _, identity := range v.form.IdentitiesOf(i) {
		if v.before[identity].Outcome == reconcile.Fail {
			return true
		}
	}
	return false
}

// settleReason takes a reason for review away that a person settled.
func (v *verification) settleReason(o *Outcome) {
	switch reason := o.Reason(); {
	case !slices.Contains(v.report.Review, reason):
		o.Effect = Same
	case o.Seen != v.seen:
		o.Effect = Stale
	default:
		o.Effect = Applied
		v.decide(reason, false, false)
	}
}
