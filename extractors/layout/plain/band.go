package plain

import (
	"strings"
)

// band says which cells of the lines since the last rule hold a figure. Browsers
// centre cells in a row of several lines, so that its figures stand on different lines.
type band struct {
	holds map[int]bool
	// labelled says that the band has a text that is no figure, again that lines of it have
	// figures in the same cells.
	labelled, again bool
	// all counts the bands with figures, repeated those of them with labels in which lines
	// have figures in the same cells.
	all, repeated int
}

// end ends the band: a rule follows.
func (b *band) end() {
	b.all += isOne(len(b.holds) > 0)
	b.repeated += isOne(b.again && b.labelled)
	b.holds, b.labelled, b.again = nil, false, false
}

// add adds a line, and notes where two of its figures stand in cells that hold one
// already.
func (b *band) add(l *line) {
	if holdsRule(l.raw) {
		b.end()
	}
	if b.holds == nil {
		b.holds = map[int]bool{}
	}
	twice := 0
	for i, raw := range splitPipes(l.raw) {
		raw = strings.TrimSpace(raw)
		if raw == "" || !isPrintedFigure(raw) {
			b.labelled = b.labelled || raw != "" && !isUnit(raw)
			continue
		}
		twice += isOne(b.holds[i])
		b.holds[i] = true
	}
	b.again = b.again || twice >= 2
}

// bandsOnce is how many bands there are at least for each in which figures stand one below the
// other, where these are digits that a narrow column broke and not rows. In a band without a label
// they are, since a row has one.
const bandsOnce = 3

// areRows reports whether lines between two rules are rows.
func (b *band) areRows() bool {
	b.end()
	return b.repeated > 0 && b.all < bandsOnce*b.repeated
}

// holdsRule reports whether a line with texts holds a rule over some columns too.
func holdsRule(raw string) bool {
	return strings.ContainsAny(raw, "─━═") || strings.Contains(raw, "+--") || strings.Contains(raw, "+==")
}
