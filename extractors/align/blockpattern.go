package align

import "math"

// pattern is a way in which the columns of such a block stand.
type pattern struct {
	// first is where the first column is, pitch how far it is to the next.
	first, pitch float64
	// perPart is how many columns a part has, period how many pitches it takes up.
	perPart int
	period  float64
	// lean says which side of a figure stands at its column's: 0 the left one, 1 the middle, 2 the right one.
	lean float64
}

// part is how many pitches behind the first a column begins; that of the number of
// columns is where the last one ends.
func (p *pattern) part(c int) float64 {
	return float64(c/p.perPart)*p.period + float64(c%p.perPart)
}

// width is how many pitches a column is wide: the last of a part is narrower or wider.
func (p *pattern) width(c int) float64 {
	if c%p.perPart == p.perPart-1 {
		return 1 + p.period - float64(p.perPart)
	}
	return 1
}

// steps is how many pitches behind that of the first a column's figures stand.
func (p *pattern) steps(c int) float64 { return p.part(c) + (p.width(c)-1)*p.lean/2 }

// anchor is the place of a figure that stands at its column's.
func (p *pattern) anchor(at interval) float64 {
	return float64(at.from) + float64(at.to-at.from)*p.lean/2
}

// left is where a column begins.
func (p *pattern) left(c int) float64 { return p.first + p.pitch*(p.part(c)-p.lean/2) }

// middle is where the middle of a column is.
func (p *pattern) middle(c int) float64 { return p.left(c) + p.pitch*p.width(c)/2 }

// nearest is the column nearest to an anchor, and how far from it in pitches.
func (p *pattern) nearest(x float64, k int) (c int, off float64) {
	off = math.Inf(1)
	for i := range k {
		if d := math.Abs(x-p.first-p.pitch*p.steps(i)) / p.pitch; d < off {
			c, off = i, d
		}
	}
	return c, off
}
