package align

import "slices"

// ordersOf lists the orders in which figures may stand, left to right: as they are, and
// with two that stand on different lines of the page, one over the other, exchanged. A
// line whose label is wide is moved against those beside it.
func ordersOf(filled []slot) [][]slot {
	out := [][]slot{filled}
	for i := 1; i < len(filled); i++ {
		a, b := &filled[i-1], &filled[i]
		if a.row == b.row || a.col+a.span <= b.col {
			continue
		}
		other := slices.Clone(filled)
		other[i-1], other[i] = filled[i], filled[i-1]
		out = append(out, other)
	}
	return out
}
