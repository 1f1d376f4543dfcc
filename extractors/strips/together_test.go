package strips_test

import (
	"slices"
	"strings"
	"testing"

	"gongkai/schema"
)

// TestZerosBeforeTheNextTable: the last figures of section 3 stand behind the heading of
// section 4 and are zeros, as most of section 4's are. Its figures begin where their
// block does; where they are no block, five of the zeros before them may be theirs.
func TestZerosBeforeTheNextTable(t *testing.T) {
	form := schema.FormOf("2021")
	labels := labelsOf(form)
	const printed = "0 0 0 0 0 0 0 0 1 1 0 0 0 0 0"
	for _, tt := range []struct{ between, want string }{
		{"\n", printed},
		{"\n\n", "0 0 0 0 0 0 0 0 ? ? 0 0 0 ? ?"},
	} {
		w := &writer{}
		w.WriteString(before)
		for _, label := range labels[:len(labels)-5] {
			w.block(append([]string{label}, slices.Repeat([]string{"0"}, 7)...)...)
		}
		w.block(labels[len(labels)-5:]...)
		w.block("四、政府信息公开行政复议、行政诉讼情况")
		for range 7 {
			w.block(slices.Repeat([]string{"0"}, 5)...)
		}
		w.block("行政复议", "未经复议直接起诉", "复议后起诉", "结果维持 结果纠正 其他结果 尚未审结 总计")
		w.WriteString(strings.ReplaceAll(printed, " ", tt.between) + "\n\n")
		w.WriteString("五、存在的主要问题及改进情况\n\n一年来有些工作做得还不够。\n")
		g := rearranged(w.String(), form)
		if g == nil {
			t.Fatal("not found")
		}
		if got := fifteen(g); got != tt.want {
			t.Errorf("%q between the figures: %s, want %s", tt.between, got, tt.want)
		}
	}
}
