package strips

import (
	"slices"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// headedPart reads the first table of several blocks. strays are the rows of blocks that
// stand among those of other tables and are none of theirs, whole the sections that stay
// as they are.
func headedPart(read, blocks *layout.Grid, form *schema.Form, headings map[int]int, strays [][2]int, whole map[int]bool) (part, bool) {
	for t := range form.Tables {
		of := &form.Tables[t]
		if len(of.Blocks) < 2 || whole[of.Section] {
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
		elements, ok := headedElements(blocks, of.Blocks, append([][2]int{{first, end}}, strays...))
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

// headedElements lists the elements of the first stretch of rows, and of the others that bear
// headers of the blocks; false where a figure cannot be read, or the figures are more or fewer
// than the cells whatever the texts say.
func headedElements(of *layout.Grid, blocks []schema.Block, stretches [][2]int) ([]element, bool) {
	read, own, all := make([][]element, len(stretches)), 0, 0
	for i, s := range stretches {
		var ok bool
		if read[i], ok = elementsOf(of, s[0], s[1]); !ok {
			return nil, false
		}
		all += figuresAmong(read[i])
		if i == 0 {
			own = all
		}
	}
	if cells := cellsOf(blocks); own > cells || all < cells {
		return nil, false
	}
	words := knownWords(blocks)
	elements := joined(read[0], words)
	for _, more := range read[1:] {
		if more = joined(more, words); slices.ContainsFunc(more, func(e element) bool { return e.kind == aHeader }) {
			elements = append(elements, more...)
		}
	}
	return elements, true
}

// cellsOf counts the cells of blocks.
func cellsOf(blocks []schema.Block) int {
	n := 0
	for i := range blocks {
		n += len(blocks[i].Rows) * len(blocks[i].Columns)
	}
	return n
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
