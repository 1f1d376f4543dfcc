package align

import (
	"slices"
	"unicode/utf8"

	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
	"gongkai/schema"
)

// Sheet is a grid to be aligned: what is the same for all editions is done once. It
// belongs to one goroutine, and the grid must not change.
type Sheet struct {
	grid  *layout.Grid
	marks *marks
	// lines are those that cutBy cut, nil before.
	lines []line
	cutBy *template
	// fused are the labels with digits behind them that editions cut differently, which with
	// the rows of empty cells of marks is all that they may.
	fused []string
	// found are the comparisons made, space is the memory of all that is above.
	found []*edgeFinder
	kept  [][]line
	space *space
	// keep marks the lines of the list kept last, keptOf is the first of all its lines.
	keep   []bool
	keptOf *line
	parts  []*Sheet
}

// NewSheet makes a sheet of a grid.
func NewSheet(g *layout.Grid) *Sheet {
	s := &Sheet{grid: g, space: spaces.Get().(*space)}
	s.marks = s.space.marksOf(g)
	return s
}

// CloseRival is the share of the best edition's score that makes another one a rival.
const CloseRival = 0.98

// Best aligns the sheet with every embedded edition. It returns the placement in the
// one that the evidence speaks for most, and the score of the next; the same score
// where the document names more columns of that one than of the best. A next that
// cannot come to CloseRival of the best is not searched for: what is returned then
// bounds its score.
func (s *Sheet) Best() (best *Placement, rival float64) {
	all := s.contenders()
	for i := range all[1:] {
		other := &all[1+i]
		if other.named > all[0].named {
			return all[0].placement(), all[0].score
		}
		rival = max(rival, other.score)
	}
	return all[0].placement(), rival
}

// contenders are the alignments of all editions, best first. The edition whose chain
// weighs most is searched first. Another whose lines cannot score CloseRival of that, each
// paired with what it weighs most with, is neither the best nor close to it: it has that
// bound for its score, and no pairs.
func (s *Sheet) contenders() []alignment {
	all, first := s.compareAll(), 0
	for k := range all {
		if all[k].likely() > all[first].likely() {
			first = k
		}
	}
	all[first].solve()
	least := min(all[first].score, CloseRival*all[first].score)
	for k := range all {
		if k == first {
			continue
		}
		if all[k].score = all[k].most(); all[k].score >= least {
			all[k].solve()
		}
	}
	bestFirst(all)
	return all
}

// most bounds the score of the best pairs.
func (a *alignment) most() float64 {
	return a.found.most() + weightColumn*float64(a.named) + slack
}

// likely is what the edition's chain weighs.
func (a *alignment) likely() float64 { return a.found.chained() + weightColumn*float64(a.named) }

// Part is the sheet of some rows, which are counted from the first of them. of is their
// grid. It is closed with the sheet.
func (s *Sheet) Part(span Span, of *layout.Grid) *Sheet {
	if span.From == 0 && span.To == len(s.grid.Rows) {
		return s
	}
	part := NewSheet(of)
	s.parts = append(s.parts, part)
	return part
}

// linesFor cuts the grid into lines, unless it is cut as the edition would cut it.
func (s *Sheet) linesFor(t *template) []line {
	switch {
	case s.cutBy == t:
		return s.lines
	case s.cutBy == nil:
		s.lines, s.cutBy = t.lines(s.marks), t
		s.fused = s.marks.fusedLabels(t)
		return s.lines
	case t.number < 0 || s.cutBy.number < 0 || s.marks.byEdition:
		return t.lines(s.marks)
	}
	for _, text := range s.fused {
		if t.fusedAt(text) != s.cutBy.fusedAt(text) {
			return t.lines(s.marks)
		}
	}
	return s.lines
}

// fusedLabels lists the texts of a grid that may be a label with figures behind it, and that
// the embedded editions do not all cut as one of them does.
func (m *marks) fusedLabels(t *template) []string {
	var out []string
	k := 0 // of the cells, row by row
	for r := range m.grid.Rows {
		cells := m.grid.Rows[r].Cells
		for c := range cells {
			text := cells[c].Text
			if endsWithDigits(text) && m.figures[k].Kind == figure.Text && t.fusesAlone(text) {
				out = append(out, text)
			}
			k++
		}
	}
	return out
}

// fusesAlone reports whether another embedded edition cuts a text that may be a label with
// figures behind it in another way.
func (t *template) fusesAlone(text string) bool {
	if utf8.RuneCountInString(text) > longestLabel {
		return false
	}
	cut := fusion(text)
	if cut == 0 || isForeignText(text[:cut]) {
		return false
	}
	p := t.lex.print(text[:cut])
	own := t.isRow(p)
	return slices.ContainsFunc(schema.Forms(), func(f *schema.Form) bool { return templateOf(f).isRow(p) != own })
}
