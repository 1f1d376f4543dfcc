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
// stands there stands in the first column, wherever the row begins. Rows of the same
// shape begin where one of them does.
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
	shapes, bare := shapesOf(rows), withoutStubs(rows)
	begun := func(r *rowFigures) bool { return shapes.of(r).flush || bare[r.item.table] }
	for _, r := range rows {
		shown[r.item.table].add(r, begun(r), shapes.cut[r.item.table] || !shapes.even[r.item.table])
	}
	ragged := raggedTables(rows)
	for _, r := range rows {
		s := shown[r.item.table]
		r.ragged = ragged[r.item.table]
		r.regular, r.unmoved = s.even && s.trailing && s.inner, s.inner
		r.flush = s.inner && r.label >= 0 && r.beyond() == 0 && (r.beginsFlush() || begun(r))
	}
}

// raggedTables finds the tables whose rows all end in a figure, and with labels alike have
// now more cells, now fewer: empty cells were cut off at the end, and how many are left
// says nothing of where a row begins.
func raggedTables(rows []*rowFigures) map[int]bool {
	type kin struct{ table, label, depth, columns int }
	widths, out, whole := map[kin]int{}, map[int]bool{}, map[int]bool{}
	for _, r := range rows {
		if len(r.filled) == 0 {
			continue
		}
		whole[r.item.table] = whole[r.item.table] || isBlank(&r.slots[len(r.slots)-1])
		k := kin{r.item.table, r.label, r.item.depth, len(r.item.cells)}
		if widths[k] == 0 {
			widths[k] = len(r.slots)
		}
		out[r.item.table] = out[r.item.table] || widths[k] != len(r.slots)
	}
	for t := range whole {
		out[t] = out[t] && !whole[t]
	}
	return out
}

// beginsFlush reports whether the first cell behind the label holds a figure.
func (r *rowFigures) beginsFlush() bool {
	return len(r.slots) > 0 && !isBlank(&r.slots[0])
}

// shape is what rows of a block share that a converter lays out alike. Where it cuts off
// the empty cells at the end of a row, how many cells are left says nothing.
type shape struct{ table, block, page, label, depth, cells int }

// shapes are the shapes of rows, the tables whose rows all end in a figure, and those in
// which no row has a label to the left of its own: how many cells a converter added behind
// the columns of their rows says nothing either.
type shapes struct {
	shown     map[shape]shapeShown
	cut, even map[int]bool
}

func (s *shapes) shape(r *rowFigures) shape {
	own := shape{r.item.table, r.item.block, r.table, r.label, r.item.depth, r.cells}
	if s.cut[r.item.table] || s.even[r.item.table] {
		own.block, own.cells = 0, 0
	}
	return own
}

func (s *shapes) of(r *rowFigures) shapeShown { return s.shown[s.shape(r)] }

// shapeShown says of the rows of a shape whether one begins directly behind its label,
// and none reaches beyond the columns from there.
type shapeShown struct{ flush, moved bool }

func shapesOf(rows []*rowFigures) shapes {
	out := shapes{map[shape]shapeShown{}, map[int]bool{}, map[int]bool{}}
	for _, r := range rows {
		even, known := out.even[r.item.table]
		out.even[r.item.table] = (even || !known) && r.item.depth == 0 && r.label == 0
		if n := len(r.slots); n > 0 {
			cut, known := out.cut[r.item.table]
			out.cut[r.item.table] = (cut || !known) && !isBlank(&r.slots[n-1])
		}
	}
	for _, r := range rows {
		own := out.shape(r)
		s := out.shown[own]
		s.moved = s.moved || r.beyond() > 0
		s.flush = !s.moved && (s.flush || r.beginsFlush())
		out.shown[own] = s
	}
	return out
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

// withoutStubs finds the tables without columns for labels: a row that has no label to
// its left begins directly behind its own, where others have some, and no row reaches
// beyond the columns from there.
func withoutStubs(rows []*rowFigures) map[int]bool {
	deep, flush, moved := map[int]bool{}, map[int]bool{}, map[int]bool{}
	for _, r := range rows {
		t := r.item.table
		deep[t] = deep[t] || r.item.depth > 0
		flush[t] = flush[t] || r.item.depth == 0 && r.beginsFlush()
		moved[t] = moved[t] || r.beyond() > 0
	}
	out := map[int]bool{}
	for t := range flush {
		out[t] = deep[t] && flush[t] && !moved[t]
	}
	return out
}

// add looks at a row, begun where the figures of rows of its shape begin directly
// behind the label, whole where one of fewer cells than columns lost none before its last
// figure. Rows of a narrower block may be filled up to the width of the widest.
func (s *regularity) add(r *rowFigures, begun, whole bool) {
	columns, cells := len(r.item.cells), len(r.slots)
	s.even = s.even && (cells == columns || columns < s.widest && cells > columns && r.beyond() == 0)
	last := min(columns, cells) - 1
	s.trailing = s.trailing || last > 0 && isBlank(&r.slots[last]) && len(r.filled) > 0
	s.inner = s.inner || (whole || cells >= columns) && r.hasInnerBlank(cells == columns || begun)
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
