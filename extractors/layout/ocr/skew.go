package ocr

import (
	"cmp"
	"math"
	"slices"
)

// deskew turns a page upright that was scanned at a slant: each word is moved
// by the slope of the recogniser's lines, rules with them.
func (p *page) deskew() {
	slope := p.slope()
	if slope == 0 {
		return
	}
	turn := func(b box) box {
		dy := int(math.Round(slope * float64(b.centre())))
		dx := int(math.Round(slope * float64(b.middle())))
		return box{b.left + dx, b.top - dy, b.right + dx, b.bottom - dy}
	}
	for i := range p.words {
		p.words[i].box = turn(p.words[i].box)
	}
	for i := range p.rules {
		p.rules[i] = turn(p.rules[i])
	}
}

// steepest is the greatest slope that is taken for a slant: about six degrees.
const steepest = 0.1

// slope is the slope of the recogniser's lines: the median of their own, each
// weighed by how far its words spread; 0 where it moves nothing by an eighth of a
// character.
func (p *page) slope() float64 {
	var lines []slanted
	widest, all := 0, 0.0
	for from := 0; from < len(p.words); {
		to := from
		for to < len(p.words) && p.words[to].line == p.words[from].line {
			widest = max(widest, p.words[to].right)
			to++
		}
		if l := fitLine(p.words[from:to], p.size); l.spread > 0 {
			lines, all = append(lines, l), all+l.spread
		}
		from = to
	}
	if all < leastSpread*float64(p.size) {
		return 0
	}
	slices.SortFunc(lines, func(a, b slanted) int { return cmp.Compare(a.slope, b.slope) })
	middle, before := 0, 0.0
	for before += lines[0].spread; 2*before < all; before += lines[middle].spread {
		middle++
	}
	s := lines[middle].slope
	if math.Abs(s) > steepest || math.Abs(s)*float64(widest) < float64(p.size)/8 {
		return 0
	}
	return s
}

// leastSpread is how far the words of all lines must spread together to tell a slope,
// in characters.
const leastSpread = 12

// slanted is the slope of a line and how far its words spread about its middle.
type slanted struct{ slope, spread float64 }

// fitLine lays a line through the middles of the full-sized words of a line of print.
// The spread is 0 where there are not two.
func fitLine(words []word, size int) slanted {
	var n, x, y float64
	full := func(w *word) bool { return 3*w.height() >= 2*size && 2*w.height() <= 3*size }
	for i := range words {
		if w := &words[i]; full(w) {
			n, x, y = n+1, x+float64(w.centre()), y+float64(w.middle())
		}
	}
	var across, both float64
	for i := range words {
		if w := &words[i]; full(w) {
			dx, dy := float64(w.centre())-x/n, float64(w.middle())-y/n
			across, both = across+dx*dx, both+dx*dy
		}
	}
	if across == 0 {
		return slanted{}
	}
	return slanted{both / across, math.Sqrt(across)}
}
