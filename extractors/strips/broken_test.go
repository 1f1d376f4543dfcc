package strips_test

import (
	"strings"
	"testing"

	"gongkai/schema"
)

// TestBrokenFigures: figures broken over two lines of a narrow column are made whole where
// no other lines may be pieces and the identities hold.
func TestBrokenFigures(t *testing.T) {
	form := schema.FormOf("2021")
	const head = "某县水务局2022年政府信息公开工作年度报告\n\n四、政府信息公开行政复议、行政诉讼情况\n\n行政复议\n\n未经复议直接起诉\n\n复议后起诉\n\n" +
		"结果维持 结果纠正 其他结果 尚未审结 总计\n\n"
	const tail = "\n\n五、存在的主要问题及改进情况\n\n一年来有些工作做得还不够。\n"
	for _, tt := range []struct{ name, figures, want string }{
		{"two broken", "18 4 0 23 45 10|2 0 9 0 11|1 70 15 10 5 100", "18 4 0 23 45 102 0 9 0 111 70 15 10 5 100"},
		{"more lines than figures too many", "18 4 0 23 45 10|2 0 9|0 11|1 70 15 10 5 100", ""},
		{"an identity fails", "18 4 0 23 45 10|3 0 9 0 11|1 70 15 10 5 100", ""},
		{"three lines", "18 4 0 23 45 10|2|0 9 0 111 70 15 10 5 100", ""},
	} {
		blocks := strings.NewReplacer(" ", "\n\n", "|", "\n").Replace(tt.figures)
		g := rearranged(head+blocks+tail, form)
		if g == nil {
			if tt.want != "" {
				t.Errorf("%s: not found", tt.name)
			}
			continue
		}
		if got := fifteen(g); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
