package plain

import (
	"slices"
	"strings"
	"testing"
)

// figuresOfRows are the figures of each row of a text that has some.
func figuresOfRows(body string) []string {
	var out []string
	g := Read(body)[0]
	for i := range g.Rows {
		var figures []string
		for _, c := range g.Rows[i].Cells {
			if isPrintedFigure(c.Text) {
				figures = append(figures, c.Text)
			}
		}
		if len(figures) > 0 {
			out = append(out, strings.Join(figures, " "))
		}
	}
	return out
}

// TestHeights: figures of one row that are printed at different heights, with the
// label of a group where the blank line would be, are one row where every row has as many.
func TestHeights(t *testing.T) {
	whole := []string{
		"                            自然人  企业  机构  总计",
		"    （一）予以公开             1     2     3     6",
		"    （二）部分公开             4     0     0     4",
		"    1.属于国家秘密             0     5     0     5",
	}
	parted := []string{
		"                                             0",
		"    2.重复申请                 7     0            7",
		"  （三）不予",
		"    公开",
		"                               8     9",
		"    3.其他                                 0     17",
	}
	table := func(more ...string) string {
		return strings.Join(slices.Concat(whole, parted, more), "\n") + "\n"
	}
	for _, tt := range []struct {
		name string
		more []string
		want []string
	}{
		{"rows of four", nil, []string{"1 2 3 6", "4 0 0 4", "0 5 0 5", "7 0 0 7", "8 9 0 17"}},
		{
			"a part is left over",
			[]string{"    4.总计                            3"},
			[]string{"1 2 3 6", "4 0 0 4", "0 5 0 5", "0", "7 0 7", "8 9", "0 17", "3"},
		},
		{
			"a row of more figures",
			[]string{"    4.总计                   1  2     3   6    12"},
			[]string{"1 2 3 6", "4 0 0 4", "0 5 0 5", "0", "7 0 7", "8 9", "0 17", "1 2 3 6 12"},
		},
		{
			"one below the other",
			[]string{"    4.总计                     1     2", "    5.结转                     3     4"},
			[]string{"1 2 3 6", "4 0 0 4", "0 5 0 5", "0", "7 0 7", "8 9", "0 17", "1 2", "3 4"},
		},
	} {
		if got := figuresOfRows(table(tt.more...)); !slices.Equal(got, tt.want) {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, tt.want)
		}
	}
}
