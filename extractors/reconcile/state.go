package reconcile

import (
	"slices"
	"sync"

	"gongkai/extractors/align"
	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
	"gongkai/schema"
)

// content is what is known of a cell while identities are weighed.
type content uint8

const (
	unknown content = iota // absent, unreadable, or not decided
	number                 // a figure
	empty                  // printed empty or not applicable
)

// work is a cell on its way to a status.
type work struct {
	content content
	value   schema.Micros
	status  schema.Status
	// figure is that of the reading, which does not change.
	figure *align.Figure
	// lost is true where the cell is unknown because the document lost it or
	// garbled it, so that the identities may give it.
	lost bool
	// likely is the likeliest value of a suspect figure.
	likely    schema.Micros
	hasLikely bool
	// witnesses counts the identities that gave an inferred value.
	witnesses int
	rule      string
}

// state is a form while it is being read.
type state struct {
	form      *schema.Form
	placement *align.Placement
	cells     []work
	chosen    []int // index of the reading chosen, by placed row
	rowOf     []int // placed row of each cell, -1 where none
	blanks    layout.Blanks
	kind      layout.Kind
	// printsZeros says by table that the agency prints zeros, loses that its blanks
	// are therefore lost cells, empties that some of them stand in the document.
	printsZeros, loses, empties []bool
	// settled holds the placed rows that need no further choice.
	settled map[int]bool
	// sources are where the figures stand, by cell.
	sources []Source
	// seen holds for each identity the last weighing, counted from 1, that tested it.
	seen    []int
	weighed int
}

// none is the figure of a cell that no row holds.
var none = align.Figure{GridRow: -1, GridCell: -1}

// states holds what states of forms before were read in: their cells, rowOf and seen.
var states = sync.Pool{New: func() any { return &state{} }}

// close gives the memory of the state back. What is made of it refers to none of it.
func (s *state) close() {
	clear(s.cells)
	*s = state{cells: s.cells[:0], rowOf: s.rowOf[:0], seen: s.seen[:0]}
	states.Put(s)
}

func newState(p *align.Placement) *state {
	s := states.Get().(*state)
	s.form, s.placement, s.blanks, s.chosen = p.Form, p, p.Blanks, make([]int, len(p.Rows))
	s.cells = slices.Grow(s.cells, len(p.Form.Cells))[:len(p.Form.Cells)]
	s.rowOf = slices.Grow(s.rowOf, len(s.cells))[:len(s.cells)]
	s.seen = slices.Grow(s.seen, len(p.Form.Identities))[:len(p.Form.Identities)]
	clear(s.seen)
	for c := range s.cells {
		s.rowOf[c] = -1
		s.cells[c] = work{lost: true, status: schema.Missing, figure: &none}
	}
	for r := range p.Rows {
		for _, c := range p.Rows[r].Cells {
			s.rowOf[c] = r
		}
		s.apply(r, 0)
	}
	return s
}

// apply takes one reading of a row.
func (s *state) apply(row, reading int) {
	s.chosen[row] = reading
	r := &s.placement.Rows[row]
	for i, c := range r.Cells {
		s.cells[c] = s.interpret(c, &r.Readings[reading].Figures[i])
		s.cells[c].rule = r.Readings[reading].Rule
	}
}

// interpret gives a figure the status that it has by itself.
func (s *state) interpret(c schema.CellIndex, f *align.Figure) work {
	w := work{figure: f}
	switch f.Presence {
	case align.Absent:
		w.lost, w.status = true, schema.Missing
		return w
	case align.Unsure:
		w.lost, w.status = true, schema.Unreadable
		return w
	case align.Empty:
		w.content, w.status = empty, schema.Blank
		return w
	case align.Printed:
	}
	switch f.Parsed.Kind {
	case figure.Number:
		if s.fits(c, f) {
			w.content, w.value, w.status = number, f.Parsed.Value, schema.Observed
			return w
		}
		w.lost, w.status = true, schema.Unreadable
	case figure.Blank:
		w.content, w.status = empty, schema.Blank
	case figure.NotApplicable:
		w.content, w.status = empty, schema.NotApplicable
	default:
		w.lost, w.status = true, schema.Unreadable
		w.likely, w.hasLikely = f.Parsed.Value, f.Parsed.HasValue
	}
	return w
}

// fits reports whether a number can stand in a cell: counts are whole, only
// columns of change are negative, a sum of money is not given in items.
func (s *state) fits(c schema.CellIndex, f *align.Figure) bool {
	cell := &s.form.Cells[c]
	unit := f.Parsed.Unit
	if cell.Amount {
		return unit != schema.UnitItem && f.Parsed.Value >= 0
	}
	if _, whole := f.Parsed.Value.Int(); !whole {
		return false
	}
	if unit == schema.UnitCNY || unit == schema.UnitCNY10k {
		return false
	}
	return f.Parsed.Value >= 0 || len(s.form.IdentitiesOf(c)) == 0
}

// sum adds one side of an identity. Blanks count as zero; known is false where
// a cell is unknown or a total is left out.
func (s *state) sum(side []schema.CellIndex) (total schema.Micros, known, anyNumber bool) {
	known = true
	for _, c := range side {
		w := &s.cells[c]
		switch w.content {
		case unknown:
			known = false
		case empty:
			if s.omitted(c) {
				known = false
			}
		case number:
			total += w.value
			anyNumber = true
		}
	}
	return total, known, anyNumber
}

// omitted reports whether a blank cell is a total that was left out: its parts
// come to something, or are not known. The blank total of nothing is nothing.
func (s *state) omitted(c schema.CellIndex) bool {
	if !s.form.Cells[c].IsTotal {
		return false
	}
	for _, i := range s.form.IdentitiesOf(c) {
		identity := &s.form.Identities[i]
		if len(identity.RHS) != 1 || identity.RHS[0] != c {
			continue
		}
		for _, part := range identity.LHS {
			w := &s.cells[part]
			if w.content == unknown || w.content == number && w.value != 0 {
				return true
			}
		}
	}
	return false
}

// test tests one identity on the present state.
func (s *state) test(i int) Check {
	identity := &s.form.Identities[i]
	lhs, knownL, numberL := s.sum(identity.LHS)
	rhs, knownR, numberR := s.sum(identity.RHS)
	check := Check{LHS: lhs, RHS: rhs}
	switch {
	case !knownL || !knownR || !numberL && !numberR:
	case lhs == rhs:
		check.Outcome = Pass
	default:
		check.Outcome = Fail
	}
	return check
}
