package plain

import (
	"slices"

	"gongkai/extractors/layout"
)

const (
	// leastFloated is how many figures on lines of their own make a column, where a table
	// has as many rows that lack it.
	leastFloated = 5
	// leastBeside is how many figures a row has at least that lacks one.
	leastBeside = 3
)

// refloat puts the figures of a column that stand on lines of their own, behind or before
// their table, back into it: one column is empty in each row with figures, every other has
// figures, and there are exactly as many such lines as rows.
func refloat(g *layout.Grid) {
	for first := 0; first < len(g.Rows); {
		end := first + 1
		for end < len(g.Rows) && g.Rows[end].Table == g.Rows[first].Table {
			end++
		}
		if g.Rows[first].Table != layout.Prose && end-first > 2*leastFloated {
			end -= refloatTable(g, first, end)
		}
		first = end
	}
}

// refloatTable is refloat for the table in some rows. It returns how many rows less these are.
func refloatTable(g *layout.Grid, first, end int) int {
	var lacking, floated []int
	for r := first; r < end; r++ {
		switch cells := g.Rows[r].Cells; {
		case len(cells) == 1 && isPrintedFigure(cells[0].Text):
			floated = append(floated, r)
		case printedFigures(cells) >= leastBeside:
			lacking = append(lacking, r)
		}
	}
	n := len(floated)
	if n < leastFloated || n != len(lacking) || floated[n-1]-floated[0] != n-1 {
		return 0
	}
	c := emptyColumn(g.Rows, lacking)
	if c < 0 {
		return 0
	}
	for k, r := range lacking {
		cell := g.Rows[floated[k]].Cells[0]
		cell.Ordinal, cell.Col = c, g.Rows[r].Cells[c].Col
		g.Rows[r].Cells[c] = cell
	}
	g.Rows = slices.Delete(g.Rows, floated[0], floated[0]+n)
	for r := first; r < end-n; r++ {
		g.Rows[r].Index = r - first
	}
	return n
}

// emptyColumn is the one column behind the labels that is empty in each of some rows, which
// have as many cells; -1 where there is none, or more than one.
func emptyColumn(all []layout.Row, rows []int) int {
	width, labels := len(all[rows[0]].Cells), -1
	for _, r := range rows {
		if len(all[r].Cells) != width {
			return -1
		}
		for c := range all[r].Cells {
			if text := all[r].Cells[c].Text; text != "" && !isPrintedFigure(text) {
				labels = max(labels, c)
			}
		}
	}
	empty := -1
	for c := labels + 1; c < width; c++ {
		filled := slices.ContainsFunc(rows, func(r int) bool { return all[r].Cells[c].Text != "" })
		if !filled && empty >= 0 {
			return -1
		}
		if !filled {
			empty = c
		}
	}
	return empty
}

// printedFigures counts the cells that hold a figure.
func printedFigures(cells []layout.Cell) int {
	n := 0
	for i := range cells {
		n += isOne(isPrintedFigure(cells[i].Text))
	}
	return n
}
