package strips

import (
	"encoding/binary"
	"slices"

	"gongkai/schema"
)

// stacker finds the orders in which the blocks of a table can have been stacked on its
// columns: each block holds rows that follow one another of columns that stand side by
// side, the rows of a column come from top to bottom, those of a row from left to right,
// and rows stand whole on their page. A block that holds text besides its figures may
// have been written later than what is below it or to its right.
type stacker struct {
	*table
	figures []written
	columns int
	pieces  []piece
	// sums are what must come to nothing; of are those that a cell is part of, by row and
	// column.
	sums []sum
	of   [][][]share
	// positive says that no figure is negative.
	positive bool
	// made counts the stacks made, budget is what a page may cost.
	made, budget int
	// parted says that the page has strips of several rows.
	parted bool
	// values are those of the page, with the last piece that bears each.
	values map[schema.Micros]int
}

// stack is where a number of pieces may stand, as far as it decides where the others may.
type stack struct {
	// heights are how many rows of each column are filled, but for the gaps.
	heights []int
	// gaps are the cells of the first column that were passed over, in order.
	gaps [][2]int
	// more is by how much the left side of each sum is more than the right one so far.
	more []schema.Micros
	// column is that of the last piece; right and top are where one to its right begins.
	column, right, top int
	cost               int
	// below are the stacks of one piece less that it was made of.
	below []step
	live  bool
}

// step is a stack with the cells of the next piece that was put on it.
type step struct {
	on    *stack
	cells [][2]int
}

// mostStacks bounds the search of a table.
const mostStacks = 20_000

// mostPagePrice bounds how far the order of a page may depart from one row after the other.
const mostPagePrice = 4

// A page whose order departs from one row after the other bears out where it does by sums
// that do not hold by chance: its figures other than 0 have so many different values, and so many
// more for each departure.
const (
	valuesOfPage  = 2
	valuesOfPrice = 2
)

// different counts the values of the page that are not 0.
func (s *stacker) different() int {
	n := len(s.values)
	if _, zero := s.values[0]; zero {
		n--
	}
	return n
}

// stacked is the figure of each cell under the plainest ways to stack the blocks of each
// page that satisfy all identities, with those that depart little further, -1 where these
// differ; nil where there is none, or where the search was cut off.
func (t *table) stacked(figures []written) [][]int {
	s := &stacker{table: t, figures: figures, columns: len(t.cells[0])}
	if !s.cut() {
		return nil
	}
	s.bind()
	layer := []*stack{{heights: make([]int, s.columns), more: make([]schema.Micros, len(s.sums)), right: s.columns}}
	for from := 0; from < len(s.pieces); {
		end := from + 1
		for end < len(s.pieces) && !s.pieces[end].newPage {
			end++
		}
		if layer = s.page(layer, from, end); layer == nil {
			return nil
		}
		from = end
	}
	out, late := s.read(layer)
	return s.doubt(out, late)
}

// page puts the pieces of a page on the stacks of those before, within the least budget
// that suffices and a little more; nil where none does or where there are too many ways.
func (s *stacker) page(on []*stack, from, end int) []*stack {
	s.count(from, end)
	for s.budget = 0; s.budget <= mostPagePrice; s.budget++ {
		top := s.search(on, from, end)
		if s.made > mostStacks {
			return nil
		}
		if len(top) == 0 {
			continue
		}
		if s.budget > 0 && s.different() < valuesOfPage+valuesOfPrice*s.budget {
			return nil
		}
		s.budget += slack
		if top = s.search(on, from, end); s.made > mostStacks {
			return nil
		}
		for _, k := range top {
			k.cost = 0
		}
		return top
	}
	return nil
}

// search returns the stacks of the pieces of a page within the budget.
func (s *stacker) search(layer []*stack, from, end int) []*stack {
	for i := from; i < end; i++ {
		next := &layered{at: map[string]*stack{}}
		for _, on := range layer {
			s.putAll(on, i, next)
			if s.made+len(next.all) > mostStacks {
				s.made += len(next.all)
				return nil
			}
		}
		s.made += len(next.all)
		layer = next.all
	}
	return slices.DeleteFunc(layer, func(k *stack) bool { return !k.isEven() })
}

// count counts for the pieces of a page how many titled ones come behind each, and lists the
// values behind.
func (s *stacker) count(from, end int) {
	s.values, s.parted = map[schema.Micros]int{}, false
	for i := end - 1; i >= from; i-- {
		p := &s.pieces[i]
		p.titles = 0
		s.parted = s.parted || p.lines > 1
		if i+1 < end {
			p.titles = s.pieces[i+1].titles
			if s.pieces[i+1].titled {
				p.titles += s.pieces[i+1].width
			}
		}
		for k := range p.lines * p.width {
			s.values[s.figures[p.at+k].value] = max(i, s.values[s.figures[p.at+k].value])
		}
	}
}

