package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gongkai/pipeline/dataset"
	"gongkai/pipeline/diff"
)

// brokenExamples is how many identities that no longer hold a complaint names.
const brokenExamples = 3

// complaints lists what speaks against publishing a sealed snapshot after its
// parent: what the audit holds against its counts, and every identity that held on
// the same content and fails now.
func (r *run) complaints(ctx context.Context, stage *dataset.Stage, manifest *dataset.Manifest) ([]string, error) {
	parent := stage.Parent()
	complaints := append(r.unread(), dataset.Compare(parent, manifest, r.cfg.Bounds)...)
	if parent == nil {
		return complaints, nil
	}
	total, examples, err := diff.Broken(ctx, r.data.SnapshotDir(parent.Snapshot), stage.Dir(), brokenExamples)
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case err != nil: // a damaged parent: a person decides
		return append(complaints, fmt.Sprintf("identities cannot be compared with snapshot %s: %v", parent.Snapshot, err)), nil
	case total > 0:
		complaints = append(complaints, brokenComplaint(total, examples))
	}
	return complaints, nil
}

func brokenComplaint(total int64, examples []diff.Change) string {
	var list []string
	for _, c := range examples {
		list = append(list, fmt.Sprintf("%s %s: %s, now %s (%s)", c.ReportID, c.Subject, c.Old.Text, c.New.Text, c.SourceURI))
	}
	text := fmt.Sprintf("%d identities that held fail now on the same documents: %s", total, strings.Join(list, ", "))
	if total > int64(len(examples)) {
		text += ", …"
	}
	return text
}

// unread is what the audit holds against the run's reading: that more of it failed
// than the bound tolerates.
func (r *run) unread() []string {
	read := &r.summary.Read
	var failed int64
	for _, n := range read.Failed {
		failed += n
	}
	asked := read.Items + r.summary.known()
	bound := max(r.cfg.Bounds.ReadsFailed, 0)
	if float64(failed) <= bound*float64(asked) {
		return nil
	}
	return []string{fmt.Sprintf("%d of %d documents could not be read (%s), the bound is %g of all", failed, asked, mostOf(read.Failed), bound)}
}

// mostOf lists the three largest counts, with how many others there are.
func mostOf(counts map[string]int64) string {
	names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	var list []string
	for _, name := range names[:min(len(names), 3)] {
		list = append(list, fmt.Sprintf("%s %d", name, counts[name]))
	}
	if more := len(names) - len(list); more > 0 {
		list = append(list, fmt.Sprintf("%d other reasons", more))
	}
	return strings.Join(list, ", ")
}
