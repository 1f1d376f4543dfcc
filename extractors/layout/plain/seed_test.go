package plain

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors/layout"
)

// seedFacts were counted in the documents by hand: the layout, the tables, and
// how many rows have how many figures behind their last label.
var seedFacts = map[string]struct {
	kind   layout.Kind
	blanks layout.Blanks
	tables int
	rows   map[int]int
}{
	// Section 2: six rows of three figures, two of two. Section 3: 予以公开, 部分公开,
	// 国家秘密 and 其他 lost their last figure on a page, 19 rows have seven. Section 4: fifteen.
	"000_f53cc022e0346df9.txt": {layout.Tabbed, layout.BlanksMarked, 3, map[int]int{3: 6, 2: 2, 6: 4, 7: 19, 15: 1}},
	"001_2f7028d45b795aeb.txt": {layout.Piped, layout.BlanksMarked, 3, map[int]int{3: 6, 2: 2, 7: 23, 15: 1}},
	// One last cell of section 3 is missing.
	"002_864908085ec3dcf1.txt": {layout.Tabbed, layout.BlanksMarked, 3, map[int]int{3: 6, 2: 2, 6: 1, 7: 22, 15: 1}},
	"003_544a3b6ff3cb1b43.txt": {layout.CellPerLine, layout.BlanksMarked, 3, map[int]int{3: 6, 2: 2, 7: 23, 15: 1}},
	// 国家秘密 lost a figure; 法规禁止 and the others have seven.
	"004_0c686d7f689649a3.txt": {layout.Markdown, layout.BlanksMarked, 3, map[int]int{3: 6, 2: 2, 6: 1, 7: 22, 15: 1}},
}

// TestSeeds reads the real documents where they are at hand.
func TestSeeds(t *testing.T) {
	names, _ := filepath.Glob("../../../../shared/seeds/*.txt")
	for _, name := range names {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		want, known := seedFacts[filepath.Base(name)]
		if !known {
			t.Errorf("nothing is known of %s", name)
			continue
		}
		grid := Read(string(body))[0]
		if grid.Kind != want.kind || grid.Blanks != want.blanks {
			t.Errorf("%s: %s %d, want %s %d", name, grid.Kind, grid.Blanks, want.kind, want.blanks)
		}
		rows, tables := map[int]int{}, 0
		for _, row := range grid.Rows {
			tables = max(tables, row.Table+1)
			if n := figuresBehindLabel(row.Cells); n > 0 && row.Table != layout.Prose {
				rows[n]++
			}
		}
		if tables != want.tables {
			t.Errorf("%s: %d tables, want %d", name, tables, want.tables)
		}
		if diff := cmp.Diff(want.rows, rows); diff != "" {
			t.Errorf("%s: rows by figures (-want +got):\n%s", name, diff)
		}
		checkRead(t, string(body))
	}
}

func figuresBehindLabel(cells []layout.Cell) int {
	n := 0
	for _, c := range cells {
		switch {
		case isFigure(c.Text):
			n++
		case c.Text != "":
			n = 0
		}
	}
	return n
}
