package ocr

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// onLines is asTSV with the words of one height on one line of the recogniser.
func onLines(words []put) string {
	lines := strings.SplitAfter(asTSV(words), "\n")
	for i, w := range words {
		f := strings.Split(lines[i+2], "\t")
		for n := range words {
			if words[n].mid == w.mid {
				f[4] = strings.Split(lines[n+2], "\t")[4]
				break
			}
		}
		lines[i+2] = strings.Join(f, "\t")
	}
	return strings.Join(lines, "")
}

// TestWideBox: a figure whose box reaches over those behind it on its line, as the first
// of several that were cut apart has the box of them all, stands in its own column alone;
// one with nothing behind it keeps its box.
func TestWideBox(t *testing.T) {
	t.Parallel()
	row := func(mid int, label string, width int) []put {
		return []put{{34, mid, 72, label}, {232, mid, 10, "4"}, {332, mid, width, "7"}, {432, mid, 10, "5"}, {532, mid, 10, "6"}}
	}
	for _, width := range []int{10, 215} {
		page := append(row(200, "重复申请", width), row(230, "国家秘密", width)...)
		want := []string{"0|0:重复申请|1:4|2:7|3:5|4:6", "0|0:国家秘密|1:4|2:7|3:5|4:6"}
		if diff := cmp.Diff(want, show(ReadTSV(onLines(page)))); diff != "" {
			t.Errorf("a box %d wide (-want +got):\n%s", width, diff)
		}
	}
}

// TestNoneIsACell: the word that is printed where there is no figure is a cell, also where it
// stands close to the next.
func TestNoneIsACell(t *testing.T) {
	t.Parallel()
	page := []put{
		{232, 180, 40, "维持"}, {300, 180, 40, "纠正"}, {340, 180, 40, "结果"}, {380, 180, 40, "审结"},
		{232, 210, 20, "26"}, {300, 210, 18, none}, {312, 210, 18, none}, {352, 210, 20, "10"}, {432, 210, 20, "36"},
	}
	got := show(ReadTSV(onLines(page)))
	if diff := cmp.Diff("0|0:26|1:无|1:无|2:10|3:36", strings.Join(got[len(got)-1:], "")); diff != "" {
		t.Error(diff)
	}
}
