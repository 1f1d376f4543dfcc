package report

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"gongkai/pipeline/dataset"
	"gongkai/pipeline/table"
	"gongkai/schema"
)

// reportRow is what is read of the table reports: all but the narrative.
type reportRow struct {
	ReportID, SourceURI, ContentSHA256, MediaType, Layout, Script string

	Title, Agency, AgencyStatus, DivisionCode, AdminLevel string
	// Where is province, prefecture, county, township.
	Where [4]string
	// Year is 0 and Published "" where unknown.
	Year                           int64
	YearSource, Edition, Published string

	Expected, Observed, Blank, Inferred, Corrected, Missing, Conflict int64

	ChecksRun, ChecksFailed int64

	Review      bool
	Reasons     []string
	DuplicateOf string
}

var places = [4]string{"province", "prefecture", "county", "township"}

var reportColumns = []string{
	"report_id", "source_uri", "content_sha256", "media_type", "layout", "script", "title", "agency", "agency_status", "division_code",
	"admin_level", places[0], places[1], places[2], places[3], "report_year", "year_source", "edition", "published_on",
	"cells_expected", "cells_observed", "cells_blank", "cells_inferred", "cells_corrected", "cells_missing", "cells_conflict",
	"checks_run", "checks_failed", "review", "review_reasons", "duplicate_of",
}

func readReport(rows *table.Rows) (*reportRow, error) {
	count := func(name string) int64 { n, _ := rows.Int(name); return n }
	r := &reportRow{
		ReportID: rows.Text("report_id"), SourceURI: rows.Text("source_uri"), ContentSHA256: rows.Text("content_sha256"),
		MediaType: rows.Text("media_type"), Layout: rows.Text("layout"), Script: rows.Text("script"),
		Title: rows.Text("title"), Agency: rows.Text("agency"), AgencyStatus: rows.Text("agency_status"),
		DivisionCode: rows.Text("division_code"), AdminLevel: rows.Text("admin_level"),
		Year: count("report_year"), YearSource: rows.Text("year_source"), Edition: rows.Text("edition"),
		Expected: count("cells_expected"), Observed: count("cells_observed"), Blank: count("cells_blank"), Inferred: count("cells_inferred"),
		Corrected: count("cells_corrected"), Missing: count("cells_missing"), Conflict: count("cells_conflict"),
		ChecksRun: count("checks_run"), ChecksFailed: count("checks_failed"),
		Review: rows.Bool("review"), Reasons: rows.List("review_reasons"), DuplicateOf: rows.Text("duplicate_of"),
	}
	for i, name := range places {
		r.Where[i] = rows.Text(name)
	}
	if days, known := rows.Int("published_on"); known {
		r.Published = time.Unix(days*24*60*60, 0).UTC().Format(time.DateOnly)
	}
	return r, rows.Err()
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

// eachRow visits the rows of files of one table.
func eachRow(ctx context.Context, dir string, files []dataset.File, columns []string, visit func(*table.Rows) error) (err error) {
	var paths []string
	for _, f := range files {
		paths = append(paths, filepath.Join(dir, filepath.FromSlash(f.Path)))
	}
	rows := table.Open(paths, columns...)
	defer func() { err = errors.Join(err, rows.Close()) }()
	for {
		err := rows.Next(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = visit(rows)
		}
		if err != nil {
			return err
		}
	}
}

// survey is what one pass over the reports finds. Its fields are exported for the
// encoding in which a partition's is kept.
type survey struct {
	Coverage map[coverageKey]int64
	Layouts  map[string]*layoutSum
	Years    map[int64]*checkSum
	Places   map[string]*placeSum
	// Waiting counts the reports under review by their reasons taken together.
	Waiting map[string]int
	Review  int
}

type coverageKey struct {
	Year  int64
	Level string
}

// layoutSum is what became of the documents of one layout.
type layoutSum struct {
	Reports, Review                                                int64
	Observed, Blank, Inferred, Corrected, Missing, Conflict, Other int64
}

type checkSum struct{ Reports, Review, Run, Failed int64 }

type placeSum struct{ Reports, Review int64 }

func newSurvey() *survey {
	return &survey{
		Coverage: map[coverageKey]int64{}, Layouts: map[string]*layoutSum{}, Years: map[int64]*checkSum{},
		Places: map[string]*placeSum{}, Waiting: map[string]int{},
	}
}

// surveyReports sums up what the partitions hold.
func surveyReports(ctx context.Context, in *Input) (*survey, error) {
	s := newSurvey()
	err := eachPartition(ctx, in, func(_ string, p *partitionReports) error { s.merge(&p.Survey); return nil })
	return s, err
}

func (s *survey) add(r *reportRow) {
	review := int64(0)
	if r.Review {
		review = 1
		s.Review++
		s.Waiting[reasonKey(r)]++
	}
	if r.DuplicateOf == "" {
		s.Coverage[coverageKey{r.Year, r.AdminLevel}]++
	}
	sumOf(s.Layouts, r.Layout).add(&layoutSum{
		1, review, r.Observed, r.Blank, r.Inferred, r.Corrected, r.Missing, r.Conflict,
		r.Expected - r.Observed - r.Blank - r.Inferred - r.Corrected - r.Missing - r.Conflict,
	})
	sumOf(s.Years, r.Year).add(&checkSum{1, review, r.ChecksRun, r.ChecksFailed})
	sumOf(s.Places, r.Where[0]).add(&placeSum{1, review})
}

// merge adds what another part of the reports holds.
func (s *survey) merge(part *survey) {
	for key, n := range part.Coverage {
		s.Coverage[key] += n
	}
	for key, x := range part.Layouts {
		sumOf(s.Layouts, key).add(x)
	}
	for key, x := range part.Years {
		sumOf(s.Years, key).add(x)
	}
	for key, x := range part.Places {
		sumOf(s.Places, key).add(x)
	}
	for key, n := range part.Waiting {
		s.Waiting[key] += n
	}
	s.Review += part.Review
}

func (l *layoutSum) add(x *layoutSum) {
	l.Reports, l.Review = l.Reports+x.Reports, l.Review+x.Review
	l.Observed, l.Blank, l.Inferred, l.Other = l.Observed+x.Observed, l.Blank+x.Blank, l.Inferred+x.Inferred, l.Other+x.Other
	l.Corrected, l.Missing, l.Conflict = l.Corrected+x.Corrected, l.Missing+x.Missing, l.Conflict+x.Conflict
}

func (c *checkSum) add(x *checkSum) {
	c.Reports, c.Review, c.Run, c.Failed = c.Reports+x.Reports, c.Review+x.Review, c.Run+x.Run, c.Failed+x.Failed
}

func (p *placeSum) add(x *placeSum) { p.Reports, p.Review = p.Reports+x.Reports, p.Review+x.Review }

// sumOf is the sum of a key, a new one where there is none.
func sumOf[K comparable, V any](sums map[K]*V, key K) *V {
	if sums[key] == nil {
		sums[key] = new(V)
	}
	return sums[key]
}

// reasonKey is the reasons of a report taken together.
func reasonKey(r *reportRow) string { return strings.Join(r.Reasons, " ") }

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
