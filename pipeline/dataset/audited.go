package dataset

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	"gongkai/schema"
)

// Audited is what the audit found in the files of a partition. The next snapshot that
// has the same files, by their sha256, takes it over and does not decode them again:
// what is in a file follows from its bytes.
type Audited struct {
	Partition string `json:"partition"`
	// Files is a sha256 over the paths, sizes and sha256 of the partition's files.
	Files string `json:"files"`
	// Counts is the partition's share of the manifest's.
	Counts Counts `json:"counts"`
}

// filesDigest covers the files of a partition.
func filesDigest(files []File) string {
	digest := sha256.New()
	for _, f := range files {
		fmt.Fprintf(digest, "%s %s %d %d %s\n", f.Path, f.Table, f.Rows, f.Bytes, f.SHA256)
	}
	return hex.EncodeToString(digest.Sum(nil))
}

// filesByPartition cuts the files of tables that have partitions by these.
func filesByPartition(files []File) map[string][]File {
	parts := map[string][]File{}
	for _, f := range files {
		if f.Partition != "" {
			parts[f.Partition] = append(parts[f.Partition], f)
		}
	}
	return parts
}

// audited is what the parent's audit found in the files of a partition; nil where it
// had others, or another program made it: then other laws may have held.
func (a *audit) audited(partition string, files []File) *Audited {
	if a.parent == nil || !a.parent.Program.Equal(a.manifest.Program) {
		return nil
	}
	digest := filesDigest(files)
	i := slices.IndexFunc(a.parent.Audited, func(x Audited) bool { return x.Partition == partition && x.Files == digest })
	if i < 0 {
		return nil
	}
	return &a.parent.Audited[i]
}

// checkPartitions checks the tables that have partitions, one partition after the
// other, and notes what each holds.
func (a *audit) checkPartitions(ctx context.Context) error {
	parts := filesByPartition(a.manifest.Files)
	for _, partition := range slices.Sorted(maps.Keys(parts)) {
		files := parts[partition]
		found := Audited{Partition: partition, Files: filesDigest(files)}
		if known := a.audited(partition, files); known != nil {
			found.Counts = known.Counts
			if err := a.carry(ctx, files); err != nil {
				return err
			}
		} else {
			whole := a.counts
			a.counts, a.reports = NewCounts(), map[string]*reportFacts{}
			if err := a.checkFiles(ctx, files); err != nil {
				return err
			}
			a.checkReports()
			found.Counts, a.counts, a.reports = a.counts, whole, nil
		}
		a.counts.addPart(&found.Counts)
		a.found = append(a.found, found)
	}
	for _, id := range a.ids.settle() {
		a.add(LawKeys, "", "report_id %s twice", id)
	}
	a.counts.DocumentsWithReports = a.ids.documents()
	return nil
}

// carry reads of a partition that was audited before what the laws between partitions
// ask for: the ids of its reports and documents.
func (a *audit) carry(ctx context.Context, files []File) error {
	for _, f := range files {
		if f.Table != schema.ReportsTable {
			continue
		}
		d, err := openFile(a.dir, f)
		if err != nil {
			a.add(LawSchema, f.Path, "%v", err)
			continue
		}
		err = d.texts(ctx, []string{"report_id", "doc_id"}, func(v []string) { a.ids.add(v[0], v[1]) })
		if closing := d.close(); err == nil {
			err = closing
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err != nil {
			a.add(LawSchema, f.Path, "%v", err)
		}
	}
	return nil
}

// addPart adds the counts of a partition, in which documents are not counted.
func (c *Counts) addPart(part *Counts) {
	c.Reports += part.Reports
	c.Copies += part.Copies
	c.ReportsToReview += part.ReportsToReview
	for _, x := range []struct{ all, part map[string]int64 }{
		{c.ReportsByYear, part.ReportsByYear}, {c.ReportsByEdition, part.ReportsByEdition},
		{c.CellsByStatus, part.CellsByStatus}, {c.ChecksByOutcome, part.ChecksByOutcome},
	} {
		for key, n := range x.part {
			x.all[key] += n
		}
	}
}
