package align

import "gongkai/extractors/layout"

// A layout that marks empty cells may have dropped some, moved them to the end of
// the row or added to them. A table may show that it did none of this: each of its
// rows has a cell for each column, so that none was dropped or added; one ends in an
// empty cell, so that none was cut off at the end; and one has an empty cell before a
// figure, so that none was moved.

// markRegular marks the rows of the form's tables that show it.
func markRegular(rows []*rowFigures) {
	shown := map[int]*regularity{}
	for _, r := range rows {
		if r == nil || r.blanks != layout.BlanksMarked {
			continue
		}
		if shown[r.item.table] == nil {
			shown[r.item.table] = &regularity{even: true}
		}
		shown[r.item.table].add(r)
	}
	for _, r := range rows {
		if r != nil {
			s := shown[r.item.table]
			r.regular = s != nil && s.even && s.trailing && s.inner
		}
	}
}

// regularity is what the rows of a table show of its empty cells.
type regularity struct{ even, trailing, inner bool }

func (s *regularity) add(r *rowFigures) {
	s.even = s.even && len(r.slots) == len(r.item.cells)
	last := len(r.slots) - 1
	s.trailing = s.trailing || last > 0 && isBlank(&r.slots[last]) && len(r.filled) > 0
	blanks := 0
	for i := range r.slots {
		if isBlank(&r.slots[i]) {
			blanks++
		} else if blanks > 0 {
			s.inner = true
		}
	}
}
