package pipeline

import (
	"encoding/binary"

	"gongkai/extractors"
	"gongkai/extractors/reconcile"
	"gongkai/pipeline/copies"
	"gongkai/pipeline/extracted"
	"gongkai/pipeline/packed"
	"gongkai/schema"
)

// facts is what a run needs to know of every document, also of those whose years it
// does not write: a small part of a result, kept beside it.
type facts struct {
	MediaType string
	Reject    *schema.Reject
	Labels    []extractors.Label
	Reports   []reportFacts
}

// reportFacts is what tells a report's place in the order, its copies, and its share
// of the counts.
type reportFacts struct {
	Ordinal, Year                 int
	Agency, DivisionCode, Edition string
	Figures                       copies.Figures
	Review                        []string
	// Cells counts by schema.Status, Checks by reconcile.Outcome.
	Cells  [16]int64
	Checks [3]int64
}

// lost counts the cells that the text lost or that cannot be read.
func (f *reportFacts) lost() int { return int(f.Cells[schema.Missing] + f.Cells[schema.Unreadable]) }

func factsOf(result *extractors.Result) facts {
	f := facts{MediaType: result.MediaType, Reject: result.Reject, Labels: result.Labels}
	for i := range result.Reports {
		f.Reports = append(f.Reports, reportFactsOf(&result.Reports[i]))
	}
	return f
}

func reportFactsOf(report *extractors.Report) reportFacts {
	f := reportFacts{
		Ordinal: report.Ordinal, Year: report.Who.Year, Agency: report.Who.Agency, DivisionCode: report.Who.DivisionCode,
		Edition: report.Form.Form.Edition, Figures: copies.FiguresOf(report.Form), Review: report.Review,
	}
	for i := range report.Form.Cells {
		f.Cells[report.Form.Cells[i].Status]++
	}
	for _, check := range report.Form.Checks {
		f.Checks[check.Outcome]++
	}
	return f
}

// pack encodes facts: texts behind their length, numbers as varints, lists behind
// their number. A run reads those of every document, so that a general encoding would
// be most of what a night costs.
func (f *facts) pack() []byte {
	b := packed.AppendText(nil, f.MediaType)
	if f.Reject == nil {
		b = append(b, 0)
	} else {
		b = packed.AppendText(packed.AppendText(append(b, 1), string(f.Reject.Reason)), f.Reject.Detail)
	}
	b = binary.AppendUvarint(b, uint64(len(f.Labels)))
	for _, l := range f.Labels {
		b = packed.AppendText(packed.AppendText(packed.AppendText(packed.AppendText(b, l.Edition), l.Table), l.Text), l.Nearest)
		b = binary.AppendVarint(b, int64(l.Distance))
	}
	b = binary.AppendUvarint(b, uint64(len(f.Reports)))
	for i := range f.Reports {
		b = f.Reports[i].append(b)
	}
	return b
}

func (f *reportFacts) append(b []byte) []byte {
	b = binary.AppendVarint(binary.AppendVarint(b, int64(f.Ordinal)), int64(f.Year))
	b = packed.AppendText(packed.AppendText(packed.AppendText(b, f.Agency), f.DivisionCode), f.Edition)
	b = append(append(b, f.Figures.Digest[:]...), byte(f.Figures.Strength))
	b = binary.AppendUvarint(b, uint64(len(f.Review)))
	for _, reason := range f.Review {
		b = packed.AppendText(b, reason)
	}
	for _, n := range f.Cells {
		b = binary.AppendVarint(b, n)
	}
	for _, n := range f.Checks {
		b = binary.AppendVarint(b, n)
	}
	return b
}

// unpackFacts decodes facts; short names, which repeat, are taken from names.
func unpackFacts(data []byte, names *names) (f facts, err error) {
	in := &factsReader{packed.NewReader(data), names}
	f.MediaType = in.name()
	if in.Byte() != 0 {
		f.Reject = &schema.Reject{Reason: schema.Reason(in.name()), Detail: in.Text()}
	}
	for range in.Length() {
		l := extractors.Label{Edition: in.name(), Table: in.name(), Text: in.Text(), Nearest: in.name()}
		l.Distance = int(in.Int())
		f.Labels = append(f.Labels, l)
	}
	for range in.Length() {
		f.Reports = append(f.Reports, in.report())
	}
	return f, in.End()
}

// factsReader reads what the functions above wrote.
type factsReader struct {
	*packed.Reader
	names *names
}

// name is a text that repeats.
func (r *factsReader) name() string { return r.names.text(r.TextBytes()) }

func (r *factsReader) report() reportFacts {
	f := reportFacts{Ordinal: int(r.Int()), Year: int(r.Int())}
	f.Agency, f.DivisionCode, f.Edition = r.name(), r.name(), r.name()
	copy(f.Figures.Digest[:], r.Bytes(len(f.Figures.Digest)))
	f.Figures.Strength = copies.Strength(r.Byte())
	for range r.Length() {
		f.Review = append(f.Review, r.name())
	}
	for i := range f.Cells {
		f.Cells[i] = r.Int()
	}
	for i := range f.Checks {
		f.Checks[i] = r.Int()
	}
	return f
}

// keptFacts are the facts of an earlier run; ok is false where there are none, or
// damaged ones: then the result gives them.
func (r *run) keptFacts(key extracted.Key) (f facts, ok bool) {
	if r.cfg.Force || !r.store.Has(key) {
		return f, false
	}
	packed, err := r.store.Facts(key)
	if err != nil {
		return facts{}, false
	}
	f, err = unpackFacts(packed, &r.found.names)
	return f, err == nil
}

// outcomes names the outcomes of identities in the order of their counts.
var outcomes = [...]string{reconcile.NotAssessable.String(), reconcile.Pass.String(), reconcile.Fail.String()}
