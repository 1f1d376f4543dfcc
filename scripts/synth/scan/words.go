package scan

import (
	"math/rand/v2"
	"unicode"
	"unicode/utf8"

	"gongkai/scripts/synth/print"
)

// Sizes of the page image in pixels: a display column, a line, margins, lines
// on a page.
const (
	columnPixels = 11
	linePixels   = 34
	glyphPixels  = 24
	marginPixels = 90
	pageLines    = 58
)

// word is a recognised word with its box.
type word struct {
	text                     string
	left, top, width, height int
	confidence               int
}

// line is a recognised line.
type line struct{ words []word }

// box is the box around the words of a line.
func (l line) box() (left, top, right, bottom int) {
	for i, w := range l.words {
		if i == 0 {
			left, top, right, bottom = w.left, w.top, w.left+w.width, w.top+w.height
		}
		left, top = min(left, w.left), min(top, w.top)
		right, bottom = max(right, w.left+w.width), max(bottom, w.top+w.height)
	}
	return left, top, right, bottom
}

// pages places the words of a document on pages.
func pages(rng *rand.Rand, d *print.Document) [][]line {
	var out [][]line
	for i, printed := range print.Lines(d) {
		if i%pageLines == 0 {
			out = append(out, nil)
		}
		if len(printed) == 0 {
			continue
		}
		var l line
		for _, span := range printed {
			l.words = append(l.words, words(rng, span, marginPixels+(i%pageLines)*linePixels)...)
		}
		last := len(out) - 1
		out[last] = append(out[last], l)
	}
	return out
}

// words cuts a run of text into words and gives each its box.
func words(rng *rand.Rand, span print.Span, top int) []word {
	var out []word
	left := marginPixels + span.At*columnPixels
	for rest := span.Text; rest != ""; {
		n := wordBytes(rng, rest)
		text := rest[:n]
		rest = rest[n:]
		width := print.Span{Text: text}.Width() * columnPixels
		if !isSpace(text) {
			out = append(out, word{
				text: text, left: left + rng.IntN(3), top: top + rng.IntN(4), width: max(width-3, 4),
				height: glyphPixels + rng.IntN(3), confidence: 70 + rng.IntN(28),
			})
		}
		left += width
	}
	return out
}

func isSpace(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsSpace(r)
}

// wordBytes is the length of the next word: a run of letters and digits, or one
// to three other characters.
func wordBytes(rng *rand.Rand, s string) int {
	first, size := utf8.DecodeRuneInString(s)
	if unicode.IsSpace(first) {
		return size
	}
	limit := 1 + rng.IntN(3)
	if first < 0x80 {
		limit = 1 << 10
	}
	n := size
	for count := 1; n < len(s) && count < limit; count++ {
		r, size := utf8.DecodeRuneInString(s[n:])
		if unicode.IsSpace(r) || (r < 0x80) != (first < 0x80) {
			break
		}
		n += size
	}
	return n
}
