package strips

import (
	"slices"

	"gongkai/schema"
)

// byGroup is the figure of each cell of a table of one row some of whose sums do not stand
// behind their parts, while all of a group's figures are together: of such a group only
// the sum is known. It is nil where no group is in order, or one has no sum among its figures.
func (t *table) byGroup(figures []written) [][]int {
	order, inPlace := t.inOrder(figures), 0
	for _, id := range t.byRow[0] {
		var group []int
		for _, cell := range slices.Concat(id.LHS, id.RHS) {
			group = append(group, t.place[cell][1])
		}
		if len(id.RHS) != 1 || slices.Max(group)-slices.Min(group) != len(group)-1 {
			return nil
		}
		sum := sumAmong(figures, group)
		switch at := t.place[id.RHS[0]][1]; {
		case sum < 0:
			return nil
		case figures[at].value == figures[sum].value:
			inPlace++
		default:
			for _, i := range group {
				order[0][i] = -1
			}
			order[0][at] = sum
		}
	}
	if inPlace == 0 {
		return nil
	}
	return order
}

// sumAmong is the figure of a group that is the sum of the others; -1 where there is none.
func sumAmong(figures []written, group []int) int {
	var all schema.Micros
	for _, i := range group {
		all += figures[i].value
	}
	for _, i := range group {
		if 2*figures[i].value == all {
			return i
		}
	}
	return -1
}
