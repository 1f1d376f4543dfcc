package align

import (
	"slices"

	"gongkai/extractors/layout"
)

// Readings of a row by the words of its header.

// headerReading is the reading of a row by its header, none where that would leave out
// figures of a row that has all.
func (t *template) headerReading(g *layout.Grid, h *header, r *rowFigures, others []*rowFigures, repeated bool) []Reading {
	reading, ok := t.byHeader(g, h, r, others)
	if !ok {
		return nil
	}
	if !reading.Sure && !r.regular && !h.besideLabels(g, r) && !t.headerOverFullRow(g.Kind, h, r, others) {
		reading.Rule = "header guess"
	}
	r.askew = r.blanks == layout.BlanksKept && !reading.Sure
	if reading.Sure || len(r.filled) != len(r.item.cells) || r.blanks == layout.BlanksKept || repeated {
		return []Reading{reading}
	}
	return nil
}

// byHeader assigns by the places of the header's words, where every figure
// stands under exactly one. In layouts that mark cells without keeping them the
// header's cells need not stand over the row's.
func (t *template) byHeader(g *layout.Grid, h *header, r *rowFigures, others []*rowFigures) (Reading, bool) {
	if r.blanks == layout.BlanksLost && r.kind != layout.Aligned {
		return Reading{}, false // places mean nothing
	}
	columns := len(t.form.Tables[r.item.table].Blocks[r.item.block].Columns)
	places, ok := h.places(r.table, columns, len(r.item.cells)/columns)
	if !ok || r.fullRowsBeyond(places, others) {
		return Reading{}, false
	}
	reading := Reading{Figures: blankRow(len(r.item.cells)), Rule: "header place"}
	if r.blanks == layout.BlanksKept {
		reading.Rule, reading.Sure = "header", true
	} else {
		reading.empty()
	}
	places = overFigures(places, r)
	passed := 0 // slots that stand over no column of the form
	for i := range r.slots {
		s := &r.slots[i]
		cell, under := underWord(places, interval{s.col, s.col + max(1, s.span)})
		switch {
		case !under && (!isBlank(s) || len(r.slots) == len(reading.Figures)):
			return Reading{}, false // the header is askew
		case !under || cell < 0:
			passed++
		case r.blanks != layout.BlanksKept && isBlank(s):
			reading.put(cell, figureAt(g, s)) // a figure that is there stays
		case !reading.put(cell, figureAt(g, s)):
			return Reading{}, false
		}
	}
	// A row with a cell for each of its columns, and one below no column of the form,
	// lacks a cell, or the header does.
	reading.Sure = reading.Sure && (passed == 0 || len(r.slots) != len(reading.Figures)) || reading.full()
	return reading, true
}

// headerOverFullRow reports whether in a row laid out like r, with all of its
// figures, each stands under the word of its own column: the header's cells,
// counted, then stand over the row's. Where cells are not counted but have places on
// the page, no row with all of its figures speaks against the header.
func (t *template) headerOverFullRow(kind layout.Kind, h *header, r *rowFigures, others []*rowFigures) bool {
	k, columns := len(r.item.cells), len(t.form.Tables[r.item.table].Blocks[r.item.block].Columns)
	places, ok := h.places(r.table, columns, k/columns)
	if !ok {
		return false
	}
	counted, beside := byOrdinal(kind, r.blanks), false
	for _, o := range others {
		if o == r || o.table != r.table || counted && !o.like(r) || len(o.item.cells) != k || len(o.filled) != k {
			continue
		}
		if underOwn(places, o.filled) {
			return true
		}
		beside = true
	}
	return !counted && !beside
}

// fullRowsBeyond reports whether in a table that keeps its empty cells the rows that
// have all of their figures reach beyond the header's words, every one of them: the
// header moved, or the rows did.
func (r *rowFigures) fullRowsBeyond(places []place, others []*rowFigures) bool {
	k := len(r.item.cells)
	if r.blanks != layout.BlanksKept || k < 2 {
		return false
	}
	beyond := false
	for _, o := range others {
		if o.table != r.table || len(o.item.cells) != k || len(o.filled) != k {
			continue
		}
		if underWords(places, o.filled) {
			return false
		}
		beyond = true
	}
	return beyond
}

// underWords reports whether each figure of a full row stands under one word.
func underWords(places []place, full []slot) bool {
	return !slices.ContainsFunc(full, func(s slot) bool {
		_, under := underWord(places, interval{s.col, s.col + max(1, s.span)})
		return !under
	})
}

