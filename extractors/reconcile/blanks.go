package reconcile

import (
	"slices"

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
		s.loses[t] = s.printsZeros[t] && s.blanks == layout.BlanksMarked
	}
	s.empties = make([]bool, len(s.form.Tables))
	if s.blanks != layout.BlanksKept && !s.misreadEmpty() {
		s.empties = s.leavesEmpty()
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

// unassume takes back the zeros that identities gave where the agency may have printed
// none: an identity counts a blank cell, and a sign for "does not apply", as zero. An empty
// cell that stands in the document is blank, unless there are no more of them than zeros that
// a recogniser would lose. A cell that is not there at all, in a table that has such an empty
// cell or a sign, may be either: blank where the rest of its row is printed, lost with its row.
func (s *state) unassume() {
	if s.blanks == layout.BlanksKept || s.misreadEmpty() {
		return
	}
	leaves := s.leavesEmpty()
	for c := range s.cells {
		w := &s.cells[c]
		if w.status != schema.Inferred || w.value != 0 {
			continue
		}
		switch {
		case s.standsEmpty(schema.CellIndex(c)):
			w.content, w.status = empty, schema.Blank
		case !leaves[s.form.Cells[c].Table], s.rowOf[c] >= 0 && !placesAll(&s.placement.Rows[s.rowOf[c]], s.chosen[s.rowOf[c]]):
		case s.rowPrinted(schema.CellIndex(c)):
			w.content, w.status = empty, schema.Blank
		default:
			w.content, w.status, w.lost = unknown, schema.Missing, true
		}
	}
}

// misreadEmpty reports whether a recogniser that misread as many labels would lose
// as many zeros as the document's rows of figures have empty cells.
func (s *state) misreadEmpty() bool {
	p := s.placement
	zeros, blanks := 0, 0
	for c := range s.cells {
		switch w := &s.cells[c]; {
		case w.figure.Presence == align.Empty && s.rowPrinted(schema.CellIndex(c)):
			blanks++
		case w.content == number && w.value == 0:
			zeros++
		}
	}
	rows := p.Exact + p.Fuzzy + p.Order
	return blanks > 0 && float64(blanks*rows) <= zeroMisread*float64(p.Misread*(zeros+blanks))
}

// leavesEmpty tells by table whether it has an empty cell, or a sign that a figure
// does not apply.
func (s *state) leavesEmpty() []bool {
	out := make([]bool, len(s.form.Tables))
	for c := range s.cells {
		if s.cells[c].status == schema.NotApplicable || s.standsEmpty(schema.CellIndex(c)) {
			out[s.form.Cells[c].Table] = true
		}
	}
	return out
}

// standsEmpty reports whether the document has an empty cell at a place, and not one of
// those that fill up a row: a figure stands behind it, or it is known which cells
// are the row's. In aligned text a gap is an empty cell, where all figures of the row have
// a place.
func (s *state) standsEmpty(c schema.CellIndex) bool {
	f := s.cells[c].figure
	if f.Presence != align.Empty {
		return false
	}
	row, held := &s.placement.Rows[s.rowOf[c]], s.chosen[s.rowOf[c]]
	if row.Readings[held].Sure {
		return true
	}
	if f.GridRow < 0 && (s.kind != layout.Aligned || !placesAll(row, held)) {
		return false
	}
	behind := row.Cells[slices.Index(row.Cells, c)+1:]
	return slices.ContainsFunc(behind, func(x schema.CellIndex) bool { return s.cells[x].figure.Presence == align.Printed })
}

// placesAll reports whether no other reading of a row finds a place for more figures.
func placesAll(row *align.Row, held int) bool {
	placed := func(r *align.Reading) int {
		n := 0
		for i := range r.Figures {
			if r.Figures[i].Presence == align.Printed {
				n++
			}
		}
		return n
	}
	own := placed(&row.Readings[held])
	return !slices.ContainsFunc(row.Readings, func(r align.Reading) bool { return placed(&r) > own })
}

// rowPrinted reports whether the row of a cell has a figure.
func (s *state) rowPrinted(c schema.CellIndex) bool {
	return s.rowOf[c] >= 0 && slices.ContainsFunc(s.placement.Rows[s.rowOf[c]].Cells, func(x schema.CellIndex) bool {
		return s.cells[x].figure.Presence == align.Printed
	})
}

// Blank cells that stand alone among printed zeros are no convention of the
// agency: where the document can lose a cell, it lost them. zerosPerBlank is how
// many zeros the table must print for each blank, leastZeros how many in all.
const (
	zerosPerBlank = 20
	leastZeros    = 20
)
