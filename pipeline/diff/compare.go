package diff

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"gongkai/schema"
)

// heldReports is how many reports that moved are held in memory at once.
const heldReports = 10_000

// Options says what is wanted of a comparison.
type Options struct {
	// Examples is how many examples of each kind are kept.
	Examples int
	// Each is told every change; nil is nobody.
	Each func(*Change) error
}

// Compare compares two snapshots. old and now are a snapshot's folder each, or
// a dataset's: then its current snapshot is meant.
func Compare(ctx context.Context, old, now string, opts Options) (*Result, error) {
	a, err := openSnapshot(old)
	if err != nil {
		return nil, fmt.Errorf("diff: %w", err)
	}
	b, err := openSnapshot(now)
	if err != nil {
		return nil, fmt.Errorf("diff: %w", err)
	}
	everything := func(*schema.TableSchema) bool { return true }
	c := newComparison(a, b, everything, opts, heldReports)
	return c.result, c.run(ctx)
}

// comparison is one comparison under way.
type comparison struct {
	old, now *side
	opts     Options
	held     int
	// columns says whether the columns of reports are compared.
	columns bool
	result  *Result
	// unpaired are the reports that have no counterpart at their place: id → partition.
	onlyOld, onlyNew map[string]string
	// left and entered are the documents of reports without a counterpart.
	left, entered map[string]bool
}

func newComparison(a, b *Snapshot, tables func(*schema.TableSchema) bool, opts Options, held int) *comparison {
	compared := func(t *schema.TableSchema) bool {
		return t.Name != schema.PanelTable && t.Name != schema.LabelsTable && tables(t)
	}
	c := &comparison{
		opts: opts, held: held, columns: tables(schema.TableOf(schema.RejectsTable)), result: newResult(a, b),
		onlyOld: map[string]string{}, onlyNew: map[string]string{}, left: map[string]bool{}, entered: map[string]bool{},
	}
	c.old, c.now, c.result.FilesSame = pair(a, b, compared)
	c.result.FilesRead = len(c.old.files) + len(c.now.files)
	return c
}

func (c *comparison) run(ctx context.Context) error {
	if err := c.paired(ctx); err != nil {
		return err
	}
	if err := c.unpaired(ctx); err != nil {
		return err
	}
	return c.rejects(ctx)
}

// paired compares the reports that both snapshots have.
func (c *comparison) paired(ctx context.Context) error {
	for _, partition := range c.old.partitions() {
		if err := c.merge(ctx, partition); err != nil {
			return err
		}
	}
	return c.moved(ctx)
}

// merge compares the reports that stand at the same place in a partition.
func (c *comparison) merge(ctx context.Context, partition string) (err error) {
	a, b := newStream(c.old, partition, c.columns), newStream(c.now, partition, c.columns)
	defer func() { err = errors.Join(err, a.close(), b.close()) }()
	x, err := a.next(ctx)
	if err != nil {
		return err
	}
	y, err := b.next(ctx)
	if err != nil {
		return err
	}
	for x != nil || y != nil {
		order := place(x, y)
		switch {
		case order < 0:
			c.onlyOld[x.id] = partition
		case order > 0:
			c.onlyNew[y.id] = partition
		default:
			if err := c.reports(x, y); err != nil {
				return err
			}
		}
		if order <= 0 {
			if x, err = a.next(ctx); err != nil {
				return err
			}
		}
		if order >= 0 {
			if y, err = b.next(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// place says which of two reports comes first; nil is the end.
func place(x, y *report) int {
	switch {
	case x == nil:
		return 1
	case y == nil:
		return -1
	}
	return x.compare(y.key)
}

// moved compares the reports that stand at another place, some at a time: the
// old ones are held, the new ones read past them.
func (c *comparison) moved(ctx context.Context) error {
	var ids []string
	for id := range c.onlyOld {
		if _, ok := c.onlyNew[id]; ok {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	for some := range slices.Chunk(ids, c.held) {
		held := make(map[string]*report, len(some))
		for _, id := range some {
			held[id] = nil
		}
		wanted := func(id string) bool { _, ok := held[id]; return ok }
		keep := func(r *report) error { held[r.id] = r; return nil }
		if err := c.each(ctx, c.old, partitionsOf(c.onlyOld, some), wanted, keep); err != nil {
			return err
		}
		match := func(r *report) error { return c.reports(held[r.id], r) }
		if err := c.each(ctx, c.now, partitionsOf(c.onlyNew, some), wanted, match); err != nil {
			return err
		}
	}
	for _, id := range ids {
		delete(c.onlyOld, id)
		delete(c.onlyNew, id)
	}
	return nil
}

func partitionsOf(in map[string]string, ids []string) []string {
	set := map[string]bool{}
	for _, id := range ids {
		set[in[id]] = true
	}
	return slices.Sorted(maps.Keys(set))
}

func (c *comparison) each(ctx context.Context, s *side, partitions []string, wanted func(string) bool, visit func(*report) error) error {
	for _, partition := range partitions {
		if err := byID(ctx, s, partition, c.columns, wanted, visit); err != nil {
			return err
		}
	}
	return nil
}

// unpaired tells the reports that are in one snapshot only.
func (c *comparison) unpaired(ctx context.Context) error {
	for _, x := range []struct {
		in     *side
		only   map[string]string
		docs   map[string]bool
		report func(*report) error
	}{
		{c.old, c.onlyOld, c.left, func(r *report) error { return c.reports(r, nil) }},
		{c.now, c.onlyNew, c.entered, func(r *report) error { return c.reports(nil, r) }},
	} {
		partitions := slices.Sorted(maps.Keys(setOf(maps.Values(x.only))))
		wanted := func(id string) bool { _, ok := x.only[id]; return ok }
		visit := func(r *report) error { x.docs[r.doc] = true; return x.report(r) }
		if err := c.each(ctx, x.in, partitions, wanted, visit); err != nil {
			return err
		}
	}
	return nil
}

func setOf(values func(func(string) bool)) map[string]bool {
	set := map[string]bool{}
	for v := range values {
		set[v] = true
	}
	return set
}
