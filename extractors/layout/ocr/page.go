package ocr

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// box is a rectangle of the page image, right and bottom exclusive.
type box struct{ left, top, right, bottom int }

func (b box) width() int  { return b.right - b.left }
func (b box) height() int { return b.bottom - b.top }
func (b box) middle() int { return (b.top + b.bottom) / 2 }
func (b box) centre() int { return (b.left + b.right) / 2 }

func (b box) union(o box) box {
	return box{min(b.left, o.left), min(b.top, o.top), max(b.right, o.right), max(b.bottom, o.bottom)}
}

// farthest bounds coordinates: no page image is wider or higher.
const farthest = 1 << 23

// newBox makes a box of coordinates as found; ok is false where they make none.
func newBox(left, top, right, bottom int) (box, bool) {
	ok := left >= 0 && top >= 0 && right >= left && bottom >= top && right < farthest && bottom < farthest
	return box{left, top, right, bottom}, ok
}

// word is a recognised word. Words of one line of the recogniser share line.
type word struct {
	box
	text string
	line int
}

// page is a page as the recogniser reports it.
type page struct {
	words []word
	// rules are the printed rules that the recogniser took for such.
	rules []box
	// size is the height of a character, digit the width of a digit.
	size, digit int
	lattice     *lattice
}

// maxWords bounds what is read of a file.
const maxWords = 1 << 20

// add puts a word on the page. One without text is a rule where it is thin.
func (p *page) add(b box, text string, line int) {
	text = strings.TrimFunc(text, unicode.IsSpace)
	switch {
	case text == "" && (b.width() > 8*b.height() || b.height() > 8*b.width()):
		p.rules = append(p.rules, b)
	case text != "" && b.width() > 0 && b.height() > 0:
		p.words = append(p.words, word{b, text, line})
	}
}

// prepare measures the page, takes off what are printed rules and turns the
// page upright.
func (p *page) prepare() {
	p.size = medianHeight(p.words)
	p.digit = digitWidth(p.words, p.size)
	p.cutOverlaps()
	kept := p.words[:0]
	for _, w := range p.words {
		if isBorder(w, p.size) {
			p.rules = append(p.rules, w.box)
			continue
		}
		p.strip(&w)
		kept = append(kept, w)
	}
	p.words = kept
	p.deskew()
	p.cutBars()
	p.lattice = newLattice(p)
}

func medianHeight(words []word) int {
	var heights []int
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w.text); unicode.Is(unicode.Han, r) && r != '一' {
			heights = append(heights, w.height())
		}
	}
	if len(heights) == 0 {
		for _, w := range words {
			heights = append(heights, w.height())
		}
	}
	if len(heights) == 0 {
		return 1
	}
	slices.Sort(heights)
	return max(4, heights[len(heights)/2])
}

// borders are characters as which printed rules are read.
const borders = "|[]_¦│┃「」『』{}“”‘’〔〕"

// isBorder reports whether a word is a printed rule read as a character: it is
// too thin for one.
func isBorder(w word, size int) bool {
	if strings.Trim(w.text, borders+"-—一~") != "" {
		return false
	}
	upright := 3*w.width() < size && strings.Trim(w.text, borders) == "" && strings.Trim(w.text, "_") != ""
	lying := 6*w.height() < size && w.width() > 2*w.height() && strings.Trim(w.text, "_-—一~") == "" &&
		(w.width() > 2*size || strings.Trim(w.text, "_") == "")
	return upright || lying
}

// digitWidth is the median width of a digit on the page.
func digitWidth(words []word, size int) int {
	var widths []int
	for _, w := range words {
		if strings.Trim(w.text, "0123456789") == "" {
			widths = append(widths, w.width()/len(w.text))
		}
	}
	if len(widths) == 0 {
		return size / 2
	}
	slices.Sort(widths)
	return widths[len(widths)/2]
}

// strip takes rules off a number and keeps their places.
func (p *page) strip(w *word) {
	bare := withoutBorder(*w, p.digit)
	if bare == w.text {
		return
	}
	if !strings.HasPrefix(w.text, bare) {
		p.rules = append(p.rules, box{w.left, w.top, w.left + 1, w.bottom})
	}
	if !strings.HasSuffix(w.text, bare) {
		p.rules = append(p.rules, box{w.right - 1, w.top, w.right, w.bottom})
	}
	w.text = bare
}

// withoutBorder takes rules read as characters off a number whose box is too
// narrow to hold digits in their place.
func withoutBorder(w word, digit int) string {
	bare := strings.Trim(w.text, borders)
	if bare == w.text || bare == "" || strings.Trim(bare, "0123456789") != "" {
		return w.text
	}
	if 4*w.width() >= digit*(4*len(bare)+3) {
		return w.text
	}
	return bare
}
