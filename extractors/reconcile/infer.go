package reconcile

import (
	"slices"

	"gongkai/extractors/align"
	"gongkai/extractors/layout"
	"gongkai/schema"
)

// infer gives lost cells the value that the identities leave, where every
// identity that speaks says the same. Those that two identities give come
// first, since one alone may be broken by the agency.
func (s *state) infer() {
	for least := 2; least >= 1; least-- {
		for s.inferRound(least) {
			least = 2
		}
	}
}

func (s *state) inferRound(least int) bool {
	type given struct {
		cell  schema.CellIndex
		value schema.Micros
		by    int
	}
	var found []given
	for c := range s.cells {
		if !s.cells[c].lost || s.cells[c].content != unknown {
			continue
		}
		values := s.implied(schema.CellIndex(c))
		if len(values) < least || slices.Min(values) != slices.Max(values) || values[0] < 0 {
			continue
		}
		if values[0] == 0 && s.mayBeBlank(schema.CellIndex(c)) {
			continue
		}
		if s.cells[c].status == schema.Blank && len(values) < 2 && !s.form.Cells[c].IsTotal {
			continue
		}
		found = append(found, given{schema.CellIndex(c), values[0], len(values)})
	}
	progress := false
	for _, g := range found {
		progress = s.settleInferred(g.cell, g.value, g.by) || progress
	}
	return progress
}

// mayBeBlank reports whether a cell that counts nothing may be one that the agency left
// blank: it prints few zeros, or a blank cell leaves no trace and nothing stands here.
func (s *state) mayBeBlank(c schema.CellIndex) bool {
	return !s.printsZeros[s.form.Cells[c].Table] || s.blanks == layout.BlanksLost && s.cells[c].figure.Presence != align.Printed
}

// implied lists the values that the identities give an unknown cell: what is
// left where it is the only unknown; zero where the known terms of a sum already
// reach its total, since no figure in an identity is negative.
func (s *state) implied(c schema.CellIndex) []schema.Micros {
	var out []schema.Micros
	for _, i := range s.form.IdentitiesOf(c) {
		identity := &s.form.Identities[i]
		mine, theirs := identity.LHS, identity.RHS
		if slices.Contains(identity.RHS, c) {
			mine, theirs = theirs, mine
		}
		a, b := s.balance(mine, c), s.balance(theirs, c)
		rest := b.total - a.total
		switch {
		case b.unknowns > 0 || a.numbers+b.numbers == 0:
		case a.unknowns == 0, rest == 0 && a.numbers > 0:
			out = append(out, rest)
		}
	}
	return out
}

// partial is the known part of one side of an identity.
type partial struct {
	total             schema.Micros
	unknowns, numbers int
}

// balance adds up a side of an identity without one of its cells. A total that
// is printed empty is unknown.
func (s *state) balance(side []schema.CellIndex, without schema.CellIndex) partial {
	var p partial
	for _, c := range side {
		if c == without {
			continue
		}
		switch w := &s.cells[c]; {
		case w.content == unknown, w.content == empty && s.omitted(c):
			p.unknowns++
		case w.content == number:
			p.total += w.value
			p.numbers++
		}
	}
	return p
}

func (s *state) settleInferred(c schema.CellIndex, value schema.Micros, by int) bool {
	w := &s.cells[c]
	if _, whole := value.Int(); !whole {
		return false
	}
	printed := w.figure.Presence == align.Printed
	switch {
	case printed && w.hasLikely && w.likely == value, printed && by >= 2 && value != 0:
		w.status = schema.Corrected
	case printed:
		return false
	default:
		w.status = schema.Inferred
	}
	w.content, w.value, w.lost, w.witnesses = number, value, false, by
	return true
}