// layered are the stacks of as many pieces, one for each way in which they can go on.
type layered struct {
	all []*stack
	at  map[string]*stack
}

func (l *layered) add(k *stack, from step) {
	key := k.key()
	same, ok := l.at[key]
	if !ok {
		same = k
		l.at[key] = k
		l.all = append(l.all, k)
	}
	same.below = append(same.below, from)
}

// isEven reports whether all rows are whole.
func (k *stack) isEven() bool {
	return len(k.gaps) == 0 && slices.Max(k.heights) == slices.Min(k.heights)
}

// key is the same for stacks on which the same can be put.
func (k *stack) key() string {
	key := make([]byte, 0, len(k.heights)+2*len(k.more)+2*len(k.gaps)+8)
	for _, h := range append([]int{k.column, k.right, k.top, k.cost}, k.heights...) {
		key = binary.AppendVarint(key, int64(h))
	}
	for _, more := range k.more {
		key = binary.AppendVarint(key, int64(more))
	}
	for _, gap := range k.gaps {
		key = append(key, byte(gap[0]), byte(gap[1]))
	}
	return string(key)
}

// read is what all ways to the stacks of all pieces say alike, and the rows whose first figure
// came late, in a block without text.
func (s *stacker) read(top []*stack) (out [][]int, late map[int]bool) {
	for range s.cells {
		out = append(out, slices.Repeat([]int{open}, s.columns))
	}
	late = map[int]bool{}
	differ := map[[2]int]bool{}
	layer := top
	for i := len(s.pieces) - 1; i >= 0; i-- {
		var below []*stack
		for _, k := range layer {
			for _, step := range k.below {
				s.note(s.pieces[i].at, step.cells, out, differ)
				if !s.pieces[i].titled && slices.Contains(step.on.gaps, step.cells[0]) {
					for _, at := range step.cells {
						late[at[0]] = true
					}
				}
				if !step.on.live {
					step.on.live = true
					below = append(below, step.on)
				}
			}
		}
		layer = below
	}
	for at := range differ {
		out[at[0]][at[1]] = -1
	}
	return out, late
}

// doubt takes back the figures of rows whose first one came late in a block without text,
// where it may as well be that of another column, and those that are 0 where their signs
// differ, which no identity tells apart; nil where all rows are such.
func (s *stacker) doubt(order [][]int, late map[int]bool) [][]int {
	if len(late) == len(s.cells) {
		return nil
	}
	found := [][][]int{order}
	for _, rows := range s.parts(order, late) {
		for to := 1; to < s.columns; to++ {
			other := moved(order, 0, to)
			for r := range other {
				if !rows[r] {
					other[r] = order[r]
				}
			}
			if s.mayHold(s.figures, other) {
				found = append(found, other)
			}
		}
	}
	order = agreed(s.figures, found)
	if !s.signsDiffer() {
		return order
	}
	for _, row := range order {
		for c, f := range row {
			if f >= 0 && s.figures[f].value == 0 {
				row[c] = open
			}
		}
	}
	return order
}

// parts are the late rows of each page, and all of them.
func (s *stacker) parts(order [][]int, late map[int]bool) []map[int]bool {
	out := []map[int]bool{late}
	pages := map[uint16]map[int]bool{}
	for r := range order {
		if last := order[r][s.columns-1]; late[r] && last >= 0 {
			page := s.figures[last].page
			if pages[page] == nil {
				pages[page] = map[int]bool{}
				out = append(out, pages[page])
			}
			pages[page][r] = true
		}
	}
	return out
}

// signsDiffer reports whether some figures that are 0 are signs for "does not apply".
func (s *stacker) signsDiffer() bool {
	zero, sign := false, false
	for _, f := range s.figures {
		zero, sign = zero || f.value == 0 && !f.none, sign || f.none
	}
	return zero && sign
}

// note notes the figures from one on in some cells.
func (s *stacker) note(from int, cells [][2]int, out [][]int, differ map[[2]int]bool) {
	for i, at := range cells {
		switch f := out[at[0]][at[1]]; {
		case f == open:
			out[at[0]][at[1]] = from + i
		case !s.figures[f].same(&s.figures[from+i]):
			differ[at] = true
		}
	}
}
