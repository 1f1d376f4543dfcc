package extractors

import (
	"testing"

	"gongkai/extractors/layout"
	"gongkai/extractors/reconcile"
	"gongkai/schema"
)

// TestWholeSections: text in the columns of a page has a section whole where it has each of
// its cells and none is in conflict; other text proves no order.
func TestWholeSections(t *testing.T) {
	form := schema.FormOf("2021")
	sheetOf := func(kind layout.Kind, cell string, status schema.Status) *sheet {
		r := &reconcile.Report{Form: form, Cells: make([]reconcile.Cell, len(form.Cells))}
		for c := range r.Cells {
			r.Cells[c].Status = schema.Observed
			if string(form.Cells[c].ID) == cell {
				r.Cells[c].Status = status
			}
		}
		return &sheet{grid: layout.Grid{Kind: kind}, readings: []reading{{form: r}}}
	}
	const upheld = "proceedings/reconsideration/upheld"
	for _, tt := range []struct {
		kind   layout.Kind
		status schema.Status
		want   [2]bool // sections 3 and 4
	}{
		{layout.Aligned, schema.Observed, [2]bool{true, true}},
		{layout.Aligned, schema.Blank, [2]bool{true, true}},
		{layout.Aligned, schema.Missing, [2]bool{true, false}},
		{layout.Aligned, schema.Unreadable, [2]bool{true, false}},
		{layout.Aligned, schema.Conflict, [2]bool{true, false}},
		{layout.Paragraphs, schema.Observed, [2]bool{}},
	} {
		whole := sheetOf(tt.kind, upheld, tt.status).wholeSections()
		if got := [2]bool{whole[3], whole[4]}; got != tt.want {
			t.Errorf("%s, a cell %v: whole %v, want %v", tt.kind, tt.status, got, tt.want)
		}
	}
}
