package overrides

import (
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
	// Same means that the extractor reads the same now: the line can go.
	Same Effect = "same"
	// NoDocument, NoReport and NoCell mean that the override no longer applies: the
	// content is not in the raw zone, the document has no such report, the report's
	// edition has no such cell, or the figure cannot stand in it there.
	NoDocument Effect = "no_document"
	NoReport   Effect = "no_report"
	NoCell     Effect = "no_cell"
)

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
		v.set(&out[i])
	}
	v.settle()
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
}

func newVerification(report *extractors.Report) *verification {
	form := *report.Form
	form.Cells, form.Checks, form.Reasons = slices.Clone(form.Cells), slices.Clone(form.Checks), slices.Clone(form.Reasons)
	report.Form, report.Review = &form, slices.Clone(report.Review)
	return &verification{
		report: report, form: form.Form, cells: form.Cells,
		before: reconcile.Retest(form.Form, form.Cells), verified: make([]bool, len(form.Cells)),
	}
}

// set puts one figure in its cell.
func (v *verification) set(o *Outcome) {
	i, ok := v.form.Cell(o.Cell)
	if !ok || o.fitsCell(v.form, i) != nil {
		o.Effect = NoCell
		return
	}
	cell := &v.cells[i]
	unit := o.Unit
	if unit == "" {
		unit = cell.Unit
	}
	if unit == "" {
		unit = v.form.Cells[i].Unit
	}
	o.Was = cell.Status.String()
	if cell.HasValue {
		o.Read = cell.Value.String()
	}
	o.Effect = Applied
	if cell.Status != schema.Conflict && cell.HasValue && cell.Value == o.Value && cell.Unit == unit {
		o.Effect = Same
	}
	cell.Status, cell.HasValue, cell.Value, cell.Unit = schema.Verified, true, o.Value, unit
	v.verified[i], v.any = true, true
}
