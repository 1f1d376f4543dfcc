package dataset

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// counts makes an account of reports in a year with shares in percent.
func counts(year string, reports, failed, missing, review int64) Counts {
	c := NewCounts()
	c.Reports, c.ReportsByYear[year], c.ReportsByEdition["2021"] = reports, reports, reports
	c.ChecksByOutcome = map[string]int64{"pass": 100 - failed, "fail": failed, "not_assessable": 900}
	c.CellsByStatus = map[string]int64{"observed": 60, "blank": 40 - missing, "missing": missing}
	c.ReportsToReview = review
	return c
}

func TestCompare(t *testing.T) {
	old := counts("2020", 100, 5, 5, 10)
	two := counts("2020", 100, 5, 5, 10)
	two.ReportsByYear["2021"] = 3
	for _, tt := range []struct {
		name   string
		bounds Bounds
		now    Counts
		want   []string
	}{
		{"the same", Bounds{}, old, nil},
		{"a new year", Bounds{}, two, nil},
		{"two of a hundred go", Bounds{}, counts("2020", 98, 5, 5, 10), nil},
		{
			"three of a hundred go", Bounds{}, counts("2020", 97, 5, 5, 10),
			[]string{"reports of year 2020 went from 100 to 97", "reports of edition 2021 went from 100 to 97"},
		},
		{
			"one goes and none may", Bounds{ReportsFall: -1}, counts("2020", 99, 5, 5, 9),
			[]string{"reports of year 2020 went from 100 to 99", "reports of edition 2021 went from 100 to 99"},
		},
		{
			"another year", Bounds{}, counts("2021", 100, 5, 5, 10),
			[]string{"reports of year 2020 went from 100 to 0"},
		},
		{
			"everything gets worse", Bounds{}, counts("2020", 100, 7, 7, 16),
			[]string{
				"share of failed identities went from 0.0500 to 0.0700, the bound is 0.0100",
				"share of cells found went from 0.9500 to 0.9300, the bound is 0.0100",
				"share of reports to review went from 0.1000 to 0.1600, the bound is 0.0500",
			},
		},
		{"worse within wide bounds", Bounds{FailedRise: 0.5, FilledFall: 0.5, ReviewRise: 0.5}, counts("2020", 100, 7, 7, 16), nil},
		{"everything gets better", Bounds{}, counts("2020", 100, 0, 0, 0), nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := Compare(&Manifest{Counts: old}, &Manifest{Counts: tt.now}, tt.bounds.WithDefaults())
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("complaints (-want +got):\n%s", diff)
			}
		})
	}
	if got := Compare(nil, &Manifest{Counts: old}, Bounds{}); got != nil {
		t.Errorf("without a parent: %v", got)
	}
}
