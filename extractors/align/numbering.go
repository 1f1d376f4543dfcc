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

// number finds the figures that only count the rows or the columns of a
// table: 行次 and 栏次 as a form prints them, or the index that a program adds
// to a table it writes. They are read as if they were not there.
func (m *marks) number() {
	rows := m.grid.Rows
	for from := 0; from < len(rows); {
		to := from + 1
		for to < len(rows) && rows[to].Table == rows[from].Table {
			to++
		}
		if rows[from].Table != layout.Prose {
			m.numberColumns(from, to)
			m.numberRows(from, to)
		}
		from = to
	}
}

// numberColumns looks for a row that counts all columns of a table, above every
// other row with figures.
func (m *marks) numberColumns(from, to int) {
	widest := 0
	for r := from; r < to; r++ {
		widest = max(widest, len(m.grid.Rows[r].Cells))
	}
	for r := from; r < to; r++ {
		figures, other := m.figuresOf(r)
		if len(figures) == 0 {
			continue
		}
		if len(figures) >= leastCounted && len(figures) >= widest-1 && other <= 1 && m.consecutive(figures) {
			for _, at := range figures {
				m.counting[at] = true
			}
		}
		return
	}
}

// figuresOf returns the cells of a row that hold figures, and how many hold text.
func (m *marks) figuresOf(r int) (figures []ref, texts int) {
	for c := range m.grid.Rows[r].Cells {
		switch m.figure(r, c).Kind {
		case figure.Blank:
		case figure.Text:
			texts++
		default:
			figures = append(figures, ref{r, c})
		}
	}
	return figures, texts
}

// numberRows looks for a first column that counts the rows of a table, from
// some row to the last. Rows that a span covers may go uncounted.
func (m *marks) numberRows(from, to int) {
	var figures []ref
	for r := from; r < to; r++ {
		if len(m.grid.Rows[r].Cells) < 2 {
			continue
		}
		switch kind := m.figure(r, 0).Kind; {
		case kind == figure.Number:
			figures = append(figures, ref{r, 0})
		case kind != figure.Blank && len(figures) > 0:
			return
		}
	}
	if len(figures) < leastCounted || !m.consecutive(figures) {
		return
	}
	for _, at := range figures {
		m.counting[at] = true
	}
}

// consecutive reports whether the cells count by one from 0 or 1.
func (m *marks) consecutive(cells []ref) bool {
	start := schema.Count(0)
	for i, at := range cells {
		f := m.figure(at.row, at.cell)
		if i == 0 && f.HasValue && f.Value == schema.Count(1) {
			start = f.Value
		}
		if f.Kind != figure.Number || f.Value != start+schema.Count(int64(i)) {
			return false
		}
	}
	return true
}
