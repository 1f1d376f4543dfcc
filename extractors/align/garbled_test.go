package align_test

import (
	"testing"

	"gongkai/extractors/align"
	"gongkai/extractors/layout"
	"gongkai/schema"
)

// TestGarbledRow: a row whose figures were all misread holds figures, in the order of
// the columns, that nobody read; only one of empty cells is blank.
func TestGarbledRow(t *testing.T) {
	for _, c := range []struct {
		name  string
		cells []string
		want  align.Presence
	}{
		{"misread", []string{"4x7", "8x6"}, align.Printed},
		{"short signs", []string{"¤¤", "¤"}, align.Printed},
		{"empty", []string{"", ""}, align.Empty},
	} {
		g := &layout.Grid{Kind: layout.HTML, Blanks: layout.BlanksKept}
		for i, texts := range [][]string{
			{"第二十条第(八)项"}, {"信息内容", "上一年项目数量", "本年增/减"}, {"行政事业性收费", "1", "0"},
			{"第二十条第(九)项"}, {"信息内容", "采购项目数量", "采购总金额"}, append([]string{"政府集中采购"}, c.cells...),
		} {
			row := layout.Row{Table: 0, Index: i}
			for col, text := range texts {
				row.Cells = append(row.Cells, layout.Cell{Text: text, Col: col})
			}
			g.Rows = append(g.Rows, row)
		}
		form := schema.FormOf("2019")
		p := align.Align(g, form)
		last := p.Rows[len(p.Rows)-1]
		for i := range last.Readings[0].Figures {
			if got := last.Readings[0].Figures[i].Presence; got != c.want {
				t.Errorf("%s: figure %d is %v, want %v", c.name, i, got, c.want)
			}
		}
	}
}
