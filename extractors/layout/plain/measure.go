package plain

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// measure says how many columns characters take: a full-width character two,
// one of ambiguous width (quotes) and one of a box as many as stated. Where ambiguous
// is 0 every character takes one, as pdftotext and lynx count. A character that is not
// seen (a zero-width space, a mark on the one before) takes as many as unseen says.
type measure struct{ ambiguous, box, unseen int }

// byDisplay and byCount are the two ways in which tools fill lines with spaces.
var (
	byDisplay = measure{1, 1, 0}
	byCount   = measure{0, 1, 1}
)

// drawnMeasures are the ways in which tools draw frames, usual ones first.
var drawnMeasures = []measure{
	{1, 1, 0}, {1, 2, 0}, {2, 2, 0}, {2, 1, 0}, byCount,
	{1, 1, 1}, {1, 2, 1}, {2, 2, 1}, {2, 1, 1},
}

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
	if r <= lastCommonHan && r >= firstCommonHan {
		return 2
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	case width.EastAsianAmbiguous:
		return m.ambiguous
	}
	if isUnseen(r) {
		return m.unseen
	}
	return 1
}

// isUnseen reports whether a character takes no place of its own in print.
func isUnseen(r rune) bool { return unicode.Is(unicode.Mn, r) || r == '\u200b' || r == '\ufeff' }

// extent is what a text takes by any measure.
type extent struct {
	// characters are all of them, fixed the columns of those that every measure but the
	// count knows alike.
	characters, fixed, ambiguous, boxes, unseen int
}

func extentOf(s string) (e extent) {
	for _, r := range s {
		e.characters++
		switch {
		case r < utf8.RuneSelf:
			e.fixed++
		case isBox(r):
			e.boxes++
		case r <= lastCommonHan && r >= firstCommonHan:
			e.fixed += 2
		case width.LookupRune(r).Kind() == width.EastAsianAmbiguous:
			e.ambiguous++
		case byDisplay.rune(r) == 0:
			e.unseen++
		default:
			e.fixed += byDisplay.rune(r)
		}
	}
	return e
}

// The characters of the block of unified ideographs, all of which are wide.
const firstCommonHan, lastCommonHan = '\u4e00', '\u9fff'

// by is the width by a measure.
func (e *extent) by(m measure) int {
	if m.ambiguous == 0 {
		return e.characters
	}
	return e.fixed + e.ambiguous*m.ambiguous + e.boxes*m.box + e.unseen*m.unseen
}

// width is the width of a text.
func (m measure) width(s string) int {
	n := 0
	for _, r := range s {
		n += m.rune(r)
	}
	return n
}
