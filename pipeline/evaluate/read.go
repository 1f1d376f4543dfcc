package evaluate

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"

	"gongkai/pipeline/dataset"
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

// The columns read of each table, as Parquet stores them.
type (
	reportRow struct {
		ReportID    string   `parquet:"report_id"`
		SourceURI   string   `parquet:"source_uri"`
		Agency      *string  `parquet:"agency,optional"`
		ReportYear  *int32   `parquet:"report_year,optional"`
		Edition     string   `parquet:"edition"`
		PublishedOn *int32   `parquet:"published_on,optional,date"`
		Review      bool     `parquet:"review"`
		Reasons     []string `parquet:"review_reasons,list"`
	}
	rejectRow struct {
		SourceURI string  `parquet:"source_uri"`
		SHA256    *string `parquet:"content_sha256,optional"`
		Reason    string  `parquet:"reason"`
	}
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
	for _, table := range []string{schema.ReportsTable, "", schema.RejectsTable} {
		for _, f := range manifest.Files {
			path := filepath.Join(snapshot, filepath.FromSlash(f.Path))
			definition := schema.TableOf(f.Table)
			var err error
			switch {
			case table == schema.ReportsTable && f.Table == table:
				err = rows(ctx, path, func(r *reportRow) error { return t.addReport(r, byID) })
			case table == "" && definition != nil && definition.Long != nil:
				err = readLong(ctx, path, definition, byID)
			case table == schema.RejectsTable && f.Table == table:
				err = rows(ctx, path, func(r *rejectRow) error { t.addReject(r); return nil })
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

func (t *Tables) addReport(r *reportRow, byID map[string]*Report) error {
	form := schema.FormOf(r.Edition)
	if form == nil {
		return fmt.Errorf("report %s: edition %q is not known", r.ReportID, r.Edition)
	}
	_, number, _ := strings.Cut(r.ReportID, "-")
	ordinal, err := strconv.Atoi(number)
	if err != nil {
		return fmt.Errorf("report id %q: %w", r.ReportID, err)
	}
	report := &Report{
		ID: r.ReportID, URI: r.SourceURI, Ordinal: ordinal, Form: form, Review: r.Review, Reasons: r.Reasons,
		Cells: make([]Cell, len(form.Cells)),
	}
	if r.Agency != nil {
		report.Agency = *r.Agency
	}
	if r.ReportYear != nil {
		report.Year = int(*r.ReportYear)
	}
	if r.PublishedOn != nil {
		report.Published = time.Unix(int64(*r.PublishedOn)*24*60*60, 0).UTC().Format(time.DateOnly)
	}
	byID[report.ID] = report
	t.Reports = append(t.Reports, report)
	return nil
}

func (t *Tables) addReject(r *rejectRow) {
	reject := Reject{URI: r.SourceURI, Reason: r.Reason}
	if r.SHA256 != nil {
		reject.SHA256 = *r.SHA256
	}
	t.Rejects = append(t.Rejects, reject)
}

// rows reads the columns that a struct names, row by row.
func rows[T any](ctx context.Context, path string, visit func(*T) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	reader := parquet.NewGenericReader[T](file)
	defer reader.Close()
	batch := make([]T, 1024)
	for {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		clear(batch)
		n, err := reader.Read(batch)
		for i := range batch[:n] {
			if err := visit(&batch[i]); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
