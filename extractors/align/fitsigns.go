package align

import (
	"math"
	"slices"

	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
)

// Rows of which none has all of its figures stand in the columns of their header. What
// is left of that tells where these are by its signs; figures of several columns, all as
// far from the signs above them, tell which of them have some.

// What is asked of figures below signs, in the distances of neighbouring columns: how far
// one may be from its column's sign more or less than the others, how far all of them may
// be, and how much worse any other columns must be.
const (
	mostStray  = 0.4
	mostShift  = 0.5
	worthShift = 0.5
	leastWorse = 0.4
)

// signed is where the columns of a header are.
type signed struct {
	// left and right are where the first and the last sign of each column stand, those of
	// columns without signs between their neighbours'.
	left, right []float64
	pitch       float64
	// first and last are the outermost columns whose place is known: those with signs,
	// and one beside them at the end of the table.
	first, last int
}

// fitToSigns finds the columns of the rows of a page from the signs of their header; nil
// where these do not tell them.
func (t *template) fitToSigns(g *layout.Grid, rows []*rowFigures) *fit {
	k := len(rows[0].item.cells)
	if rows[0].item.kind == acrossRow || k < 2 {
		return nil
	}
	held := stretchesOf(numbersOf(rows))
	if len(held) == 0 || len(held) > k {
		return nil
	}
	b := &t.form.Tables[rows[0].item.table].Blocks[rows[0].item.block]
	s, ok := signedColumns(signsAbove(g, b, firstRow(rows)), k)
	if !ok {
		return nil
	}
	columns, ok := s.below(held)
	if !ok {
		return nil
	}
	return s.fit(held, columns)
}

// numbersOf are the places of the numbers of rows.
func numbersOf(rows []*rowFigures) []support {
	var out []support
	for _, r := range rows {
		for i := range r.filled {
			if s := &r.filled[i]; s.figure.Kind == figure.Number {
				out = append(out, support{s.across, 1, 0})
			}
		}
	}
	return out
}

func firstRow(rows []*rowFigures) int {
	first := rows[0].filled[0].row
	for _, r := range rows {
		first = min(first, r.filled[0].row)
	}
	return first
}

// signedColumns places k columns by their signs; ok is false where fewer than half have
// some, or they stand in another order.
func signedColumns(signs []sign, k int) (signed, bool) {
	s := signed{left: make([]float64, k), right: make([]float64, k)}
	at := make([][]int, k)
	for _, sign := range signs {
		at[sign.column] = append(at[sign.column], sign.at)
	}
	var known []int
	for c := range at {
		if len(at[c]) > 0 {
			s.left[c], s.right[c] = float64(slices.Min(at[c])), float64(slices.Max(at[c]))
			known = append(known, c)
		}
	}
	if len(known) < 2 || 2*len(known) < k {
		return signed{}, false
	}
	var pitches []float64
	for i := 1; i < len(known); i++ {
		a, b := known[i-1], known[i]
		if s.left[b] <= s.right[a] {
			return signed{}, false
		}
		pitches = append(pitches, (s.left[b]-s.left[a])/float64(b-a))
	}
	s.first, s.last = outermost(known[0], 0), outermost(known[len(known)-1], k-1)
	slices.Sort(pitches)
	s.pitch = pitches[len(pitches)/2]
	for c := range at {
		if len(at[c]) == 0 {
			s.left[c], s.right[c] = s.between(known, c, s.left), s.between(known, c, s.right)
		}
	}
	return s, s.pitch > 0
}

// outermost is the end of a table, where the last column with signs is that or next to
// it; else the column with signs: which of several without any is which, nothing says.
func outermost(known, end int) int {
	if known-end == 1 || end-known == 1 {
		return end
	}
	return known
}

// between is where a column without signs stands: evenly between its neighbours that
// have some, or beside the outermost.
func (s *signed) between(known []int, c int, at []float64) float64 {
	i, _ := slices.BinarySearch(known, c)
	switch {
	case i == 0:
		return at[known[0]] - s.pitch*float64(known[0]-c)
	case i == len(known):
		return at[known[i-1]] + s.pitch*float64(c-known[i-1])
	}
	a, b := known[i-1], known[i]
	return at[a] + (at[b]-at[a])*float64(c-a)/float64(b-a)
}

// below gives the columns in which stretches of figures stand; ok is false where others
// are nearly as good.
func (s *signed) below(held []support) (columns []int, ok bool) {
	best, next := math.Inf(1), math.Inf(1)
	chosen := make([]int, 0, len(held))
	var try func(from int)
	try = func(from int) {
		if len(chosen) < len(held) {
			for c := max(from, s.first); c <= s.last; c++ {
				chosen = append(chosen, c)
				try(c + 1)
				chosen = chosen[:len(chosen)-1]
			}
			return
		}
		switch cost := s.cost(held, chosen); {
		case cost < best:
			best, next, columns = cost, best, slices.Clone(chosen)
		case cost < next:
			next = cost
		}
	}
	try(0)
	return columns, columns != nil && next-best >= leastWorse
}

// cost is how far from their columns' signs figures stand, by the side that suits them
// best: infinite where one is too far.
func (s *signed) cost(held []support, columns []int) float64 {
	least := math.Inf(1)
	for lean := range 3 {
		off := make([]float64, len(held))
		for i, c := range columns {
			side := float64(lean) / 2
			figure := float64(held[i].from)*(1-side) + float64(held[i].to)*side
			off[i] = (figure - s.left[c]*(1-side) - s.right[c]*side) / s.pitch
		}
		least = min(least, straying(off))
	}
	return least
}

// straying is how far distances are from their middle one, and that from none.
func straying(off []float64) float64 {
	sorted := slices.Sorted(slices.Values(off))
	shift := sorted[len(sorted)/2]
	if math.Abs(shift) > mostShift || sorted[len(sorted)-1]-shift > mostStray || shift-sorted[0] > mostStray {
		return math.Inf(1)
	}
	sum := worthShift * math.Abs(shift)
	for _, d := range off {
		sum += math.Abs(d - shift)
	}
	return sum
}

// fit is the columns: where figures stand in one, their place. A place without a figure
// has lost it.
func (s *signed) fit(held []support, columns []int) *fit {
	f := &fit{columns: make([]interval, len(s.left)), dense: true}
	for c := range f.columns {
		middle := int(math.Round((s.left[c] + s.right[c]) / 2))
		f.columns[c] = interval{middle, middle + 1}
	}
	for i, c := range columns {
		f.columns[c] = held[i].interval
	}
	if !slices.IsSortedFunc(f.columns, func(a, b interval) int { return a.from - b.from }) {
		return nil
	}
	return f
}

// fitToOthers gives rows of a page without a header the columns of another page, where
// theirs stand in these.
func fitToOthers(page, all []*rowFigures) *fit {
	held := stretchesOf(numbersOf(page))
	var found *fit
	for _, r := range all {
		if r.fit == nil || r.fit == found || len(r.fit.columns) != len(page[0].item.cells) || !r.fit.holds(held) {
			continue
		}
		if found != nil {
			return nil
		}
		found = r.fit
	}
	return found
}

// holds reports whether stretches of figures stand in columns of their own, at least two.
func (f *fit) holds(held []support) bool {
	last := -1
	for i := range held {
		c, beside := f.column(held[i].interval)
		if c <= last || beside {
			return false
		}
		last = c
	}
	return len(held) >= leastFull
}
