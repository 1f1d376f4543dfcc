package align

import "slices"

// cross reports whether two neighbouring figures stand on different lines of the page, one
// over the other: which comes first is not known, since a line whose label is wide is
// moved against those beside it.
func cross(a, b *slot) bool { return a.row != b.row && a.col+a.span > b.col }

// isCrossed reports whether any two neighbours cross.
func isCrossed(filled []slot) bool {
	for i := 1; i < len(filled); i++ {
		if cross(&filled[i-1], &filled[i]) {
			return true
		}
	}
	return false
}

// ordersOf lists the orders in which figures may stand, left to right: as they are, and
// with two that cross exchanged.
func ordersOf(filled []slot) [][]slot {
	out := [][]slot{filled}
	for i := 1; i < len(filled); i++ {
		if !cross(&filled[i-1], &filled[i]) {
			continue
		}
		other := slices.Clone(filled)
		other[i-1], other[i] = filled[i], filled[i-1]
		out = append(out, other)
	}
	return out
}