// spanWrittenOut reports whether two figures of a row say the same below one column's
// word, which is printed over both: a converter wrote out a cell that spans two places.
// In aligned text a word is as wide as it is long, whatever stands below it.
func (t *template) spanWrittenOut(h *header, r *rowFigures) bool {
	if r.kind == layout.Aligned {
		return false
	}
	var places []place
	for i := 1; i < len(r.filled); i++ {
		a, b := &r.filled[i-1], &r.filled[i]
		if a.col == b.col || a.figure != b.figure {
			continue
		}
		if places == nil {
			columns := len(t.form.Tables[r.item.table].Blocks[r.item.block].Columns)
			var ok bool
			if places, ok = h.places(r.table, columns, len(r.item.cells)/columns); !ok || len(places) == 0 {
				return false
			}
		}
		first, over := underWord(places, interval{a.col, a.col + max(1, a.span)})
		second, both := underWord(places, interval{b.col, b.col + max(1, b.span)})
		if over && both && first == second && first >= 0 {
			return true
		}
	}
	return false
}

// underOwn reports whether each figure of a full row stands under the word of its
// own column, and nowhere between columns of the form.
func underOwn(places []place, full []slot) bool {
	for c := range full {
		cell, under := underWord(places, interval{full[c].col, full[c].col + max(1, full[c].span)})
		if !under || cell != c {
			return false
		}
	}
	return true
}

// underWord finds the one header word that a slot stands under.
func underWord(places []place, at interval) (cell int, ok bool) {
	found := 0
	for _, p := range places {
		if at.from < p.to && p.from < at.to {
			cell = p.cell
			found++
		}
	}
	return cell, found == 1
}

// overFigures leaves out the words that the form does not have and that stand over a
// row's label.
func overFigures(places []place, r *rowFigures) []place {
	if !slices.ContainsFunc(places, func(p place) bool { return p.cell < 0 && p.from <= r.labelCol }) {
		return places
	}
	return slices.DeleteFunc(slices.Clone(places), func(p place) bool { return p.cell < 0 && p.from <= r.labelCol })
}

// byHeaderOrder assigns by the order of the header's words, where there are as
// many as figures, or as cells.
func (t *template) byHeaderOrder(g *layout.Grid, h *header, r *rowFigures, filled []slot) (Reading, bool) {
	block := &t.form.Tables[r.item.table].Blocks[r.item.block]
	rows := len(r.item.cells) / len(block.Columns)
	cells, ok := h.order(block.Columns, rows, r.labelCol)
	slots := filled
	if len(cells) != len(filled) || r.blanks == layout.BlanksKept {
		slots = r.slots
	}
	cells = allNamed(cells, len(r.item.cells))
	if own := t.sumsUnnamed(h, r); own != nil {
		cells, slots, ok = own, r.slots[:len(own)], true
	}
	if !ok {
		return Reading{}, false
	}
	if len(cells) != len(slots) || len(filled) == 0 || h.belied(r, cells) {
		return Reading{}, false
	}
	reading := Reading{Figures: blankRow(len(r.item.cells)), Rule: "header order", Sure: r.blanks == layout.BlanksKept}
	for i, c := range cells {
		if c >= 0 && !reading.put(c, figureAt(g, &slots[i])) {
			return Reading{}, false
		}
	}
	reading.leaveEmpty(r.slots)
	if r.miscounted(len(slots)) {
		reading.Rule = "trimmed"
	}
	return reading, true
}

// allNamed takes words that the form does not have for those of the columns in whose
// places they stand, where there are as many words as columns and each other one stands in
// its own place: they are misread.
func allNamed(cells []int, columns int) []int {
	known := 0
	for i, c := range cells {
		if c >= 0 && c != i {
			return cells
		}
		known += one(c >= 0)
	}
	if len(cells) != columns || known <= columns/2 {
		return cells
	}
	out := make([]int, columns)
	for i := range out {
		out[i] = i
	}
	return out
}

// belied reports whether a row with a cell for each of its columns shows that a header
// of fewer words lost some: an empty cell stands between its figures, and not all of
// them stand below a word; or it says no more than the cells do.
func (h *header) belied(r *rowFigures, cells []int) bool {
	if r.blanks == layout.BlanksKept || len(r.slots) != len(r.item.cells) || len(cells) == len(r.slots) || !r.hasInnerBlank(true) {
		return false
	}
	counted := 0
	for i := range r.filled {
		s := &r.filled[i]
		below := slices.ContainsFunc(h.words, func(w headerWord) bool { return w.table == r.table && w.col <= s.col && s.col < w.col+w.span })
		if !below {
			return true
		}
		counted += one(cells[i] >= 0 && r.slots[cells[i]].ref == s.ref)
	}
	return counted == len(r.filled)
}
