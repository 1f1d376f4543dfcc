package reconcile

import (
	"gongkai/extractors/align"
	"gongkai/extractors/layout"
	"gongkai/schema"
)

// countBlanks finds the tables whose blanks are lost cells.
func (s *state) countBlanks() {
	s.loses = make([]bool, len(s.form.Tables))
	s.printsZeros = make([]bool, len(s.form.Tables))
	for t := range s.form.Tables {
		blanks, zeros := 0, 0
		for c := range s.cells {
			switch w := &s.cells[c]; {
			case s.form.Cells[c].Table != t:
			case w.content == number && w.value == 0:
				zeros++
			case w.status == schema.Blank:
				blanks++
			}
		}
		s.printsZeros[t] = zeros > 0 && blanks*zerosPerBlank <= zeros
		s.loses[t] = s.printsZeros[t] && s.blanks != layout.BlanksKept
	}
}

// losesBlanks reports whether a blank cell is a lost one: its table loses cells,
// and the row it stands in is printed for the greater part.
func (s *state) losesBlanks(c schema.CellIndex) bool {
	if !s.loses[s.form.Cells[c].Table] || s.rowOf[c] < 0 {
		return false
	}
	printed := 0
	cells := s.placement.Rows[s.rowOf[c]].Cells
	for _, x := range cells {
		if s.cells[x].figure.Presence == align.Printed {
			printed++
		}
	}
	return 2*printed > len(cells)
}

// markLostBlanks turns blanks into lost cells in the tables that lose them.
func (s *state) markLostBlanks() {
	for c := range s.cells {
		if s.cells[c].status == schema.Blank && s.losesBlanks(schema.CellIndex(c)) && !s.settled[s.rowOf[c]] {
			s.cells[c].content, s.cells[c].lost = unknown, true
		}
	}
}

// Blank cells that stand alone among printed zeros are no convention of the
// agency: where the document can lose a cell, it lost them. zerosPerBlank is how
// many zeros the table must print for each blank, leastZeros how many in all.
const (
	zerosPerBlank = 20
	leastZeros    = 20
)
