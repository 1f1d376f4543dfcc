package align

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// cells writes what a placement's first readings say, a row of the form a line:
// its first cell's row, how it was placed, its figures; _ is empty, # absent,
// ? not known.
func cells(p *Placement) string {
	var b strings.Builder
	for i := range p.Rows {
		row := &p.Rows[i]
		id, _, _ := strings.Cut(string(p.Form.Cells[row.Cells[0]].ID), "/")
		fmt.Fprintf(&b, "%s %s %v:", id, p.Form.RowOf(row.Cells[0]).Code, row.Match)
		for c := range row.Readings[0].Figures {
			f := &row.Readings[0].Figures[c]
			b.WriteString(" " + [...]string{Absent: "#", Empty: "_", Printed: f.Text, Unsure: "?"}[f.Presence])
		}
		b.WriteString("\n")
	}
	return b.String()
}

// table cuts a text into a row for each line and a cell for each mark.
func table(text string) [][]string {
	var rows [][]string
	for line := range strings.Lines(text) {
		var cells []string
		for _, cell := range strings.Split(strings.TrimRight(line, "\n"), "|") {
			cells = append(cells, strings.TrimSpace(cell))
		}
		rows = append(rows, cells)
	}
	return rows
}

func TestAlign(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, edition string
		kind          layout.Kind
		blanks        layout.Blanks
		text, want    string
	}{
		{
			"labels of the form", "2021", layout.HTML, layout.BlanksKept,
			"信息内容|本年制发件数|本年废止件数|现行有效件数\n规章|1|2|30\n行政规范性文件|4||60\n",
			"disclosures rules exact: 1 2 30\ndisclosures normative_documents exact: 4 _ 60\n",
		},
		{
			// A column that the form does not have stands before the others.
			"an extra column under its own header", "2021", layout.HTML, layout.BlanksKept,
			"信息内容|本年受理件数|本年制发件数|本年废止件数|现行有效件数\n规章|99|1|2|30\n行政规范性文件|98|4|5|60\n",
			"disclosures rules exact: 1 2 30\ndisclosures normative_documents exact: 4 5 60\n",
		},
		{
			// One character of four is misread, and no other label is as like.
			"a label of four characters misread between two anchors", "2021", layout.HTML, layout.BlanksKept,
			"行政许可|71\n行政子罚|82\n行政强制|93\n",
			"disclosures licensing exact: 71\ndisclosures penalties fuzzy: 82\ndisclosures coercion exact: 93\n",
		},
		{
			"a header repeated after a page", "2021", layout.HTML, layout.BlanksKept,
			"信息内容|本年制发件数|本年废止件数|现行有效件数\n规章|1|2|30\n信息内容|本年制发件数|本年废止件数|现行有效件数\n行政规范性文件|4|5|60\n",
			"disclosures rules exact: 1 2 30\ndisclosures normative_documents exact: 4 5 60\n",
		},
		{
			"a label split by a page", "2021", layout.Tabbed, layout.BlanksMarked,
			"7.属于行政执|1|2|3|4|5|6|21\n法案卷\n8.属于行政查询事项|0|0|0|0|0|0|0\n",
			"applications refused_enforcement_file exact: 1 2 3 4 5 6 21\napplications refused_administrative_inquiry exact: 0 0 0 0 0 0 0\n",
		},
		{
			"a second language beside the labels", "2021", layout.HTML, layout.BlanksKept,
			"信息内容 Content|本年制发件数 Issued|本年废止件数 Repealed|现行有效件数 In force\n规章 Rules|1|2|30\n行政规范性文件 Normative documents|4||60\n",
			"disclosures rules exact: 1 2 30\ndisclosures normative_documents exact: 4 _ 60\n",
		},
		{
			"nothing of the form", "2021", layout.HTML, layout.BlanksKept,
			"姓名|年龄\n张三|30\n李四|40\n", "",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := Align(gridOf(tt.kind, tt.blanks, table(tt.text)...), schema.FormOf(tt.edition))
			if diff := cmp.Diff(tt.want, cells(p)); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}

// TestSpans: a figure belongs to the column that its header spans.
func TestSpans(t *testing.T) {
	t.Parallel()
	g := gridOf(layout.HTML, layout.BlanksKept, table("信息内容|本年制发件数|本年废止件数|现行有效件数\n规章||2|30\n行政规范性文件|4|5|60\n")...)
	for c, at := range []struct{ col, span int }{{0, 2}, {2, 3}, {5, 1}, {6, 2}} {
		for r := range g.Rows {
			g.Rows[r].Cells[c].Col, g.Rows[r].Cells[c].ColSpan = at.col, at.span
		}
	}
	want := "disclosures rules exact: _ 2 30\ndisclosures normative_documents exact: 4 5 60\n"
	if diff := cmp.Diff(want, cells(Align(g, schema.FormOf("2021")))); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

// TestHeaderAskew: the cell that should span the last two rows does not, so that
// the figures of the second stand one column to the left of their header. They are
// all there.
func TestHeaderAskew(t *testing.T) {
	t.Parallel()
	g := gridOf(layout.HTML, layout.BlanksKept, table("四、政府信息公开行政复议、行政诉讼情况\n类别|结果维持|结果纠正|其他结果|尚未审结|总计\n"+
		"行政诉讼|未经复议直接起诉|1|2|3|4|10\n复议后起诉|5|6||8|19\n")...)
	for c := range g.Rows[1].Cells {
		g.Rows[1].Cells[c].Col = c + min(c, 1)
	}
	g.Rows[1].Cells[0].ColSpan = 2
	want := "proceedings litigation_direct exact: 1 2 3 4 10\nproceedings litigation_after_reconsideration exact: 5 6 _ 8 19\n"
	if diff := cmp.Diff(want, cells(Align(g, schema.FormOf("2021")))); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

// TestLikeLabelsAreNotTakenForEachOther: 许可, 处罚 and 强制 with rows lost and
// labels misread. One character that is left names the row; where none is left the
// figure belongs to none of the three, unless the count of rows says so.
func TestLikeLabelsAreNotTakenForEachOther(t *testing.T) {
	t.Parallel()
	const before, after = "规章|1|2|30\n行政规范性文件|4|5|60\n", "行政事业性收费|10\n"
	for _, tt := range []struct{ text, row string }{
		{"行政口口|82\n", ""},
		{"行政许可|71\n行政口口|82\n", ""},
		{"行政口罚|82\n", "penalties"},
		{"行政业罚|82\n", "penalties"},
		{"行政强口|82\n", "coercion"},
		{"行政许口|82\n", "licensing"},
		{"行政口可|82\n", "licensing"},
		{"行政许可|71\n行政口口|82\n行政强制|93\n", "penalties"},
	} {
		t.Run(tt.text, func(t *testing.T) {
			t.Parallel()
			p := Align(gridOf(layout.HTML, layout.BlanksKept, table(before+tt.text+after)...), schema.FormOf("2021"))
			for i := range p.Rows {
				row := &p.Rows[i]
				if f := &row.Readings[0].Figures[0]; f.Presence == Printed && f.Text == "82" && p.Form.RowOf(row.Cells[0]).Code != tt.row {
					t.Errorf("%q is placed as %s, %v", row.Label, p.Form.RowOf(row.Cells[0]).Code, row.Match)
				}
			}
		})
	}
}

func TestEditions(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, text, edition string }{
		{"2021", "规章|1|2|30\n行政规范性文件|4|5|60\n行政许可|71\n行政处罚|82\n行政强制|93\n行政事业性收费|10\n", "2021"},
		{"2019", "规章|1|2|30\n规范性文件|4|5|60\n行政许可|7|1|2\n其他对外管理服务事项|8|1|3\n行政处罚|9|1|4\n行政强制|8|0|2\n行政事业性收费|1|-1\n", "2019"},
	} {
		p := Editions(gridOf(layout.HTML, layout.BlanksKept, table(tt.text)...))
		if len(p) != len(schema.Forms()) || p[0].Form.Edition != tt.edition || p[0].Score <= p[1].Score {
			t.Errorf("%s: %d editions, the first %s", tt.name, len(p), p[0].Form.Edition)
		}
	}
	for _, p := range Editions(gridOf(layout.HTML, layout.BlanksKept, table("姓名|年龄\n张三|30\n")...)) {
		if len(p.Rows) > 0 || p.Exact+p.Fuzzy+p.Order > 0 || len(p.Orphans) > 0 {
			t.Errorf("edition %s finds %d rows in a table of ages", p.Form.Edition, len(p.Rows))
		}
	}
}
