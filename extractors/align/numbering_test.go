package align

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors/layout"
)

// TestNumbering: what counts rows or columns, and what only looks so.
func TestNumbering(t *testing.T) {
	for _, c := range []struct {
		name string
		rows [][]string
		want []ref
	}{
		{"columns from 0", [][]string{{"", "0", "1", "2", "3"}, {"规章", "4", "1", "9", "2"}}, []ref{{0, 1}, {0, 2}, {0, 3}, {0, 4}}},
		{"栏次 below the header", [][]string{{"内容", "甲", "乙", "丙", "丁"}, {"栏次", "1", "2", "3", "4"}, {"规章", "4", "1", "9", "2"}}, []ref{{1, 1}, {1, 2}, {1, 3}, {1, 4}}},
		{"a row of figures before", [][]string{{"规章", "4", "1", "9", "2"}, {"", "1", "2", "3", "4"}}, nil},
		{"too few to tell", [][]string{{"", "1", "2", "3"}, {"规章", "4", "1", "9"}}, nil},
		{"not all columns", [][]string{{"", "1", "2", "3", "4", "", ""}, {"规章", "4", "1", "9", "1", "2", "3"}}, nil},
		{"a gap", [][]string{{"", "1", "2", "4", "5"}, {"规章", "4", "1", "9", "2"}}, nil},
		{"rows from 1", [][]string{{"", "内容"}, {"1", "规章"}, {"2", "文件"}, {"", "许可"}, {"3", "处罚"}, {"4", "强制"}}, []ref{{1, 0}, {2, 0}, {4, 0}, {5, 0}}},
		{"three rows", [][]string{{"0", "规章"}, {"1", "文件"}, {"2", "许可"}}, nil},
		{"figures of a first column", [][]string{{"1", "规章"}, {"2", "文件"}, {"3", "许可"}, {"5", "强制"}}, nil},
		{"a label among them", [][]string{{"1", "规章"}, {"2", "文件"}, {"小计", "许可"}, {"3", "强制"}, {"4", "强制"}}, nil},
	} {
		g := &layout.Grid{}
		for r, texts := range c.rows {
			row := layout.Row{Table: 0, Index: r}
			for col, text := range texts {
				row.Cells = append(row.Cells, layout.Cell{Text: text, Col: col})
			}
			g.Rows = append(g.Rows, row)
		}
		var got []ref
		counting := marksOf(g).counting
		for r := range g.Rows {
			for col := range g.Rows[r].Cells {
				if counting[ref{r, col}] {
					got = append(got, ref{r, col})
				}
			}
		}
		if diff := cmp.Diff(c.want, got, cmp.AllowUnexported(ref{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}
