package pipeline

import (
	"context"
	"fmt"
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
	complaints := dataset.Compare(parent, manifest, r.cfg.Bounds)
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
