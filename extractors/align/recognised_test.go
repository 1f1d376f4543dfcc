package align

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
	"gongkai/schema"
)

// applied is a table of section 3 in a layout that keeps its cells, its rows given as
// words.
func applied(rows ...string) *layout.Grid {
	var cells [][]string
	for _, row := range rows {
		cells = append(cells, strings.Fields(row))
	}
	return gridOf(layout.HTML, layout.BlanksKept, cells...)
}

// matches lists how the rows of a placement were placed.
func matches(p *Placement) []string {
	var out []string
	for i := range p.Rows {
		id := p.Form.Cells[p.Rows[i].Cells[0]].ID
		out = append(out, fmt.Sprintf("%s %v", id[:strings.LastIndex(string(id), "/")], p.Rows[i].Match))
	}
	return out
}

// TestAcrossByFigures: a row of fifteen figures behind section 3 is section 4 though
// its header is misread; one of fourteen, or away from section 3, may be another table.
func TestAcrossByFigures(t *testing.T) {
	for _, tt := range []struct {
		name string
		rows []string
		want Match
	}{
		{"behind section 3", []string{"3.其他 1 0 0 0 0 0 1", "四、结转下年度继续办理 0 0 0 0 0 0 0", "逐果 续纪 昌林",
			"3 0 0 0 3 4 0 0 1 5 1 0 0 2 3"}, MatchOrder},
		{"one figure lost", []string{"3.其他 1 0 0 0 0 0 1", "四、结转下年度继续办理 0 0 0 0 0 0 0", "逐果 续纪 昌林",
			"3 0 0 0 3 4 0 0 1 5 1 0 0 2"}, MatchDoubtful},
		{"alone", []string{"规章 1 0 2", "行政规范性文件 1 0 2", "逐果 续纪 昌林", "3 0 0 0 3 4 0 0 1 5 1 0 0 2 3"}, MatchDoubtful},
	} {
		p := Align(applied(tt.rows...), schema.FormOf("2021"))
		if got := p.Rows[len(p.Rows)-1]; len(got.Cells) != 15 || got.Match != tt.want {
			t.Errorf("%s: %d cells, %v, want %v", tt.name, len(got.Cells), got.Match, tt.want)
		}
	}
}

// TestSoleNumber: a label misread is known by a list number that no other row has.
func TestSoleNumber(t *testing.T) {
	for label, want := range map[string]string{
		"(七)总证": "applications/outcome_total fuzzy",                // the only seven in brackets
		"(一)总证": "applications/not_processed_publication doubtful", // a number that two rows have
	} {
		p := Align(applied("2.重复申请 1 0 0 0 0 0 1", label+" 5 0 0 0 0 0 5"), schema.FormOf("2021"))
		got := matches(p)[1:]
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: %q, want %q", label, got, want)
		}
	}
}

// TestHeaderMisread: figures misread in the header are no rows, so that the rows below
// it are still counted; as many as a row has may be one.
func TestHeaderMisread(t *testing.T) {
	for specks, want := range map[string]Match{"乌 8": MatchOrder, "乌 8 1 0 2 0 0 3": MatchDoubtful} {
		p := Align(applied(
			"三、收到和处理政府信息公开申请情况", specks,
			"全训天展履中 94 4 10 0 18 30 156", "是结全竺首付 7 0 2 0 0 0 9",
			"(一)予以公开 15 0 0 0 0 1 16",
		), schema.FormOf("2021"))
		if got := p.Rows[0].Match; got != want {
			t.Errorf("%s: %v, want %v: %q", specks, got, want, matches(p))
		}
	}
}

