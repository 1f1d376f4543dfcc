package strips

import (
	"slices"

	"gongkai/schema"
)

// written is one figure in the order of the text.
type written struct {
	value schema.Micros
	// none says that a sign for "does not apply" is printed; it counts as 0.
	none bool
	// block and line say what it was written together with.
	block, line int
	page        uint16
	// labelled says that text stands before it in its block, behind the figure before it.
	labelled bool
	// titled says that its block holds text.
	titled bool
	// behind is how much text of the table stands before it.
	behind int
	// row and cell are its place in the grid of blocks; text is that of a figure made
	// whole of the one there and the one below it.
	row, cell int
	text      string
}

// same reports whether two figures say the same.
func (w *written) same(o *written) bool { return w.value == o.value && w.none == o.none }

// cutter tries the cuts of a table.
type cutter struct {
	figures []written
	// columns is how many figures a row has.
	columns int
	// holds reports whether the identities of row r hold for the figures given.
	holds func(r int, row []int) bool
	// single says that the table is one row: its figures follow one another.
	single bool
	// parted says that the first strip of a band with bands beside it may be of several
	// blocks, and that bands may stand beside the last strip.
	parted bool
	steps  int
	over   bool
	// made are the arrangements of the bands of the whole table, by first row and height.
	made map[[2]int]*band
}

// What bounds the search.
const (
	mostSteps        = 500_000
	mostArrangements = 2000
)

// The prices of departures from one row after the other: a band of several rows, one
// in which bands stand beside the first strip, one whose first column was written last.
const (
	costBand   = 1
	costNested = 1
	costLast   = 1
)

// mostNested bounds the departures of the bands beside a first strip.
const mostNested = 3

// follows reports whether n rows of k columns can have been written from the figure at
// on, one column downwards, several row by row: figures of one line stand beside each
// other, and a block holds whole rows of a strip, or part of one line.
func (c *cutter) follows(at, n, k int) bool {
	if c.steps++; c.steps > mostSteps {
		c.over = true
	}
	switch {
	case c.over:
		return false
	case c.single:
		return true
	case k == 1:
		return c.below(at, n)
	}
	return c.beside(at, n, k)
}

// below reports whether n figures can stand one below the other.
func (c *cutter) below(at, n int) bool {
	for i := at + 1; i < at+n; i++ {
		if c.figures[i].line == c.figures[i-1].line {
			return false
		}
	}
	return true
}

// beside reports whether n rows of k figures can be written row by row.
func (c *cutter) beside(at, n, k int) bool {
	for i := at; i < at+n*k; {
		end := i + 1
		for end < at+n*k && c.figures[end].block == c.figures[i].block {
			end++
		}
		before, count := (i-at)%k, end-i
		switch {
		case count == 1:
		case c.figures[i].line == c.figures[end-1].line:
			if before+count > k {
				return false
			}
		case before != 0 || count%k != 0:
			return false
		}
		i = end
	}
	return true
}

// neighbours are the columns of rows that stand beside those in question.
type neighbours struct{ left, right [][]int }

// rows are the neighbours of rows from one to another.
func (n *neighbours) rows(from, to int) *neighbours {
	switch {
	case n == nil:
		return nil
	case n.left != nil:
		return &neighbours{left: n.left[from:to]}
	}
	return &neighbours{right: n.right[from:to]}
}

// bands lists the arrangements of n rows from first on of which k columns are the
// figures from at on, and whose others are their neighbours, within the budget.
func (c *cutter) bands(at, first, n, k, budget int, near *neighbours) []arrangement {
	states := make([]kept, n+1)
	states[0].add(c, arrangement{})
	for r := range n {
		for h := 1; r+h <= n && len(states[r].all) > 0 && !c.over; h++ {
			room := budget - states[r].least
			if room < costOf(h) || near == nil && h > 1 && c.beginsPage(at+(r+h-1)*k) {
				break
			}
			for _, band := range c.band(at+r*k, first+r, h, k, room, near.rows(r, r+h)) {
				for _, before := range states[r].all {
					if before.cost+band.cost <= budget {
						states[r+h].add(c, before.then(band))
					}
				}
			}
		}
	}
	if c.over {
		return nil
	}
	return states[n].all
}

// beginsPage reports whether the page of a figure begins with it: rows stand whole on
// their page, and the columns of one page before those of the next.
func (c *cutter) beginsPage(at int) bool { return c.figures[at].page != c.figures[at-1].page }

// band lists the arrangements of one band within the budget: its strips are as high as
// itself, but for what stands beside the first one or the last one where it has no
// neighbours.
func (c *cutter) band(at, first, n, k, budget int, near *neighbours) []arrangement {
	if near != nil {
		var out kept
		c.straight(at, first, n, k, near, &out)
		return out.all
	}
	made := c.made[[2]int{first, n}]
	if made == nil {
		made = &band{}
		c.made[[2]int{first, n}] = made
		c.straight(at, first, n, k, nil, &made.kept)
		c.lastFirst(at, first, n, k, &made.kept)
	}
	if !made.nested && budget >= costBand+costNested {
		made.nested = true
		c.nested(at, first, n, k, &made.kept)
		if c.parted {
			c.nestedBefore(at, first, n, k, &made.kept)
		}
	}
	return made.all
}

