package inspect

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// excerptRows bounds the rows of an excerpt.
const excerptRows = 30

// WriteExcerpt writes the rows of the document in which cells of a report stand,
// with the row before and after each, the cells marked. For a cell that stands
// nowhere they are those where it should stand.
func WriteExcerpt(w io.Writer, v *View, ordinal int, cells []schema.CellIndex, s Style) error {
	return v.part(w, ordinal, func(b *strings.Builder, r reading) {
		rows, more := excerpt(r, cells)
		last := -1
		for _, row := range rows {
			if last >= 0 && row.at > last+1 {
				b.WriteString("  …\n")
			}
			last = row.at
			row.write(b, s)
		}
		if more > 0 {
			fmt.Fprintf(b, "  … and %d rows more\n", more)
		}
	})
}

// WriteEnds writes the first and the last rows of the document's part that a
// report was read from: where it says who reports, and when.
func WriteEnds(w io.Writer, v *View, ordinal int, s Style) error {
	const first, last = 6, 3
	return v.part(w, ordinal, func(b *strings.Builder, r reading) {
		from, to := r.finding.From, min(r.finding.To, len(r.finding.Grid.Rows))
		for i := from; i < to; i++ {
			if i == from+first && i < to-last {
				b.WriteString("  …\n")
				i = to - last
			}
			row := documentRow(&r.finding.Grid.Rows[i], nil)
			row.write(b, s)
		}
	})
}

// excerptRow is a row of the grid at a place, with its marks.
type excerptRow struct {
	DocumentRow
	at int
}

func excerpt(r reading, cells []schema.CellIndex) (rows []excerptRow, more int) {
	marks := map[int][]int{}
	for _, c := range cells {
		if at, cell := r.placeIn(c); at >= 0 {
			marks[at] = append(marks[at], cell)
		}
	}
	grid := r.finding.Grid
	wanted := map[int]bool{}
	for at := range marks {
		for i := max(0, at-1); i < min(len(grid.Rows), at+2); i++ {
			wanted[i] = true
		}
	}
	for i := range grid.Rows {
		switch {
		case !wanted[i]:
		case len(rows) == excerptRows:
			more++
		default:
			rows = append(rows, excerptRow{documentRow(&grid.Rows[i], marks[i]), i})
		}
	}
	return rows, more
}

// placeIn finds the row and cell of the grid where a cell of the form stands; the
// cell is -1 where it only should stand there, both are where nothing is known.
func (r *reading) placeIn(c schema.CellIndex) (at, cell int) {
	grid := r.finding.Grid
	if s := r.report.Form.Cells[c].Source; s != nil {
		at = slices.IndexFunc(grid.Rows, func(g layout.Row) bool { return g.Table == s.Table && g.Index == s.Row })
		if at >= 0 {
			return at, slices.IndexFunc(grid.Rows[at].Cells, func(x layout.Cell) bool { return x.Ordinal == s.Col })
		}
	}
	placed := r.finding.Placement
	if k, _ := rowOf(placed, c); k >= 0 {
		return nearestRow(r.finding, c, &placed.Rows[k]), -1
	}
	return nearestRow(r.finding, c, nil), -1
}

func documentRow(g *layout.Row, marks []int) DocumentRow {
	d := DocumentRow{Table: g.Table, Row: g.Index, Cells: []string{}, Marked: -1}
	for i := range g.Cells {
		d.Cells = append(d.Cells, g.Cells[i].Text)
	}
	for _, m := range marks {
		if m >= 0 && d.Marked < 0 {
			d.Marked = m
		}
		d.also = append(d.also, m)
	}
	return d
}
