package strips

import (
	"slices"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// headedPart reads the first table of several blocks. strays are the rows of blocks that
// stand among those of other tables and are none of theirs.
func headedPart(read, blocks *layout.Grid, form *schema.Form, headings map[int]int, strays [][2]int) (part, bool) {
	for t := range form.Tables {
		of := &form.Tables[t]
		if len(of.Blocks) < 2 {
			continue
		}
		p := part{}
		var ok bool
		if p.from, p.to, ok = extent(read, form, headings, of.Section); !ok {
			return part{}, false
		}
		first, end, ok := between(blocks, heading(read, p.from), heading(read, p.to))
		if !ok {
			return part{}, false
		}
		words := wordsOf(of.Blocks)
		elements, ok := elementsOf(blocks, first, end, words)
		for _, s := range strays {
			var more []element
			if ok {
				more, ok = elementsOf(blocks, s[0], s[1], words)
			}
			if slices.ContainsFunc(more, func(e element) bool { return e.kind == aHeader }) {
				elements = append(elements, more...)
			}
		}
		if !ok {
			return part{}, false
		}
		h, ok := newHeaded(of.Blocks, elements)
		if !ok || !h.arrange() {
			return part{}, false
		}
		p.rows = append(asides(blocks, first, end), h.lay()...)
		return p, true
	}
	return part{}, false
}

// asides are the rows of the blocks that are no part of a table.
func asides(blocks *layout.Grid, first, end int) []layout.Row {
	var out []layout.Row
	for r := first; r < end; r++ {
		row := &blocks.Rows[r]
		if row.Margin || row.Table == layout.Prose || isFolio(row) {
			out = append(out, layout.Row{Table: layout.Prose, Cells: row.Cells, Margin: row.Margin || row.Table != layout.Prose})
		}
	}
	return out
}
