package report

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strconv"

	"gongkai/extractors"
	"gongkai/pipeline/raw"
)

// sourceKey covers what the source of a report follows from: the program, the document
// as it came, the bounds, and where the snapshot says that the figures stand.
func sourceKey(program string, d *raw.Document, r *asked, opts Options) [sha256.Size]byte {
	text := fmt.Appendf(make([]byte, 0, 4096), "source %q %s %q %q %d %d %s %d\n",
		program, d.SHA256, d.URI, d.MediaType, opts.SourceBytes, r.ordinal, r.edition, len(r.places))
	for _, p := range r.places {
		if p == nil {
			text = append(text, '-')
			continue
		}
		for _, n := range p {
			text = append(strconv.AppendInt(text, n, 10), ' ')
		}
		text = append(text, '\n')
	}
	return sha256.Sum256(text)
}

// LayOut is the source of a report as the page shows it, made while its document is
// extracted, so that the page need not read the document again: under the key it goes into the
// Cache of the page. d has its body; result and findings are what extractors.Examine gave for it,
// with the figures that the dataset will hold.
func LayOut(
	program string, d *raw.Document, result *extractors.Result, findings []extractors.Finding, ordinal int,
) (key [sha256.Size]byte, value []byte, err error) {
	form, opts := result.Reports[ordinal].Form, Options{}.withDefaults()
	r := &asked{ordinal: ordinal, edition: form.Form.Edition, places: placesOf(form)}
	value, err = encodeSource(sourceOf(d, r, result, findings, opts))
	return sourceKey(program, d, r, opts), value, err
}

func encodeSource(s *sourceText) (json.RawMessage, error) {
	value, err := json.Marshal(s)
	if err != nil {
		return nil, fmt.Errorf("encode a source: %w", err)
	}
	return value, nil
}

// kept takes the sources of a document's reports from the cache; it answers false, and
// they are to be laid out, where one is not there.
func (in *Input) kept(d *raw.Document, group []*fullReport, opts Options) bool {
	if in.Cache == nil {
		return false
	}
	all := true
	for _, r := range group {
		r.key = sourceKey(in.Program, d, r.asked(), opts)
		value, ok := in.Cache.Get(r.key)
		if r.laid = ok && json.Valid(value); r.laid {
			r.Source = value
		}
		all = all && r.laid
	}
	return all
}

// keep puts the sources that were laid out into the cache.
func (in *Input) keep(ctx context.Context, group []*fullReport) error {
	for _, r := range group {
		if in.Cache == nil || !r.fresh || ctx.Err() != nil {
			continue
		}
		if err := in.Cache.Put(r.key, r.Source); err != nil {
			return err
		}
	}
	return nil
}
