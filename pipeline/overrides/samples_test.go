package overrides_test

import (
	"io/fs"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors"
	"gongkai/extractors/reconcile"
	"gongkai/schema"
)

// What the extractor says of the bundled samples is what testing again says, so
// that an override changes the outcome of no identity that it does not touch.
// Verifying what was read changes a report's status of that cell and no more.
func TestSamples(t *testing.T) {
	const dir = "../../data/samples"
	reports := 0
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		body, err := os.ReadFile(dir + "/" + path)
		if err != nil {
			return err
		}
		for i, report := range extractors.Extract(t.Context(), extractors.Document{SourceURI: path, Body: body}).Reports {
			reports++
			if diff := cmp.Diff(report.Form.Checks, reconcile.Retest(report.Form.Form, report.Form.Cells)); diff != "" {
				t.Errorf("%s, report %d: checks (-extracted +tested again):\n%s", path, i, diff)
			}
			verifyFirst(t, path, report)
		}
		return nil
	})
	if err != nil || reports < 10 {
		t.Errorf("%d reports, %v", reports, err)
	}
}

// verifyFirst verifies the first observed figure of a report as it was read.
func verifyFirst(t *testing.T, path string, report extractors.Report) {
	t.Helper()
	for i, c := range report.Form.Cells {
		if c.Status != schema.Observed || report.Ordinal != 0 {
			continue
		}
		want := *report.Form
		want.Cells = append([]reconcile.Cell{}, want.Cells...)
		want.Cells[i].Status = schema.Verified
		result := extractors.Result{Reports: []extractors.Report{report, report}}
		effects := apply(t, &result, string(report.Form.Form.Cells[i].ID)+","+c.Value.String()+",")
		if effects[0] != "same" && effects[0] != "confirmed" {
			t.Errorf("%s: %s", path, effects[0])
		}
		sameForm := cmp.Comparer(func(a, b *schema.Form) bool { return a == b })
		if diff := cmp.Diff(&want, result.Reports[1].Form, sameForm); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
		return
	}
}