// TestEditionByColumns: rows that both editions have, one of them with a span written
// out as three figures; the columns named tell the edition.
func TestEditionByColumns(t *testing.T) {
	head := map[string]string{
		"2021": "信息内容 本年制发件数 本年废止件数 现行有效件数",
		"2019": "信息内容 本年新制作数量 本年新公开数量 对外公开总数量",
	}
	for edition, columns := range head {
		best, _ := NewSheet(applied(columns, "规章 1 0 4", "规范性文件 2 0 9", "行政许可 8 8 8", "3.其他 1 0 0 0 0 0 1")).Best()
		if best.Form.Edition != edition {
			t.Errorf("%s: read as of %s", edition, best.Form.Edition)
		}
	}
}

// TestEvenly: columns as wide as one another, of which one or two show no figures; not
// where they are of different widths, or few.
func TestEvenly(t *testing.T) {
	at := func(middles ...int) []support {
		var out []support
		for _, m := range middles {
			out = append(out, support{interval{m - 6, m + 6}, leastFull, 0})
		}
		return out
	}
	for _, tt := range []struct {
		name string
		all  []support
		want []int // middles
	}{
		{"one unseen", at(606, 767, 928, 1089, 1411, 1572), []int{606, 767, 928, 1089, 1250, 1411, 1572}},
		{"uneven", at(606, 767, 900, 1089, 1411, 1572), nil},
		{"too few", at(606, 767, 1411, 1572), nil},
		{"more than there are", at(606, 767, 928, 1089, 1250, 1330, 1411, 1572), nil},
	} {
		columns, ok := evenly(tt.all, 7)
		var got []int
		for _, c := range columns {
			got = append(got, c.middle())
		}
		if diff := cmp.Diff(tt.want, got); diff != "" || ok != (tt.want != nil) {
			t.Errorf("%s: %v (-want +got):\n%s", tt.name, ok, diff)
		}
	}
}

// TestBesideTheColumns: what a row does with figures that stand in no column of others.
func TestBesideTheColumns(t *testing.T) {
	f := &fit{}
	for c := range 7 {
		f.columns = append(f.columns, interval{100 * c, 100*c + 20})
	}
	row := func(at ...int) (*layout.Grid, *rowFigures) {
		r := &rowFigures{item: &item{cells: make([]schema.CellIndex, 7)}}
		var texts []string
		for i, x := range at {
			text := fmt.Sprint(i + 1)
			texts = append(texts, text)
			r.filled = append(r.filled, slot{ref: ref{0, i}, figure: figure.Parse(text), text: text, across: interval{x, x + 10}})
		}
		return gridOf(layout.TSV, layout.BlanksKept, texts), r
	}
	for _, tt := range []struct {
		name string
		at   []int
		want string // the figures by column; "" where the places do not tell
	}{
		{"one number between columns", []int{0, 50, 100, 200, 600}, "1 3 4 - - - 5"},
		{"as many beside as inside", []int{0, 50, 150, 200}, ""},
		{"a full row elsewhere", []int{100, 200, 300, 400, 500, 600, 700}, ""},
	} {
		g, r := row(tt.at...)
		reading, ok := f.read(g, r)
		var got []string
		for i := range reading.Figures {
			text := reading.Figures[i].Text
			if text == "" {
				text = "-"
			}
			got = append(got, text)
		}
		if ok != (tt.want != "") || ok && strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %q %v, want %q", tt.name, got, ok, tt.want)
		}
	}
}

// TestColumnsOfAllPages: a page whose few figures do not show the columns takes those
// that the pages show together.
func TestColumnsOfAllPages(t *testing.T) {
	g := located(
		"一、本年新收政府信息公开申请数量@0 1@230 2@280 4@380 5@430 21@530",
		"二、上年结转政府信息公开申请数量@0 10@225 30@325 40@375 60@475 210@525",
		"2.重复申请@0 7@281 7@531", "3.其他@0 6@482 6@531",
	)
	g.Rows[2].Table, g.Rows[3].Table = 1, 1
	p := Align(g, schema.FormOf("2021"))
	var got []string
	for _, f := range p.Rows[len(p.Rows)-1].Readings[0].Figures {
		got = append(got, f.Text)
	}
	if diff := cmp.Diff([]string{"", "", "", "", "", "6", "6"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
