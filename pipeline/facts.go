package pipeline

import (
	"fmt"

	"github.com/fxamacker/cbor/v2"

	"gongkai/extractors"
	"gongkai/pipeline/copies"
	"gongkai/pipeline/extracted"
	"gongkai/schema"
)

// facts is what a run needs to know of every document, also of those whose years it
// does not write: a small part of a result, kept beside it.
type facts struct {
	_         struct{} `cbor:",toarray"`
	MediaType string
	Reject    *schema.Reject
	Labels    []extractors.Label
	Reports   []reportFacts
}

// reportFacts is what tells a report's place in the order, its copies, and its share
// of the counts.
type reportFacts struct {
	_                             struct{} `cbor:",toarray"`
	Ordinal, Year                 int
	Agency, DivisionCode, Edition string
	Figures                       copies.Figures
	// Lost counts the cells that the text lost or that cannot be read.
	Lost   int
	Review []string
	// Cells counts by schema.Status, Checks by outcome.
	Cells  [16]int64
	Checks map[string]int64
}

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
		Edition: report.Form.Form.Edition, Figures: copies.FiguresOf(report.Form), Review: report.Review, Checks: map[string]int64{},
	}
	for i := range report.Form.Cells {
		f.Cells[report.Form.Cells[i].Status]++
	}
	f.Lost = int(f.Cells[schema.Missing] + f.Cells[schema.Unreadable])
	for _, check := range report.Form.Checks {
		f.Checks[check.Outcome.String()]++
	}
	return f
}

// Texts of documents may hold bytes that are no UTF-8.
var factsDecoder = must(cbor.DecOptions{UTF8: cbor.UTF8DecodeInvalid}.DecMode())

// must is for constant options.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func (f *facts) pack() ([]byte, error) {
	packed, err := cbor.Marshal(f)
	if err != nil {
		return nil, fmt.Errorf("pack facts: %w", err)
	}
	return packed, nil
}

// keptFacts are the facts of an earlier run; ok is false where there are none, or
// damaged ones: then the result gives them.
func (r *run) keptFacts(key extracted.Key) (f facts, ok bool) {
	if r.cfg.Force || !r.store.Has(key) || !r.store.Has(key.Facts()) {
		return f, false
	}
	packed, err := r.store.Bytes(key.Facts())
	if err != nil || factsDecoder.Unmarshal(packed, &f) != nil {
		return facts{}, false
	}
	return f, true
}
