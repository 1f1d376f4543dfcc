package ocr

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// row is a line of print across the page: words left to right whose middles are
// at one height.
type row struct {
	box
	words []word
	mid   int
}

// rows joins the words of a page into rows, top to bottom.
func (p *page) rows() []row {
	type placed struct {
		word
		mid int
	}
	mids := p.middles()
	all := make([]placed, len(p.words))
	for i, w := range p.words {
		all[i] = placed{w, mids[i]}
	}
	slices.SortStableFunc(all, func(a, b placed) int { return cmp.Or(a.mid-b.mid, a.left-b.left) })
	var out []row
	sum, n := 0, 0
	for _, w := range all {
		if n == 0 || 3*(w.mid-sum/n) > max(p.size, min(w.height(), 3*p.size)) {
			out = append(out, row{box: w.box})
			sum, n = 0, 0
		}
		r := &out[len(out)-1]
		r.words, r.box = append(r.words, w.word), r.union(w.box)
		sum, n = sum+w.mid, n+1
		r.mid = sum / n
	}
	out = p.atOneHeight(out)
	for i := range out {
		slices.SortStableFunc(out[i].words, func(a, b word) int { return cmp.Or(a.left-b.left, a.right-b.right) })
	}
	return out
}

// atOneHeight joins rows that hold figures of one row of a table at two heights,
// as cells do that are set differently: their middles are closer than lines are,
// and no word of one stands over one of the other.
func (p *page) atOneHeight(rows []row) []row {
	out := rows[:0:0]
	for _, r := range rows {
		if n := len(out); n > 0 && 4*(r.mid-out[n-1].mid) < 3*p.size && p.apart(&out[n-1], &r) {
			o := &out[n-1]
			o.words, o.box = append(o.words, r.words...), o.union(r.box)
			if len(r.words) > len(o.words)-len(r.words) {
				o.mid = r.mid
			}
			continue
		}
		out = append(out, r)
	}
	return out
}

// mostRowWords bounds the rows that atOneHeight compares.
const mostRowWords = 64

func (p *page) apart(a, b *row) bool {
	if len(a.words) > mostRowWords || len(b.words) > mostRowWords || !a.hasFigure() || !b.hasFigure() {
		return false
	}
	for _, x := range a.words {
		for _, y := range b.words {
			if x.left < y.right+p.size/4 && y.left < x.right+p.size/4 {
				return false
			}
		}
	}
	return true
}

func (r *row) hasFigure() bool {
	return slices.ContainsFunc(r.words, func(w word) bool { return isFigure(w.text) })
}

// middles gives the height at which each word stands: its middle, or for a
// small word (a comma, a dash, 一) that of the full-sized word before it on the
// recogniser's line, else of the one after it.
func (p *page) middles() []int {
	out := make([]int, len(p.words))
	known := -1
	for i, w := range p.words {
		if known >= 0 && p.words[known].line != w.line {
			known = -1
		}
		switch small := 3*w.height() < 2*p.size; {
		case !small:
			known = i
			out[i] = w.middle()
		case known >= 0:
			out[i] = out[known]
		default:
			out[i] = p.nextMiddle(i)
		}
	}
	return out
}

// farAhead bounds the search for a full-sized word.
const farAhead = 8

func (p *page) nextMiddle(i int) int {
	for j := i + 1; j < min(len(p.words), i+farAhead) && p.words[j].line == p.words[i].line; j++ {
		if 3*p.words[j].height() >= 2*p.size {
			return p.words[j].middle()
		}
	}
	return p.words[i].middle()
}

// segment is a stretch of a row with no wide gap in it.
type segment struct {
	box
	words  []word
	figure bool
}

// segments cuts words of a row at gaps of a character, at smaller ones between
// figures, and at upright rules.
func segments(words []word, mid, size int, rules *lattice) []segment {
	var out []segment
	for i, w := range words {
		if i == 0 || parted(&out[len(out)-1], w, mid, size, rules) {
			out = append(out, segment{box: w.box})
		}
		s := &out[len(out)-1]
		s.words, s.box = append(s.words, w), s.union(w.box)
		s.figure = len(s.words) <= mostFigureWords && isFigure(textOf(s.words, size))
	}
	return withoutTails(out, rules.digit)
}

// withoutTails cuts figures off the labels that they stand close behind, where
// nothing but figures follows.
func withoutTails(all []segment, digit int) []segment {
	last := len(all) - 1
	for last > 0 && all[last].figure {
		last--
	}
	if last < 0 || all[last].figure {
		return all
	}
	s := all[last]
	cut := len(s.words)
	for cut > 1 && isFigure(s.words[cut-1].text) {
		cut--
	}
	if cut == len(s.words) || 2*(s.words[cut].left-s.words[cut-1].right) < digit || hanRunes(s.words[:cut]) < 2 {
		return all
	}
	out := slices.Concat(all[:last], []segment{newSegment(s.words[:cut])})
	for _, w := range s.words[cut:] {
		out = append(out, newSegment([]word{w}))
		out[len(out)-1].figure = true
	}
	return append(out, all[last+1:]...)
}

func newSegment(words []word) segment {
	s := segment{box: words[0].box, words: words}
	for _, w := range words {
		s.box = s.union(w.box)
	}
	return s
}

// mostFigureWords is how many words a figure is cut into at most.
const mostFigureWords = 8

// none is printed where there is no figure; it is no part of one.
const none = "无"

// parted reports whether a word begins a new segment.
func parted(s *segment, w word, mid, size int, rules *lattice) bool {
	gap := w.left - s.right
	if s.figure && isFigure(w.text) && (w.text == none || s.words[len(s.words)-1].text == none) {
		return true
	}
	if isFigure(w.text) && s.figure && 3*gap > rules.digit || gap > size {
		return true
	}
	return rules.between(s.words[len(s.words)-1].centre(), w.centre(), mid)
}

// textOf joins words: those of Chinese characters without a space, as
// recognisers of Chinese cut and space them at will, others with one where they
// stand apart.
func textOf(words []word, size int) string {
	if len(words) == 1 {
		return words[0].text
	}
	var b strings.Builder
	for i, w := range words {
		if i > 0 && spaced(words[i-1], w, size) {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}

func spaced(a, b word, size int) bool {
	last, _ := utf8.DecodeLastRuneInString(a.text)
	first, _ := utf8.DecodeRuneInString(b.text)
	gap := b.left - a.right
	if isWide(last) || isWide(first) {
		return gap > 2*size
	}
	return 6*gap > size
}

// isWide reports whether a character is Chinese.
func isWide(r rune) bool { return unicode.Is(unicode.Han, r) || r > 0x2E80 }

// isFigure reports whether a text is a number as a table prints it, or a mark
// in its place.
func isFigure(text string) bool {
	switch text {
	case "-", "/", "—", "--", none, "|", "o", "O", "〇", "○":
		return true
	}
	text = strings.TrimLeft(text, "+-增减—")
	digits := 0
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9' || r >= '０' && r <= '９':
			digits++
		case !strings.ContainsRune(",.，．", r):
			return false
		}
	}
	return digits > 0 && !strings.HasSuffix(text, ".") && !strings.HasPrefix(text, ".")
}
