package reconcile

import "gongkai/schema"

// bearing is how an open row bears on the constraints.
type bearing struct {
	// bears lists the constraints that it bears on; the first closing of them bear on no
	// later row.
	bears   []int
	closing int
	// groups holds for each group of options what it takes from these constraints.
	groups [][]schema.Micros
}

// bearings says how each open row bears on the constraints.
func bearings(open []openRow, constraints []constraint) []bearing {
	last := make([]int, len(constraints)) // the last open row each bears on
	for i := range constraints {
		for k := range open {
			if constraints[i].sign[k] != 0 {
				last[i] = k
			}
		}
	}
	out := make([]bearing, len(open))
	for k := range open {
		b := &out[k]
		b.list(constraints, k, func(i int) bool { return last[i] == k })
		b.closing = len(b.bears)
		b.list(constraints, k, func(i int) bool { return last[i] != k })
		for _, options := range open[k].groups {
			cells := open[k].options[options[0]].cells
			takes := make([]schema.Micros, len(b.bears))
			for n, i := range b.bears {
				takes[n] = schema.Micros(constraints[i].sign[k]) * worth(&cells[constraints[i].at[k]])
			}
			b.groups = append(b.groups, takes)
		}
	}
	return out
}

// list adds those of some constraints that the k-th open row bears on.
func (b *bearing) list(constraints []constraint, k int, of func(i int) bool) {
	for i := range constraints {
		if constraints[i].sign[k] != 0 && of(i) {
			b.bears = append(b.bears, i)
		}
	}
}

// take subtracts a group of options from the constraints; false, and nothing is
// subtracted, where one that bears on no later row cannot hold.
func (b *bearing) take(left []schema.Micros, group int) bool {
	takes := b.groups[group]
	for n, i := range b.bears[:b.closing] {
		if left[i] != takes[n] {
			return false
		}
	}
	for n, i := range b.bears {
		left[i] -= takes[n]
	}
	return true
}

func (b *bearing) giveBack(left []schema.Micros, group int) {
	for n, i := range b.bears {
		left[i] += b.groups[group][n]
	}
}
