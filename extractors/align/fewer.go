package align

import (
	"fmt"
	"slices"

	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
)

// Readings of rows that have fewer figures than columns.

// commonOffset finds how many cells after the label the figures begin, where all
// full rows of the table agree on it and stand at different places: then the
// place of a figure counts from the label, not from the edge of the page. One of them
// must have as many labels to its left as the row.
func commonOffset(r *rowFigures, others []*rowFigures, k int) (offset int, ok bool) {
	if r.label < 0 || !byOrdinal(r.kind, r.blanks) {
		return 0, false
	}
	full, deep, places := 0, false, map[int]bool{}
	for _, o := range others {
		if o.table != r.table || len(o.item.cells) != k || len(o.filled) != k {
			continue
		}
		first := slices.IndexFunc(o.slots, func(s slot) bool { return !isBlank(&s) })
		if full > 0 && first != offset {
			return 0, false
		}
		offset, deep = first, deep || o.item.depth == r.item.depth
		full++
		places[o.slots[first].cell] = true
	}
	return offset, full > 1 && len(places) > 1 && deep
}

// atOffset assigns the k slots from an offset behind the label.
func atOffset(g *layout.Grid, r *rowFigures, offset, k int) (Reading, bool) {
	if offset > len(r.slots) || !allBlank(r.slots[:offset]) || len(r.slots) > offset+k && !allBlank(r.slots[offset+k:]) {
		return Reading{}, false
	}
	reading := sequence(g, r.slots[offset:], k, "same offset", false)
	for i := range reading.Figures {
		if reading.Figures[i].Presence == Absent {
			reading.Figures[i].Presence = Empty
		}
	}
	return reading, true
}

// miscounted reports whether so many cells, empty ones among them, say nothing of the
// columns: the row lost those at its end, and need not begin at its first.
func (r *rowFigures) miscounted(cells int) bool {
	return r.ragged && !r.flush && cells > len(r.filled)
}

// flush is the reading of a row whose figures begin directly behind its label.
func flush(g *layout.Grid, r *rowFigures, k int) []Reading {
	if reading, ok := atOffset(g, r, 0, k); ok && r.flush {
		reading.Rule = "flush"
		return []Reading{reading}
	}
	return nil
}

// fewer lists the readings of a row that has fewer figures than columns.
func (t *template) fewer(g *layout.Grid, r *rowFigures, runs []*physical, others []*rowFigures, filled []slot, k int) []Reading {
	if r.blanks == layout.BlanksLost && r.kind != layout.Aligned {
		return packed(g, filled, r, k) // only the order of the figures is known
	}
	out := flush(g, r, k)
	cells := func() {
		if len(r.slots) == k {
			rule := "cells"
			if r.miscounted(k) {
				rule = "trimmed"
			}
			out = append(out, sequence(g, r.slots, k, rule, r.blanks == layout.BlanksKept && !r.askew))
			out = append(out, t.summless(g, r)...)
		}
	}
	if r.blanks == layout.BlanksKept {
		cells()
	}
	offset, relative := commonOffset(r, others, k)
	if relative {
		runs = nil
		if reading, ok := atOffset(g, r, offset, k); ok {
			out = append(out, reading)
		}
	}
	for i, run := range runs {
		if reading, ok := run.byColumns(g, r, k); ok {
			if i > 0 || !run.spanned(r) && (byOrdinal(g.Kind, r.blanks) || g.Kind != layout.Aligned && !run.asWide(r)) {
				reading.Rule, reading.Sure = "other columns", false
			}
			out = append(out, reading)
		}
	}
	if r.blanks != layout.BlanksKept {
		cells()
	}
	if len(out) > 0 && r.blanks == layout.BlanksKept {
		return out
	}
	if len(r.slots) != k {
		out = append(out, byNeighbours(g, r, others, k)...)
		out = append(out, trimmed(g, r, k)...)
	}
	if r.blanks != layout.BlanksKept {
		out = append(out, packed(g, filled, r, k)...)
	}
	return out
}

// byNeighbours assigns by the places of the figures in rows that have all of
// theirs: first rows of the same shape, then others of the same table.
func byNeighbours(g *layout.Grid, r *rowFigures, others []*rowFigures, k int) []Reading {
	var same, other []Reading
	for _, o := range others {
		if o == r || o.table != r.table || len(o.item.cells) != k {
			continue
		}
		full := o.filled
		if len(full) != k {
			continue
		}
		reading, ok := onto(g, r, full, k)
		if !ok {
			continue
		}
		if o.cells == r.cells && o.like(r) {
			same = append(same, reading)
		} else {
			other = append(other, reading)
		}
	}
	same = distinct(same)
	if len(same) > 0 {
		if len(same) == 1 {
			same[0].Rule = "same shape"
		}
		return same
	}
	return distinct(other)
}

// onto assigns r's slots to the places at which a full row has its figures.
func onto(g *layout.Grid, r *rowFigures, full []slot, k int) (Reading, bool) {
	reading := Reading{Figures: blankRow(k), Rule: "neighbour"}
	place := func(s *slot) int {
		if r.blanks == layout.BlanksKept {
			return s.col
		}
		return s.cell
	}
	at := make(map[int]int, k)
	for c := range full {
		at[place(&full[c])] = c
	}
	for i := range r.slots {
		s := &r.slots[i]
		c, ok := at[place(s)]
		if !ok {
			if s.figure.Kind != figure.Blank {
				return Reading{}, false
			}
			continue
		}
		reading.Figures[c] = figureAt(g, s)
	}
	return reading, true
}

// trimmed assigns after leaving out blank slots at the ends, where their number
// exceeds the columns.
func trimmed(g *layout.Grid, r *rowFigures, k int) []Reading {
	var out []Reading
	excess := len(r.slots) - k
	for lead := range min(excess, 4) + 1 {
		if excess <= 0 || !allBlank(r.slots[:lead]) {
			break
		}
		if allBlank(r.slots[lead+k:]) {
			reading := sequence(g, r.slots[lead:], k, "trimmed", false)
			reading.Variant = fmt.Sprintf("after %d of %d, %d beside %d", lead, len(r.slots), r.label, r.item.depth)
			out = append(out, reading)
		}
	}
	return out
}

// mostPlacements bounds how many placements of a row are weighed.
const mostPlacements = 64

// packed lists every placement of fewer figures than columns that keeps their
// order: a converter that drops blanks leaves only the order.
func packed(g *layout.Grid, filled []slot, r *rowFigures, k int) []Reading {
	if r.item.kind == acrossRow || len(filled) == 0 || k > 8 {
		return nil
	}
	if r.blanks == layout.BlanksMarked && len(r.slots) >= k && !allBlank(r.slots[len(filled):]) {
		return nil // the blanks stand between the figures: none was dropped
	}
	var out []Reading
	columns := make([]int, 0, len(filled))
	var place func(next int)
	place = func(next int) {
		if len(out) >= mostPlacements {
			return
		}
		if len(columns) == len(filled) {
			reading := Reading{Figures: blankRow(k), Rule: "packed"}
			reading.empty()
			for i, c := range columns {
				reading.Figures[c] = figureAt(g, &filled[i])
			}
			out = append(out, reading)
			return
		}
		for c := next; c <= k-(len(filled)-len(columns)); c++ {
			columns = append(columns, c)
			place(c + 1)
			columns = columns[:len(columns)-1]
		}
	}
	place(0)
	return out
}
