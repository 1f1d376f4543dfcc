package align

import (
	"slices"

	"gongkai/extractors/layout"
)

// rowFigures is a placed row before its figures have columns.
type rowFigures struct {
	item  *item
	slots []slot
	// shape tells rows apart that a converter laid out differently.
	table, cells, label int
	// width is how many columns the row takes up.
	width int
	// labelCol is the column of the row's label, -1 where it has none; labelTo is where it ends.
	labelCol, labelTo int
	// askew is true where the header stands over other columns than the row's cells.
	askew bool
	// regular is true where the row's table shows that it keeps its empty cells.
	regular bool
	// ragged is true where the rows of the form's table lost the empty cells at their ends.
	ragged bool
	// unmoved is true where a row of the form's table has an empty cell before a figure.
	unmoved bool
	// flush is true where the cell directly behind the label is that of the first column.
	flush  bool
	blanks layout.Blanks
	kind   layout.Kind
	// filled are the slots that hold something.
	filled []slot
	// fit is where the row's columns stand across the page; nil where that is not known.
	fit *fit
}

// like reports whether two rows are laid out in one way: their labels stand in the
// same cell, and as many labels belong to their left. Where a page break drops those,
// the figures move with the label.
func (r *rowFigures) like(o *rowFigures) bool {
	return r.label == o.label && r.item.depth == o.item.depth
}

// readings lists the ways to assign a row's figures to its columns, likeliest
// first. runs are the row's runs of page columns; others are the rows of the
// same block.
func (t *template) readings(g *layout.Grid, h *header, r *rowFigures, runs []*physical, others []*rowFigures) []Reading {
	k := len(r.item.cells)
	filled := r.filled
	if reading, ok := t.onPage(g, r); ok {
		return []Reading{reading}
	}
	runs = t.withoutForeign(h, r, runs)
	if whole := t.fusedReadings(g, r, runs, others, filled, k); whole != nil {
		return whole
	}
	repeated := len(filled) == k && t.spanWrittenOut(h, r)
	out := t.headerReading(g, h, r, others, repeated)
	if len(filled) == 0 {
		return []Reading{emptyRow(k)}
	}
	if len(filled) != k || h.namesForeign(t.form.Tables[r.item.table].Blocks[r.item.block].Columns, r) {
		if reading, ok := t.byHeaderOrder(g, h, r, filled); ok {
			out = append(out, reading)
		}
	}
	switch {
	case repeated: // there are fewer figures than columns, and the header alone says where
	case (wider(r, others, k) || t.foreign(h, r)) && len(filled) <= k:
		out = append(out, withoutOne(g, r.slots, k)...)
		out = append(out, doubted(t.fewer(g, r, runs, others, filled, k), "cells")...)
		if len(filled) == k {
			out = append(out, sequence(g, filled, k, "packed", false))
		}
	case len(filled) == k && g.Kind == layout.Aligned && isCrossed(filled):
		for _, order := range ordersOf(filled) {
			out = append(out, sequence(g, order, k, "packed", false))
		}
	case len(filled) == k && len(out) == 1 && out[0].holds(filled):
		out[0].Sure = out[0].Sure || !r.askew // by number it is the same reading: see distinct
	case len(filled) == k && r.oneTooMany(others):
		out = append(out, sequence(g, filled, k, "doubted", false))
	case len(filled) == k:
		out = append(out, sequence(g, filled, k, "number", !r.askew))
	case len(filled) > k:
		out = append(out, joined(g, filled, k)...)
	default:
		out = append(out, t.fewer(g, r, runs, others, filled, k)...)
		out = append(out, parted(g, filled, k)...)
	}
	if len(out) == 0 {
		out = append(out, unsure(g, filled, k))
	}
	return distinct(r.doubtPlaces(out, others))
}

// onPage is the reading of a row by where its figures stand on a page image.
func (t *template) onPage(g *layout.Grid, r *rowFigures) (Reading, bool) {
	if reading, ok := t.writtenOut(g, r); ok {
		return reading, true
	}
	return r.fit.read(g, r)
}

// oneTooMany reports whether a row with a figure for each column has an empty cell before one
// of them besides, where the rows laid out like it have as many cells as columns: a
// figure may have been cut in two.
func (r *rowFigures) oneTooMany(others []*rowFigures) bool {
	k := len(r.item.cells)
	if r.blanks != layout.BlanksMarked || r.kind == layout.Aligned || len(r.slots) != k+1 || !r.hasInnerBlank(true) {
		return false
	}
	even := false
	for _, o := range others {
		if o == r || o.table != r.table || !o.like(r) || len(o.item.cells) != k || len(o.slots) == 0 {
			continue
		}
		if len(o.slots) != k {
			return false
		}
		even = true
	}
	return even
}

// wider reports whether the table has a column that the form does not have: rows
// of it hold one figure more than the form has columns.
func wider(r *rowFigures, others []*rowFigures, k int) bool {
	crowded := 0
	for _, o := range others {
		if o.table == r.table && len(o.item.cells) == k && len(o.filled) == k+1 {
			crowded++
		}
	}
	return crowded >= 2
}

// withoutBlanks are the slots that hold something: the same list where all do.
func withoutBlanks(slots []slot) []slot {
	filled := 0
	for k := range slots {
		filled += one(!isBlank(&slots[k]))
	}
	if filled == len(slots) {
		return slots[:filled:filled]
	}
	out := make([]slot, 0, filled)
	for k := range slots {
		if !isBlank(&slots[k]) {
			out = append(out, slots[k])
		}
	}
	return out
}

func rowOf(t *template, p *placed, lines []line, blanks layout.Blanks, g *layout.Grid) *rowFigures {
	r := &rowFigures{item: &t.items[p.item], blanks: blanks, kind: g.Kind, table: lines[p.line].table, label: -1, labelCol: -1}
	for l := p.line; l < p.line+p.joined; l++ {
		if lines[l].figures == 0 && p.joined > 1 {
			continue
		}
		if n := len(lines[l].slots); p.joined == 1 {
			r.slots = lines[l].slots[:n:n]
		} else {
			r.slots = append(r.slots, lines[l].slots...)
		}
		r.table = lines[l].table
		if g.Rows[lines[l].row].Loose {
			r.blanks = layout.BlanksLost
		}
		cells := g.Rows[lines[l].row].Cells
		r.cells, r.width = len(cells), cells[len(cells)-1].Col+cells[len(cells)-1].ColSpan
		if n := len(lines[l].labels); n > 0 {
			label := &lines[l].labels[n-1]
			r.label, r.labelCol, r.labelTo = label.cell, label.col, label.col+label.span
		}
	}
	if g.Kind == layout.Aligned && p.joined > 1 {
		// Across the page, whichever line a figure stands on.
		slices.SortStableFunc(r.slots, func(a, b slot) int { return a.col - b.col })
	}
	r.filled = withoutBlanks(r.slots)
	if len(r.filled) == 0 {
		r.garble(t, g, lines[p.line:p.line+p.joined])
	}
	return r
}
