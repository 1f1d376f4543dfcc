package align

import (
	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
)

// leans counts which side the figures of the document's columns share: their left one,
// their middle or their right one, as neighbours of different widths show.
func leans(g *layout.Grid) [3]int {
	var out [3]int
	last := map[columnKey]interval{}
	for r := range g.Rows {
		row := &g.Rows[r]
		for c := range row.Cells {
			cell := &row.Cells[c]
			if row.Table == layout.Prose || cell.Right <= cell.Left || figure.Parse(cell.Text).Kind != figure.Number {
				continue
			}
			at := interval{cell.Left, cell.Right}
			k := columnKey{row.Table, cell.Col}
			if before, ok := last[k]; ok {
				if side, ok := sharedSide(before, at); ok {
					out[side]++
				}
			}
			last[k] = at
		}
	}
	return out
}

// sharedSide is the side that two figures of clearly different widths share; ok is false
// where they share none.
func sharedSide(a, b interval) (side int, ok bool) {
	wide, narrow := a.to-a.from, b.to-b.from
	if wide < narrow {
		wide, narrow = narrow, wide
	}
	more := wide - narrow
	if 2*more < narrow {
		return 0, false
	}
	off := [3]int{a.from - b.from, a.middle() - b.middle(), a.to - b.to}
	for side := range off {
		if 5*max(off[side], -off[side]) <= more {
			return side, true
		}
	}
	return 0, false
}
