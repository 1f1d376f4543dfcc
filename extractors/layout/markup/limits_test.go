package markup

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/extractors/layout"

	"github.com/google/go-cmp/cmp"
)

// TestDeepPages reads a table inside more elements than the parser takes: inline
// elements and blocks that were never closed, and tables in tables.
func TestDeepPages(t *testing.T) {
	const table = `<table><tr><td rowspan=2>规章</td><td>1 &lt; 2</td></tr><tr><td><b>3</b></td></tr></table>`
	const rows = "table 0.0: 0 r2=规章 | 1=1 < 2\ntable 0.1: 1=3\n"
	tests := []struct{ name, before, after, want string }{
		{"font", strings.Repeat("<font size=1>", 600), "", rows},
		{"spans with text", strings.Repeat("<span>", 600) + "总体", "", "prose 0: 总体\n" + rows},
		{"blocks", strings.Repeat("<div>", 600) + "总体", "<ul><li>之后", "prose 0: 总体\n" + rows + "prose 1: 之后\n"},
		{"word", strings.Repeat("<w:LsdException Name='a'/>", 600), "", rows},
		{"tables", strings.Repeat("<table><tr><td>", 30), strings.Repeat("<div>", 600), rows},
		{"scripts", strings.Repeat("<i>", 600), "<script>'<td>'</script><style>a</style><select><option>9</select>", rows},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, show(Read(test.before+table+test.after))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestTooManyColumns joins the cells past the last column that is told apart.
func TestTooManyColumns(t *testing.T) {
	var page strings.Builder
	page.WriteString("<table><tr>")
	for i := range maxColumns + 3 {
		fmt.Fprintf(&page, "<td>%d</td>", i)
	}
	page.WriteString("</tr><tr><td>甲</td></tr></table>")
	rows := Read(page.String()).Rows
	last := rows[0].Cells[len(rows[0].Cells)-1]
	want := layout.Cell{Text: "512 513 514", Ordinal: 512, Col: 512, RowSpan: 1, ColSpan: 1}
	if diff := cmp.Diff(want, last); diff != "" {
		t.Errorf("last cell (-want +got):\n%s", diff)
	}
}

// TestTooManyTags reads a page up to the last tag that is read, and says so.
func TestTooManyTags(t *testing.T) {
	page := "<p>甲" + strings.Repeat("<br>", maxTags-1)
	if TooLarge(page) {
		t.Error("a page with as many tags as are read is too large")
	}
	page += "<p>乙"
	if !TooLarge(page) {
		t.Error("a page with one tag more is not too large")
	}
	if diff := cmp.Diff("prose 0: 甲\n", show(Read(page))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSpan(t *testing.T) {
	tests := []struct {
		in string
		n  int
		ok bool
	}{
		{"2", 2, true}, {" 3px", 3, true}, {"2;", 2, true}, {"+4", 4, true}, {"0", 0, true}, {"2.9", 2, true},
		{"", 0, false}, {"-1", 0, false}, {"a", 0, false}, {"２", 0, false}, {"+", 0, false},
		{"99999999999999999999999999", unbounded, true},
	}
	for _, test := range tests {
		if n, ok := span(test.in); n != test.n || ok != test.ok {
			t.Errorf("span(%q) = %d, %v, want %d, %v", test.in, n, ok, test.n, test.ok)
		}
	}
}

func TestFileName(t *testing.T) {
	tests := []struct{ in, want string }{
		{"/a/b/c.doc", "c.doc"},
		{"c.DOCX?x=1#a", "c.DOCX"},
		{"/view?file=/up/d.pdf&x=1", "d.pdf"},
		{"javascript:open('/up/e.xls')", "e.xls"},
		{"%E5%B9%B4.wps", "年.wps"},
		{"%C4%EA.wps", "%C4%EA.wps"},
		{"a.ofd.html", ""},
		{"/a.documents/b", ""},
		{"a.doca", ""},
		{"2.1版.zip", "2.1版.zip"},
		{"附件：报告.rar）", "附件：报告.rar"},
		{"", ""},
	}
	for _, test := range tests {
		if got := fileName(test.in); got != test.want {
			t.Errorf("fileName(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func TestTracks(t *testing.T) {
	tests := []struct {
		in   string
		want int
	}{
		{"", 0}, {"1fr", 1}, {"1fr 2fr  3em", 3}, {"repeat(4, 1fr)", 4}, {"repeat(2, 1fr 2fr) auto", 5},
		{"minmax(10px, 1fr) repeat( 3 ,minmax(0, 1fr))", 4}, {"repeat(auto-fill, 100px)", 0}, {"repeat(3, 1fr", 0},
		{"repeat(9999999, 1fr)", maxTracks}, {"calc(1px + (2px))", 1},
	}
	for _, test := range tests {
		if got := tracks(test.in); got != test.want {
			t.Errorf("tracks(%q) = %d, want %d", test.in, got, test.want)
		}
	}
}

// TestEmpty reads pages without anything to read.
func TestEmpty(t *testing.T) {
	for _, page := range []string{"", " ", "<", "<!-- -->", "<table></table>", "<table><tr></tr></table>", "<p>&nbsp;</p>", "\x00"} {
		want := layout.Grid{Kind: layout.HTML, Blanks: layout.BlanksKept}
		got := Read(page)
		if page == "<" {
			want.Rows = []layout.Row{{Table: layout.Prose, Cells: []layout.Cell{{Text: "<", RowSpan: 1, ColSpan: 1}}}}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", page, diff)
		}
	}
}
