package align

import (
	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
	"gongkai/schema"
)

// leastCounted is how many rows or columns a run of numbers must count before it
// is taken for their numbering: no row of the form with its total in it can be 0, 1,
// 2, 3, … or 1, 2, 3, 4, …
const leastCounted = 4

// numbering finds the figures that only count the rows or the columns of a
// table: 行次 and 栏次 as a form prints them, or the index that a program adds
// to a table it writes. They are read as if they were not there.
func numbering(g *layout.Grid) map[ref]bool {
	out := map[ref]bool{}
	for from := 0; from < len(g.Rows); {
		to := from + 1
		for to < len(g.Rows) && g.Rows[to].Table == g.Rows[from].Table {
			to++
		}
		if g.Rows[from].Table != layout.Prose {
			numberedColumns(out, g, from, to)
			numberedRows(out, g, from, to)
		}
		from = to
	}
	return out
}

// numberedColumns looks for a row that counts all columns of a table, above every
// other row with figures.
func numberedColumns(out map[ref]bool, g *layout.Grid, from, to int) {
	widest := 0
	for r := from; r < to; r++ {
		widest = max(widest, len(g.Rows[r].Cells))
	}
	for r := from; r < to; r++ {
		figures, other := figuresOf(g, r)
		if len(figures) == 0 {
			continue
		}
		if len(figures) >= leastCounted && len(figures) >= widest-1 && other <= 1 && consecutive(g, figures) {
			for _, at := range figures {
				out[at] = true
			}
		}
		return
	}
}

// figuresOf returns the cells of a row that hold figures, and how many hold text.
func figuresOf(g *layout.Grid, r int) (figures []ref, texts int) {
	for c := range g.Rows[r].Cells {
		switch figure.Parse(g.Rows[r].Cells[c].Text).Kind {
		case figure.Blank:
		case figure.Text:
			texts++
		default:
			figures = append(figures, ref{r, c})
		}
	}
	return figures, texts
}

// numberedRows looks for a first column that counts the rows of a table, from
// some row to the last. Rows that a span covers may go uncounted.
func numberedRows(out map[ref]bool, g *layout.Grid, from, to int) {
	var figures []ref
	for r := from; r < to; r++ {
		if len(g.Rows[r].Cells) < 2 {
			continue
		}
		switch kind := figure.Parse(g.Rows[r].Cells[0].Text).Kind; {
		case kind == figure.Number:
			figures = append(figures, ref{r, 0})
		case kind != figure.Blank && len(figures) > 0:
			return
		}
	}
	if len(figures) < leastCounted || !consecutive(g, figures) {
		return
	}
	for _, at := range figures {
		out[at] = true
	}
}

// consecutive reports whether the cells count by one from 0 or 1.
func consecutive(g *layout.Grid, cells []ref) bool {
	start := schema.Count(0)
	for i, at := range cells {
		f := figure.Parse(g.Rows[at.row].Cells[at.cell].Text)
		if i == 0 && f.HasValue && f.Value == schema.Count(1) {
			start = f.Value
		}
		if f.Kind != figure.Number || f.Value != start+schema.Count(int64(i)) {
			return false
		}
	}
	return true
}
