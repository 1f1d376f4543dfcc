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
