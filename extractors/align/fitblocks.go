package align

import (
	"math"
	"slices"
	"strings"

	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
)

// The columns of a block that is printed in one row repeat: each of its parts has the
// same columns, as wide as those of the others, and all but the last, that of the sum,
// are as wide as one another. Three numbers say where all of them stand: where the
// first is, how far it is to the next, and how far to the next part. They are sought for
// which the figures stand in columns, the signs of the header above their own, and no
// column outside the page.

// The worth of what a pattern explains, and what it must be ahead of any that puts the
// figures into other columns.
const (
	worthFigure  = 3.0
	worthLoose   = -4.0  // a figure in no column
	worthMiss    = -15.0 // times the distance of a figure from its column, in pitches
	worthSign    = 1.0
	worthAgainst = -1.0 // a sign above another column
	worthOutside = -3.0 // a column outside the page
	worthEdge    = 1.5  // an end of the block at that of the page's texts
	worthUnread  = 1.0  // a text in the place of a figure
	worthLean    = 3.0  // the side that the figures of other columns share
	leastAhead   = 2.5
	mostOff      = 0.2 // pitches that a figure is from its column
)

// fitToBlocks finds the columns of a row that prints a whole block side by side; nil
// where the figures may as well stand in others.
func (t *template) fitToBlocks(g *layout.Grid, r *rowFigures) *fit {
	k := len(r.item.cells)
	if r.item.kind != acrossRow || len(r.filled) > mostAcross*k || !sideBySide(r.filled) || !slices.ContainsFunc(r.filled, isPrintedNumber) {
		return nil
	}
	b := &t.form.Tables[r.item.table].Blocks[r.item.block]
	s := blockSearch{filled: r.filled, signs: signsAbove(g, b, r.filled[0].row), page: pageOf(g), leans: leans(g), seen: map[string]held{}}
	for more := narrowestSum; more < widestSum+periodStep/2; more += periodStep {
		s.try(pattern{perPart: len(b.Columns), period: float64(len(b.Columns)) + math.Round(more*10)/10}, k)
	}
	if n := t.withoutSums(r.item); n == k-len(b.Rows) {
		s.try(pattern{perPart: len(b.Columns) - 1, period: float64(len(b.Columns) - 1)}, n)
	}
	best, ok := s.best()
	if !ok {
		return nil
	}
	if best.perPart < len(b.Columns) {
		best = best.withSums()
	}
	return best.fit(r.filled, k)
}

// How many figures or signs tell a pattern at least, and how many times as many figures
// as columns a row may have.
const (
	leastAcross = 4
	mostAcross  = 2
	leastSigns  = 6
)

// pageOf is from where to where the texts of all pages reach.
func pageOf(g *layout.Grid) interval {
	out := interval{1 << 30, 0}
	for r := range g.Rows {
		for c := range g.Rows[r].Cells {
			if cell := &g.Rows[r].Cells[c]; cell.Right > cell.Left {
				out.from, out.to = min(out.from, cell.Left), max(out.to, cell.Right)
			}
		}
	}
	return out
}

// blockSearch looks for the best pattern.
type blockSearch struct {
	filled []slot
	signs  []sign
	page   interval
	// leans counts which sides the figures of the document's columns share.
	leans [3]int
	// seen are the best patterns by the columns that they put the figures into.
	seen map[string]held
}

// The periods that are tried beside the even one, in pitches more or less than the
// part has columns.
const (
	narrowestSum = -0.7
	widestSum    = 0.5
	periodStep   = 0.1
)

// try tries a pattern of k columns at all places where two of them hold the first and
// the last figure, or stand below the first and the last sign.
func (s *blockSearch) try(p pattern, k int) {
	first := slices.IndexFunc(s.filled, isPrintedNumber)
	last := len(s.filled) - 1
	for last > first && !isPrintedNumber(s.filled[last]) {
		last--
	}
	for lean := range 3 {
		p.lean = float64(lean)
		if last-first+1 >= leastAcross {
			at := [2]float64{p.anchor(s.filled[first].across), p.anchor(s.filled[last].across)}
			s.span(p, k, at, p.steps, func([2]int) bool { return true })
		}
		if n := len(s.signs); n >= leastSigns {
			ends := [2]sign{s.signs[0], s.signs[n-1]}
			at := [2]float64{float64(ends[0].at), float64(ends[1].at)}
			s.span(p, k, at, func(c int) float64 { return p.part(c) + (p.width(c)-p.lean)/2 }, func(c [2]int) bool {
				return c[0]%p.perPart == ends[0].column && c[1]%p.perPart == ends[1].column
			})
		}
	}
}

