package report

import (
	"cmp"
	"context"
	"slices"
	"time"

	"gongkai/pipeline/dataset"
	"gongkai/pipeline/table"
	"gongkai/schema"
)

// overview is what the page says of the whole snapshot.
type overview struct {
	// Snapshot is nil in the page of a snapshot's own folder, which is without times.
	Snapshot  *snapshotJSON `json:"snapshot"`
	Extractor string        `json:"extractor"`
	Digest    string        `json:"digest"`
	Documents int64         `json:"documents"`
	Addresses int64         `json:"addresses"`
	Bytes     int64         `json:"bytes"`
	With      int64         `json:"with_reports"`
	Reports   int64         `json:"reports"`
	Copies    int64         `json:"copies"`
	Rejects   int64         `json:"rejects"`
	Review    int           `json:"review"`

	RejectsByReason []count        `json:"rejects_by_reason"`
	ReviewByReason  []count        `json:"review_by_reason"`
	Statuses        []count        `json:"statuses"`
	Outcomes        []count        `json:"outcomes"`
	Coverage        []coverageJSON `json:"coverage"`
	Layouts         []layoutJSON   `json:"layouts"`
	Years           []yearJSON     `json:"years"`
	Places          []placeJSON    `json:"provinces"`

	Labels      []labelJSON `json:"labels"`
	LabelsTotal int64       `json:"labels_total"`
	// History is the published snapshots, oldest first, and Hosts the slowest ones;
	// empty where Snapshot is nil.
	History []historyJSON `json:"history"`
	Hosts   []hostJSON    `json:"hosts"`

	Listed   int      `json:"listed"`
	InFull   int      `json:"in_full"`
	Chunks   int      `json:"chunks"`
	StatusOf []string `json:"status_codes"`
}

type snapshotJSON struct {
	ID       string `json:"id"`
	Finished string `json:"finished"`
}

type count struct {
	Code string `json:"k"`
	N    int64  `json:"n"`
}

type coverageJSON struct {
	Year  int64  `json:"y"`
	Level string `json:"v"`
	N     int64  `json:"n"`
}

type layoutJSON struct {
	Layout  string  `json:"l"`
	Reports int64   `json:"n"`
	Review  int64   `json:"r"`
	Cells   []int64 `json:"c"` // observed, blank and dash and others, inferred, corrected, conflict, missing
}

type yearJSON struct {
	Year    int64 `json:"y"`
	Reports int64 `json:"n"`
	Review  int64 `json:"r"`
	Run     int64 `json:"run"`
	Failed  int64 `json:"failed"`
}

type placeJSON struct {
	Name    string `json:"p"`
	Reports int64  `json:"n"`
	Review  int64  `json:"r"`
}

type labelJSON struct {
	Edition   string `json:"e"`
	Table     string `json:"t"`
	Label     string `json:"l"`
	Nearest   string `json:"near,omitempty"`
	Distance  int64  `json:"d,omitempty"`
	Documents int64  `json:"n"`
	Example   string `json:"x"`
	// New says that the snapshot before has no such label.
	New bool `json:"new,omitempty"`
}

// mostLabels is how many labels the page lists, those of most documents first.
const mostLabels = 60

func newOverview(ctx context.Context, in *Input, s *survey) (*overview, error) {
	m := in.Manifest
	o := &overview{
		Extractor: m.Program.ExtractorVersion, Digest: m.Input.Digest, Documents: m.Input.Documents, Addresses: m.Input.Addresses,
		Bytes: m.Input.Bytes, With: m.Counts.DocumentsWithReports, Reports: m.Counts.Reports, Copies: m.Counts.Copies,
		Rejects: m.Counts.Rejects, Review: s.Review, LabelsTotal: m.Counts.Labels,
		RejectsByReason: ranked(m.Counts.RejectsByReason), ReviewByReason: ranked(m.Counts.ReviewByReason),
		Coverage: []coverageJSON{}, Layouts: []layoutJSON{}, Years: []yearJSON{}, Places: []placeJSON{},
		History: []historyJSON{}, Hosts: []hostJSON{}, Labels: []labelJSON{},
	}
	for _, status := range schema.Statuses() {
		o.StatusOf = append(o.StatusOf, status.String())
		o.Statuses = append(o.Statuses, count{status.String(), m.Counts.CellsByStatus[status.String()]})
	}
	for _, outcome := range []string{"pass", "fail", "not_assessable"} {
		o.Outcomes = append(o.Outcomes, count{outcome, m.Counts.ChecksByOutcome[outcome]})
	}
	o.take(s)
	err := o.readLabels(ctx, in)
	return o, err
}

