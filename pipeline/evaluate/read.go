package evaluate

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"gongkai/pipeline/dataset"
	"gongkai/pipeline/table"
	"gongkai/schema"
)

// Report is a report as the dataset has it.
type Report struct {
	ID, URI string
	Ordinal int
	Form    *schema.Form
	Agency  string
	// Year is 0 and Published "" where unknown.
	Year      int
	Published string
	Review    bool
	// Reasons say why it is up for review.
	Reasons []string
	// Cells is parallel to Form.Cells.
	Cells []Cell
}

// Cell is a figure as the dataset has it.
type Cell struct {
	Status   schema.Status
	HasValue bool
	Value    schema.Micros
	Unit     string
}

// Reject is a document without a report.
type Reject struct{ URI, SHA256, Reason string }

// Tables is what is read of a snapshot.
type Tables struct {
	// Snapshot names the snapshot, Extractor the version that made it.
	Snapshot, Extractor string
	Reports             []*Report
	Rejects             []Reject
}

// The columns read of each table.
var (
	reportColumns = []string{"report_id", "source_uri", "agency", "report_year", "edition", "published_on", "review", "review_reasons"}
	rejectColumns = []string{"source_uri", "content_sha256", "reason"}
)

// Read reads the published snapshot of a dataset, or the snapshot whose folder
// is given.
func Read(ctx context.Context, dir string) (*Tables, error) {
	t, err := read(ctx, dir)
	if err != nil {
		return nil, fmt.Errorf("evaluate: read %s: %w", dir, err)
	}
	return t, nil
}

func read(ctx context.Context, dir string) (*Tables, error) {
	snapshot, err := snapshotDir(dir)
	if err != nil {
		return nil, err
	}
	manifest, err := dataset.ReadManifest(snapshot)
	if err != nil {
		return nil, err
	}
	t := &Tables{Snapshot: manifest.Snapshot, Extractor: manifest.Program.ExtractorVersion}
	byID := map[string]*Report{}
	for _, name := range []string{schema.ReportsTable, "", schema.RejectsTable} {
		for _, f := range manifest.Files {
			path := filepath.Join(snapshot, filepath.FromSlash(f.Path))
			definition := schema.TableOf(f.Table)
			var err error
			switch {
			case name == schema.ReportsTable && f.Table == name:
				err = eachRow(ctx, path, reportColumns, func(r *table.Rows) error { return t.addReport(r, byID) })
			case name == "" && definition != nil && definition.Long != nil:
				err = readLong(ctx, path, definition, byID)
			case name == schema.RejectsTable && f.Table == name:
				err = eachRow(ctx, path, rejectColumns, func(r *table.Rows) error { t.addReject(r); return nil })
			}
			if err != nil {
				return nil, fmt.Errorf("%s: %w", f.Path, err)
			}
		}
	}
	return t, nil
}

// snapshotDir is the folder of the current snapshot, or dir where it is one.
func snapshotDir(dir string) (string, error) {
	if _, err := os.Stat(filepath.Join(dir, "manifest.json")); err == nil {
		return dir, nil
	}
	d, err := dataset.Open(dir, dataset.Options{})
	if err != nil {
		return "", err
	}
	id, err := d.Current()
	if err != nil {
		return "", err
	}
	return d.SnapshotDir(id), nil
}

func (t *Tables) addReport(r *table.Rows, byID map[string]*Report) error {
	id := r.Text("report_id")
	form := schema.FormOf(r.Text("edition"))
	if form == nil {
		return fmt.Errorf("report %s: edition %q is not known", id, r.Text("edition"))
	}
	_, number, _ := strings.Cut(id, "-")
	ordinal, err := strconv.Atoi(number)
	if err != nil {
		return fmt.Errorf("report id %q: %w", id, err)
	}
	year, _ := r.Int("report_year")
	report := &Report{
		ID: id, URI: r.Text("source_uri"), Ordinal: ordinal, Form: form, Agency: r.Text("agency"), Year: int(year),
		Review: r.Bool("review"), Reasons: r.List("review_reasons"), Cells: make([]Cell, len(form.Cells)),
	}
	if day, known := r.Int("published_on"); known {
		report.Published = time.Unix(day*24*60*60, 0).UTC().Format(time.DateOnly)
	}
	byID[report.ID] = report
	t.Reports = append(t.Reports, report)
	return nil
}

func (t *Tables) addReject(r *table.Rows) {
	t.Rejects = append(t.Rejects, Reject{URI: r.Text("source_uri"), SHA256: r.Text("content_sha256"), Reason: r.Text("reason")})
}
