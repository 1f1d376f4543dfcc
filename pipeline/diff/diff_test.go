package diff_test

import (
	"bytes"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/parquet-go/parquet-go"

	"gongkai/pipeline"
	"gongkai/pipeline/dataset"
	"gongkai/pipeline/diff"
	"gongkai/pipeline/durable/durabletest"
	"gongkai/pipeline/pipelinetest"
	"gongkai/pipeline/source"
)

// corpus is read by two versions: what the second reads otherwise begins with
// its name. The two identities of granted/business in a.txt: the row holds
// before (3 = 3) and fails after (4 ≠ 3); the column lacks its total.
var corpus = map[string]string{
	"a.txt": `report 2021 2022 甲县司法局 11 22 33
cell applications/granted/business observed 3
cell applications/granted/total observed 3
test-2: cell applications/granted/business observed 4
check`,
	// The row fails before (5 ≠ 6) and holds after; the report leaves review.
	"b.txt": `report 2021 2022 乙 1 2
cell applications/granted/business observed 5
cell applications/granted/total observed 6
test-2: cell applications/granted/total observed 5
check`,
	// Another agency: the report moves within its year. A figure is gained, one lost.
	"c.txt":    "test-1: report 2021 2023 丙 7 x 9\ntest-2: report 2021 2023 丁 7 8 y",
	"same.txt": "report 2019 2020 戊 1 2 3",
	"left.txt": "test-1: report 2021 2024 己 1",
	"came.txt": "test-2: report 2021 2024 庚 1",
	// Rejected by both, for one reason: no change.
	"never.txt": "nothing to see",
}

