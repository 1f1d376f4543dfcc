package align

import (
	"strings"
	"testing"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// TestDownward: words printed downwards name the columns below them, also where some of
// their characters are misread or columns stand apart.
func TestDownward(t *testing.T) {
	t.Parallel()
	const heading = "四、政府信息公开行政复议、行政诉讼情况\n"
	const twelve = "结|结|其|尚|结|结|其|尚|结|结|其|尚\n果|呆|他|未|果|果|他|未|果|果|他|未\n" +
		"维|纠|结|宙|维|纠|结|审|维|纠|结|审\n持|正|果|结|持|正|果|结|持|正|果|结\n"
	for _, tt := range []struct{ name, header, row, want string }{
		{"without sums", twelve, "9|2|3|4|5|6|7|8|1|1|1|12", "9 2 3 4 # 5 6 7 8 # 1 1 1 12 #"},
		{"columns that stand apart", "|结||结|其|尚|总\n|果||果|他|未|计\n|维||纠|结|审|\n|持||正|果|结|\n", "行政复议|3||1|||4", "3 1 _ _ 4"},
		{"other words", "甲|乙|丙|丁|甲|乙|丙|丁|甲|乙|丙|丁\n表|表|表|表|表|表|表|表|表|表|表|表\n", "9|2|3|4|5|6|7|8|1|1|1|12", "? ? ? ? ? ? ? ? ? ? ? ? ? ? ?"},
	} {
		p := Align(gridOf(layout.Tabbed, layout.BlanksMarked, table(heading+tt.header+tt.row+"\n")...), schema.FormOf("2021"))
		if _, got, _ := strings.Cut(strings.TrimSpace(cells(p)), ": "); got != tt.want {
			t.Errorf("%s: read as %s, want %s", tt.name, got, tt.want)
		}
	}
}
