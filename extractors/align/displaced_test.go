package align

import (
	"slices"
	"testing"

	"gongkai/extractors/layout"
)

// pageRow is a row of aligned text: texts and the columns at which they begin; a Han
// character takes two columns.
func pageRow(cells ...any) layout.Row {
	var row layout.Row
	for i := 0; i < len(cells); i += 2 {
		text, width := normalised(cells[i+1].(string)), 0
		for _, r := range text {
			width += 1 + one(r > 127)
		}
		row.Cells = append(row.Cells, layout.Cell{Text: text, Ordinal: i / 2, Col: cells[i].(int), ColSpan: width, RowSpan: 1})
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
				pageRow(50, "自然人", 64, "商业企业", 78, "科研机构", 92, "社会公益组织", 110, "法律服务机构", 128, "其他", 140, "总计"),
				pageRow(20, "1.信访举报投诉类申请", 52, "0", 142, "0"),
				pageRow(tt.at, tt.label, tt.figure, "0"),
				pageRow(20, "3.要求提供公开出版物", 130, "0", 142, "0"),
				pageRow(20, "4.无正当理由大量反复申请", 66, "0", 142, "0"),
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
