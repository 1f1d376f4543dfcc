package strips

import (
	"slices"

	"gongkai/schema"
)

// sum is an identity: what its left side has more than its right one is nothing.
type sum struct {
	// sides are the cells of the left side and of the right one: the last of each column.
	sides [2][][2]int
	cells map[[2]int]int
}

// share is by how much a cell counts in a sum: 1 or -1.
type share struct {
	sum  int
	sign schema.Micros
}

// bind lists the sums of the table by cell: its identities, and those in which the parts
// of a cell stand in its place.
func (s *stacker) bind() {
	for range s.cells {
		s.of = append(s.of, make([][]share, s.columns))
	}
	ids := slices.Clone(s.others)
	for _, of := range s.byRow {
		ids = append(ids, of...)
	}
	for _, id := range ids {
		s.add(id.LHS, id.RHS)
		for _, parts := range ids {
			if len(parts.RHS) != 1 || parts == id {
				continue
			}
			if at := slices.Index(id.RHS, parts.RHS[0]); at >= 0 {
				s.add(id.LHS, slices.Concat(id.RHS[:at], parts.LHS, id.RHS[at+1:]))
			}
		}
	}
}

// add adds a sum.
func (s *stacker) add(left, right []schema.CellIndex) {
	added := sum{cells: map[[2]int]int{}}
	for side, cells := range [][]schema.CellIndex{left, right} {
		last := slices.Repeat([]int{-1}, s.columns)
		for _, cell := range cells {
			at := s.place[cell]
			added.cells[at] = side
			last[at[1]] = max(last[at[1]], at[0])
			s.of[at[0]][at[1]] = append(s.of[at[0]][at[1]], share{len(s.sums), schema.Micros(1 - 2*side)})
		}
		for c, r := range last {
			if r >= 0 {
				added.sides[side] = append(added.sides[side], [2]int{r, c})
			}
		}
	}
	s.sums = append(s.sums, added)
}

// sumMayHold reports whether a sum may hold when the i-th piece is put: where all figures of
// one side are there, the others may only make it less, and the only one that lacks must be
// among those to come.
func (s *stacker) sumMayHold(k *stack, of, i int) bool {
	sides := s.sums[of].sides
	left, right := s.has(k, of, 0), s.has(k, of, 1)
	more := k.more[of]
	switch {
	case left && right:
		return more == 0
	case !s.positive:
		return true
	case left && more < 0 || right && more > 0:
		return false
	}
	if k.has(sides[0]) && k.has(sides[1]) && s.gapsIn(k, of) == 1 {
		last, ok := s.values[max(more, -more)]
		return ok && last > i
	}
	return true
}

// gapsIn counts the gaps among the cells of a sum.
func (s *stacker) gapsIn(k *stack, of int) int {
	n := 0
	for _, gap := range k.gaps {
		if _, is := s.sums[of].cells[gap]; is {
			n++
		}
	}
	return n
}

// has reports whether the columns are filled down to some cells, but for gaps.
func (k *stack) has(cells [][2]int) bool {
	for _, at := range cells {
		if k.heights[at[1]] <= at[0] {
			return false
		}
	}
	return true
}

// has reports whether all figures of a side of a sum are there.
func (s *stacker) has(k *stack, of, side int) bool {
	if !k.has(s.sums[of].sides[side]) {
		return false
	}
	for _, gap := range k.gaps {
		if is, ok := s.sums[of].cells[gap]; ok && is == side {
			return false
		}
	}
	return true
}
