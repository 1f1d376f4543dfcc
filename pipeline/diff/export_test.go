package diff

import (
	"context"

	"gongkai/schema"
)

// CompareHolding is Compare with so many moved reports held at once.
func CompareHolding(ctx context.Context, old, now string, held int) (*Result, error) {
	a, err := openSnapshot(old)
	if err != nil {
		return nil, err
	}
	b, err := openSnapshot(now)
	if err != nil {
		return nil, err
	}
	c := newComparison(a, b, func(*schema.TableSchema) bool { return true }, Options{}, held)
	return c.result, c.run(ctx)
}
