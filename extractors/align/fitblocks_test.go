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

// acrossOf reads the last of some rows as section 4 of a form: the texts of its columns,
// "" for none, and whether they are known.
func acrossOf(rows ...string) ([]string, bool) {
	t := templateOf(schema.FormOf("2021"))
	g := located(rows...)
	last := len(g.Rows) - 1
	r := &rowFigures{item: &t.items[t.across[0]]}
	for c := range g.Rows[last].Cells {
		cell := &g.Rows[last].Cells[c]
		f := figure.Parse(cell.Text)
		if f.Kind == figure.Text {
			f = unreadFigure
		}
		r.filled = append(r.filled, slot{ref: ref{last, c}, text: cell.Text, figure: f, across: interval{cell.Left, cell.Right}})
	}
	reading, ok := t.fitToBlocks(g, r).read(g, r)
	var texts []string
	for _, f := range reading.Figures {
		texts = append(texts, f.Text)
	}
	return texts, ok
}

// figuresAt prints 7s at the left of columns: of parts that are so wide, each of five
// columns a hundred wide but for the last, from 100 on.
func figuresAt(part int, columns ...int) string {
	var out []string
	for _, c := range columns {
		out = append(out, fmt.Sprintf("7@%d", 100+c/5*part+c%5*100))
	}
	return strings.Join(out, " ")
}

// sevens are the texts of fifteen columns with a 7 in some.
func sevens(columns ...int) []string {
	out := make([]string, 15)
	for _, c := range columns {
		out[c] = "7"
	}
	return out
}

// TestColumnsOfABlock: the row of a whole block some of whose figures were lost, by the
// distances of the others, the ends of the page and what is left of the header.
func TestColumnsOfABlock(t *testing.T) {
	even, narrow := "标题@100-1600", "标题@100-1480"
	left := []string{"7@100", "777@100", "7@100"}
	for _, tt := range []struct {
		name string
		rows []string
		want []string // nil: not known
	}{
		{"two lost within", []string{even, figuresAt(500, 0, 1, 2, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14)}, sevens(0, 1, 2, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14)},
		{"the first lost, as well the last where figures stand right", []string{even, figuresAt(500, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)}, nil},
		{"the first lost", append(left[:3:3], even, figuresAt(500, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)), sevens(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)},
		{"narrow sums, the ends lost", append(left[:3:3], narrow, figuresAt(460, 1, 2, 3, 5, 6, 7, 8, 10, 11, 12)), sevens(1, 2, 3, 5, 6, 7, 8, 10, 11, 12)},
		{"five neighbours on a wide page", []string{even, figuresAt(500, 4, 5, 6, 7, 8)}, nil},
		{"distances of no pattern", []string{even, "7@100 7@260 7@300 7@450 7@610 7@700 7@790 7@1010 7@1130"}, nil},
		{"three figures below signs of a broken header", []string{
			"隐维@100-160 纠区@200-260 他@320-340 尚木@400-460 总@500-540 维持@560-620 陆纠@660-720 他@780-800 审@880-900 计@980-1000 持@1040-1060 纠正@1120-1180 他@1240-1260 尚@1340-1360 总计@1420-1460",
			figuresAt(460, 0, 4, 12),
		}, sevens(0, 4, 12)},
	} {
		got, ok := acrossOf(tt.rows...)
		if ok != (tt.want != nil) {
			t.Errorf("%s: known %v: %q", tt.name, ok, got)
		} else if diff := cmp.Diff(tt.want, got); ok && diff != "" {
			t.Errorf("%s: -want +got:\n%s", tt.name, diff)
		}
	}
}

// TestBlockWithoutSums: twelve columns whose header names no sum.
func TestBlockWithoutSums(t *testing.T) {
	var header, figures []string
	for c := range 12 {
		at := 100 + 120*c
		header = append(header, fmt.Sprintf("%s@%d-%d", []string{"维持", "纠正", "其他", "尚未"}[c%4], at, at+80))
		if c != 3 && c != 6 {
			figures = append(figures, fmt.Sprintf("7@%d", at))
		}
	}
	got, ok := acrossOf(strings.Join(header, " "), strings.Join(figures, " "))
	if diff := cmp.Diff(sevens(0, 1, 2, 5, 6, 8, 10, 11, 12, 13), got); !ok || diff != "" {
		t.Errorf("known %v, -want +got:\n%s", ok, diff)
	}
}

// TestSpecksBetweenColumns: what stands between two columns of a row that prints a
// whole block, as a rule read as 1 does, is left out.
func TestSpecksBetweenColumns(t *testing.T) {
	got, ok := acrossOf("标题@150-1780", "1@158 9@266 5@374 115@482 40@590 29@698 3@806 74@914 1@954 2@1022 26@1130 3@1238 174@1346 9@1670")
	want := []string{"1", "9", "5", "115", "40", "29", "3", "74", "2", "26", "3", "174", "", "", "9"}
	if diff := cmp.Diff(want, got); !ok || diff != "" {
		t.Errorf("known %v, -want +got:\n%s", ok, diff)
	}
}

// TestSigns: characters of one column alone tell it, those of several, of the parts and
// of the stub do not.
func TestSigns(t *testing.T) {
	f := schema.FormOf("2021")
	got := signsOf(&f.Tables[2].Blocks[0])
	want := map[rune]int{'维': 0, '持': 0, '纠': 1, '正': 1, '其': 2, '他': 2, '尚': 3, '审': 3, '总': 4, '计': 4}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestMarkForAFigure: a mark in the place of a figure, as the reader says, is one that is
// not known, and no label that parts the row.
func TestMarkForAFigure(t *testing.T) {
	words := strings.Fields(figuresAt(500, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14))
	words[5] = strings.Replace(words[5], "7@", ">@", 1)
	g := located("四、政府信息公开行政复议、行政诉讼情况@100-900", strings.Join(words, " "))
	g.Rows[0].Table, g.Rows[1].Cells[5].Unread = layout.Prose, true
	p := Align(g, schema.FormOf("2021"))
	if len(p.Rows) != 1 || len(p.Rows[0].Cells) != 15 {
		t.Fatalf("rows: %+v", p.Rows)
	}
	figures := p.Rows[0].Readings[0].Figures
	for c := range figures {
		known := figures[c].Presence == Printed && figures[c].Parsed.Kind == figure.Number
		if known != (c != 5) {
			t.Errorf("column %d: %+v", c, figures[c])
		}
	}
}
