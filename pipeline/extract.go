package pipeline

import (
	"context"
	"errors"
	"fmt"

	"gongkai/extractors"
	"gongkai/pipeline/extracted"
	"gongkai/pipeline/overrides"
	"gongkai/pipeline/pool"
	"gongkai/pipeline/raw"
	"gongkai/pipeline/record"
	"gongkai/schema"
)

// outcome is what one document gave, without the document and its reports.
type outcome struct {
	doc    *document
	tally  tally
	refs   []ref
	reject *schema.Reject
	labels []extractors.Label
	// packed is the result to keep, and facts what is kept beside it; nil where they are
	// kept already or are not to be.
	packed, facts []byte
	fresh         bool
	bug           string
	// overrides is what became of the document's verified figures.
	overrides []overrides.Outcome
}

// extract runs the extractor over the raw zone and collects the findings.
func (r *run) extract(ctx context.Context) error {
	limits := pool.Limits[raw.Document]{
		Workers: r.cfg.Workers, Weight: func(d raw.Document) int64 { return d.Weight() }, MaxWeight: r.cfg.MaxInFlightBytes,
	}
	var done int64
	documents := r.zone.Select(ctx, func(d *raw.Document) bool { return r.cfg.Force || !r.store.Has(r.keyOf(d)) })
	for o, err := range pool.MapLimited(ctx, limits, documents, r.outcomeOf) {
		if err != nil {
			return errors.Join(err, r.keepResults(ctx))
		}
		if err := r.collect(o); err != nil {
			return err
		}
		done++
		r.cfg.Progress(StageExtract, done, r.input.Documents)
	}
	r.found.finish()
	return r.store.Commit()
}

// keepResults keeps what an interrupted run has extracted for the next one.
func (r *run) keepResults(ctx context.Context) error {
	if ctx.Err() == nil {
		return nil
	}
	return r.store.Commit()
}

// collect takes one outcome, in document order.
func (r *run) collect(o outcome) error {
	if o.packed != nil {
		if err := r.store.Put(o.doc.key, o.packed); err != nil {
			return err
		}
	}
	if o.facts != nil {
		if err := r.store.Put(o.doc.key.Facts(), o.facts); err != nil {
			return err
		}
	}
	if o.fresh {
		r.summary.Extracted++
	}
	if o.bug != "" {
		r.found.bugs = append(r.found.bugs, Bug{DocID: o.doc.id, SourceURI: o.doc.uri, Stack: o.bug})
		r.cfg.Log.Error("the extractor panicked: please report this with the document", "source", o.doc.uri, "stack", o.bug)
	}
	r.tell(o.overrides)
	r.found.add(o)
	return nil
}

// outcomeOf extracts one document, or takes up its kept result. It runs on the
// pool's goroutines.
func (r *run) outcomeOf(ctx context.Context, d raw.Document) (outcome, error) {
	o := outcome{doc: r.describe(&d)}
	if d.Reject != nil {
		o.reject = d.Reject
		return o, nil //nolint:nilerr // the reject is the outcome
	}
	settled := o.doc.verified != "" // a person's figures change what the result says
	if f, ok := r.keptFacts(o.doc.key); ok && !settled {
		o.take(&f)
		return o, nil
	}
	result, kept, err := r.kept(o.doc.key)
	if err != nil {
		return o, err
	}
	if !kept {
		if result, err = r.fresh(ctx, d, &o); err != nil {
			return o, err
		}
	}
	if !settled {
		f := factsOf(&result)
		o.take(&f)
		err := o.keepFacts(&f, kept)
		return o, err
	}
	o.overrides = r.verified.set.Apply(d.SHA256, &result)
	f := factsOf(&result)
	o.take(&f)
	return o, nil
}

// keepFacts has facts kept beside a result that is kept.
func (o *outcome) keepFacts(f *facts, kept bool) (err error) {
	if kept || o.packed != nil {
		o.facts, err = f.pack()
	}
	return err
}

// kept is the result of an earlier run. A damaged one is extracted again.
func (r *run) kept(key extracted.Key) (extractors.Result, bool, error) {
	if r.cfg.Force || !r.store.Has(key) {
		return extractors.Result{}, false, nil
	}
	result, err := r.store.Get(key)
	if errors.Is(err, extracted.ErrCorrupt) {
		return extractors.Result{}, false, nil
	}
	return result, err == nil, err
}

// fresh extracts one document and packs the result for keeping.
func (r *run) fresh(ctx context.Context, d raw.Document, o *outcome) (extractors.Result, error) {
	o.fresh = true
	if d.Body == nil && d.Bytes > 0 { // a kept result turned out to be damaged
		var err error
		if d.Body, err = r.zone.Body(d.URI); err != nil {
			return extractors.Result{}, err
		}
	}
	limited, cancel := context.WithTimeoutCause(ctx, r.cfg.ExtractTimeout, errTimedOut)
	defer cancel()
	doc := extractors.Document{SourceURI: d.URI, MediaType: d.MediaType, Body: d.Body}
	result, stack := guarded(limited, r.cfg.Extract, doc)
	switch {
	case ctx.Err() != nil:
		return result, context.Cause(ctx)
	case stack != "":
		o.bug = stack
		return result, nil
	case errors.Is(context.Cause(limited), errTimedOut):
		return extractors.Result{Reject: schema.Rejectf(schema.TimedOut, "not done after %s", r.cfg.ExtractTimeout)}, nil
	}
	if err := settle(&result); err != nil {
		o.bug = err.Error()
		return extractors.Result{Reject: schema.Rejectf(schema.Bug, "%s", err)}, nil
	}
	var err error
	o.packed, err = extracted.Pack(result)
	return result, err
}

// settle checks what the extractor promises and fits the figures to the tables.
func settle(result *extractors.Result) error {
	if err := wellFormed(result); err != nil {
		return err
	}
	for i := range result.Reports {
		var err error
		if result.Reports[i], err = record.Fit(result.Reports[i]); err != nil {
			return err
		}
	}
	return nil
}

var errTimedOut = errors.New("extraction exceeded its time limit")

// wellFormed checks what the extractor promises: reports or a reject, reports
// numbered from 0, every cell of the form there, a value where the status says so.
func wellFormed(result *extractors.Result) error {
	if (result.Reject == nil) == (len(result.Reports) == 0) {
		return fmt.Errorf("extractor: %d reports, and a reject: %t", len(result.Reports), result.Reject != nil)
	}
	for i, report := range result.Reports {
		form := report.Form
		if form == nil || form.Form == nil {
			return fmt.Errorf("extractor: report %d has no form", i)
		}
		if report.Ordinal != i || len(form.Cells) != len(form.Form.Cells) || len(form.Checks) != len(form.Form.Identities) {
			return fmt.Errorf("extractor: report %d: ordinal %d, %d cells and %d checks for edition %s",
				i, report.Ordinal, len(form.Cells), len(form.Checks), form.Form.Edition)
		}
		for c, cell := range form.Cells {
			if cell.Status.Asserted() && !cell.HasValue {
				return fmt.Errorf("extractor: report %d: %s is %s without a value", i, form.Form.Cells[c].ID, cell.Status)
			}
		}
	}
	return nil
}

// take keeps what the run needs to hold in memory.
func (o *outcome) take(f *facts) {
	if f.MediaType != "" {
		o.doc.mediaType = f.MediaType
	}
	o.reject, o.labels = f.Reject, f.Labels
	for i := range f.Reports {
		o.refs = append(o.refs, refOf(o.doc, &f.Reports[i]))
		o.tally.add(&f.Reports[i])
	}
}
