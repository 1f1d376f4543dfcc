package source

import (
	"context"
	"iter"
)

// Memory is a Source of items held in memory, in their order. It is the source
// of choice in tests.
type Memory []Item

// Items implements Source.
func (m Memory) Items(ctx context.Context) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		for _, item := range m {
			if ctx.Err() != nil {
				yield(Item{}, context.Cause(ctx))
				return
			}
			if !yield(item, nil) {
				return
			}
		}
	}
}
