package ocr

import (
	"cmp"
	"slices"
)

// rule is a printed rule: where it stands, and from where to where it goes.
type rule struct{ at, from, to int }

// covers reports whether a rule goes past a place, or ends a little before it.
func (r rule) covers(x, slack int) bool { return r.from-slack <= x && x <= r.to+slack }

// lattice holds the printed rules of a page or of a table: upright ones left to
// right, lying ones top to bottom.
type lattice struct {
	size, digit int
	// advance is how far apart the digits of a number stand.
	advance         int
	uprights, lying []rule
}

// mostRules bounds the rules of a lattice in each direction: the longest are kept.
const mostRules = 256

// newLattice takes the rules of a page. Bars that recognisers read into the text
// make a rule where several stand one above another.
func newLattice(p *page) *lattice {
	l := &lattice{size: p.size, digit: p.digit, advance: advance(p.words, p.digit)}
	var bars []rule
	for _, b := range p.rules {
		switch {
		case b.height() > 2*p.size && b.height() > 4*b.width():
			l.uprights = append(l.uprights, rule{b.centre(), b.top, b.bottom})
		case b.width() > 2*p.size && b.width() > 4*b.height():
			l.lying = append(l.lying, rule{b.middle(), b.left, b.right})
		case b.height() > b.width():
			bars = append(bars, rule{b.centre(), b.top, b.bottom})
		}
	}
	l.uprights = append(l.uprights, stacked(bars, p.size)...)
	l.uprights, l.lying = longest(l.uprights, p.size/3), longest(l.lying, 0)
	return l
}

// stacked makes rules of bars that stand one above another, at least three.
func stacked(bars []rule, size int) []rule {
	slices.SortFunc(bars, func(a, b rule) int { return cmp.Or(a.at-b.at, a.from-b.from) })
	var out []rule
	for i := 0; i < len(bars); {
		r, n := bars[i], 0
		for ; i < len(bars) && 3*(bars[i].at-r.at) < size; i++ {
			r.from, r.to = min(r.from, bars[i].from), max(r.to, bars[i].to)
			n++
		}
		if n >= 3 {
			out = append(out, r)
		}
	}
	return out
}

// longest keeps the longest rules, in order; those closer than slack to one
// before them that go on where it ends, or lie beside it, are one with it.
func longest(rules []rule, slack int) []rule {
	slices.SortFunc(rules, func(a, b rule) int { return cmp.Or((b.to-b.from)-(a.to-a.from), a.at-b.at, a.from-b.from) })
	rules = rules[:min(len(rules), mostRules)]
	slices.SortFunc(rules, func(a, b rule) int { return cmp.Or(a.at-b.at, a.from-b.from) })
	var out []rule
	for _, r := range rules {
		if n := len(out); n > 0 && r.at-out[n-1].at <= slack && r.from <= out[n-1].to+2*slack && out[n-1].from <= r.to+2*slack {
			out[n-1].from, out[n-1].to = min(out[n-1].from, r.from), max(out[n-1].to, r.to)
			continue
		}
		out = append(out, r)
	}
	return out
}

// within is the part of a lattice that reaches into a box.
func (l *lattice) within(b box) *lattice {
	out := &lattice{size: l.size, digit: l.digit, advance: l.advance}
	for _, r := range l.uprights {
		if r.to > b.top && r.from < b.bottom {
			out.uprights = append(out.uprights, r)
		}
	}
	for _, r := range l.lying {
		if r.at > b.top-l.size && r.at < b.bottom+l.size {
			out.lying = append(out.lying, r)
		}
	}
	return out
}

// boxed reports whether upright rules stand on both sides of a row.
func (l *lattice) boxed(r *row) bool {
	left, right := false, false
	for _, u := range l.uprights {
		if u.covers(r.mid, l.size/2) {
			left = left || u.at <= r.left+l.size/3
			right = right || u.at >= r.right-l.size/3
		}
	}
	return left && right
}

// levels gives the lying rules next above and below a place that cover x; ok is
// false where one is not there.
func (l *lattice) levels(x, y int) (above, below int, ok bool) {
	up, down := false, false
	for _, r := range l.lying {
		switch {
		case !r.covers(x, 0):
		case r.at <= y:
			above, up = r.at, true
		case !down:
			below, down = r.at, true
		}
	}
	return above, below, up && down
}

// parts reports whether a lying rule at x stands between two heights.
func (l *lattice) parts(x, a, b int) bool {
	for _, r := range l.lying {
		if r.covers(x, 0) && r.at > min(a, b) && r.at < max(a, b) {
			return true
		}
	}
	return false
}

// between reports whether an upright rule stands between two places at a height.
func (l *lattice) between(left, right, y int) bool {
	for _, u := range l.uprights {
		if u.at > left && u.at < right && u.covers(y, l.size/2) {
			return true
		}
	}
	return false
}
