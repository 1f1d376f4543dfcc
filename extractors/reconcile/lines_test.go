package reconcile_test

import (
	"testing"

	"gongkai/extractors/align"
	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
	"gongkai/extractors/reconcile"
)

// TestJoinedLines: a figure whose digits stood on several lines is asserted where an
// identity of its own proves it. That another figure of its row is proven says nothing of it.
func TestJoinedLines(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		r, s, x string
		want    string
	}{
		{"proven by its row", "joined lines: 15 4 19", "number: ? 2 ?", "number: ? 6 ?", "15 4 19 ? 2 ? ? 6 ?"},
		{"its row has no total", "joined lines: 15 4 ?", "number: ? 2 ?", "number: ? 6 ?", "? 4 ? ? 2 ? ? 6 ?"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			form := square(t)
			p := placement(form, layout.BlanksMarked, []string{"number: ? 4 " + tt.r[len(tt.r)-2:], tt.r}, []string{tt.s}, []string{tt.x})
			apart := &p.Rows[0].Readings[0]
			apart.Sure, apart.Figures[0] = false, align.Figure{Presence: align.Printed, Text: "1 5", Parsed: figure.Parse("1 5"), GridRow: -1, GridCell: -1}
			p.Rows[0].Readings[1].Figures[0].Fused = true
			report := reconcile.Form(&layout.Grid{}, p)
			if got := written(report); got != tt.want {
				t.Errorf("read %s, want %s", got, tt.want)
			}
		})
	}
}
