package diff

import (
	"context"
	"fmt"

	"gongkai/pipeline/dataset"
	"gongkai/schema"
)

// Broken lists the identities that held in the snapshot in the folder old and
// fail in the one in now, in reports of equal content: how many there are, and the
// first examples. Other tables than reports and checks are not read, nor their other columns,
// and of the reports that one snapshot alone has nothing is told.
func Broken(ctx context.Context, old, now string, examples int) (total int64, first []Change, err error) {
	var sides [2]*Snapshot
	for i, dir := range []string{old, now} {
		manifest, err := dataset.ReadManifest(dir)
		if err != nil {
			return 0, nil, fmt.Errorf("diff: %w", err)
		}
		sides[i] = (&Snapshot{dir: dir, Dataset: datasetOf(dir)}).with(manifest)
	}
	only := func(t *schema.TableSchema) bool { return t.Name == schema.ReportsTable || t.Name == schema.ChecksTable }
	c := newComparison(sides[0], sides[1], only, Options{Examples: examples}, heldReports)
	for _, s := range []*side{c.old, c.now} {
		if !s.has(schema.ChecksTable) {
			return 0, nil, nil // the same identities: who has what reports does not matter
		}
	}
	if err := c.paired(ctx); err != nil {
		return 0, nil, err
	}
	return c.result.Changes[IdentityBroken], c.result.of(IdentityBroken), nil
}

func (s *side) has(table string) bool { return len(s.filesOf(table)) > 0 }
