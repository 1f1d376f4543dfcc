package strips

import (
	"slices"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// OrderUnproven reports whether a text of the pages of a PDF, whose grid as read and blocks
// are given, holds figures of one row that differ, were written apart and are bound
// by no identity, or by that of their sum alone. Such texts write what stands apart in
// an order that need not be that of the columns, and leave no trace of it. Where a
// table whose order is proven has the cells of most rows as lines of one block, the text was
// written cell by cell, but for the rows that a page breaks.
func OrderUnproven(read, blocks *layout.Grid, form *schema.Form, headings map[int]int) bool {
	apart := blocksApart
	if cellByCell(sectionsOf(read, blocks, form, headings)) {
		apart = pagesApart
	}
	for i := range form.Tables {
		of := &form.Tables[i]
		from, to, ok := extent(read, form, headings, of.Section)
		if !ok {
			continue
		}
		first, end, ok := between(blocks, heading(read, from), heading(read, to))
		if !ok {
			continue
		}
		elements, _ := elementsOf(blocks, first, end)
		if !anyApart(elements, apart) {
			continue
		}
		if of.Blocks[0].Across || len(of.Blocks) > 1 && rowsApart(of.Blocks, joined(elements, knownWords(of.Blocks)), apart) {
			return true
		}
	}
	return false
}

// rowsApart reports whether figures behind a label of a block of several columns differ
// and were written apart.
func rowsApart(blocks []schema.Block, elements []element, apart func(a, b *element) bool) bool {
	for i := range elements {
		e := &elements[i]
		if e.kind != aLabel && e.kind != aHeader || len(blocks[e.word.at[0][0]].Columns) < 2 {
			continue
		}
		if _, all := count(elements, i); anyApart(elements[i+1:i+1+all], apart) {
			return true
		}
	}
	return false
}

// blocksApart and pagesApart report whether two figures were written apart: in two blocks, or
// on two pages.
func blocksApart(a, b *element) bool { return a.block != b.block }
func pagesApart(a, b *element) bool  { return a.page != b.page }

// anyApart reports whether two figures that follow one another differ and were written apart.
func anyApart(elements []element, apart func(a, b *element) bool) bool {
	for i := 1; i < len(elements); i++ {
		a, b := &elements[i-1], &elements[i]
		if a.kind == aFigure && b.kind == aFigure && apart(a, b) && !areSame(elements[i-1:i+1]) {
			return true
		}
	}
	return false
}

// cellByCell reports whether a table of several rows is in order as written and most of its
// rows have cells that are lines of one block: elsewhere such lines are a column.
func cellByCell(sections []section) bool {
	for i := range sections {
		s := &sections[i]
		if len(s.cells) < 2 || len(s.figures) != len(s.place) {
			continue
		}
		stacked, order := 0, s.inOrder(s.figures)
		for r, row := range order {
			if !s.rowHolds(s.figures, r, row) {
				return false
			}
			if slices.ContainsFunc(row[1:], func(f int) bool {
				return s.figures[f].block == s.figures[f-1].block && s.figures[f].line != s.figures[f-1].line
			}) {
				stacked++
			}
		}
		return 2*stacked > len(order) && s.holds(s.figures, order)
	}
	return false
}
