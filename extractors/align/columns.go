package align

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/extractors/figure"
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
	// labelCol is the column of the row's label, -1 where it has none.
	labelCol int
	// askew is true where the header stands over other columns than the row's cells.
	askew bool
	// regular is true where the row's table shows that it keeps its empty cells.
	regular bool
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
	if reading, ok := r.fit.read(g, r); ok {
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
	if len(filled) != k {
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
	case len(filled) == k && len(out) == 1 && out[0].holds(filled):
		out[0].Sure = out[0].Sure || !r.askew // by number it is the same reading: see distinct
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
	return distinct(out)
}

// headerReading is the reading of a row by its header, none where that would leave out
// figures of a row that has all.
func (t *template) headerReading(g *layout.Grid, h *header, r *rowFigures, others []*rowFigures, repeated bool) []Reading {
	reading, ok := t.byHeader(g, h, r, others)
	if !ok {
		return nil
	}
	if !reading.Sure && !r.regular && !t.headerOverFullRow(g.Kind, h, r, others) {
		reading.Rule = "header guess"
	}
	r.askew = r.blanks == layout.BlanksKept && !reading.Sure
	if reading.Sure || len(r.filled) != len(r.item.cells) || r.blanks == layout.BlanksKept || repeated {
		return []Reading{reading}
	}
	return nil
}

// ruleEmptyRow names the reading of a row without any figure.
const ruleEmptyRow = "empty row"

// emptyRow is the reading of a row without any figure.
func emptyRow(k int) Reading {
	blank := Reading{Figures: blankRow(k), Rule: ruleEmptyRow, Sure: true}
	blank.empty()
	return blank
}

// fusedReadings lists the readings of a row whose figures ran into each other; none
// where they did not.
func (t *template) fusedReadings(g *layout.Grid, r *rowFigures, runs []*physical, others []*rowFigures, filled []slot, k int) []Reading {
	if k > 1 && len(filled) == 1 && filled[0].fused {
		return distinct(cutFused(g, &filled[0], k))
	}
	if !byGaps(g) || len(filled) >= k {
		return nil
	}
	switch zeros := apart(g, filled); {
	case len(zeros) == k:
		return []Reading{sequence(g, zeros, k, "cut digits", true)}
	case len(zeros) > len(filled):
		if cuts := cutRow(g, filled, k); len(cuts) > 0 {
			return cuts
		}
		return []Reading{unsure(g, filled, k)}
	}
	if len(filled) != 1 || len(filled[0].figure.Digits) < k {
		return nil
	}
	whole := t.fewer(g, r, runs, others, filled, k)
	for _, reading := range cutFused(g, &filled[0], k) {
		reading.Sure = false // it may be one number beside blanks
		whole = append(whole, reading)
	}
	return distinct(whole)
}

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

// flush is the reading of a row whose figures begin directly behind its label.
func flush(g *layout.Grid, r *rowFigures, k int) []Reading {
	if reading, ok := atOffset(g, r, 0, k); ok && r.flush {
		reading.Rule = "flush"
		return []Reading{reading}
	}
	return nil
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

// doubted makes the readings by a rule guesses.
func doubted(readings []Reading, rule string) []Reading {
	for i := range readings {
		if readings[i].Rule == rule && !readings[i].Sure {
			readings[i].Rule = "doubted"
		}
	}
	return readings
}

// withoutOne lists the readings that leave out one of k+1 slots.
func withoutOne(g *layout.Grid, slots []slot, k int) []Reading {
	if len(slots) != k+1 {
		return nil
	}
	var out []Reading
	for drop := range slots {
		rest := append(append([]slot{}, slots[:drop]...), slots[drop+1:]...)
		reading := sequence(g, rest, k, "extra column", false)
		reading.Variant = fmt.Sprintf("without %d of %d", drop, len(slots))
		out = append(out, reading)
	}
	return out
}

// fewer lists the readings of a row that has fewer figures than columns.
func (t *template) fewer(g *layout.Grid, r *rowFigures, runs []*physical, others []*rowFigures, filled []slot, k int) []Reading {
	if r.blanks == layout.BlanksLost && r.kind != layout.Aligned {
		return packed(g, filled, r, k) // only the order of the figures is known
	}
	out := flush(g, r, k)
	cells := func() {
		if len(r.slots) == k {
			out = append(out, sequence(g, r.slots, k, "cells", r.blanks == layout.BlanksKept && !r.askew))
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

// summless is the reading of a block printed in one row without its sums, where the
// layout may have added to the row's cells: figures for all other columns, and then
// empty cells alone.
func (t *template) summless(g *layout.Grid, r *rowFigures) []Reading {
	n := t.withoutSums(r.item)
	if r.item.kind != acrossRow || r.blanks == layout.BlanksKept || len(r.filled) != n || !allBlank(r.slots[n:]) {
		return nil
	}
	reading := Reading{Figures: blankRow(len(r.item.cells)), Rule: "without sums"}
	next := 0
	for i, c := range r.item.cells {
		if !t.form.Cells[c].IsTotal {
			reading.Figures[i] = figureAt(g, &r.slots[next])
			next++
		}
	}
	return []Reading{reading}
}

// sequence assigns slots to columns one after the other.
func sequence(g *layout.Grid, slots []slot, k int, rule string, sure bool) Reading {
	reading := Reading{Figures: blankRow(k), Rule: rule, Sure: sure}
	for c := range min(k, len(slots)) {
		reading.Figures[c] = figureAt(g, &slots[c])
	}
	return reading
}

func blankRow(k int) []Figure {
	row := make([]Figure, k)
	for i := range row {
		row[i] = Figure{GridRow: -1, GridCell: -1}
	}
	return row
}

func figureAt(g *layout.Grid, s *slot) Figure {
	f := Figure{
		Presence: Printed, Parsed: s.figure, Text: g.Rows[s.row].Cells[s.cell].Text,
		GridRow: s.row, GridCell: s.cell, Fused: s.fused,
	}
	if s.figure.Kind == figure.Blank {
		f.Presence = Empty
	}
	return f
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
	columns := len(t.form.Tables[r.item.table].Blocks[r.item.block].Columns)
	places, ok := h.places(r.table, columns, len(r.item.cells)/columns)
	if !ok {
		return false
	}
	for i := 1; i < len(r.filled); i++ {
		a, b := &r.filled[i-1], &r.filled[i]
		first, over := underWord(places, interval{a.col, a.col + max(1, a.span)})
		second, both := underWord(places, interval{b.col, b.col + max(1, b.span)})
		if over && both && first == second && first >= 0 && a.col != b.col && a.figure == b.figure {
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

// full reports whether a figure stands in every column.
func (r *Reading) full() bool {
	for i := range r.Figures {
		if r.Figures[i].Presence != Printed {
			return false
		}
	}
	return true
}

// empty makes every column a blank one until a figure is put there.
func (r *Reading) empty() {
	for i := range r.Figures {
		r.Figures[i].Presence = Empty
	}
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

// holds reports whether a reading asserts what one of these figures by their number does.
func (r *Reading) holds(filled []slot) bool {
	for c := range filled {
		f, s := &r.Figures[c], &filled[c]
		if f.Presence != Printed || f.Parsed.Kind != s.figure.Kind || f.Parsed.Value != s.figure.Value {
			return false
		}
	}
	return true
}

// put sets a column's figure. A column that is there twice must say the same
// both times.
func (r *Reading) put(c int, f Figure) bool {
	held := &r.Figures[c]
	if held.Presence != Printed {
		*held = f
		return true
	}
	return f.Presence != Printed || held.Parsed == f.Parsed
}

// byHeaderOrder assigns by the order of the header's words, where there are as
// many as figures, or as cells.
func (t *template) byHeaderOrder(g *layout.Grid, h *header, r *rowFigures, filled []slot) (Reading, bool) {
	block := &t.form.Tables[r.item.table].Blocks[r.item.block]
	rows := len(r.item.cells) / len(block.Columns)
	cells, ok := h.order(len(block.Columns), rows, r.labelCol)
	slots := filled
	if len(cells) != len(filled) || r.blanks == layout.BlanksKept {
		slots = r.slots
	}
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
	return reading, true
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

func allBlank(slots []slot) bool {
	for i := range slots {
		if slots[i].figure.Kind != figure.Blank {
			return false
		}
	}
	return true
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

// joined lists the ways to join neighbouring figures, or to leave out one, so
// that as many are left as there are columns.
func joined(g *layout.Grid, filled []slot, k int) []Reading {
	var out []Reading
	excess := len(filled) - k
	if excess > 3 || k > 8 {
		return nil
	}
	out = append(out, withoutOne(g, filled, k)...)
	var cut func(i int, groups [][]slot)
	cut = func(i int, groups [][]slot) {
		if len(out) >= mostPlacements || len(groups) > k {
			return
		}
		if i == len(filled) {
			if len(groups) == k {
				out = append(out, joinGroups(g, groups, k))
			}
			return
		}
		for n := 1; n <= excess+1 && i+n <= len(filled); n++ {
			if n > 1 && strings.HasPrefix(filled[i].figure.Digits, "0") {
				break // no figure begins with a zero
			}
			cut(i+n, append(groups[:len(groups):len(groups)], filled[i:i+n]))
		}
	}
	cut(0, nil)
	return out
}

func joinGroups(g *layout.Grid, groups [][]slot, k int) Reading {
	reading := Reading{Figures: blankRow(k), Rule: "joined digits"}
	for c, group := range groups {
		f := figureAt(g, &group[0])
		if len(group) > 1 {
			digits := ""
			f.Text = ""
			for i := range group {
				digits += group[i].figure.Digits
				f.Text += g.Rows[group[i].row].Cells[group[i].cell].Text + " "
			}
			f.Parsed = figure.Parse(digits)
			f.Fused = true
		}
		reading.Figures[c] = f
	}
	return reading
}

// byGaps reports whether only gaps part the cells of a grid, so that figures may run
// into each other.
func byGaps(g *layout.Grid) bool { return g.Kind == layout.Aligned || g.Blanks == layout.BlanksLost }

// apart gives the figures with the zeros before a number cut off, each a figure of
// its own: in a text without marks between cells, 000 and 002 can be nothing else.
func apart(g *layout.Grid, filled []slot) []slot {
	var out []slot
	for _, s := range filled {
		text := g.Rows[s.row].Cells[s.cell].Text
		zeros := len(text) - len(strings.TrimLeft(text, "0"))
		if zeros == 0 || len(text) < 2 || strings.Trim(text, "0123456789") != "" {
			out = append(out, s)
			continue
		}
		rest := text[zeros:]
		s.figure, s.fused = figure.Parse("0"), true
		out = append(out, slices.Repeat([]slot{s}, zeros)...)
		if rest != "" {
			s.figure = figure.Parse(rest)
			out = append(out, s)
		}
	}
	return out
}

// cutFused lists the ways to cut a run of digits into k numbers.
func cutFused(g *layout.Grid, s *slot, k int) []Reading {
	digits := s.figure.Digits
	if s.text != digits {
		digits = "" // a sign, a point or a unit among the digits: no run of counts
	}
	var out []Reading
	var cut func(rest string, parts []string)
	cut = func(rest string, parts []string) {
		if len(out) >= mostPlacements || len(rest) < k-len(parts) {
			return
		}
		if len(parts) == k-1 {
			if len(rest) == 1 || rest[0] != '0' {
				out = append(out, cutReading(g, s, append(parts[:len(parts):len(parts)], rest)))
			}
			return
		}
		for n := 1; n <= len(rest); n++ {
			if n > 1 && rest[0] == '0' {
				break
			}
			cut(rest[n:], append(parts[:len(parts):len(parts)], rest[:n]))
		}
	}
	if digits != "" {
		cut(digits, nil)
	}
	if len(out) == 1 {
		out[0].Sure = true
	}
	if len(out) == 0 {
		out = append(out, unsure(g, []slot{*s}, k))
	}
	return out
}

func cutReading(g *layout.Grid, s *slot, parts []string) Reading {
	reading := Reading{Figures: blankRow(len(parts)), Rule: "cut digits"}
	for c, part := range parts {
		f := figureAt(g, s)
		f.Parsed, f.Fused = figure.Parse(part), true
		reading.Figures[c] = f
	}
	return reading
}

// unsure is the reading of a row whose figures cannot be assigned.
func unsure(g *layout.Grid, filled []slot, k int) Reading {
	reading := Reading{Figures: blankRow(k), Rule: "unassigned"}
	for c := range reading.Figures {
		reading.Figures[c].Presence = Unsure
		if c < len(filled) {
			reading.Figures[c].Text = g.Rows[filled[c].row].Cells[filled[c].cell].Text
			reading.Figures[c].GridRow, reading.Figures[c].GridCell = filled[c].row, filled[c].cell
		}
	}
	return reading
}

// distinct drops readings that assert the same figures as an earlier one. A
// variant is kept beside others: other rows tell them apart. What a table shows that
// moves no empty cells is no guess.
func distinct(readings []Reading) []Reading {
	if len(readings) == 1 {
		return readings
	}
	var out []Reading
	for _, r := range readings {
		known := false
		for i := range out {
			if sameFigures(&out[i], &r) && (r.Variant == "" || r.Variant == out[i].Variant) {
				out[i].Sure = out[i].Sure || r.Sure
				if r.Rule == "flush" && out[i].Rule == "header guess" {
					out[i].Rule = r.Rule
				}
				known = true
			}
		}
		if !known {
			out = append(out, r)
		}
	}
	return out
}

func sameFigures(a, b *Reading) bool {
	for i := range a.Figures {
		x, y := &a.Figures[i], &b.Figures[i]
		if x.Presence == Empty && y.Presence == Empty {
			continue
		}
		if x.Presence != y.Presence || x.Parsed.Kind != y.Parsed.Kind || x.Parsed.Value != y.Parsed.Value {
			return false
		}
	}
	return true
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
			r.label, r.labelCol = lines[l].labels[n-1].cell, lines[l].labels[n-1].col
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
