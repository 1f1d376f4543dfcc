package align

import (
	"strings"
	"testing"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// TestListNumberBeginsRow: a label that is broken over lines does not go on with the list
// number of the next.
func TestListNumberBeginsRow(t *testing.T) {
	t.Parallel()
	const before = "三、收到和处理政府信息公开申请情况\n（三）不予公开|1.属于国家秘密|20||||||20\n"
	for _, tt := range []struct {
		name, rows, row, want string
	}{
		{"the number of the next row", "2.其他|||||||\n法律行政法规禁止公开|||||||\n3.|5||||||5\n危及“三安全一稳定”|||||||\n", "refused_barred_by_law", ""},
		{"its own", "2.其他法律|||||||\n行政法规禁止公开|5||||||5\n3.危及“三安全一稳定”|||||||\n", "refused_barred_by_law", "5 _ _ _ _ _ 5"},
		{"its own, by itself", "2.|||||||\n其他法律行政法规禁止公开|5||||||5\n3.危及“三安全一稳定”|||||||\n", "refused_barred_by_law", "5 _ _ _ _ _ 5"},
	} {
		got := cells(Align(gridOf(layout.Piped, layout.BlanksMarked, table(before+tt.rows)...), schema.FormOf("2021")))
		read := ""
		for line := range strings.Lines(got) {
			if strings.HasPrefix(line, "applications "+tt.row) && strings.Contains(line, "5") {
				_, read, _ = strings.Cut(strings.TrimSpace(line), ": ")
			}
		}
		if read != tt.want {
			t.Errorf("%s: %q, want %q, of\n%s", tt.name, read, tt.want, got)
		}
	}
}
