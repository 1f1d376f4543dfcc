package strips

import (
	"strings"

	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
)

// mend makes figures whole that a narrow column broke over two lines, in a table of one
// row: where those that may be pieces are exactly as many as there are figures too many,
// and every identity holds on the whole ones.
func (s *section) mend() {
	excess := len(s.figures) - len(s.place)
	if len(s.cells) != 1 || excess <= 0 {
		return
	}
	var whole []written
	for i := 0; i < len(s.figures); i++ {
		w := s.figures[i]
		if i+1 < len(s.figures) && s.mayBeBroken(i) {
			if i+2 < len(s.figures) && s.mayBeBroken(i+1) {
				return // three lines: which two are one figure is not known
			}
			w.text = s.textOf(i) + s.textOf(i+1)
			w.value = figure.Parse(w.text).Value
			excess--
			i++
		}
		whole = append(whole, w)
	}
	if excess == 0 && s.rowHolds(whole, 0, s.inOrder(whole)[0]) {
		s.figures = whole
	}
}

// mayBeBroken reports whether a figure and the next one may be the pieces of one: digits,
// each alone on its line, one line below the other in one block.
func (s *section) mayBeBroken(i int) bool {
	a, b := &s.figures[i], &s.figures[i+1]
	return a.block == b.block && b.line == a.line+1 && s.isAlone(a) && s.isAlone(b) &&
		strings.Trim(s.textOf(i)+s.textOf(i+1), "0123456789") == "" && !strings.HasPrefix(s.textOf(i), "0")
}

// isAlone reports whether nothing else is on a figure's line.
func (s *section) isAlone(w *written) bool { return len(s.grid.Rows[w.row].Cells) == 1 }

// textOf is a figure as printed.
func (s *section) textOf(i int) string {
	return s.grid.Rows[s.figures[i].row].Cells[s.figures[i].cell].Text
}

// wholeCell is the cell of a figure that was broken over two lines.
func (p *passage) wholeCell(w *written) layout.Cell {
	next := &p.grid.Rows[w.row+1].Cells[0]
	raw := p.grid.Rows[w.row].Cells[w.cell].RawText() + "\n" + next.RawText()
	return layout.Cell{Text: w.text, Raw: raw, RowSpan: 1, ColSpan: 1}
}
