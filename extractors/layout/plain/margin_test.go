package plain

import (
	"strings"
	"testing"
)

// marginsOf are the lines of a text that stand on the margins of its pages.
func marginsOf(body string) string {
	var out []string
	g := Read(body)[0]
	for i := range g.Rows {
		if g.Rows[i].Margin {
			out = append(out, g.Rows[i].Cells[0].Text)
		}
	}
	return strings.Join(out, " ")
}

// TestPageNumbers: numbers of pages are told from figures at the same edge by the pages
// that they stand on; one between dashes is told on a single page.
func TestPageNumbers(t *testing.T) {
	page := func(lines ...string) string {
		return lines[0] + "共计\n4\n" + lines[0] + "\n6\n7\n" + strings.Join(lines[1:], "\n") + "\n\f"
	}
	for _, tt := range []struct{ name, body, want string }{
		{"every other page, figures on the rest", page("许可", "8426") + page("处罚", "0", "2") + page("强制", "0") + page("收费", "7", "4"), "2 4"},
		{"figures alone", page("许可", "8426") + page("处罚", "5") + page("强制", "0") + page("收费", "7"), ""},
		{"one between dashes", page("许可", "1") + page("处罚", "3", "-2-") + page("强制", "0"), "-2-"},
		{"one between long dashes", page("许可", "1") + page("处罚", "3", "— 2 —") + page("强制", "0"), "— 2 —"},
		{"not the page's number", page("许可", "1") + page("处罚", "3", "-5-") + page("强制", "0"), ""},
		{"a minus sign", page("许可", "1") + page("处罚", "3", "-2") + page("强制", "0"), ""},
	} {
		if got := marginsOf(tt.body); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
