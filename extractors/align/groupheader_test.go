package align

import (
	"strings"
	"testing"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// TestGroupHeader: where spans are not expressed, so that neither line of a header stands
// over the row's cells, the words of a group stand for the columns below its own word,
// and one among them that the form does not have for a column of its own.
func TestGroupHeader(t *testing.T) {
	t.Parallel()
	const upper, group = "|自然人|法人或其他组织||总计\n", "||商业企业|科研机构|社会公益组织|法律服务机构|其他"
	const label, next = "一、本年新收政府信息公开申请数量", "\n二、上年结转政府信息公开申请数量|1||0|0|||0|1\n"
	for _, tt := range []struct {
		name, header, row, want string
	}{
		{"a subtotal, as many figures as columns", upper + group + "|小计\n", "8|0|0||1|1|2|10", "8 0 0 _ 1 1 10"},
		{"a subtotal, fewer figures", upper + group + "|小计\n", "8|0||||1|1|9", "8 0 _ _ _ 1 9"},
		{"a subtotal, a figure in each", upper + group + "|小计\n", "8|0|0|0|0|1|1|9", "8 0 0 0 0 1 9"},
		{"a column before the total", "|自然人|法人或其他组织||备注栏|总计\n" + group + "\n", "8|0||||1|7|9", "8 0 _ _ _ 1 9"},
	} {
		text := "三、收到和处理政府信息公开申请情况\n" + tt.header + label + "|" + tt.row + next
		p := Align(gridOf(layout.HTML, layout.BlanksKept, table(text)...), schema.FormOf("2021"))
		reading := &p.Rows[0].Readings[0]
		_, read, _ := strings.Cut(cells(p), ": ")
		if got := strings.SplitN(read, "\n", 2)[0]; got != tt.want || !reading.Sure {
			t.Errorf("%s: %q by %q, want %q", tt.name, got, reading.Rule, tt.want)
		}
	}
}
