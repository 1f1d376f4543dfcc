package align

import (
	"strings"
	"testing"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// TestHoles: an empty cell of a header between or beside words in their own places names
// the column that they leave.
func TestHoles(t *testing.T) {
	t.Parallel()
	const whole = "信息内容|上一年项目数量|本年增/减|处理决定数量\n"
	for _, tt := range []struct {
		name, header, row, want string
	}{
		{"no hole", whole, "行政处罚|10|-93|", "10 -93 _"},
		{"between two words", "信息内容|上一年项目数量||处理决定数量\n", "行政处罚|10|-93|", "10 -93 _"},
		{"before the others", "信息内容||本年增/减|处理决定数量\n", "行政处罚|10|-93|", "10 -93 _"},
		{"behind the others", "信息内容|上一年项目数量|本年增/减||\n", "行政处罚|10||8|", "10 _ 8"},
		// The words moved to the left: what is empty behind them is no column's.
		{"closed up", "信息内容|上一年项目数量|处理决定数量|\n", "行政处罚|10||8|", "10 _ 8"},
		{"closed up before the others", "信息内容|本年增/减|处理决定数量|\n", "行政处罚||-93|8|", "_ -93 8"},
		{"closed up, and nothing empty in the row", "信息内容|上一年项目数量|处理决定数量|\n", "行政处罚|10|8||", "10 # 8"},
	} {
		// A row that keeps an empty cell before a figure.
		text := "第二十条第（六）项\n" + tt.header + tt.row + "\n行政强制||5|7\n"
		got := cells(Align(gridOf(layout.Tabbed, layout.BlanksMarked, table(text)...), schema.FormOf("2019")))
		_, read, _ := strings.Cut(got, "disclosures penalties exact: ")
		if first := strings.SplitN(read, "\n", 2)[0]; first != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, first, tt.want)
		}
	}
}
