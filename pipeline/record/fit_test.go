package record_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/extractors/reconcile"
	"gongkai/pipeline/record"
	"gongkai/pipeline/record/recordtest"
	"gongkai/schema"
)

// A fitted report holds what the tables say, and the one given stays as it is.
func TestFit(t *testing.T) {
	form, _ := parse(t, smallForm)
	report := smallRow(form).Report
	report.Review = []string{"b_reason"}
	report.Form.Cells[0] = reconcile.Cell{Status: schema.Observed, HasValue: true, Value: schema.One / 2, Evidence: 1}
	before := *report.Form
	fitted, err := record.Fit(report)
	if err != nil {
		t.Fatal(err)
	}
	want := reconcile.Cell{Status: schema.Unreadable, Raw: "0.5", Evidence: 1}
	if diff := cmp.Diff(want, fitted.Form.Cells[0]); diff != "" {
		t.Errorf("fitted cell (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"b_reason", "fraction_in_count"}, fitted.Review); diff != "" {
		t.Errorf("review (-want +got):\n%s", diff)
	}
	if !report.Form.Cells[0].HasValue || len(report.Review) != 1 || &before.Cells[0] != &report.Form.Cells[0] {
		t.Error("the report given was changed")
	}
	if _, err := record.Fit(record.Row{}.Report); err == nil {
		t.Error("a report without a form was fitted")
	}
}

// Fitting twice is fitting once.
func TestFitTwice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		report := recordtest.Rows(rapid.Uint64().Draw(t, "seed"), 1)[0].Report
		report.Who.Published = rapid.SampledFrom([]string{"", "2021-02-30", "2022-01-31"}).Draw(t, "date")
		once, err := record.Fit(report)
		if err != nil {
			t.Fatal(err)
		}
		twice, err := record.Fit(once)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(once.Form.Cells, twice.Form.Cells); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(once.Review, twice.Review); diff != "" {
			t.Error(diff)
		}
	})
}
