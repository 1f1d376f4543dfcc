package align

import (
	"testing"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// TestNumberOfAnOpenBracket: a number behind a header's text whose bracket goes on below is
// no figure without a row; behind a text whose bracket is closed it is one.
func TestNumberOfAnOpenBracket(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, header string
		ignored      int
		orphans      int
	}{
		{"open", "信息内容|采购项目数量|采购总金额(单位:万元,保留|4\n位小数)\n", 1, 0},
		{"closed", "信息内容|采购项目数量|采购总金额(单位:万元)|4\n", 0, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			text := "第二十条第(八)项\n信息内容|上一年项目数量|本年增/减\n行政事业性收费|5|1\n第二十条第(九)项\n" + tt.header + "政府集中采购|12|3.5\n"
			p := Align(gridOf(layout.Tabbed, layout.BlanksMarked, table(text)...), schema.FormOf("2019"))
			if got := p.Ignored[RuleHeader]; got != tt.ignored {
				t.Errorf("%d numbers of a header, want %d", got, tt.ignored)
			}
			if got := len(p.Orphans); got != tt.orphans {
				t.Errorf("%d orphans, want %d: %+v", got, tt.orphans, p.Orphans)
			}
		})
	}
}
