package align

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// TestUnread: a short text that is no word of the form is a figure not read where
// the table has figures, and a label elsewhere.
func TestUnread(t *testing.T) {
	tmpl := templateOf(schema.FormOf("2021"))
	for _, tt := range []struct {
		name string
		rows []string
		want string // of the last row: labels, then its slots and strays; ? is unread
	}{
		{"in a column of figures", []string{"规章 1 2 3", "行政许可 4 5 6", "行政处罚 7 8 9", "行政强制 讼 0 1"}, "行政强制: ? 0 1"},
		{"in a row full of figures", []string{"3.其他 0 0 人 0 位 0 0 0"}, "3.其他: 0 0 ? 0 ? 0 0 0"},
		{"in a row without a label", []string{"工 0 0 1 说 2 0 0 1 3 1 1 0 0 2"}, ": ? 0 0 1 ? 2 0 0 1 3 1 1 0 0 2"},
		{"a mark for a character that was not written", []string{"3.其他 0 ? 0 0 0 0 0"}, "3.其他: 0 ? 0 0 0 0 0"},
		{"a label of the form", []string{"3.其他 0 0 0 0 0 0 总计 0"}, "总计: 0"},
		{"few figures, no column", []string{"规章 1 讼 2"}, "讼: 2"},
		{"no short text", []string{"3.其他 0 0 0 0 0 其他主动公开 7"}, "其他主动公开: 7"},
	} {
		var rows [][]string
		for _, row := range tt.rows {
			rows = append(rows, strings.Fields(row))
		}
		g := gridOf(layout.HTML, layout.BlanksKept, rows...)
		lines := tmpl.lines(marksOf(g))
		if diff := cmp.Diff(tt.want, showLine(&lines[len(lines)-1])); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func showLine(l *line) string {
	out := ""
	for _, label := range l.labels {
		out += label.text
	}
	out += ":"
	for _, s := range append(l.stray, l.slots...) {
		if s.figure == unreadFigure {
			out += " ?"
		} else {
			out += " " + s.text
		}
	}
	return out
}

// TestAllNamed: words that the form does not have are misread ones where the others say
// that each column has its word, and columns of the page's own elsewhere.
func TestAllNamed(t *testing.T) {
	for _, tt := range []struct{ cells, want []int }{
		{[]int{0, 1, 2, 3, 4, 5, -1}, []int{0, 1, 2, 3, 4, 5, 6}},
		{[]int{0, -1, 2, -1}, []int{0, -1, 2, -1}}, // half of the words say nothing
		{[]int{0, 1, -1, 2}, []int{0, 1, -1, 2}},   // the third moved: a column stands before it
		{[]int{-1, 1, 2, 3}, []int{0, 1, 2, 3}},
	} {
		if diff := cmp.Diff(tt.want, allNamed(tt.cells, len(tt.cells))); diff != "" {
			t.Errorf("%v (-want +got):\n%s", tt.cells, diff)
		}
	}
}
