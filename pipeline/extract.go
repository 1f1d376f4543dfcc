package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"

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
	doc   *document
	facts facts
	// read is the facts before a person's figures were applied; nil where there are none.
	read *facts
	// packed is the result to keep; nil where it is kept already or is not to be.
	packed []byte
	// isKept says that the facts are or will be kept as they are.
	isKept bool
	fresh  bool
	bug    string
	// sources are those of its reports that the page may show.
	sources []laidOut
	// overrides is what became of the document's verified figures.
	overrides []overrides.Outcome
}

// extract runs the extractor over the raw zone and collects the findings.
func (r *run) extract(ctx context.Context) error {
	left, err := r.takeKept(ctx)
	if err != nil {
		return err
	}
	limits := pool.Limits[numbered]{
		Workers: r.cfg.Workers, Weight: func(d numbered) int64 { return d.Weight() }, MaxWeight: r.cfg.MaxInFlightBytes,
	}
	done := r.input.Documents - int64(len(left))
	for o, err := range pool.MapLimited(ctx, limits, r.bodies(ctx, left), r.outcomeOf) {
		if err != nil {
			return errors.Join(err, r.keepResults(ctx))
		}
		if err := r.collect(o); err != nil {
			return err
		}
		done++
		r.cfg.Progress(StageExtract, done, r.input.Documents)
	}
	r.finish()
	return r.store.Commit()
}

// takeKept collects what earlier runs found, document by document, and returns the
// places of the others. It is what a night does of every document that did not change,
// so it is done here and not on the pool, which costs more than it.
func (r *run) takeKept(ctx context.Context) (left []uint32, err error) {
	r.found.refs = make([]ref, 0, r.listing.Len())
	for at := range r.listing.Len() {
		if at%1024 == 0 {
			if ctx.Err() != nil {
				return nil, context.Cause(ctx)
			}
			r.cfg.Progress(StageExtract, int64(at-len(left)), r.input.Documents)
		}
		d := r.listing.Document(at)
		doc := r.describe(at, &d)
		switch f, ok := r.knownFacts(doc, &d); {
		case ok:
			r.found.add(doc, &f)
		default:
			left = append(left, uint32(at))
		}
	}
	return left, nil
}

// knownFacts is what is known of a document without reading it.
func (r *run) knownFacts(doc *document, d *raw.Document) (facts, bool) {
	switch {
	case d.Reject != nil:
		return facts{Reject: d.Reject}, true
	case doc.verified != "": // a person's figures change what the result says
		return facts{}, false
	}
	return r.keptFacts(doc.key)
}

// numbered is a document with its place in the raw zone's order.
type numbered struct {
	raw.Document
	at int
}

// bodies yields documents, with the bodies of those whose result is not kept.
func (r *run) bodies(ctx context.Context, places []uint32) iter.Seq2[numbered, error] {
	return func(yield func(numbered, error) bool) {
		needsBody := func(d *raw.Document) bool { return r.cfg.Force || !r.store.Has(r.keyOf(d)) }
		i := 0
		for d, err := range r.listing.Select(ctx, places, needsBody) {
			if err != nil {
				yield(numbered{}, err)
				return
			}
			if !yield(numbered{d, int(places[i])}, nil) {
				return
			}
			i++
		}
	}
}

// keepResults keeps what an interrupted run has extracted for the next one.
func (r *run) keepResults(ctx context.Context) error {
	if ctx.Err() == nil {
		return nil
	}
	return r.store.Commit()
}

// collect takes one outcome.
func (r *run) collect(o outcome) error {
	if o.packed != nil {
		if err := r.store.Put(o.doc.key, cmp.Or(o.read, &o.facts).pack(), o.packed); err != nil {
			return err
		}
	}
	for _, source := range o.sources {
		if err := r.sources.put(r.store, source); err != nil {
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
	r.found.add(o.doc, &o.facts)
	if o.facts.Reject != nil && !o.isKept {
		r.found.details[uint32(o.doc.at)] = o.facts.Reject.Detail
	}
	return nil
}

// outcomeOf extracts one document, or takes up its kept result. It runs on the
// pool's goroutines.
func (r *run) outcomeOf(ctx context.Context, d numbered) (outcome, error) {
	o := outcome{doc: r.describe(d.at, &d.Document)}
	result, kept, err := r.kept(o.doc.key)
	if err != nil {
		return o, err
	}
	if !kept {
		if result, err = r.fresh(ctx, d.Document, &o); err != nil {
			return o, err
		}
	}
	o.facts, o.isKept = factsOf(&result), o.packed != nil
	if o.doc.verified != "" { // what is kept says what the document says
		kept := o.facts
		o.overrides = r.verified.set.Apply(d.SHA256, &result)
		o.facts, o.read = factsOf(&result), &kept
	}
	return o, nil
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
	result, findings, stack := guarded(limited, r.cfg.Extract, doc)
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
	if o.sources, err = r.layOut(&d, &result, findings); err != nil {
		return result, err
	}
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
