package align

import (
	"slices"
	"testing"

	"gongkai/extractors/layout"
)

// TestFigureOverLines: digits on the lines of one cell are read as one figure too, which
// needs proof; a cell whose lines are more than digits and a unit is not.
func TestFigureOverLines(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, cell, want string }{
		{"digits", "17\n5", "175"},
		{"three lines", "1\n7\n5", "175"},
		{"a unit behind", "17\n5件", "175件"},
		{"beside each other", "17 5", ""},
		{"a word between", "17\n件5", ""},
		{"a zero first", "0\n5", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			g := gridOf(layout.Tabbed, layout.BlanksKept, table(applicants+"||1.信访举报投诉类申请|8|0|0|0|0|0|8\n||2.重复申请|CELL|0|0|0|0|0|175\n")...)
			cell := &g.Rows[len(g.Rows)-1].Cells[3]
			cell.Raw, cell.Text = tt.cell, normalised(tt.cell)
			readings := readingsOf(t, g, "2.重复申请")
			at := slices.IndexFunc(readings, func(r Reading) bool { return r.Rule == "joined lines" })
			switch {
			case at < 0 && tt.want == "":
			case at < 0:
				t.Errorf("no reading with the lines joined among %+v", readings)
			case tt.want == "" || readings[at].Sure || !readings[at].Figures[0].Fused || readings[at].Figures[0].Parsed.Value.String() != "175":
				t.Errorf("read %+v, want %q, unsure", readings[at], tt.want)
			}
			if at >= 0 && readings[0].Sure {
				t.Error("the other reading is sure")
			}
		})
	}
}
