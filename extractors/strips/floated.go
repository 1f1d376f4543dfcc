package strips

import (
	"slices"

	"gongkai/extractors/layout"
)

// arranged is the order of figures under which every identity holds. Where the text keeps
// places of cells, rows were written as rows: a column that was not is set apart from
// them, and its place is not where it was written.
func (s *section) arranged(figures []written) [][]int {
	order := s.arrange(figures)
	if order == nil || s.grid.Blanks != layout.BlanksMarked || len(order) < 2 {
		return order
	}
	k, found := len(order[0]), [][][]int{order}
	for from := range k {
		if !isApart(order, from) {
			continue
		}
		for to := range k {
			if other := moved(order, from, to); to != from && s.table.mayHold(figures, other) {
				found = append(found, other)
			}
		}
	}
	return agreed(figures, found)
}

// isApart reports whether the figures of a column were written before all others, or
// behind them.
func isApart(order [][]int, column int) bool {
	own, others := span{}, span{}
	for _, row := range order {
		for c, f := range row {
			switch {
			case f < 0:
			case c == column:
				own.add(f)
			default:
				others.add(f)
			}
		}
	}
	return own.n > 0 && others.n > 0 && (own.most < others.least || others.most < own.least)
}

// span is from where to where some figures were written.
type span struct{ n, least, most int }

func (s *span) add(f int) {
	if s.n == 0 {
		s.least, s.most = f, f
	}
	s.n, s.least, s.most = s.n+1, min(s.least, f), max(s.most, f)
}

// moved is an order of figures with one column at another place.
func moved(order [][]int, from, to int) [][]int {
	out := make([][]int, len(order))
	for r, row := range order {
		out[r] = slices.Insert(slices.Delete(slices.Clone(row), from, from+1), to, row[from])
	}
	return out
}
