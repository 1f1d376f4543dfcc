package strips

import (
	"slices"
)

// piece is a block of figures, or a part of one: lines of as many figures each.
type piece struct {
	at, lines, width int
	// newPage says that its page begins with it, rows how many rows the table has up to
	// the end of its page.
	newPage bool
	rows    int
	// titled says that its block holds text too, joined that it is of the same block as the
	// piece before it.
	titled, joined bool
	// titles is how many figures with text in their block its page has behind it.
	titles int
}

// across stands for the column of a piece in a block whose figures go from left to right.
const across = -1

// cut cuts the blocks into pieces, those with text into lines; false where a page does not
// hold whole rows.
func (s *stacker) cut() bool {
	s.positive = !slices.ContainsFunc(s.figures, func(f written) bool { return f.value < 0 })
	for i := 0; i < len(s.figures); {
		p := piece{at: i, lines: 1, width: s.lineEnd(i) - i, titled: s.figures[i].titled}
		end := i + p.width
		for !p.titled && s.isOneBlock(i, end) && s.lineEnd(end)-end == p.width {
			end += p.width
			p.lines++
		}
		if i > 0 {
			p.newPage = s.figures[i].page != s.figures[i-1].page
			p.joined = s.isOneBlock(i-1, i)
		}
		s.pieces = append(s.pieces, p)
		i = end
	}
	rows := len(s.cells)
	for i := len(s.pieces) - 1; i >= 0; i-- {
		p := &s.pieces[i]
		if p.rows = rows; p.newPage {
			if p.at%s.columns != 0 {
				return false
			}
			rows = p.at / s.columns
		}
	}
	return true
}

// isOneBlock reports whether two figures are of one block.
func (s *stacker) isOneBlock(i, k int) bool {
	return k < len(s.figures) && s.figures[i].block == s.figures[k].block && s.figures[i].page == s.figures[k].page
}

// lineEnd is the first figure behind the line of the i-th one.
func (s *stacker) lineEnd(i int) int {
	end := i + 1
	for end < len(s.figures) && s.figures[end].line == s.figures[i].line {
		end++
	}
	return end
}

// putAll puts the i-th piece on a stack wherever it has a place: lines of one figure may be
// rows of several.
func (s *stacker) putAll(on *stack, i int, next *layered) {
	p := &s.pieces[i]
	for width := p.width; width <= s.columns; width++ {
		if width > p.width && (p.width > 1 || p.lines%width != 0) {
			continue
		}
		price := 0
		if width > p.width {
			price = 1
		}
		for column := 0; column+width <= s.columns; column++ {
			s.putOn(on, i, column, width, price, next)
		}
	}
	s.fill(on, i, next)
}

// putOn puts a piece on a stack where its columns are filled as far.
func (s *stacker) putOn(on *stack, i, column, width, price int, next *layered) {
	top := on.heights[column]
	for c := column; c < column+width; c++ {
		if on.heights[c] != top {
			return
		}
	}
	s.putAt(on, i, [2]int{top, column}, width, price+s.departure(on, i, column), next)
}

// departure is what it costs to put the i-th piece in a column: nothing where it goes on as
// the last one did, or begins where the least is filled. Figures that stand singly go elsewhere
// seldom, and hardly where all do.
func (s *stacker) departure(on *stack, i, column int) int {
	p, beside := &s.pieces[i], on.goesOn() && column == on.right
	switch {
	case p.joined && on.column == column, p.joined && on.column == across && (beside || on.right == s.columns && column == on.lowest()):
		return 0
	case p.joined && beside:
		return 1
	case p.joined:
		return 2
	case beside, !on.goesOn() && (column == on.lowest() || column == 1 && on.lowest() == 0):
		return 0
	case p.lines > 1 || p.titled:
		return 1
	case s.parted:
		return 2
	}
	return 2 * slack
}

// putAt puts a piece on a stack, its first figure in a cell, where what is to its left is
// filled, or is the first column, which is left open.
func (s *stacker) putAt(on *stack, i int, at [2]int, width, price int, next *layered) {
	p := &s.pieces[i]
	lines := p.lines * p.width / width
	if at[0]+lines > p.rows {
		return
	}
	var gaps [][2]int
	if at[1] > 0 && on.heights[at[1]-1] < at[0]+lines {
		if at[1] > 1 || on.heights[0] != at[0] {
			return
		}
		for r := range lines {
			gaps = append(gaps, [2]int{at[0] + r, 0})
		}
		if !slices.Contains(on.gaps, [2]int{at[0] - 1, 0}) {
			price++
		}
	}
	if on.cost+price > s.budget {
		return
	}
	var cells [][2]int
	for r := range lines {
		for c := range width {
			cells = append(cells, [2]int{at[0] + r, at[1] + c})
		}
	}
	s.put(on, i, cells, gaps, price, next)
}

// fill puts a piece into the first gaps of a stack.
func (s *stacker) fill(on *stack, i int, next *layered) {
	p := &s.pieces[i]
	price := 1
	if p.titled {
		price = 0
	}
	if p.width > 1 || on.cost+price > s.budget {
		return
	}
	if p.lines <= len(on.gaps) {
		s.put(on, i, on.gaps[:p.lines], nil, price, next)
	}
}

// put puts a piece on a stack, in some cells; not where a sum cannot hold.
func (s *stacker) put(on *stack, i int, cells, gaps [][2]int, price int, next *layered) {
	p := &s.pieces[i]
	k := &stack{heights: slices.Clone(on.heights), more: slices.Clone(on.more), cost: on.cost + price}
	k.gaps = slices.DeleteFunc(slices.Concat(on.gaps, gaps), func(gap [2]int) bool { return slices.Contains(cells, gap) })
	if len(k.gaps) > p.titles && k.cost == s.budget {
		return // a figure without text will have to fill one
	}
	for _, at := range slices.Concat(gaps, cells) {
		k.heights[at[1]] = max(k.heights[at[1]], at[0]+1)
	}
	s.turn(k, on, i, cells)
	for n, at := range cells {
		for _, of := range s.of[at[0]][at[1]] {
			k.more[of.sum] += of.sign * s.figures[p.at+n].value
		}
	}
	for _, at := range cells {
		for _, of := range s.of[at[0]][at[1]] {
			if !s.sumMayHold(k, of.sum, i) {
				return
			}
		}
	}
	next.add(k, step{on, cells})
}

// turn notes where a stack goes on behind the cells of the i-th piece.
func (s *stacker) turn(k, on *stack, i int, cells [][2]int) {
	k.column, k.right, k.top = cells[0][1], cells[len(cells)-1][1]+1, cells[0][0]
	switch {
	case i+1 == len(s.pieces) || !s.pieces[i+1].joined:
		k.column = 0
	case s.pieces[i].joined && (on.goesOn() && k.column == on.right || on.column == across):
		k.column = across
	}
	if k.right == s.columns || k.heights[k.right] > k.top {
		k.right, k.top = s.columns, 0
	}
}

// lowest is the first of the columns that are filled least.
func (k *stack) lowest() int { return slices.Index(k.heights, slices.Min(k.heights)) }

// goesOn reports whether the next piece may stand to the right of the last one.
func (k *stack) goesOn() bool { return k.right < len(k.heights) && k.heights[k.right] == k.top }
