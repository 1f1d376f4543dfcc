package plain

import (
	"strings"

	"gongkai/extractors/layout"
	"gongkai/extractors/normalize"
)

// readRunning reads a table in reading order: cells follow one another with a space
// or a line break between them, labels are broken over lines, and the figures of a
// row come behind its label, on the same line or on lines of their own. A row ends
// where a text follows a figure; texts behind the last figure are paragraphs. A text that does not begin with a list number, at
// the beginning of a line, goes on with the one before it that does.
func readRunning(s *sheet, r *region) (layout.Kind, layout.Blanks) {
	var t runningTable
	last := 0
	pieces := make([][]piece, len(r.lines))
	for i := range r.lines {
		if l := &r.lines[i]; l.class != blank && l.class != rule {
			pieces[i] = runningPieces(l)
		}
		if n := len(pieces[i]); n > 0 && pieces[i][n-1].figure {
			last = i + 1
		}
	}
	for _, line := range pieces[:last] {
		for k, p := range line {
			t.add(p, k == 0)
		}
	}
	t.end()
	for _, row := range t.rows {
		s.columns(row)
	}
	for i := last; i < len(r.lines); i++ {
		if l := &r.lines[i]; l.class != blank && l.class != rule {
			s.prose(l.raw)
		}
	}
	return layout.Paragraphs, layout.BlanksLost
}

// runningPieces cuts a line at its spaces.
func runningPieces(l *line) []piece {
	if l.fused {
		return fusedPieces(l.raw)
	}
	return l.pieces(columns{measure: byCount})
}

// fusedPieces cuts a line where a label meets its figures.
func fusedPieces(raw string) []piece {
	var out []piece
	for _, c := range flatCells(raw) {
		out = append(out, piece{text: c.RawText(), figure: isFigure(c.Text), joined: c.Joined})
	}
	return out
}

// runningTable collects rows.
type runningTable struct {
	rows [][]layout.Cell
	// labels are the texts since the last figure, each as its lines; figures are
	// those behind them.
	labels  [][]string
	figures []layout.Cell
}

// mostLines bounds the lines of one label.
const mostLines = 16

// add adds a piece; begins says that a line begins with it.
func (t *runningTable) add(p piece, begins bool) {
	if p.figure {
		cell := newCell(p.text, inlineText(p.text))
		cell.Joined = p.joined
		t.figures = append(t.figures, cell)
		return
	}
	if len(t.figures) > 0 {
		t.end()
	}
	text := normalize.Text(p.text)
	if n := len(t.labels); n > 0 && begins && !beginsItem(text) {
		if last := t.labels[n-1]; len(last) < mostLines && beginsItem(normalize.Text(last[0])) {
			t.labels[n-1] = append(last, p.text)
			return
		}
	}
	t.labels = append(t.labels, []string{p.text})
}

// ownTexts is how many texts before the figures may be one broken label.
const ownTexts = 3

// end ends the row: its label is the last text before its figures. Texts before it
// stand alone, but for a run without list numbers, which is a header.
func (t *runningTable) end() {
	var header []layout.Cell
	flush := func() {
		if len(header) > 0 {
			t.rows = append(t.rows, header)
		}
		header = nil
	}
	for i, lines := range t.labels {
		cell := newCell(strings.Join(lines, "\n"), joinLines(lines))
		switch {
		case i == len(t.labels)-1:
			flush()
			t.rows = append(t.rows, append([]layout.Cell{cell}, t.figures...))
		case !beginsItem(cell.Text) && t.unnumbered(i+1, ownTexts):
			header = append(header, cell)
		default:
			flush()
			t.rows = append(t.rows, []layout.Cell{cell})
		}
	}
	if len(t.labels) == 0 && len(t.figures) > 0 {
		t.rows = append(t.rows, t.figures)
	}
	t.labels, t.figures = nil, nil
}

// unnumbered reports whether n texts from the i-th on have no list number, or fewer
// up to one that has.
func (t *runningTable) unnumbered(i, n int) bool {
	for k := range n {
		if i+k >= len(t.labels) {
			return false
		}
		if beginsItem(normalize.Text(t.labels[i+k][0])) {
			return true
		}
	}
	return true
}

// beginsItem reports whether a text begins with a list number, or with one whose
// bracket closes on the next line.
func beginsItem(text string) bool {
	if hasOrdinal(text) {
		return true
	}
	rest, ok := strings.CutPrefix(text, "(")
	return ok && rest != "" && strings.Trim(rest, hanOrdinals) == ""
}
