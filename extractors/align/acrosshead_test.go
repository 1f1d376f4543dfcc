package align

import (
	"strings"
	"testing"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// TestHeaderAndFiguresInOneLine: where a cell is a line, section 4 printed in one row is
// one line of labels and cells. Its first label stands over columns and is no row's.
func TestHeaderAndFiguresInOneLine(t *testing.T) {
	t.Parallel()
	const (
		heads = "行政复议|行政诉讼|"
		five  = "结果维持|结果纠正|其他结果|尚未审结|总计|"
		full  = heads + five + "未经复议直接起诉|复议后起诉|" + five + five
		lost  = heads + "结果维持|其他结果|尚未审结|总计|未经复议直接起诉|复议后起诉|" + five + five
		fused = heads + "结果维持结果纠正|其他结果|尚未审结总计|未经复议直接起诉|复议后起诉|" + "结果维持结果纠正||其他结果|尚未审结|总计|" + five
		blank = "||||||||||"
		some  = "8||||8|5|||2|7|6||3||9"
	)
	for _, tt := range []struct{ name, header, figures string }{
		{"blank cells", full, some},
		{"a word lost, most cells blank", lost, blank + "3||||3"},
		{"words joined, every cell filled", fused, "1|2|3|4|10|0|0|0|0|0|5|0|0|0|5"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			text := "四、政府信息公开行政复议、行政诉讼情况\n" + tt.header + tt.figures + "\n"
			p := Align(gridOf(layout.CellPerLine, layout.BlanksMarked, table(text)...), schema.FormOf("2021"))
			if len(p.Rows) != 1 || len(p.Rows[0].Cells) != 15 {
				t.Fatalf("rows %+v, want the block in one row", p.Rows)
			}
			var got []string
			for _, f := range p.Rows[0].Readings[0].Figures {
				got = append(got, f.Text)
			}
			if got := strings.Join(got, "|"); got != tt.figures {
				t.Errorf("read %q, want %q: %+v", got, tt.figures, p.Rows[0].Readings[0].Rule)
			}
		})
	}
}
