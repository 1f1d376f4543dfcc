package plain

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// measure says how many columns characters take: a full-width character two,
// one of ambiguous width (quotes) and one of a box as many as stated. Where ambiguous
// is 0 every character takes one, as pdftotext and lynx count.
type measure struct{ ambiguous, box int }

// byDisplay and byCount are the two ways in which tools fill lines with spaces.
var (
	byDisplay = measure{1, 1}
	byCount   = measure{0, 1}
)

// rune is the width of one character.
func (m measure) rune(r rune) int {
	if r < utf8.RuneSelf {
		return 1
	}
	if m.ambiguous == 0 {
		return 1
	}
	if isBox(r) {
		return m.box
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	case width.EastAsianAmbiguous:
		return m.ambiguous
	}
	if unicode.Is(unicode.Mn, r) || r == '\u200b' || r == '\ufeff' {
		return 0
	}
	return 1
}

// width is the width of a text.
func (m measure) width(s string) int {
	n := 0
	for _, r := range s {
		n += m.rune(r)
	}
	return n
}
