package align

import (
	"strings"
	"testing"

	"gongkai/schema"
)

// TestColumnsOfSigns: figures below what is left of a header stand in the columns whose
// signs are above them, whatever its words were cut into. Where the header does not tell
// two columns apart the figures have none.
func TestColumnsOfSigns(t *testing.T) {
	t.Parallel()
	const header = "(勾稽@0 自@220 商业企@300 业@300 科研@400 公益组@530 织@500 服务@630 机@600 "
	for name, tt := range map[string]struct {
		header, row, want string
	}{
		"the first and the last":            {header + "计@800", "7@220 9@800", "7      9"},
		"some between, left of their signs": {header + "计@800", "7@200 2@480 3@680 12@780", "7   2  3 12"},
		"no sign of the last two":           {header, "7@220 9@800", "?"},
		"two below one":                     {header + "计@800", "7@220 1@300 2@318 9@800", "?"},
		"far from all":                      {header + "计@800", "7@1220", "?"},
	} {
		g := located(tt.header, "一、本年新收政府信息公开申请数量@0 "+tt.row)
		row := Align(g, schema.FormOf("2021")).Rows[0].Readings[0]
		var texts []string
		for _, f := range row.Figures {
			texts = append(texts, f.Text)
		}
		got := strings.Join(texts, " ")
		if row.Rule != "places" {
			got = "?"
		}
		if got != tt.want {
			t.Errorf("%s: %q by %q, want %q", name, got, row.Rule, tt.want)
		}
		for _, f := range row.Figures {
			if row.Rule == "places" && f.Presence == Empty {
				t.Errorf("%s: a place without a figure is empty, not lost", name)
			}
		}
	}
}

// TestColumnsOfAnotherPage: rows of a page without a header stand in the columns of
// another page's where their figures do, each in its own.
func TestColumnsOfAnotherPage(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ row, want string }{
		"in its columns":  {"3.其他@0 4@220 5@800", "places 4      5"},
		"in other places": {"3.其他@0 4@340 5@800", "unassigned 4 5     "},
		"one alone":       {"3.其他@0 5@800", "unassigned 5      "},
	} {
		g := located(
			"勾稽@0 自然@220 科研@400 公益组@530 服务@630 计@800",
			"一、本年新收政府信息公开申请数量@0 7@220 9@800",
			tt.row,
		)
		g.Rows[2].Table = 1
		rows := Align(g, schema.FormOf("2021")).Rows
		last := &rows[len(rows)-1].Readings[0]
		got := last.Rule
		for _, f := range last.Figures {
			got += " " + f.Text
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
