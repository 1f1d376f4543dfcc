package plain_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors/layout"
	"gongkai/extractors/layout/plain"
)

// TestBlocks: blank lines, page breaks and headings part blocks; a line is a row, a figure beside a text a cell.
func TestBlocks(t *testing.T) {
	body := "三、收到和处理政府信息公开申请情况\n(一)予以公开\n(二)部分公开 4\n\n1\n0\n\f2 3\n\n" +
		"四、政府信息公开行政复议、行政诉讼情况\n规章000\n"
	var got []string
	g := plain.Blocks(body)
	for r := range g.Rows {
		row := &g.Rows[r]
		mark := "prose"
		if row.Table != layout.Prose {
			mark = string(rune('a' + row.Table))
		}
		var cells []string
		for c := range row.Cells {
			cells = append(cells, row.Cells[c].Text)
		}
		got = append(got, mark+": "+strings.Join(cells, " | "))
	}
	want := []string{
		"prose: 三、收到和处理政府信息公开申请情况",
		"a: (一)予以公开", "a: (二)部分公开 | 4",
		"b: 1", "b: 0",
		"c: 2 | 3",
		"prose: 四、政府信息公开行政复议、行政诉讼情况",
		"d: 规章 | 000",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestBlocksKeepPlaces: lines of figures that mark empty cells keep the places of cells,
// though the blocks leave these out.
func TestBlocksKeepPlaces(t *testing.T) {
	for _, tt := range []struct {
		name, line string
		want       layout.Blanks
	}{
		{"an empty cell between tabs", "受理数量\t\t1\t2\t3", layout.BlanksMarked},
		{"an empty cell between pipes", "| 受理数量 | | 1 | 2 |", layout.BlanksMarked},
		{"empty cells at the end alone", "受理数量\t1\t2\t3\t\t", layout.BlanksLost},
		{"columns parted by wide gaps", "受理数量      1    2    3", layout.BlanksMarked},
		{"figures a space apart", "受理数量 1 2 3", layout.BlanksLost},
		{"a figure alone", "受理数量\t\t1", layout.BlanksLost},
	} {
		if got := plain.Blocks(strings.Repeat(tt.line+"\n", 3)).Blanks; got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, got, tt.want)
		}
	}
}
