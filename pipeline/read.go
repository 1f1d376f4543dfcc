package pipeline

import (
	"context"

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
		r.summary.Read.Items++
		if item.Reject != nil {
			r.cfg.Log.Warn("no document", "source", item.URI, "reason", string(item.Reject.Reason), "detail", item.Reject.Detail)
		}
		if err := r.keep(item); err != nil {
			return err
		}
	}
	return r.zone.Flush()
}

// keep appends an item to the raw zone unless its address holds just that.
func (r *run) keep(item source.Item) error {
	held, err := r.zone.Holds(item)
	if err != nil || held {
		return err
	}
	r.summary.Read.New++
	return r.zone.Append(item)
}

// openSource opens the configured sources; nil where none is.
func (r *run) openSource() (source.Source, error) {
	if r.cfg.Source != nil {
		return r.cfg.Source, nil
	}
	if len(r.cfg.Sources) == 0 {
		return nil, nil
	}
	opts := r.cfg.SourceOptions
	r.summary.Read.Skipped = map[string]int64{}
	opts.Skipped = func(uri string, rule source.SkipRule) {
		r.summary.Read.Skipped[string(rule)]++
		r.cfg.Log.Debug("passed over", "source", uri, "rule", string(rule))
	}
	return source.Open(r.cfg.Sources, opts)
}
