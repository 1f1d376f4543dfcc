package align

import (
	"slices"
	"testing"

	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
	"gongkai/schema"
)

const applicants = "三、收到和处理政府信息公开申请情况\n||自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计\n"

// readingsOf are the readings of the row with a label.
func readingsOf(t *testing.T, g *layout.Grid, label string) []Reading {
	t.Helper()
	p := Align(g, schema.FormOf("2021"))
	for r := range p.Rows {
		if p.Rows[r].Label == label {
			return p.Rows[r].Readings
		}
	}
	t.Fatalf("no row %q among %+v", label, p.Rows)
	return nil
}

// TestDroppedStubs: where a page break drops label columns, what stands behind the
// label of a row does not stand in the columns of rows of another width.
func TestDroppedStubs(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, row string
		want      bool
	}{
		{"as wide as the full rows", "|(七)总计||0||||||\n", true},
		{"narrower", "(七)总计||0||||||\n", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			text := "三、收到和处理政府信息公开申请情况\n||1.属于国家秘密|1|0|0|0|0|0|1\n||2.其他法律行政法规禁止公开|1|0|0|0|0|0|1\n" + tt.row
			readings := readingsOf(t, gridOf(layout.Piped, layout.BlanksKept, table(text)...), "(七)总计")
			got := slices.ContainsFunc(readings, func(r Reading) bool { return r.Sure })
			if got != tt.want {
				t.Errorf("readings %+v, sure expected: %t", readings, tt.want)
			}
		})
	}
}

// TestColumnOfNoForm: below a header with a column that the form does not have, as many
// cells as the form has columns are not its columns.
func TestColumnOfNoForm(t *testing.T) {
	t.Parallel()
	const own = "三、收到和处理政府信息公开申请情况\n||自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|小计数|总计\n"
	const note = "三、收到和处理政府信息公开申请情况\n||注意填写\n||自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计\n"
	for _, tt := range []struct {
		name, header, rows string
		doubted            bool
	}{
		{"the form's columns", applicants, "|2.重复申请|1||||||1\n", false},
		{"one more", own, "|2.重复申请|1|||||||1\n", true},
		{"a note above the first", note, "|2.重复申请|1||||||1\n", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			text := tt.header + "|1.信访举报投诉类申请|||||||0\n" + tt.rows
			readings := readingsOf(t, gridOf(layout.Tabbed, layout.BlanksMarked, table(text)...), "1.信访举报投诉类申请")
			got := !slices.ContainsFunc(readings, func(r Reading) bool {
				return r.Figures[6].Text == "0" && r.Rule != "doubted" && r.Rule != "trimmed"
			})
			if got != tt.doubted {
				t.Errorf("readings %+v, the cells in doubt expected: %t", readings, tt.doubted)
			}
		})
	}
}

// TestTwoFiguresInOneColumn: a row two of whose figures stand in one column of the page is
// not read by the page's columns, which would leave one of them out.
func TestTwoFiguresInOneColumn(t *testing.T) {
	g := gridOf(layout.Aligned, layout.BlanksLost, []string{"规章", "1", "2"}, []string{"规章", "3"})
	for _, tt := range []struct {
		name string
		cols []int
		want bool
	}{
		{"a column each", []int{11, 21}, true},
		{"one column", []int{11, 13}, false},
	} {
		r := &rowFigures{kind: layout.Aligned, blanks: layout.BlanksLost}
		for i, col := range tt.cols {
			r.slots = append(r.slots, slot{ref: ref{0, i + 1}, col: col, span: 1, figure: figure.Parse(g.Rows[0].Cells[i+1].Text)})
		}
		p := &physical{columns: []interval{{10, 15}, {20, 25}}, rows: []*rowFigures{r, r}}
		if _, ok := p.byColumns(g, r, 2); ok != tt.want {
			t.Errorf("%s: read by columns %t, want %t", tt.name, ok, tt.want)
		}
	}
}
