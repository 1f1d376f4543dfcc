package ocr

import "unicode"

// cutOverlaps narrows the figures whose boxes reach far over the words behind them on the
// recogniser's line: it gives the first of several that it cut apart the box of them all.
// Such a figure is as wide as its characters, from its left side on.
func (p *page) cutOverlaps() {
	for i := range p.words[:max(0, len(p.words)-1)] {
		w, next := &p.words[i], &p.words[i+1]
		if w.line != next.line || !isFigure(w.text) || next.left <= w.left || w.right <= next.left+p.size/4 {
			continue
		}
		if own := p.printWidth(w.text); w.width() > 2*own {
			w.right = w.left + min(own, next.left-w.left)
		}
	}
}

// printWidth is how wide a text is printed.
func (p *page) printWidth(text string) int {
	width := 0
	for _, r := range text {
		if unicode.Is(unicode.Han, r) {
			width += p.size
		} else {
			width += p.digit
		}
	}
	return width
}
