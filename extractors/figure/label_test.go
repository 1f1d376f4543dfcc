package figure

import (
	"strings"
	"testing"
)

// FuzzIsLabel: what is told quickly to be a label is none of the figures.
func FuzzIsLabel(f *testing.F) {
	for _, seed := range []string{"行政许可事项数量", "不 适 用", "不适用不适用不适用", "——————————", "一二三四五六七八", "减少了三十二项次之多", "共计/合计总数量", "零零零零零零零", "〇〇〇〇〇〇〇", "增 加 五 项 有 余"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !isLabel(text) {
			return
		}
		closed := closeHan(text)
		got := single(closed)
		if left, right, ok := strings.Cut(closed, "/"); ok {
			got = pair(left, right)
		}
		if notApplicable(closed) || got != (Figure{}) {
			t.Errorf("%q: %+v is no label", text, got)
		}
	})
}
