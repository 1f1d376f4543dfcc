package report

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"gongkai/pipeline/raw"
)

// sourceKey covers what the source of a report follows from: the program, the document
// as it came, the bounds, and where the snapshot says that the figures stand.
func (in *Input) sourceKey(d *raw.Document, r *fullReport, opts Options) [sha256.Size]byte {
	digest := sha256.New()
	fmt.Fprintf(digest, "source %q %s %q %q %d %d %s %d\n",
		in.Program, d.SHA256, d.URI, d.MediaType, opts.SourceBytes, r.Ordinal, r.Edition, len(r.Places))
	for _, p := range r.Places {
		if p == nil {
			digest.Write([]byte{'-'})
		} else {
			fmt.Fprintln(digest, p[0], p[1], p[2])
		}
	}
	return [sha256.Size]byte(digest.Sum(nil))
}

// kept takes the sources of a document's reports from the cache; it answers false, and
// they are to be laid out, where one is not there.
func (in *Input) kept(d *raw.Document, group []*fullReport, opts Options) bool {
	if in.Cache == nil {
		return false
	}
	all := true
	for _, r := range group {
		r.key = in.sourceKey(d, r, opts)
		value, ok := in.Cache.Get(r.key)
		source := &sourceText{}
		if !ok || json.Unmarshal(value, source) != nil {
			all = false
			continue
		}
		r.Source = source
	}
	return all
}

// keep puts the sources that were laid out into the cache.
func (in *Input) keep(ctx context.Context, group []*fullReport) error {
	for _, r := range group {
		if in.Cache == nil || !r.fresh || ctx.Err() != nil {
			continue
		}
		value, err := json.Marshal(r.Source)
		if err != nil {
			return fmt.Errorf("keep the source of %s: %w", r.ID, err)
		}
		if err := in.Cache.Put(r.key, value); err != nil {
			return err
		}
	}
	return nil
}
