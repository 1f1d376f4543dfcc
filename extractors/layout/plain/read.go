package plain

import (
	"iter"
	"slices"
	"strings"

	"gongkai/extractors/layout"
)

// maxCandidates bounds how many readings of a document Read returns.
const maxCandidates = 4

// Read returns the readings of a document, the most plausible first: none for
// a blank text, otherwise one to four. Each region between sentences and
// headings is read in the way its lines speak for most; a second candidate takes
// the second most plausible way wherever there is one, and so on.
func Read(body string) []layout.Grid { return slices.Collect(Readings(body)) }

// Readings yields what Read returns, one reading after the other: one is made only
// when it is asked for.
func Readings(body string) iter.Seq[layout.Grid] { return Open(body).Readings() }

// Text is a text that is read in several ways: its lines are cut once. It belongs to one
// goroutine.
type Text struct {
	body  string
	cut   bool
	lines []line
}

// Open returns a text to be read.
func Open(body string) *Text { return &Text{body: strings.TrimPrefix(body, "\ufeff")} }

// cutLines are the lines of the text; its readings leave them as they are.
func (t *Text) cutLines() []line {
	if !t.cut {
		t.lines, t.cut = splitLines(joinTags(t.body)), true
	}
	return t.lines
}

// Readings is the function of that name for the text.
func (t *Text) Readings() iter.Seq[layout.Grid] {
	return func(yield func(layout.Grid) bool) {
		if strings.TrimSpace(t.body) == "" {
			return
		}
		lines := t.cutLines()
		regions := splitRegions(lines)
		settleOrder(regions)
		choices := 0
		for i := range regions {
			choices = max(choices, len(regions[i].modes))
		}
		markdown := hasMarkdown(lines)
		for n := range min(choices, maxCandidates) {
			grid := assemble(regions, n, markdown)
			if (n == 0 || len(grid.Rows) > 0) && !yield(grid) {
				return
			}
		}
	}
}

func hasMarkdown(lines []line) bool {
	for i := range lines {
		if isMarkdown(lines[i].raw) {
			return true
		}
	}
	return false
}

// assemble reads every region in its n-th most plausible way, or its last.
func assemble(regions []region, n int, markdown bool) layout.Grid {
	s := &sheet{}
	s.grid.Rows = make([]layout.Row, 0, countLines(regions))
	weights := map[layout.Kind]int{}
	blanks := layout.BlanksKept
	var drawn drawnRows
	for i := range regions {
		r := &regions[i]
		m := r.modes[min(n, len(r.modes)-1)]
		for l := range r.lines {
			s.margins(r.lines[l].above)
		}
		first := len(s.grid.Rows)
		kind, marks := m.read(s, r)
		weights[kind] += r.figures
		if r.figures >= 2 {
			blanks = min(blanks, marks)
			drawn.add(&s.grid, first, kind, marks)
		}
		s.end()
	}
	if s.table == 0 {
		blanks = layout.BlanksLost
	}
	if blanks < layout.BlanksKept && drawn.prevail(&s.grid) {
		blanks = layout.BlanksKept
		weights = map[layout.Kind]int{drawn.kind: 1}
		drawn.loosen(&s.grid)
	}
	s.grid.Kind = heaviest(weights)
	if markdown && (s.grid.Kind == layout.Tabbed || s.grid.Kind == layout.Piped) {
		s.grid.Kind = layout.Markdown
	}
	s.grid.Blanks = blanks
	if blanks == layout.BlanksMarked {
		refloat(&s.grid)
	}
	return s.grid
}

// countLines counts the lines of regions: few readings have more rows.
func countLines(regions []region) int {
	n := 0
	for i := range regions {
		n += len(regions[i].lines)
	}
	return n
}

// heaviest returns the kind under which most figures were read; the first in
// a fixed order among equals.
func heaviest(weights map[layout.Kind]int) layout.Kind {
	best := layout.Paragraphs
	for _, k := range []layout.Kind{layout.Tabbed, layout.Piped, layout.CellPerLine, layout.Aligned, layout.Flat} {
		if weights[k] > weights[best] {
			best = k
		}
	}
	return best
}
