package report

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"

	"gongkai/pipeline/dataset"
	"gongkai/schema"
)

// reportRow is what is read of the table reports: all but the narrative.
type reportRow struct {
	ReportID      string   `parquet:"report_id"`
	SourceURI     string   `parquet:"source_uri"`
	ContentSHA256 string   `parquet:"content_sha256"`
	MediaType     string   `parquet:"media_type,optional"`
	Layout        string   `parquet:"layout"`
	Script        string   `parquet:"script"`
	Title         string   `parquet:"title,optional"`
	Agency        string   `parquet:"agency,optional"`
	AgencyStatus  string   `parquet:"agency_status"`
	DivisionCode  string   `parquet:"division_code,optional"`
	Province      string   `parquet:"province,optional"`
	Prefecture    string   `parquet:"prefecture,optional"`
	County        string   `parquet:"county,optional"`
	Township      string   `parquet:"township,optional"`
	AdminLevel    string   `parquet:"admin_level,optional"`
	ReportYear    int32    `parquet:"report_year,optional"`
	YearSource    string   `parquet:"year_source,optional"`
	Edition       string   `parquet:"edition"`
	PublishedOn   *int32   `parquet:"published_on,optional,date"`
	Observed      int64    `parquet:"cells_observed"`
	Blank         int64    `parquet:"cells_blank"`
	Inferred      int64    `parquet:"cells_inferred"`
	Corrected     int64    `parquet:"cells_corrected"`
	Missing       int64    `parquet:"cells_missing"`
	Conflict      int64    `parquet:"cells_conflict"`
	Expected      int64    `parquet:"cells_expected"`
	ChecksRun     int64    `parquet:"checks_run"`
	ChecksFailed  int64    `parquet:"checks_failed"`
	Review        bool     `parquet:"review"`
	ReviewReasons []string `parquet:"review_reasons,list"`
	DuplicateOf   string   `parquet:"duplicate_of,optional"`
}

// tableFiles lists the files of a table in a partition, "" for a table that has
// none, in the order of their rows.
func tableFiles(m *dataset.Manifest, table, partition string) []dataset.File {
	var files []dataset.File
	for _, f := range m.Files {
		if f.Table == table && f.Partition == partition {
			files = append(files, f)
		}
	}
	slices.SortFunc(files, func(a, b dataset.File) int { return strings.Compare(a.Path, b.Path) })
	return files
}

// partitionsOf lists the partitions that hold reports, the newest year first, the
// unknown one last.
func partitionsOf(m *dataset.Manifest) []string {
	var out []string
	for _, f := range m.Files {
		if f.Table == schema.ReportsTable && !slices.Contains(out, f.Partition) {
			out = append(out, f.Partition)
		}
	}
	unknown := schema.Partition(0)
	slices.SortFunc(out, func(a, b string) int {
		if (a == unknown) != (b == unknown) {
			return strings.Compare(b, a)
		}
		return strings.Compare(b, a)
	})
	if i := slices.Index(out, unknown); i >= 0 {
		out = append(slices.Delete(out, i, i+1), unknown)
	}
	return out
}

// eachRow reads the rows of a Parquet file as far as the struct names its columns.
func eachRow[T any](ctx context.Context, path string, visit func(*T) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	reader := parquet.NewGenericReader[T](file)
	defer reader.Close()
	batch := make([]T, 512)
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

// eachReport visits every report with its partition and its number in it, in the
// page's order.
func eachReport(ctx context.Context, in *Input, visit func(partition string, n int, r *reportRow) error) error {
	for _, partition := range partitionsOf(in.Manifest) {
		n := 0
		for _, f := range tableFiles(in.Manifest, schema.ReportsTable, partition) {
			err := eachRow(ctx, filepath.Join(in.Dir, filepath.FromSlash(f.Path)), func(r *reportRow) error {
				n++
				return visit(partition, n-1, r)
			})
			if err != nil {
				return fmt.Errorf("%s: %w", f.Path, err)
			}
		}
	}
	return nil
}

// survey is what one pass over the reports finds.
type survey struct {
	coverage map[coverageKey]int64
	layouts  map[string]*layoutSum
	years    map[int32]*checkSum
	places   map[string]*placeSum
	// waiting counts the reports under review by their reasons taken together.
	waiting map[string]int
	review  int
}

type coverageKey struct {
	year  int32
	level string
}

// layoutSum is what became of the documents of one layout.
type layoutSum struct {
	reports, review                                                          int64
	observed, blank, inferred, corrected, missing, conflict, expected, other int64
}

type checkSum struct{ reports, review, run, failed int64 }

type placeSum struct{ reports, review int64 }

func surveyReports(ctx context.Context, in *Input) (*survey, error) {
	s := &survey{
		coverage: map[coverageKey]int64{}, layouts: map[string]*layoutSum{}, years: map[int32]*checkSum{},
		places: map[string]*placeSum{}, waiting: map[string]int{},
	}
	err := eachReport(ctx, in, func(_ string, _ int, r *reportRow) error { s.add(r); return nil })
	return s, err
}

func (s *survey) add(r *reportRow) {
	review := int64(0)
	if r.Review {
		review = 1
		s.review++
		s.waiting[reasonKey(r)]++
	}
	if r.DuplicateOf == "" {
		s.coverage[coverageKey{r.ReportYear, r.AdminLevel}]++
	}
	l := sumOf(s.layouts, r.Layout)
	l.reports, l.review = l.reports+1, l.review+review
	l.observed, l.blank, l.inferred = l.observed+r.Observed, l.blank+r.Blank, l.inferred+r.Inferred
	l.corrected, l.missing, l.conflict = l.corrected+r.Corrected, l.missing+r.Missing, l.conflict+r.Conflict
	l.other += r.Expected - r.Observed - r.Blank - r.Inferred - r.Corrected - r.Missing - r.Conflict
	y := sumOf(s.years, r.ReportYear)
	y.reports, y.review, y.run, y.failed = y.reports+1, y.review+review, y.run+r.ChecksRun, y.failed+r.ChecksFailed
	p := sumOf(s.places, r.Province)
	p.reports, p.review = p.reports+1, p.review+review
}

// sumOf is the sum of a key, a new one where there is none.
func sumOf[K comparable, V any](sums map[K]*V, key K) *V {
	if sums[key] == nil {
		sums[key] = new(V)
	}
	return sums[key]
}

// reasonKey is the reasons of a report taken together.
func reasonKey(r *reportRow) string { return strings.Join(r.ReviewReasons, " ") }

// share says how many reports of each kind may be taken so that no more than most
// are taken in all: all of the rare kinds, the same number of each frequent one.
func share(kinds map[string]int, most int) int {
	low, high := 0, most
	for low < high {
		middle := (low + high + 1) / 2
		taken := 0
		for _, n := range kinds {
			taken += min(n, middle)
		}
		if taken <= most {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return low
}
