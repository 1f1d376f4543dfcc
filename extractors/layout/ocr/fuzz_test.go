package ocr

import (
	"slices"
	"strings"
	"testing"

	"gongkai/extractors/layout"
)

// check tests the laws of a grid, and that no character of a word is there twice.
func check(t *testing.T, grids []layout.Grid) {
	t.Helper()
	for _, g := range grids {
		table, index, prose := 0, 0, 0
		for _, r := range g.Rows {
			switch {
			case r.Table == layout.Prose:
				if r.Index != prose || len(r.Cells) != 1 {
					t.Fatalf("paragraph %d of %d cells, want %d", r.Index, len(r.Cells), prose)
				}
				prose++
				continue
			case r.Table != table:
				if r.Table < table {
					t.Fatalf("table %d after %d", r.Table, table)
				}
				table, index = r.Table, 0
			}
			if r.Index != index || len(r.Cells) == 0 {
				t.Fatalf("row %d of table %d has index %d, %d cells", index, table, r.Index, len(r.Cells))
			}
			index++
			for i, c := range r.Cells {
				if c.Ordinal != i || c.RowSpan < 1 || c.ColSpan < 1 || i > 0 && c.Col < r.Cells[i-1].Col {
					t.Fatalf("cell %d: %+v", i, c)
				}
			}
		}
	}
}

func FuzzReadTSV(f *testing.F) {
	f.Add(asTSV([]put{{34, 230, 80, "维持"}, {372, 230, 10, "3"}, {553, 230, 10, "4"}}, []put{{1, 40, 2000, "a"}}))
	f.Add(tsvHeader + "\n5\t1\t1\t1\t1\t1\t1048575\t1048575\t1\t1\t1\t0\n")
	f.Fuzz(func(t *testing.T, body string) {
		grids := ReadTSV(body)
		check(t, grids)
		if got, most := figuresOf(grids), strings.Count(body, "7"); got > most {
			t.Fatalf("%d sevens of %d", got, most)
		}
	})
}

func FuzzReadHOCR(f *testing.F) {
	f.Add(asHOCR([]put{{34, 230, 80, "维持"}, {372, 230, 10, "3"}, {553, 230, 10, "4"}}))
	f.Add("<div class=ocr_page><p class='ocrx_word ocr_line' title='bbox 0 0 9 9'>7<p><p></p></p>7</div><i class=ocrx_word title='bbox 9 9 9 9; bbox 1'>7")
	f.Fuzz(func(t *testing.T, body string) { check(t, ReadHOCR(body)) })
}

// figuresOf counts the sevens of the grids' raw text.
func figuresOf(grids []layout.Grid) int {
	n := 0
	for _, g := range grids {
		for _, r := range g.Rows {
			for c := range slices.Values(r.Cells) {
				n += strings.Count(c.RawText(), "7")
			}
		}
	}
	return n
}
