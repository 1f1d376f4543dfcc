package align

import (
	"testing"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// TestCrossedFigures: of figures of two lines that stand over each other none is known
// to come first; figures beside each other are in their order.
func TestCrossedFigures(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		at   int // where the figure on a line of its own begins
		want int
	}{
		{"over another", 29, 2},
		{"between two", 28, 1},
	} {
		cell := func(text string, col int) layout.Cell {
			return layout.Cell{Text: text, Col: col, ColSpan: len(text), RowSpan: 1}
		}
		label := layout.Cell{Text: "行政规范性文件", ColSpan: 7, RowSpan: 1}
		zero, last := cell("0", 26), cell("33", 32)
		zero.Ordinal, last.Ordinal = 1, 2
		g := &layout.Grid{Kind: layout.Aligned, Blanks: layout.BlanksLost, Rows: []layout.Row{
			{Cells: []layout.Cell{{Text: "规章", ColSpan: 2, RowSpan: 1}, cell("86", 18), cell("2", 24), cell("0", 30)}},
			{Index: 1, Cells: []layout.Cell{cell("1846", tt.at)}},
			{Index: 2, Cells: []layout.Cell{label, zero, last}},
		}}
		for i := range g.Rows[0].Cells {
			g.Rows[0].Cells[i].Ordinal = i
		}
		p := Align(g, schema.FormOf("2021"))
		if len(p.Rows) != 2 || len(p.Rows[1].Readings) != tt.want {
			t.Errorf("%s: %+v, want a second row of %d readings", tt.name, p.Rows, tt.want)
		}
	}
}
