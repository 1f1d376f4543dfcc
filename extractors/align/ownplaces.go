package align

import (
	"strings"

	"gongkai/extractors/layout"
)

// Most rows have a figure in each of their cells, and each stands under the header's word
// for its column and under no other. Of all ways to read such a row one is left:
//
//   - as many figures as columns, and no cell more where the layout keeps its cells: none is
//     lost, joined, cut or left over;
//   - no word over them that names no column, and no rows of the block with one figure more:
//     there is no column that the form does not have;
//   - no two of them under one word: none is written out twice;
//   - the row itself stands below the header's words: the header did not move.
//
// What readings makes of it by its header is then sure, and nothing is added to it. Where the
// header does not say where each column stands, as many figures as columns are read by their
// number, for the same reasons and where the row has not one cell too many; and a row
// without any figure is empty. Such rows are read at once. TestReadAtOnce compares the two.

// ownReader reads such rows, in one memory for all rows of a placement.
type ownReader struct {
	*template
	grid     *layout.Grid
	figures  []Figure
	readings []Reading
}

// read is the one reading of a row with a figure for each column, or with none; nil where that
// is not all there is to know.
func (o *ownReader) read(h *header, r *rowFigures, others []*rowFigures) []Reading {
	k := len(r.item.cells)
	if r.fit == nil && len(r.filled) == 0 {
		return []Reading{emptyRow(k)}
	}
	kept := r.blanks == layout.BlanksKept
	if r.fit != nil || len(r.filled) != k || kept && len(r.slots) != k || r.kind == layout.Aligned && isCrossed(r.filled) ||
		o.isOverLines(r) || wider(r, others, k) {
		return nil
	}
	columns := len(o.form.Tables[r.item.table].Blocks[r.item.block].Columns)
	places, ok := h.places(r.table, columns, k/columns)
	for len(places) > 0 && places[0].cell < 0 && places[0].from <= r.labelCol {
		places = places[1:] // over the label
	}
	switch {
	case !ok && r.oneTooMany(others):
		return nil
	case !ok:
		return o.sequence(r.filled, "number")
	case r.blanks == layout.BlanksLost && r.kind != layout.Aligned || !inOwnPlaces(places, r.filled):
		return nil
	case kept:
		return o.sequence(r.filled, "header")
	default:
		return o.sequence(r.filled, "header place")
	}
}

// isOverLines reports whether a cell of the row has several lines.
func (o *ownReader) isOverLines(r *rowFigures) bool {
	for i := range r.filled {
		s := &r.filled[i]
		if raw := o.grid.Rows[s.row].Cells[s.cell].Raw; raw != "" && strings.Contains(raw, "\n") {
			return true
		}
	}
	return false
}

// sequence is the sure reading of slots one after the other.
func (o *ownReader) sequence(slots []slot, rule string) []Reading {
	from, n := len(o.figures), len(o.readings)
	for i := range slots {
		o.figures = append(o.figures, figureAt(o.grid, &slots[i]))
	}
	to := len(o.figures)
	o.readings = append(o.readings, Reading{Figures: o.figures[from:to:to], Rule: rule, Sure: true})
	return o.readings[n : n+1 : n+1]
}

// inOwnPlaces reports whether each figure stands under the word of its own column alone,
// where these are all words.
func inOwnPlaces(places []place, slots []slot) bool {
	if len(places) != len(slots) {
		return false
	}
	for i := range places {
		s := &slots[i]
		if places[i].cell != i || !underOnly(places, i, interval{s.col, s.col + max(1, s.span)}) {
			return false
		}
	}
	return true
}

// underOnly reports whether a figure stands under the i-th word, and under neither of its
// neighbours, where no two of the three overlap.
func underOnly(places []place, i int, at interval) bool {
	p := &places[i]
	return at.from < p.to && p.from < at.to &&
		(i == 0 || places[i-1].to <= min(p.from, at.from)) && (i == len(places)-1 || places[i+1].from >= max(p.to, at.to))
}
