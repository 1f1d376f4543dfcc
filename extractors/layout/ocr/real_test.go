package ocr_test

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/extractors"
	"gongkai/schema"
)

// recognised lists what tesseract 5 with chi_sim made of synthetic reports, drawn as
// pages at 200 or 300 dots an inch, and how many cells of a hundred must be read
// as printed. What misses is what the recogniser did not print, or misread.
var recognised = []struct {
	file, mediaType string
	right           int
}{
	{"psm3_blanks.hocr", "text/html; charset=utf-8", 97},
	{"psm3_word.tsv", "text/plain; charset=utf-8", 80},
	{"psm4_clean.tsv", "text/plain; charset=utf-8", 94},
	{"psm4_expanded.tsv", "text/plain; charset=utf-8", 88},
	{"unruled_site.tsv", "text/plain; charset=utf-8", 92},
	{"unruled_word.tsv", "text/plain; charset=utf-8", 94},
}

// TestRealRecogniser guards against columns that shift: a report with a wrong
// number in it must be flagged, and most cells must be right.
func TestRealRecogniser(t *testing.T) {
	for _, tt := range recognised {
		t.Run(tt.file, func(t *testing.T) {
			body, err := os.ReadFile(filepath.Join("testdata", "real", tt.file))
			if err != nil {
				t.Fatal(err)
			}
			result := extractors.Extract(context.Background(), extractors.Document{SourceURI: tt.file, MediaType: tt.mediaType, Body: body})
			if len(result.Reports) != 1 {
				t.Fatalf("%d reports, reject %v", len(result.Reports), result.Reject)
			}
			labels := strings.TrimSuffix(tt.file, filepath.Ext(tt.file)) + ".gold"
			judge(t, &result.Reports[0], gold(t, labels), tt.right)
		})
	}
}

// judge counts the cells of a report that are as printed: a value, or none where
// none is printed.
func judge(t *testing.T, r *extractors.Report, want map[string]string, least int) {
	t.Helper()
	right, wrong := 0, 0
	for _, id := range slices.Sorted(maps.Keys(want)) {
		c := slices.IndexFunc(r.Form.Form.Cells, func(c schema.Cell) bool { return string(c.ID) == id })
		if c < 0 {
			t.Fatalf("no cell %q in edition %s", id, r.Form.Form.Edition)
		}
		cell := &r.Form.Cells[c]
		switch {
		case cell.HasValue && cell.Value.String() == want[id], !cell.HasValue && want[id] == "":
			right++
		case cell.Status.Asserted():
			wrong++
			t.Logf("%s = %v (%v), printed %q", id, cell.Value, cell.Status, want[id])
		}
	}
	if wrong > 0 && len(r.Review) == 0 {
		t.Errorf("%d wrong numbers in a report that is not flagged", wrong)
	}
	if 100*right < least*len(want) {
		t.Errorf("%d of %d cells right, want %d %%", right, len(want), least)
	}
	t.Logf("%d of %d right, %d wrong", right, len(want), wrong)
}

// gold reads what is printed: a cell and its value a line, no value for a blank
// or a dash.
func gold(t *testing.T, name string) map[string]string {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("testdata", "real", name))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for line := range strings.Lines(string(body)) {
		id, value, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		if !ok {
			t.Fatalf("%s: %q", name, line)
		}
		out[id] = value
	}
	return out
}