// isPrintedNumber reports whether digits stand in a place, zeros read as letters too.
func isPrintedNumber(s slot) bool {
	return s.figure.Kind == figure.Number && s.figure.Digits != "" || strings.Trim(s.text, "oO") == "" && len(s.text) == 1
}

// span weighs the patterns in which two columns stand at two places, so many steps
// behind the first.
func (s *blockSearch) span(p pattern, k int, at [2]float64, steps func(c int) float64, may func([2]int) bool) {
	for a := range k {
		for b := a + 1; b < k; b++ {
			if !may([2]int{a, b}) {
				continue
			}
			p.pitch = (at[1] - at[0]) / (steps(b) - steps(a))
			p.first = at[0] - p.pitch*steps(a)
			if p.pitch > 1 {
				s.weigh(held{pattern: s.centred(p, k)}, k)
			}
		}
	}
}

// centred moves a pattern so that the figures stand in the middle of where its columns
// may hold them.
func (s *blockSearch) centred(p pattern, k int) pattern {
	sum, n := 0.0, 0
	for i := range s.filled {
		x := p.anchor(s.filled[i].across)
		c, off := p.nearest(x, k)
		if off <= 2*mostOff && isPrintedNumber(s.filled[i]) {
			sum, n = sum+x-p.first-p.pitch*p.steps(c), n+1
		}
	}
	if n > 0 {
		p.first += sum / float64(n)
	}
	return p
}

func (s *blockSearch) weigh(h held, k int) {
	h.columns = make([]int, len(s.filled))
	taken := -1
	for i := range s.filled {
		c, off := h.nearest(h.anchor(s.filled[i].across), k)
		number := isPrintedNumber(s.filled[i])
		switch {
		case off <= mostOff && c > taken:
			taken, h.columns[i] = c, c
			if number {
				h.worth += worthFigure + worthMiss*off
			} else {
				h.worth += worthUnread
			}
		default:
			h.columns[i] = -1
			if number {
				h.worth += worthLoose
			}
		}
	}
	h.signs = s.signWorth(&h.pattern, k)
	h.worth += h.signs + s.outside(&h.pattern, k)
	if own := s.leans[int(h.lean)]; 4*own > 3*(s.leans[0]+s.leans[1]+s.leans[2]) {
		h.worth += worthLean
	}
	key := h.key(s.filled)
	if known, ok := s.seen[key]; !ok || h.worth > known.worth {
		s.seen[key] = h
	}
}

// best is the best pattern; ok is false where it is not clearly ahead of those that put
// the figures into other columns.
func (s *blockSearch) best() (best held, ok bool) {
	for _, h := range s.seen {
		if best.columns == nil || h.worth > best.worth {
			best = h
		}
	}
	if best.columns == nil {
		return held{}, false
	}
	own := best.key(s.filled)
	for key, h := range s.seen {
		if key != own && best.worth-h.worth < leastAhead {
			return held{}, false
		}
	}
	ok = s.explained(&best)
	return best, ok
}

// explained reports whether a pattern has a column for all numbers, but for a speck among
// many, and two in three signs above their own.
func (s *blockSearch) explained(h *held) bool {
	numbers, loose := 0, 0
	for i, c := range h.columns {
		if isPrintedNumber(s.filled[i]) {
			numbers++
			loose += one(c < 0)
		}
	}
	return loose*leastInside*leastInside <= numbers && 3*h.signs >= float64(len(s.signs))
}

// signWorth weighs the signs against the columns that they stand above.
func (s *blockSearch) signWorth(p *pattern, k int) float64 {
	worth := 0.0
	for _, sign := range s.signs {
		best, near := 0, math.Inf(1)
		for c := range k {
			if d := math.Abs(p.middle(c) - float64(sign.at)); d < near {
				best, near = c, d
			}
		}
		if best%p.perPart == sign.column {
			worth += worthSign
		} else {
			worth += worthAgainst
		}
	}
	return worth
}

// outside weighs the columns that the page has no room for.
func (s *blockSearch) outside(p *pattern, k int) float64 {
	worth := 0.0
	for c := range k {
		if m := p.middle(c); m < float64(s.page.from) || m > float64(s.page.to) {
			worth += worthOutside
		}
	}
	if math.Abs(p.left(0)-float64(s.page.from)) < farthestEdge*p.pitch {
		worth += worthEdge
	}
	if math.Abs(p.left(k)-float64(s.page.to)) < farthestEdge*p.pitch {
		worth += worthEdge
	}
	return worth
}

// farthestEdge is how far an end of a block is from that of the page's texts at most, in
// pitches.
const farthestEdge = 0.5
