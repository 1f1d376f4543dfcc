package ocr

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// bars are characters as which upright rules are read within and beside figures.
const bars = "|[]¦│┃lI!"

// sureBars are those that are no letters.
const sureBars = "|[]¦│┃"

// leastBars is how many bars, one above the other, make a rule.
const leastBars = 3

// spot is a bar with the place that it takes up in its word.
type spot struct{ x, y int }

// cutBars takes upright rules read as characters out of the words: a bar that
// stands above or below others, or on a rule, is one. What it parts are words of
// their own.
func (p *page) cutBars() {
	standing := p.standing()
	out := make([]word, 0, len(p.words))
	for _, w := range p.words {
		switch parts := cellsIn(w); {
		case parts != nil:
			out = append(out, parts...)
		case p.mayHoldBars(w):
			out = p.cutWord(out, w, standing)
		default:
			out = append(out, w)
		}
	}
	p.words = out
}

// How many figures make a word a run of cells, and what figures are read as there:
// zeros and other digits as letters.
const (
	leastCells = 4
	inCells    = "0123456789oOgsSBZq>"
)

// cellsIn cuts a word that is a run of narrow cells, figures with a rule between each
// two of them: 18|ololol19. Behind a rule another bar is a one. It gives nil for other
// words.
func cellsIn(w word) []word {
	runes := []rune(w.text)
	isBar := func(i int) bool { return i < len(runes) && strings.ContainsRune(bars+"j", runes[i]) }
	isFigure := func(i int) bool { return i < len(runes) && strings.ContainsRune(inCells, runes[i]) }
	var out []word
	for i := 0; i < len(runes); {
		if isBar(i) || len(out) == 0 && strings.ContainsRune(borders, runes[i]) {
			i++ // the rule before a cell
		} else if len(out) > 0 {
			return nil
		}
		from := i
		if isBar(i) && len(out) > 0 {
			i++
		}
		for isFigure(i) {
			i++
		}
		if i == from {
			if i < len(runes) && !isBar(i) && !strings.ContainsRune(borders, runes[i]) {
				return nil
			}
			continue
		}
		text := string(runes[from:i])
		if text == "l" || text == "I" || text == "!" {
			text = "|"
		}
		out = append(out, word{charBox(w, from).union(charBox(w, i-1)), text, w.line})
	}
	if len(out) < leastCells {
		return nil
	}
	return out
}

// mayHoldBars reports whether a word is figures with bars.
func (p *page) mayHoldBars(w word) bool {
	return strings.Trim(w.text, "0123456789oO.,-"+bars) == "" && strings.ContainsAny(w.text, bars) &&
		(strings.ContainsAny(w.text, sureBars) || utf8.RuneCountInString(w.text) >= 3)
}

// standing lists the places of all bars and upright rules, left to right.
func (p *page) standing() []spot {
	var out []spot
	for _, b := range p.rules {
		if b.height() > 2*b.width() {
			for y := b.top; y == b.top || y < b.bottom; y += max(1, 2*p.size) {
				out = append(out, spot{b.centre(), y})
			}
		}
	}
	for _, w := range p.words {
		if p.mayHoldBars(w) {
			for i, r := range []rune(w.text) {
				if strings.ContainsRune(bars, r) {
					at := charBox(w, i)
					out = append(out, spot{at.centre(), w.middle()})
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b spot) int { return a.x - b.x })
	return out[:min(len(out), maxWords)]
}

// charBox is about where a character of a word stands: bars are half as wide as
// digits.
func charBox(w word, i int) box {
	runes := []rune(w.text)
	before, own, all := 0, 0, 0
	for k, r := range runes {
		width := 4
		switch {
		case strings.ContainsRune(bars+".,", r):
			width = 2
		case r >= utf8.RuneSelf:
			width = 8
		}
		if k < i {
			before += width
		} else if k == i {
			own = width
		}
		all += width
	}
	return box{w.left + w.width()*before/all, w.top, w.left + w.width()*(before+own)/all, w.bottom}
}

// isRule reports whether enough bars stand at an x within a third of a character.
func (p *page) isRule(x int, standing []spot) bool {
	slack := p.size / 3
	from, _ := slices.BinarySearchFunc(standing, x-slack, func(s spot, x int) int { return s.x - x })
	seen := 0
	var heights []int
	for i := from; i < len(standing) && standing[i].x <= x+slack && seen < leastBars; i++ {
		y := standing[i].y
		if !slices.ContainsFunc(heights, func(h int) bool { return h-y < p.size/2 && y-h < p.size/2 }) {
			heights = append(heights, y)
			seen++
		}
	}
	return seen >= leastBars
}

// cutWord adds what the rules in a word part, and the rules to the page's.
func (p *page) cutWord(out []word, w word, standing []spot) []word {
	runes := []rune(w.text)
	from := 0
	add := func(to int) {
		if to > from {
			b := charBox(w, from).union(charBox(w, to-1))
			out = append(out, word{b, string(runes[from:to]), w.line})
		}
	}
	for i, r := range runes {
		if !strings.ContainsRune(bars, r) {
			continue
		}
		at := charBox(w, i)
		if !p.isRule(at.centre(), standing) {
			continue
		}
		add(i)
		from = i + 1
		p.rules = append(p.rules, box{at.centre(), w.top, at.centre() + 1, w.bottom})
	}
	add(len(runes))
	return out
}
