package align

import (
	"slices"
	"testing"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// TestLooseRows: a row of a table that lost its empty cells is not read by the places of its
// cells, though other tables of the document keep theirs; and it is known that it was not.
func TestLooseRows(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		loose  bool
		sure   bool
		blanks layout.Blanks
	}{
		{"kept", false, true, layout.BlanksKept},
		{"loose", true, false, layout.BlanksLost},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			g := gridOf(layout.Piped, layout.BlanksKept, table("信息内容|本年制发件数|本年废止件数|现行有效件数\n规章|4|5|6\n行政规范性文件|2||\n")...)
			for i := range g.Rows {
				g.Rows[i].Loose = tt.loose
			}
			p := Align(g, schema.FormOf("2021"))
			last := p.Rows[len(p.Rows)-1].Readings
			if got := slices.ContainsFunc(last, func(r Reading) bool { return r.Sure }); got != tt.sure || p.Blanks != tt.blanks {
				t.Errorf("sure %t, blanks %d; want %t, %d: %+v", got, p.Blanks, tt.sure, tt.blanks, last)
			}
		})
	}
}
