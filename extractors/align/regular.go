package align

import (
	"slices"

	"gongkai/extractors/layout"
)

// A layout that marks empty cells may have dropped some, moved them to the end of
// the row or added to them. A table may show that it did none of this: each of its
// rows has a cell for each column, so that none was dropped or added; one ends in an
// empty cell, so that none was cut off at the end; and one has an empty cell before a
// figure, so that none was moved. A block printed in one row shows nothing.

// markRegular marks the rows of the form's tables that show it, and the rows whose
// figures begin directly behind the label in tables that move no empty cells: what
// stands there stands in the first column, wherever the row begins.
func markRegular(rows []*rowFigures) {
	shown := map[int]*regularity{}
	rows = slices.DeleteFunc(slices.Clone(rows), func(r *rowFigures) bool {
		return r == nil || r.blanks != layout.BlanksMarked || r.item.kind != valueRow
	})
	for _, r := range rows {
		s := shown[r.item.table]
		if s == nil {
			s = &regularity{even: true}
			shown[r.item.table] = s
		}
		s.widest = max(s.widest, len(r.item.cells))
	}
	for _, r := range rows {
		shown[r.item.table].add(r)
	}
	for _, r := range rows {
		s := shown[r.item.table]
		r.regular = s.even && s.trailing && s.inner
		r.flush = s.inner && len(r.slots) > 0 && !isBlank(&r.slots[0]) && r.beyond() == 0
	}
}

// beyond counts the figures behind as many cells as the row has columns.
func (r *rowFigures) beyond() int {
	n := 0
	for i := len(r.item.cells); i < len(r.slots); i++ {
		if !isBlank(&r.slots[i]) {
			n++
		}
	}
	return n
}

// regularity is what the rows of a table show of its empty cells.
type regularity struct {
	// widest is the number of columns of the widest block.
	widest                int
	even, trailing, inner bool
}

// add looks at a row. Rows of a narrower block may be filled up to the width of the
// widest.
func (s *regularity) add(r *rowFigures) {
	columns, cells := len(r.item.cells), len(r.slots)
	s.even = s.even && (cells == columns || columns < s.widest && cells > columns && r.beyond() == 0)
	last := min(columns, cells) - 1
	s.trailing = s.trailing || last > 0 && isBlank(&r.slots[last]) && len(r.filled) > 0
	s.inner = s.inner || r.hasInnerBlank(cells == columns)
}

// hasInnerBlank reports whether an empty cell stands between two figures, or before
// one where the cells before the first figure are the row's columns.
func (r *rowFigures) hasInnerBlank(before bool) bool {
	figures, blanks := 0, 0
	for i := range r.slots {
		switch {
		case isBlank(&r.slots[i]) && (before || figures > 0):
			blanks++
		case isBlank(&r.slots[i]):
		case blanks > 0:
			return true
		default:
			figures++
		}
	}
	return false
}
