package align

import (
	"slices"
	"testing"

	"gongkai/extractors/layout"
)

// at is a text and the column at which it begins.
type at struct {
	col  int
	text string
}

// pageRow is a row of aligned text, in which a Han character takes two columns.
func pageRow(cells ...at) layout.Row {
	var row layout.Row
	for i, c := range cells {
		text, width := normalised(c.text), 0
		for _, r := range text {
			width += 1 + one(r > 127)
		}
		row.Cells = append(row.Cells, layout.Cell{Text: text, Ordinal: i, Col: c.col, ColSpan: width, RowSpan: 1})
	}
	return row
}

// TestDisplacedRow: the figure of a row that lost the cells before its label stands under a
// word of the header, and that is no evidence; under the word in a row that stands where
// the others stand, from the left, from the right or centred, it is.
func TestDisplacedRow(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		at     int
		label  string
		figure int
		placed bool
	}{
		{"at the left edge", 20, "2.重复申请", 66, true},
		{"at the right edge", 30, "2.重复申请", 66, true},
		{"centred", 24, "2.重复申请", 66, true},
		{"moved to the left", 4, "2.重复申请", 66, false},
		{"moved a little", 14, "2.重复申请", 66, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			g := &layout.Grid{Kind: layout.Aligned, Blanks: layout.BlanksMarked, Rows: []layout.Row{
				pageRow(at{50, "自然人"}, at{64, "商业企业"}, at{78, "科研机构"}, at{92, "社会公益组织"}, at{110, "法律服务机构"}, at{128, "其他"}, at{140, "总计"}),
				pageRow(at{20, "1.信访举报投诉类申请"}, at{52, "0"}, at{142, "0"}),
				pageRow(at{tt.at, tt.label}, at{tt.figure, "0"}),
				pageRow(at{20, "3.要求提供公开出版物"}, at{130, "0"}, at{142, "0"}),
				pageRow(at{20, "4.无正当理由大量反复申请"}, at{66, "0"}, at{142, "0"}),
			}}
			for i := range g.Rows {
				g.Rows[i].Index = i
			}
			rules := []string{}
			for _, r := range readingsOf(t, g, tt.label) {
				rules = append(rules, r.Rule)
			}
			if got := slices.Contains(rules, "header place"); got != tt.placed {
				t.Errorf("read by %q; by the header's place: want %t", rules, tt.placed)
			}
		})
	}
}

// TestOneTooManyBeforeFewer: where a row has one cell more than those like it, an empty one before
// its figures may be the one that was put in: which columns they stand in is not known.
func TestOneTooManyBeforeFewer(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, row string
		placed    bool
	}{
		{"as many cells as the others", "规章||0|56", true},
		{"one more", "规章||0|56|", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			text := "第二十条第(一)项\n信息内容|本年制发件数|本年废止件数|现行有效件数\n" + tt.row + "\n行政规范性文件|5|0|5\n"
			readings := readingsOf(t, gridOf(layout.Tabbed, layout.BlanksMarked, table(text)...), "规章")
			placed := slices.ContainsFunc(readings, func(r Reading) bool { return r.Rule == "header place" })
			if placed != tt.placed {
				t.Errorf("readings %+v, by its place: %t", readings, placed)
			}
		})
	}
}