// ranked lists counts, the greatest first.
func ranked(counts map[string]int64) []count {
	out := []count{}
	for code, n := range counts {
		out = append(out, count{code, n})
	}
	slices.SortFunc(out, func(a, b count) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Code, b.Code)) })
	return out
}

func (o *overview) take(s *survey) {
	for key, n := range s.Coverage {
		o.Coverage = append(o.Coverage, coverageJSON{key.Year, key.Level, n})
	}
	slices.SortFunc(o.Coverage, func(a, b coverageJSON) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Level, b.Level))
	})
	for name, l := range s.Layouts {
		o.Layouts = append(o.Layouts, layoutJSON{name, l.Reports, l.Review, []int64{
			l.Observed, l.Blank + l.Other, l.Inferred, l.Corrected, l.Conflict, l.Missing,
		}})
	}
	slices.SortFunc(o.Layouts, func(a, b layoutJSON) int {
		return cmp.Or(cmp.Compare(b.Reports, a.Reports), cmp.Compare(a.Layout, b.Layout))
	})
	for year, y := range s.Years {
		o.Years = append(o.Years, yearJSON{year, y.Reports, y.Review, y.Run, y.Failed})
	}
	slices.SortFunc(o.Years, func(a, b yearJSON) int { return cmp.Compare(a.Year, b.Year) })
	for name, p := range s.Places {
		o.Places = append(o.Places, placeJSON{name, p.Reports, p.Review})
	}
	slices.SortFunc(o.Places, func(a, b placeJSON) int {
		return cmp.Or(cmp.Compare(b.Reports, a.Reports), cmp.Compare(a.Name, b.Name))
	})
}

// labelKey tells labels apart.
type labelKey struct{ edition, table, label string }

// readLabels keeps the labels that most documents have, those that are new first.
func (o *overview) readLabels(ctx context.Context, in *Input) error {
	known := map[labelKey]bool{}
	if in.Parent != nil {
		err := eachLabel(ctx, in.Parent.Dir, in.Parent.Manifest, func(l labelJSON) { known[l.key()] = true })
		if err != nil {
			return err
		}
	}
	return eachLabel(ctx, in.Dir, in.Manifest, func(l labelJSON) {
		l.New = in.Parent != nil && !known[l.key()]
		l.Label, l.Nearest = cut(l.Label, 120), cut(l.Nearest, 120)
		at, _ := slices.BinarySearchFunc(o.Labels, l, func(a, b labelJSON) int {
			return cmp.Or(compareNew(a, b), cmp.Compare(b.Documents, a.Documents), -1) // behind its equals
		})
		if at < mostLabels {
			o.Labels = slices.Insert(o.Labels, at, l)
			o.Labels = o.Labels[:min(mostLabels, len(o.Labels))]
		}
	})
}

func (l *labelJSON) key() labelKey { return labelKey{l.Edition, l.Table, l.Label} }

// compareNew puts what is new first.
func compareNew(a, b labelJSON) int {
	switch {
	case a.New == b.New:
		return 0
	case a.New:
		return -1
	}
	return 1
}

func eachLabel(ctx context.Context, dir string, m *dataset.Manifest, visit func(labelJSON)) error {
	columns := []string{"edition", "table", "label", "nearest", "distance", "documents", "example_doc"}
	return eachRow(ctx, dir, tableFiles(m, schema.LabelsTable, ""), columns, func(rows *table.Rows) error {
		l := labelJSON{
			Edition: rows.Text("edition"), Table: rows.Text("table"), Label: rows.Text("label"), Nearest: rows.Text("nearest"),
			Example: rows.Text("example_doc"),
		}
		l.Distance, _ = rows.Int("distance")
		l.Documents, _ = rows.Int("documents")
		visit(l)
		return rows.Err()
	})
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
