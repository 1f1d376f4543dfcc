package align

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// located is a grid of rows of words, each written text@left or text@left-right, a
// character ten units wide; all in one table, every figure a column of its own.
func located(rows ...string) *layout.Grid {
	g := &layout.Grid{Kind: layout.TSV, Blanks: layout.BlanksKept}
	for r, line := range rows {
		row := layout.Row{Index: r}
		for c, word := range strings.Fields(line) {
			text, at, _ := strings.Cut(word, "@")
			from, to, wide := strings.Cut(at, "-")
			left, _ := strconv.Atoi(from)
			right := left + 10*len([]rune(text))
			if wide {
				right, _ = strconv.Atoi(to)
			}
			row.Cells = append(row.Cells, layout.Cell{
				Text: text, Ordinal: c, Col: c, RowSpan: 1, ColSpan: 1, Left: left, Right: right,
			})
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}

// TestPlacesOnThePage: figures stand in the columns of the rows that have all of
// theirs, whatever the reader's columns are.
func TestPlacesOnThePage(t *testing.T) {
	for _, tt := range []struct {
		name, row string
		want      []string
	}{
		{"all there", "3.其他@0 1@230 2@280 3@330 4@380 5@430 6@480 21@530", []string{"1", "2", "3", "4", "5", "6", "21"}},
		{"two lost", "3.其他@0 1@230 3@330 4@380 6@480 21@530", []string{"1", "", "3", "4", "", "6", "21"}},
		{"one in the place of another's edge", "3.其他@0 1@238 21@535", []string{"1", "", "", "", "", "", "21"}},
		{"read as one, a digit a column", "3.其他@0 1@230 234@275-390 5@430 6@480 21@530", []string{"1", "234", "234", "234", "5", "6", "21"}},
		{"read as one, more digits than columns", "3.其他@0 1@230 2340@275-390 6@480 21@530", []string{"1", "2340?", "2340?", "2340?", "", "6", "21"}},
		{"two in one column", "3.其他@0 1@230 2@278 7@289 3@330 4@380 5@430 6@480 21@530", []string{"1", "2 7?", "3", "4", "5", "6", "21"}},
	} {
		g := located(
			"一、本年新收政府信息公开申请数量@0 1@230 2@280 3@330 4@380 5@430 6@480 21@530",
			"二、上年结转政府信息公开申请数量@0 10@225 20@275 30@325 40@375 50@425 60@475 210@525",
			tt.row,
		)
		p := Align(g, schema.FormOf("2021"))
		row := p.Rows[len(p.Rows)-1].Readings[0]
		var got []string
		for _, f := range row.Figures {
			text := f.Text
			if f.Presence == Printed && f.Parsed.Digits == "" {
				text += "?"
			}
			got = append(got, text)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" || row.Rule != "places" {
			t.Errorf("%s: by %q (-want +got):\n%s", tt.name, row.Rule, diff)
		}
	}
}

// TestColumnsOfTheHeader: where no row has all of its figures the words above
// stand where the columns are.
func TestColumnsOfTheHeader(t *testing.T) {
	g := located(
		"申请人@0 自然人@220 商业企业@300 科研机构@400 社会公益组织@500 法律服务机构@600 其他@700 总计@800",
		"一、本年新收政府信息公开申请数量@0 1@230 4@420 5@810",
		"二、上年结转政府信息公开申请数量@0 7@230 7@810",
		"3.其他@0 6@520 6@810",
	)
	var got []string
	for _, row := range Align(g, schema.FormOf("2021")).Rows {
		text := row.Readings[0].Rule + ":"
		for _, f := range row.Readings[0].Figures {
			text += " " + f.Text
		}
		got = append(got, text)
	}
	want := []string{"places: 1  4    5", "places: 7      7", "places:    6   6"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestHeaderOfTwoParts: where two parts of a table name a column at different places, a
// column that one of them has besides is not taken for it.
func TestHeaderOfTwoParts(t *testing.T) {
	t.Parallel()
	const heading = "三、收到和处理政府信息公开申请情况\n"
	const besides = "申请人情况|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|法人或其他组织小计|总计\n"
	const without = "申请人情况|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计|\n"
	const rows = "一、本年新收政府信息公开申请数量|||||||0|\n"
	for name, second := range map[string]string{
		"one header":                      besides,
		"a second one without the column": without,
	} {
		p := Align(gridOf(layout.HTML, layout.BlanksKept, table(heading+besides+rows+second+"2.重复申请|||||||0|\n")...), schema.FormOf("2021"))
		for i := range p.Rows {
			for _, reading := range p.Rows[i].Readings {
				if reading.Sure && reading.Figures[6].Text == "0" {
					t.Errorf("%s: %s is sure to have a total: %+v", name, p.Rows[i].Label, reading)
				}
			}
		}
		if len(p.Rows) != 2 {
			t.Errorf("%s: %d rows", name, len(p.Rows))
		}
	}
}
