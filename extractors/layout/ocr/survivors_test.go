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

// survivors lists what scripts/synth --family photo_pages,photo_cells printed,
// damaged and had recognised, in every shape, and how many of a hundred numbers
// other than zero must be read whose digits survived. Beside each lies what is
// printed, with what became of each number on the image.
var survivors = []struct {
	file, mediaType string
	right           int
}{
	{"grey_rules.tsv", "text/plain; charset=utf-8", 91},
	{"slanted.tsv", "text/plain; charset=utf-8", 91},
	{"erased_slanted.tsv", "text/plain; charset=utf-8", 95},
	{"black_rules.tsv", "text/plain; charset=utf-8", 97},
	{"erased_noise.tsv", "text/plain; charset=utf-8", 93},
	{"black_rules.hocr", "text/html; charset=utf-8", 92},
	{"grey_blurred.hocr", "text/html; charset=utf-8", 88},
	{"grey_rules.txt", "text/plain; charset=utf-8", 88},
	{"erased_slanted.txt", "text/plain; charset=utf-8", 86},
	{"by_cell.txt", "text/plain; charset=utf-8", 85},
	{"by_cell.md", "text/plain; charset=utf-8", 98},
	{"by_cell.html", "text/html; charset=utf-8", 96},
}

// TestSurvivors guards against figures lost whose digits the recogniser printed,
// and against wrong ones in a report that is not flagged.
func TestSurvivors(t *testing.T) {
	for _, tt := range survivors {
		t.Run(tt.file, func(t *testing.T) {
			body, err := os.ReadFile(filepath.Join("testdata", "real", tt.file))
			if err != nil {
				t.Fatal(err)
			}
			result := extractors.Extract(context.Background(), extractors.Document{SourceURI: tt.file, MediaType: tt.mediaType, Body: body})
			if len(result.Reports) != 1 {
				t.Fatalf("%d reports, reject %v", len(result.Reports), result.Reject)
			}
			judgeSurvivors(t, &result.Reports[0], gold(t, tt.file+".gold"), tt.right)
		})
	}
}

// judgeSurvivors counts the surviving numbers that are read; a line of the labels
// is a number, or nothing, and what became of it.
func judgeSurvivors(t *testing.T, r *extractors.Report, want map[string]string, least int) {
	t.Helper()
	survived, right, wrong := 0, 0, 0
	for _, id := range slices.Sorted(maps.Keys(want)) {
		c, ok := r.Form.Form.Cell(schema.CellID(id))
		if !ok {
			t.Fatalf("no cell %q in edition %s", id, r.Form.Form.Edition)
		}
		number, became, _ := strings.Cut(want[id], "\t")
		cell := &r.Form.Cells[c]
		same := cell.HasValue && cell.Value.String() == number
		if cell.HasValue && !same {
			wrong++
		}
		if became == "legible" && number != "0" {
			survived++
			if same {
				right++
			}
		}
	}
	if wrong > 0 && len(r.Review) == 0 {
		t.Errorf("%d wrong numbers in a report that is not flagged", wrong)
	}
	if survived == 0 || 100*right < least*survived {
		t.Errorf("%d of %d surviving numbers read, want %d %%", right, survived, least)
	}
	t.Logf("%d of %d survivors read, %d wrong", right, survived, wrong)
}
