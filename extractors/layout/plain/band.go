package plain

import (
	"strings"
)

// band says which cells of the lines since the last rule hold a figure. Browsers
// centre cells in a row of several lines, so that its figures stand on different lines.
type band map[int]bool

// repeats adds a line and reports whether two of its figures stand in cells that hold
// one already.
func (b *band) repeats(l *line) bool {
	if *b == nil || holdsRule(l.raw) {
		*b = band{}
	}
	if l.figures == 0 {
		return false
	}
	repeated := 0
	for i, raw := range splitPipes(l.raw) {
		if !isPrintedFigure(raw) {
			continue
		}
		if (*b)[i] {
			repeated++
		}
		(*b)[i] = true
	}
	return repeated >= 2
}

// holdsRule reports whether a line with texts holds a rule over some columns too.
func holdsRule(raw string) bool {
	return strings.ContainsAny(raw, "─━═") || strings.Contains(raw, "+--") || strings.Contains(raw, "+==")
}
