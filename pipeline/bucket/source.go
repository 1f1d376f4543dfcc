package bucket

import (
	"context"
	"fmt"
	"iter"

	"gongkai/pipeline/source"
)

// Source is a source.Source of what stands below an address.
type Source struct {
	place place
	opts  source.Options
}

// Open makes the source of an address. It is for source.Options.Bucket; nothing is
// asked of the store before Items.
func Open(address string, opts source.Options) (*Source, error) {
	p, err := parse(address)
	if err != nil {
		return nil, err
	}
	return &Source{place: p, opts: opts}, nil
}

// Items implements source.Source.
func (s *Source) Items(ctx context.Context) iter.Seq2[source.Item, error] {
	return func(yield func(source.Item, error) bool) {
		b, err := s.place.open(ctx)
		if err != nil {
			yield(source.Item{}, err)
			return
		}
		defer b.Close()
		f := &files{ctx: ctx, Bucket: b, known: map[string]info{}}
		for item, err := range source.Walk(ctx, f, s.place.prefix, s.opts) {
			switch {
			case err != nil && ctx.Err() != nil:
				err = context.Cause(ctx)
			case err != nil:
				err = fmt.Errorf("bucket: %s: %w", s.place.address, err)
			}
			if !yield(item, err) {
				return
			}
		}
	}
}
