package ocr

import (
	"math"
	"slices"
)

// deskew turns a page upright that was scanned at a slant: each word is moved
// by the median slope of the recogniser's lines, rules with them.
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

// slope is the median slope between the outer words of long lines, 0 where it
// moves nothing by a quarter of a character.
func (p *page) slope() float64 {
	var slopes []float64
	widest := 0
	for from := 0; from < len(p.words); {
		to := from
		for to < len(p.words) && p.words[to].line == p.words[from].line {
			to++
		}
		if s, ok := lineSlope(p.words[from:to], p.size); ok {
			slopes = append(slopes, s)
		}
		widest = max(widest, p.words[to-1].right)
		from = to
	}
	if len(slopes) == 0 {
		return 0
	}
	slices.Sort(slopes)
	s := slopes[len(slopes)/2]
	if math.Abs(s) > steepest || math.Abs(s)*float64(widest) < float64(p.size)/4 {
		return 0
	}
	return s
}

// lineSlope is the slope between the first and the last full-sized word of a
// line that is wide enough to tell.
func lineSlope(words []word, size int) (float64, bool) {
	first, last := -1, -1
	for i := range words {
		if h := words[i].height(); 3*h < 2*size || 2*h > 3*size {
			continue
		}
		if first < 0 || words[i].left < words[first].left {
			first = i
		}
		if last < 0 || words[i].left > words[last].left {
			last = i
		}
	}
	if first < 0 || words[last].centre()-words[first].centre() < 12*size {
		return 0, false
	}
	a, b := words[first], words[last]
	return float64(b.middle()-a.middle()) / float64(b.centre()-a.centre()), true
}