// band is what is known of a band of the whole table.
type band struct {
	kept
	// nested says that the arrangements with bands beside a strip are there.
	nested bool
}

// straight adds the arrangements of a band all of whose strips are as high as itself.
func (c *cutter) straight(at, first, n, k int, near *neighbours, out *kept) {
	f := filling{cutter: c, first: first, rows: make([][]int, n), cost: costOf(n), out: out}
	for r := range f.rows {
		f.rows[r] = make([]int, 0, c.columns)
		if near != nil && near.left != nil {
			f.rows[r] = append(f.rows[r], near.left[r]...)
		}
	}
	if near != nil {
		f.right = near.right
	}
	f.across(at, k)
}

func costOf(height int) int {
	if height > 1 {
		return costBand
	}
	return 0
}

// lastFirst adds the arrangements of a band whose first column was written last, among
// the labels: nothing else tells which column figures are that stand behind the others.
func (c *cutter) lastFirst(at, first, n, k int, out *kept) {
	last := at + n*(k-1)
	if n < 2 || k < 2 || !c.together(last, n) || !c.follows(last, n, 1) {
		return
	}
	for i := range n {
		if !c.figures[last+i].labelled {
			return
		}
	}
	f := filling{cutter: c, first: first, rows: make([][]int, n), cost: costOf(n) + costLast, out: out}
	for r := range f.rows {
		f.rows[r] = append(make([]int, 0, c.columns), last+r)
	}
	f.across(at, k-1)
}

// nested adds the arrangements of a band that has bands beside its first strip, which
// was written together.
func (c *cutter) nested(at, first, n, k int, out *kept) {
	for width := 1; n > 1 && width < k && (c.together(at, n*width) || c.parted && c.whole(at, n*width)) && c.follows(at, n, width); width++ {
		left := &neighbours{left: c.strip(at, n, width)}
		for _, a := range c.bands(at+n*width, first, n, k-width, mostNested, left) {
			a.cost += costBand + costNested
			out.add(c, a)
		}
	}
}

// nestedBefore adds the arrangements of a band that has bands beside its last strip,
// which was written behind them as a block of its own.
func (c *cutter) nestedBefore(at, first, n, k int, out *kept) {
	for width := 1; n > 1 && width < k; width++ {
		last := at + n*(k-width)
		if !c.together(last, n*width) || !c.whole(last, n*width) || !c.follows(last, n, width) {
			continue
		}
		right := &neighbours{right: c.strip(last, n, width)}
		for _, a := range c.bands(at, first, n, k-width, mostNested, right) {
			a.cost += costBand + costNested
			out.add(c, a)
		}
	}
}

// strip are the figures of n rows of a strip, written row by row.
func (c *cutter) strip(at, n, width int) [][]int {
	out := make([][]int, n)
	for r := range out {
		for i := range width {
			out[r] = append(out[r], at+r*width+i)
		}
	}
	return out
}

// together reports whether n figures from the one at on are in one block.
func (c *cutter) together(at, n int) bool {
	return c.figures[at].block == c.figures[at+n-1].block
}

// whole reports whether n figures from the one at on are whole blocks.
func (c *cutter) whole(at, n int) bool {
	return (at == 0 || c.figures[at-1].block != c.figures[at].block) &&
		(at+n == len(c.figures) || c.figures[at+n].block != c.figures[at+n-1].block)
}

// filling is a band while its strips are put beside each other.
type filling struct {
	*cutter
	first, cost int
	rows        [][]int
	// right are the columns behind those that the rows are filled with.
	right [][]int
	out   *kept
}

// across adds the ways to cut the last k columns into strips, their figures those from
// the one at on.
func (f *filling) across(at, k int) {
	if k == 0 {
		f.out.addIf(f.cutter, f.first, f.complete(), f.cost)
		return
	}
	n := len(f.rows)
	for width := 1; width <= k; width++ {
		if n == 1 && width < k || !f.follows(at, n, width) {
			continue // one row is one strip
		}
		for r := range f.rows {
			for i := range width {
				f.rows[r] = append(f.rows[r], at+r*width+i)
			}
		}
		f.across(at+n*width, k-width)
		for r := range f.rows {
			f.rows[r] = f.rows[r][:len(f.rows[r])-width]
		}
	}
}

// complete are the rows with all of their columns.
func (f *filling) complete() [][]int {
	if f.right == nil {
		return f.rows
	}
	out := make([][]int, len(f.rows))
	for r := range out {
		out[r] = slices.Concat(f.rows[r], f.right[r])
	}
	return out
}
