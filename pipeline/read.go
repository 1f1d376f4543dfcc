package pipeline

import (
	"context"
	"iter"

	"gongkai/pipeline/fetch"
	"gongkai/pipeline/source"
)

// read takes what the sources give into the raw zone. What was read before an
// error or a cancellation is kept.
func (r *run) read(ctx context.Context) error {
	src, err := r.openSource()
	if err != nil || src == nil {
		return err
	}
	for item, err := range src.Items(ctx) {
		if err != nil {
			return err
		}
		if err := r.keep(item); err != nil {
			return err
		}
		r.cfg.Progress(StageRead, r.summary.Read.Items, 0)
	}
	return r.zone.Flush()
}

// keep takes an item into the raw zone.
func (r *run) keep(item source.Item) error {
	count := &r.summary.Read
	count.Items++
	if item.Reject != nil {
		if count.Failed == nil {
			count.Failed = map[string]int64{}
		}
		count.Failed[string(item.Reject.Reason)]++
		r.cfg.Log.Warn("no document", "source", item.URI, "reason", string(item.Reject.Reason), "detail", item.Reject.Detail)
	}
	changes, err := r.zone.Record(item)
	if changes {
		count.New++
	}
	return err
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
	opts.Skipped = r.skipped
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
	return chain{local, fetch.New(seeds, r.fetchOptions())}, nil
}

// fetchOptions joins the configured options with what the raw zone knows.
func (r *run) fetchOptions() fetch.Options {
	opts := r.cfg.Fetch
	opts.Latest, opts.Unchanged, opts.Kept = r.zone.Latest, r.zone.Unchanged, r.zone.Body
	opts.Skipped, opts.Now = r.skipped, r.cfg.Now
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
