package review

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"gongkai/pipeline/dataset"
	"gongkai/pipeline/table"
	"gongkai/schema"
)

// Entry is a report under review as the snapshot has it.
type Entry struct {
	ReportID, SHA256, URI           string
	Agency, Province, Title, Layout string
	Edition                         string
	// Year is 0 where unknown.
	Year    int
	Reasons []string
	// Copy is true where another report is the preferred copy of the same.
	Copy bool
}

// Filter says which reports are wanted. An empty field wants all.
type Filter struct {
	// Reports are report ids, or their beginnings.
	Reports []string
	// Reasons wants reports with any of them.
	Reasons                   []string
	Edition, Province, Layout string
	Year                      int
}

func (f *Filter) wants(e *Entry) bool {
	begins := func(id string) bool { return strings.HasPrefix(e.ReportID, id) }
	has := func(reason string) bool { return slices.Contains(e.Reasons, reason) }
	return (len(f.Reports) == 0 || slices.ContainsFunc(f.Reports, begins)) &&
		(len(f.Reasons) == 0 || slices.ContainsFunc(f.Reasons, has)) &&
		(f.Edition == "" || f.Edition == e.Edition) && (f.Layout == "" || f.Layout == e.Layout) &&
		(f.Province == "" || strings.HasPrefix(e.Province, f.Province)) && (f.Year == 0 || f.Year == e.Year)
}

// columns are those of the table reports that a queue needs.
var columns = []string{
	"report_id", "content_sha256", "source_uri", "agency", "province", "title", "layout", "edition", "report_year",
	"review", "review_reasons", "duplicate_of",
}

// Queue lists the reports under review of a dataset's current snapshot, in the
// order of the dataset, copies last.
func Queue(ctx context.Context, dir string, f Filter) ([]Entry, error) {
	data, err := dataset.Open(dir, dataset.Options{})
	if err != nil {
		return nil, fmt.Errorf("review: %w", err)
	}
	id, err := data.Current()
	if err != nil {
		return nil, fmt.Errorf("review: %w", err)
	}
	manifest, err := dataset.ReadManifest(data.SnapshotDir(id))
	if err != nil {
		return nil, fmt.Errorf("review: %w", err)
	}
	var paths []string
	for _, file := range manifest.Files {
		if file.Table == schema.ReportsTable {
			paths = append(paths, filepath.Join(data.SnapshotDir(id), filepath.FromSlash(file.Path)))
		}
	}
	queue, err := read(ctx, paths, f)
	if err != nil {
		return nil, fmt.Errorf("review: %w", err)
	}
	slices.SortStableFunc(queue, func(a, b Entry) int { return rank(a.Copy) - rank(b.Copy) })
	return queue, nil
}

func rank(copied bool) int {
	if copied {
		return 1
	}
	return 0
}

func read(ctx context.Context, paths []string, f Filter) (queue []Entry, err error) {
	rows := table.Open(paths, columns...)
	defer func() { err = errors.Join(err, rows.Close()) }()
	for {
		err := rows.Next(ctx)
		if errors.Is(err, io.EOF) {
			return queue, rows.Err()
		}
		if err != nil {
			return nil, err
		}
		if !rows.Bool("review") {
			continue
		}
		if e := entryOf(rows); f.wants(&e) {
			queue = append(queue, e)
		}
	}
}

func entryOf(r *table.Rows) Entry {
	year, _ := r.Int("report_year")
	return Entry{
		ReportID: r.Text("report_id"), SHA256: r.Text("content_sha256"), URI: r.Text("source_uri"),
		Agency: r.Text("agency"), Province: r.Text("province"), Title: r.Text("title"), Layout: r.Text("layout"),
		Edition: r.Text("edition"), Year: int(year), Reasons: r.List("review_reasons"), Copy: !r.Null("duplicate_of"),
	}
}
