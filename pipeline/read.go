package pipeline

import (
	"context"
	"fmt"
	"iter"
	"log/slog"
	"path/filepath"

	"gongkai/pipeline/bucket"
	"gongkai/pipeline/fetch"
	"gongkai/pipeline/raw"
	"gongkai/pipeline/source"
)

// read takes what the sources give into the raw zone. What was read before an
// error or a cancellation is kept.
func (r *run) read(ctx context.Context) error {
	src, err := r.openSource()
	if err != nil || src == nil {
		return err
	}
	defer r.tellFailures()
	for item, err := range src.Items(ctx) {
		if err != nil {
			return err
		}
		if err := r.keep(item); err != nil {
			return err
		}
		r.cfg.Progress(StageRead, r.summary.Read.Items, 0)
	}
	r.summary.Read.Hosts = r.hosts.slowest()
	return r.zone.Flush()
}

// keep takes an item into the raw zone.
func (r *run) keep(item source.Item) error {
	count := &r.summary.Read
	count.Items++
	if item.Reject != nil {
		r.failed(item)
	}
	changes, err := r.zone.Record(item)
	if changes {
		count.New++
	}
	return err
}

// Failures that are told one by one: in the log, and in the account of the run.
const (
	failuresLogged = 20
	failuresListed = 500
)

// failed counts a document that could not be read. The first are told one by one; the
// page of the run lists more.
func (r *run) failed(item source.Item) {
	read := &r.summary.Read
	if read.Failed == nil {
		read.Failed = map[string]int64{}
	}
	read.Failed[string(item.Reject.Reason)]++
	r.failures[item.Reject.Detail]++
	if len(r.summary.Failures) < failuresListed {
		r.summary.Failures = append(r.summary.Failures, Failure{URI: item.URI, Reject: *item.Reject})
	}
	level := slog.LevelWarn
	if len(r.summary.Failures) > failuresLogged {
		level = slog.LevelDebug
	}
	r.cfg.Log.Log(context.Background(), level, "no document", "source", item.URI, "reason", string(item.Reject.Reason), "detail", item.Reject.Detail)
}

// tellFailures says how many documents could not be read where not all were told.
func (r *run) tellFailures() {
	var failed int64
	for _, n := range r.failures {
		failed += n
	}
	if failed > failuresLogged {
		r.cfg.Log.Warn("more documents could not be read", "all", failed, "most", mostOf(r.failures), "listed_in", r.summary.Account)
	}
}

// openSource opens the configured sources; nil where none is.
func (r *run) openSource() (source.Source, error) {
	if r.cfg.Source != nil {
		return r.cfg.Source, nil
	}
	if len(r.cfg.Sources) == 0 && len(r.cfg.Seeds) == 0 {
		return nil, nil
	}
	var seeds []fetch.Seed
	opts := r.cfg.SourceOptions
	opts.Skipped, opts.MustGive = r.skipped, true
	opts.Folder = r.zoneSource
	opts.Bucket = func(address string) (source.Source, error) { return bucket.Open(address, opts) }
	opts.Web = func(addresses []string) (_ source.Source, err error) {
		seeds, err = fetch.Seeds(addresses)
		return source.Memory(nil), err
	}
	local, err := source.Open(r.cfg.Sources, opts)
	if err != nil {
		return nil, err
	}
	if seeds = append(seeds, r.cfg.Seeds...); len(seeds) == 0 {
		return local, nil
	}
	return chain{local, answering{fetch.New(seeds, r.fetchOptions()), r}}, nil
}

// zoneSource reads a folder that is a raw zone, or a dataset, by what its addresses
// hold; nil where it is none.
func (r *run) zoneSource(dir string) (source.Source, error) {
	for _, zone := range []string{dir, filepath.Join(dir, rawDir)} {
		if raw.IsZone(zone) {
			return raw.Open(zone, raw.Options{FS: r.cfg.FS})
		}
	}
	return nil, nil
}

// fetchOptions joins the configured options with what the raw zone knows.
func (r *run) fetchOptions() fetch.Options {
	opts := r.cfg.Fetch
	opts.Latest, opts.Unchanged, opts.Kept = r.zone.Latest, r.zone.Unchanged, r.zone.Body
	opts.Skipped, opts.Now = r.skipped, r.cfg.Now
	opts.Answered = r.hosts.answered
	if opts.MaxBytes == 0 {
		opts.MaxBytes = r.cfg.SourceOptions.MaxBytes
	}
	return opts
}

// skipped counts what was passed over by a rule. The sources that call it are
// read one after the other.
func (r *run) skipped(uri string, rule source.SkipRule) {
	if r.summary.Read.Skipped == nil {
		r.summary.Read.Skipped = map[string]int64{}
	}
	r.summary.Read.Skipped[string(rule)]++
	r.cfg.Log.Debug("passed over", "source", uri, "rule", string(rule))
}

// chain is sources one after the other.
type chain []source.Source

// Items implements source.Source.
func (c chain) Items(ctx context.Context) iter.Seq2[source.Item, error] {
	return func(yield func(source.Item, error) bool) {
		for _, src := range c {
			for item, err := range src.Items(ctx) {
				if !yield(item, err) || err != nil {
					return
				}
			}
		}
	}
}

// answering is the web, which must answer: where no address gives a document, and
// none is known unchanged, it is not the documents that are gone.
type answering struct {
	source.Source
	run *run
}

// Items implements source.Source.
func (a answering) Items(ctx context.Context) iter.Seq2[source.Item, error] {
	return func(yield func(source.Item, error) bool) {
		answers, details := 0, map[string]int64{}
		for item, err := range a.Source.Items(ctx) {
			if err == nil && item.Reject != nil {
				details[item.Reject.Detail]++
			} else if err == nil {
				answers++
			}
			if !yield(item, err) || err != nil {
				return
			}
		}
		if answers == 0 && a.run.summary.known() == 0 && len(details) > 0 {
			yield(source.Item{}, fmt.Errorf("%w from any address: %s", source.ErrNothing, mostOf(details)))
		}
	}
}

// known counts the documents that servers, or a recent check, say are as they were kept.
func (s *Summary) known() int64 {
	return s.Read.Skipped[string(fetch.SkipNotModified)] + s.Read.Skipped[string(fetch.SkipChecked)]
}
