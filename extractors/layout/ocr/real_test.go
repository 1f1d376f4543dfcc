package ocr_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/extractors"
	"gongkai/schema"
)

// recognised lists what tesseract 5 with chi_sim made of synthetic reports, drawn as
// pages at 200 or 300 dots an inch, and how many cells of a hundred must be read
// as printed. What misses is what the recogniser did not print, or misread.
var recognised = []struct {
	file  string
	right int
}{
	{"psm3_blanks.hocr", 97},
	{"psm3_word.tsv", 80},
	{"psm4_clean.tsv", 94},
	{"psm4_expanded.tsv", 88},
	{"unruled_site.tsv", 92},
	{"unruled_word.tsv", 94},
}

// TestRealRecogniser guards against columns that shift: a report with a wrong
// number in it must be flagged, and most cells must be right.
func TestRealRecogniser(t *testing.T) {
	for _, tt := range recognised {
		t.Run(tt.file, func(t *testing.T) {
			labels := strings.TrimSuffix(tt.file, filepath.Ext(tt.file)) + ".gold"
			c := compare(t, tt.file, gold(t, labels))
			leastRight(t, c.right, c.cells, tt.right)
		})
	}
}

// survivors lists what scripts/synth --family photo_pages,photo_cells printed,
// damaged and had recognised, in every shape, and how many of a hundred numbers
// other than zero must be read whose digits survived. Beside each lies what is
// printed, with what became of each number on the image.
var survivors = []struct {
	file  string
	right int
}{
	{"grey_rules.tsv", 91},
	{"slanted.tsv", 91},
	{"erased_slanted.tsv", 95},
	{"black_rules.tsv", 97},
	{"erased_noise.tsv", 93},
	{"black_rules.hocr", 92},
	{"grey_blurred.hocr", 88},
	{"grey_rules.txt", 88},
	{"erased_slanted.txt", 86},
	{"by_cell.txt", 85},
	{"by_cell.md", 98},
	{"by_cell.html", 96},
}

// TestSurvivors guards against figures lost whose digits the recogniser printed,
// and against wrong ones in a report that is not flagged.
func TestSurvivors(t *testing.T) {
	for _, tt := range survivors {
		t.Run(tt.file, func(t *testing.T) {
			c := compare(t, tt.file, gold(t, tt.file+".gold"))
			leastRight(t, c.read, c.survived, tt.right)
		})
	}
}

// mediaTypes are those of the files, by their endings.
var mediaTypes = map[string]string{".hocr": "text/html; charset=utf-8", ".html": "text/html; charset=utf-8"}

// extract reads a file of testdata/real, which holds one report.
func extract(t *testing.T, file string) *extractors.Report {
	t.Helper()
	result := extractors.Extract(context.Background(), document(t, file))
	if len(result.Reports) != 1 {
		t.Fatalf("%d reports, reject %v", len(result.Reports), result.Reject)
	}
	return &result.Reports[0]
}

// document is a file of testdata/real.
func document(t *testing.T, file string) extractors.Document {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("testdata", "real", file))
	if err != nil {
		t.Fatal(err)
	}
	mediaType, ok := mediaTypes[filepath.Ext(file)]
	if !ok {
		mediaType = "text/plain; charset=utf-8"
	}
	return extractors.Document{SourceURI: file, MediaType: mediaType, Body: body}
}

// count is how a report compares with what is printed: all cells, those that are as
// printed, and of the numbers other than zero that survived those that are read.
type count struct{ cells, right, survived, read int }

// compare counts the cells of a file, and fails where one is wrong in a report that
// is not flagged.
func compare(t *testing.T, file string, want []printed) count {
	t.Helper()
	r := extract(t, file)
	c, wrong := count{cells: len(want)}, 0
	for _, p := range want {
		at, ok := r.Form.Form.Cell(p.id)
		if !ok {
			t.Fatalf("no cell %q in edition %s", p.id, r.Form.Form.Edition)
		}
		cell := &r.Form.Cells[at]
		same := cell.HasValue && cell.Value.String() == p.number
		switch {
		case same, !cell.HasValue && p.number == "":
			c.right++
		case cell.HasValue:
			wrong++
			t.Logf("%s = %v (%v), printed %q", p.id, cell.Value, cell.Status, p.number)
		}
		if p.became == "legible" && p.number != "0" {
			c.survived++
			if same {
				c.read++
			}
		}
	}
	if wrong > 0 && len(r.Review) == 0 {
		t.Errorf("%d wrong numbers in a report that is not flagged", wrong)
	}
	t.Logf("%d of %d cells right, %d of %d survivors read, %d wrong", c.right, c.cells, c.read, c.survived, wrong)
	return c
}

// leastRight fails where fewer than so many of a hundred are right.
func leastRight(t *testing.T, right, of, least int) {
	t.Helper()
	if of == 0 || 100*right < least*of {
		t.Errorf("%d of %d right, want %d %%", right, of, least)
	}
}

// printed is a cell, the number printed in it ("" for a blank or a dash), and what
// became of that on the image ("" where that is not told).
type printed struct {
	id             schema.CellID
	number, became string
}

// gold reads what is printed, a cell a line.
func gold(t *testing.T, name string) []printed {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("testdata", "real", name))
	if err != nil {
		t.Fatal(err)
	}
	var out []printed
	for line := range strings.Lines(string(body)) {
		id, rest, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		if !ok {
			t.Fatalf("%s: %q", name, line)
		}
		number, became, _ := strings.Cut(rest, "\t")
		out = append(out, printed{schema.CellID(id), number, became})
	}
	return out
}
