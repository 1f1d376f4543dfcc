package pipeline

import (
	"encoding/binary"
	"errors"

	"gongkai/extractors"
	"gongkai/extractors/reconcile"
	"gongkai/pipeline/copies"
	"gongkai/pipeline/extracted"
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
	b := appendText(nil, f.MediaType)
	if f.Reject == nil {
		b = append(b, 0)
	} else {
		b = appendText(appendText(append(b, 1), string(f.Reject.Reason)), f.Reject.Detail)
	}
	b = binary.AppendUvarint(b, uint64(len(f.Labels)))
	for _, l := range f.Labels {
		b = appendText(appendText(appendText(appendText(b, l.Edition), l.Table), l.Text), l.Nearest)
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
	b = appendText(appendText(appendText(b, f.Agency), f.DivisionCode), f.Edition)
	b = append(append(b, f.Figures.Digest[:]...), byte(f.Figures.Strength))
	b = binary.AppendUvarint(b, uint64(len(f.Review)))
	for _, reason := range f.Review {
		b = appendText(b, reason)
	}
	for _, n := range f.Cells {
		b = binary.AppendVarint(b, n)
	}
	for _, n := range f.Checks {
		b = binary.AppendVarint(b, n)
	}
	return b
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

var errFacts = errors.New("facts that end early")

// unpackFacts decodes facts; short names, which repeat, are taken from names.
func unpackFacts(data []byte, names *names) (f facts, err error) {
	in := &factsReader{rest: data, names: names}
	f.MediaType = in.name()
	if in.number() != 0 {
		f.Reject = &schema.Reject{Reason: schema.Reason(in.name()), Detail: in.text()}
	}
	for range in.length() {
		l := extractors.Label{Edition: in.name(), Table: in.name(), Text: in.text(), Nearest: in.name()}
		l.Distance = int(in.signed())
		f.Labels = append(f.Labels, l)
	}
	for range in.length() {
		f.Reports = append(f.Reports, in.report())
	}
	if in.failed || len(in.rest) > 0 {
		return facts{}, errFacts
	}
	return f, nil
}

// factsReader reads what the functions above wrote. After it has failed it gives zeros.
type factsReader struct {
	rest   []byte
	names  *names
	failed bool
}

func (r *factsReader) fail() {
	r.failed, r.rest = true, nil
}

func (r *factsReader) bytes(n uint64) []byte {
	if n > uint64(len(r.rest)) {
		r.fail()
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *factsReader) number() uint64 {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 {
		r.fail()
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

// length is the number of things in a list: no more than there are bytes.
func (r *factsReader) length() uint64 {
	n := r.number()
	if n > uint64(len(r.rest)) {
		r.fail()
		return 0
	}
	return n
}

func (r *factsReader) signed() int64 {
	v, n := binary.Varint(r.rest)
	if n <= 0 {
		r.fail()
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

func (r *factsReader) text() string { return string(r.bytes(r.number())) }

func (r *factsReader) name() string { return r.names.text(r.bytes(r.number())) }

func (r *factsReader) report() reportFacts {
	f := reportFacts{Ordinal: int(r.signed()), Year: int(r.signed())}
	f.Agency, f.DivisionCode, f.Edition = r.name(), r.name(), r.name()
	copy(f.Figures.Digest[:], r.bytes(uint64(len(f.Figures.Digest))))
	f.Figures.Strength = copies.Strength(r.number())
	for range r.length() {
		f.Review = append(f.Review, r.name())
	}
	for i := range f.Cells {
		f.Cells[i] = r.signed()
	}
	for i := range f.Checks {
		f.Checks[i] = r.signed()
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
