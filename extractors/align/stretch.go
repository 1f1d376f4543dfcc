package align

import (
	"slices"
	"sync"
)

// corner is a place of an alignment: so many lines and items are behind it. State
// 1 means that the last thing paired lies directly before; state 0 that something
// was passed over.
type corner struct{ line, item, state int }

// stretch is a part of an alignment between two places that it passes.
type stretch struct {
	lines    []line
	items    []item
	from, to corner
	// edges are those that may be part of it, by their lines; next is the one that follows, nil at the end.
	edges []edge
	next  *edge

	height int // items, and one
	*lattice
}

// lattice holds the best scores of the places of a stretch, and the steps to them.
type lattice struct {
	score []float64
	steps []step
	// ofItem is for each item the last edge of the line in hand that pairs it, counted from
	// 1, and before the one before each edge; 0 where there is none.
	ofItem, before []int32
}

var lattices = sync.Pool{New: func() any { return &lattice{} }}

// mostKept bounds the lattices that are kept for the next stretch, in places.
const mostKept = 1 << 18

// clear makes a lattice of so many places, none of them reached.
func (t *lattice) clear(size int) {
	if cap(t.score) < size {
		t.score, t.steps = make([]float64, size), make([]step, size)
	}
	t.score, t.steps = t.score[:size], t.steps[:size]
	for k := range t.score {
		t.score[k] = impossible
	}
}

type step struct {
	edge  int32 // paired: its number and one; 0: a line or an item passed over
	line  bool  // a line was passed over (edge 0)
	state int8  // state before
}

// solve returns the edges of the best way through the stretch and its score: with
// that of the next edge, if there is one, beginning with score.
func (s *stretch) solve(score float64) ([]edge, float64) {
	if len(s.edges) == 0 {
		return nil, s.passOver(score)
	}
	s.start(score)
	defer s.end()
	k := 0
	for l := s.from.line; l <= s.to.line; l++ {
		for i := range s.ofItem {
			s.ofItem[i] = 0
		}
		for ; k < len(s.edges) && s.edges[k].line == l; k++ {
			s.chainUp(k)
		}
		s.relax(l)
	}
	state, total := s.last()
	return s.trace(state), total
}

// passOver is solve where nothing can be paired. What is behind the last item
// costs nothing, as what is before the first.
func (s *stretch) passOver(score float64) float64 {
	if s.next == nil {
		return score
	}
	state := s.from.state
	for i := s.from.item; i < s.to.item; i++ {
		if s.items[i].kind == valueRow {
			state = 0
		}
	}
	for l := s.from.line; l < s.to.line; l++ {
		if s.lines[l].figures > 0 {
			state = 0
			score += s.skipped(l, s.from.item)
		}
	}
	return s.with(s.next, score, state)
}

// skipped is what passing over a line between two items costs.
func (s *stretch) skipped(l, i int) float64 {
	if s.lines[l].figures > 0 && i > 0 && i < len(s.items) && !s.lines[l].prose {
		return weightSkipped
	}
	return 0
}

// with adds an edge to a score in a state.
func (s *stretch) with(e *edge, score float64, state int) float64 {
	score += e.score
	if state == 1 && s.items[e.item].kind != acrossRow {
		score += weightContiguous
	}
	return score
}

func (s *stretch) at(l, i, state int) int {
	return ((l-s.from.line)*s.height+i-s.from.item)*2 + state
}

func (s *stretch) start(score float64) {
	s.height = s.to.item - s.from.item + 1
	s.lattice = lattices.Get().(*lattice)
	s.clear((s.to.line - s.from.line + 1) * s.height * 2)
	s.ofItem = slices.Grow(s.ofItem[:0], s.height)[:s.height]
	s.before = slices.Grow(s.before[:0], len(s.edges))[:len(s.edges)]
	s.score[s.at(s.from.line, s.from.item, s.from.state)] = score
}

// end gives the lattice back.
func (s *stretch) end() {
	if cap(s.score) <= mostKept {
		lattices.Put(s.lattice)
	}
	s.lattice = nil
}

// chainUp notes an edge of the line in hand with those of its item. An item is of a
// few of a line's edges at most, one for each number of lines joined, which lead to
// different places: their order does not matter.
func (s *stretch) chainUp(k int) {
	e := &s.edges[k]
	if i := e.item - s.from.item; i >= 0 && i < len(s.ofItem) && e.item < s.to.item && e.end() <= s.to.line {
		s.before[k], s.ofItem[i] = s.ofItem[i], int32(k+1)
	}
}

// relax extends the best alignments that end before line l: by an item or the line passed
// over, or by a pairing. Of ways that score the same the first is kept, in the order of
// lines, items and states.
func (s *stretch) relax(l int) {
	below := 0 // from a place to the one a line further
	if l < s.to.line {
		below = 2 * s.height
	}
	figures := below > 0 && s.lines[l].figures > 0
	at := s.at(l, s.from.item, 0)
	for i := s.from.item; i <= s.to.item; i, at = i+1, at+2 {
		for state := range 2 {
			here := s.score[at+state]
			if here == impossible {
				continue
			}
			if i < s.to.item {
				s.offer(at+2+state*one(s.items[i].kind != valueRow), here, step{state: int8(state)})
			}
			switch {
			case figures:
				s.offer(at+below, here+s.skipped(l, i), step{line: true, state: int8(state)})
			case below > 0: // a line without figures does not part what is around it
				s.offer(at+below+state, here, step{line: true, state: int8(state)})
			}
			for k := s.ofItem[i-s.from.item]; k > 0; k = s.before[k-1] {
				e := &s.edges[k-1]
				s.offer(s.at(e.end(), i+1, 1), s.with(e, here, state), step{edge: k, state: int8(state)})
			}
		}
	}
}

// offer keeps a way to a place where it scores more than the one that is known.
func (s *stretch) offer(k int, score float64, from step) {
	if score > s.score[k] {
		s.score[k], s.steps[k] = score, from
	}
}

// last chooses the state at the end.
func (s *stretch) last() (state int, total float64) {
	scores := [2]float64{}
	for state := range scores {
		scores[state] = s.score[s.at(s.to.line, s.to.item, state)]
		if s.next != nil {
			scores[state] = s.with(s.next, scores[state], state)
		}
	}
	if scores[1] > scores[0] {
		state = 1
	}
	return state, scores[state]
}

// trace reads the best alignment back.
func (s *stretch) trace(state int) []edge {
	l, i := s.to.line, s.to.item
	var chosen []edge
	for l > s.from.line || i > s.from.item {
		from := s.steps[s.at(l, i, state)]
		switch {
		case from.edge > 0:
			e := &s.edges[from.edge-1]
			chosen = append(chosen, *e)
			l, i = e.line, e.item
		case from.line:
			l--
		default:
			i--
		}
		state = int(from.state)
	}
	slices.Reverse(chosen)
	return chosen
}