// night runs one version over documents and returns the snapshot's folder.
func night(t *testing.T, dir, version string, docs map[string]string) string {
	t.Helper()
	var src source.Memory
	for _, name := range slices.Sorted(maps.Keys(docs)) {
		src = append(src, source.Item{URI: name, Body: []byte(docs[name]), Bytes: int64(len(docs[name]))})
	}
	day := map[string]int{"test-1": 1, "test-2": 2}[version]
	sum, err := pipeline.Run(t.Context(), pipeline.Config{
		Dataset: dir, Source: src, Workers: 2, Build: "test", Version: version, Accept: true,
		Extract: pipelinetest.ExtractAs(version), FS: durabletest.NoSync, Log: slog.New(slog.DiscardHandler),
		Now: func() time.Time { return time.Date(2030, 1, day, 0, 0, 0, 0, time.UTC) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "snapshots", sum.Snapshot)
}

func twoNights(t *testing.T) (dir, old, now string) {
	t.Helper()
	dir = t.TempDir()
	return dir, night(t, dir, "test-1", corpus), night(t, dir, "test-2", corpus)
}

func TestCompare(t *testing.T) {
	dir, old, _ := twoNights(t)
	var all []diff.Change
	result, err := diff.Compare(t.Context(), old, dir, diff.Options{Examples: 1, Each: func(c *diff.Change) error {
		all = append(all, *c)
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	want := diff.Counts{
		diff.IdentityBroken: 1, diff.IdentityMended: 1,
		// a: granted/business 3 → 4; b: granted/total 6 → 5.
		diff.ValueChanged: 2,
		// c: the second figure was unreadable, the third is now.
		diff.ValueGained: 1, diff.ValueLost: 1,
		// Evidence of the row's six other cells: a loses one identity, b gains one.
		diff.SourceChanged: 12,
		diff.ReviewEntered: 1, diff.ReviewLeft: 1, diff.ReportEntered: 1, diff.ReportLeft: 1,
		// c: agency.
		diff.ColumnChanged:    1,
		diff.DocumentRejected: 1, diff.DocumentAccepted: 1,
		// The 200 cells and 42 identities of edition 2021, of the reports that came and left.
		diff.CellAdded: 200, diff.CellRemoved: 200, diff.IdentityAdded: 42, diff.IdentityRemoved: 42,
	}
	if diff := cmp.Diff(want, result.Changes); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
	for name, x := range map[string]struct{ want, got map[string]int64 }{
		"outcomes": {map[string]int64{"pass → fail": 1, "fail → pass": 1}, result.Outcomes},
		"statuses": {map[string]int64{"unreadable → observed": 1, "observed → unreadable": 1}, result.Statuses},
		"columns":  {map[string]int64{"agency": 1}, result.Columns},
		"gained":   {map[string]int64{"identity_failed": 1}, result.ReasonsGained},
		"lost":     {map[string]int64{"identity_failed": 1}, result.ReasonsLost},
		"rejects":  {map[string]int64{"no reject → not_a_report": 1, "not_a_report → no reject": 1}, result.Rejects},
	} {
		if diff := cmp.Diff(x.want, x.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	total := int64(0)
	for _, n := range result.Changes {
		total += n
	}
	if int64(len(all)) != total {
		t.Errorf("%d changes told, %d counted", len(all), total)
	}
	if got := result.ByTable["disclosures"]; got[diff.ValueGained] != 1 || got[diff.ValueLost] != 1 {
		t.Errorf("by table: %v", result.ByTable)
	}
	if got := result.ByExtractor["test-1 → test-2"]; got[diff.ValueChanged] != 2 {
		t.Errorf("by extractor: %v", result.ByExtractor)
	}
}

// The broken identity comes first, with its sums and the cell that changed.
func TestExamples(t *testing.T) {
	dir, old, now := twoNights(t)
	result, err := diff.Compare(t.Context(), old, now, diff.Options{Examples: 1})
	if err != nil {
		t.Fatal(err)
	}
	id := result.Examples[0].ReportID
	want := diff.Change{
		Kind: diff.IdentityBroken, ReportID: id, DocID: strings.TrimSuffix(id, "-0"), SourceURI: "a.txt",
		Edition: "2021", Layout: "tabbed", Extractor: "test-1 → test-2", Table: "applications",
		Subject: "applications.applicants (granted)",
		Old:     &diff.Side{State: "pass", Text: "3 = 3"}, New: &diff.Side{State: "fail", Text: "4 ≠ 3"},
		Inspect: "gongkai inspect " + id + " --dataset " + dir + " --explain applications/granted/business",
	}
	if diff := cmp.Diff(want, result.Examples[0], cmpopts.IgnoreUnexported(diff.Change{})); diff != "" {
		t.Errorf("first example (-want +got):\n%s", diff)
	}
	total, first, err := diff.Broken(t.Context(), old, now, 3)
	if err != nil || total != 1 || len(first) != 1 || first[0].Subject != want.Subject {
		t.Errorf("broken: %d %v %v", total, first, err)
	}
	if total, _, err := diff.Broken(t.Context(), now, now, 3); err != nil || total != 0 {
		t.Errorf("of itself: %d %v", total, err)
	}
}

// A snapshot does not differ from itself, from a copy, or from a second build of
// the same documents; a file that both have is not opened.
func TestSame(t *testing.T) {
	dir := t.TempDir()
	old := night(t, dir, "test-1", corpus)
	other := night(t, t.TempDir(), "test-1", corpus)
	result, err := diff.Compare(t.Context(), dir, other, diff.Options{Examples: 1})
	if err != nil || !result.Same() || result.FilesRead != 0 {
		t.Errorf("equal bytes: %v, %d files read, %v", result.Changes, result.FilesRead, err)
	}
	manifest, err := dataset.ReadManifest(old)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range manifest.Files {
		if err := os.WriteFile(filepath.Join(old, f.Path), []byte("damaged"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := diff.Compare(t.Context(), old, other, diff.Options{}); err != nil {
		t.Errorf("shared files were opened: %v", err)
	}
}

// Reports that move to another year or agency are compared all the same, however
// few are held at once.
func TestMoved(t *testing.T) {
	docs := map[string]string{
		"a.txt": "test-1: report 2021 2022 甲 1 2\ntest-2: report 2021 2023 甲 1 3",
		"b.txt": "test-1: report 2021 2023 乙 1 2\ntest-2: report 2021 2022 乙 1 3",
		"c.txt": "test-1: report 2021 2022 丙 1 2\ntest-2: report 2021 2022 丁 1 3",
		"d.txt": "report 2021 2022 戊 1 2",
	}
	dir := t.TempDir()
	old, now := night(t, dir, "test-1", docs), night(t, dir, "test-2", docs)
	for _, held := range []int{1, 2, 100} {
		result, err := diff.CompareHolding(t.Context(), old, now, held)
		if err != nil {
			t.Fatal(err)
		}
		want := diff.Counts{diff.ValueChanged: 3, diff.ColumnChanged: 3}
		if diff := cmp.Diff(want, result.Changes); diff != "" {
			t.Errorf("%d held (-want +got):\n%s", held, diff)
		}
		if diff := cmp.Diff(map[string]int64{"report_year": 2, "agency": 1}, result.Columns); diff != "" {
			t.Errorf("%d held, columns (-want +got):\n%s", held, diff)
		}
	}
}

// Text and Markdown name the broken identity before anything else; the same
// comparison gives the same bytes.
func TestWrite(t *testing.T) {
	_, old, now := twoNights(t)
	result, err := diff.Compare(t.Context(), old, now, diff.Options{Examples: 2})
	if err != nil {
		t.Fatal(err)
	}
	for name, write := range map[string]func(*bytes.Buffer) error{
		"text": func(b *bytes.Buffer) error { return result.WriteText(b) },
		"md":   func(b *bytes.Buffer) error { return result.WriteMarkdown(b) },
	} {
		var b, again bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		if err := write(&again); err != nil || again.String() != b.String() {
			t.Errorf("%s differs from itself: %v", name, err)
		}
		at := -1
		for _, want := range []string{"pass → fail", "applicants (granted): pass 3 = 3 → fail 4 ≠ 3 in a.txt", "identity_mended, 1 of 1", "value_lost, 1 of 1"} {
			next := strings.Index(b.String(), want)
			if next <= at {
				t.Errorf("%s: %q stands at %d, after %d:\n%s", name, want, next, at, b.String())
			}
			at = next
		}
	}
}

func TestParquet(t *testing.T) {
	_, old, now := twoNights(t)
	var b bytes.Buffer
	changes := diff.NewChanges(&b)
	result, err := diff.Compare(t.Context(), old, now, diff.Options{Each: changes.Add})
	if err != nil {
		t.Fatal(err)
	}
	if err := changes.Close(); err != nil {
		t.Fatal(err)
	}
	type row struct {
		Kind string  `parquet:"kind"`
		Subj *string `parquet:"subject,optional"`
		Old  *int64  `parquet:"old_value,optional"`
		New  *int64  `parquet:"new_value,optional"`
	}
	rows, err := parquet.Read[row](bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var total int64
	for _, n := range result.Changes {
		total += n
	}
	var changed []string
	for _, r := range rows {
		if r.Kind == string(diff.ValueChanged) {
			changed = append(changed, *r.Subj)
			if *r.Subj == "applications/granted/business" && (*r.Old != 3_000_000 || *r.New != 4_000_000) {
				t.Errorf("%s: %d → %d millionths", *r.Subj, *r.Old, *r.New)
			}
		}
	}
	slices.Sort(changed)
	if diff := cmp.Diff([]string{"applications/granted/business", "applications/granted/total"}, changed); diff != "" || int64(len(rows)) != total {
		t.Errorf("%d rows of %d (-want +got):\n%s", len(rows), total, diff)
	}
}
