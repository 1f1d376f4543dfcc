package reconcile

import (
	"slices"

	"gongkai/extractors/align"
	"gongkai/extractors/layout"
	"gongkai/schema"
)

// solveRows fills the rows that lack figures together: every row must satisfy
// its own identity, and all of them those of the columns. Where the columns
// leave several solutions only what these agree on is taken. It serves layouts
// that can lose a cell or a blank.
func (s *state) solveRows() {
	if s.blanks == layout.BlanksKept {
		return
	}
	blocks := map[[2]int][]int{}
	var order [][2]int
	for r := range s.placement.Rows {
		key := [2]int{s.placement.Rows[r].Table, s.placement.Rows[r].Block}
		if blocks[key] == nil {
			order = append(order, key)
		}
		blocks[key] = append(blocks[key], r)
	}
	for _, key := range order {
		s.solveBlock(blocks[key])
	}
}

func (s *state) solveBlock(rows []int) {
	totals := s.printsTotals(rows)
	var open []openRow
	for _, r := range rows {
		if s.settled[r] || !s.deficient(r) {
			continue
		}
		if s.standsAlone(r, totals) {
			s.settled[r] = true
			continue
		}
		if o := s.optionsOf(r); len(o.options) > 0 {
			open = append(open, o)
		}
	}
	if len(open) == 0 {
		return
	}
	for k := range open {
		for _, c := range open[k].cells {
			s.cells[c].content = unknown
		}
	}
	solutions := s.search(open)
	for k := range open {
		if !s.adopt(&open[k], k, solutions) {
			s.needProof(open[k].row)
		}
		s.settled[open[k].row] = true
	}
}

// rowIdentity is the one identity that lies wholly within a row, or -1: an
// Across row has several, a row of section 2 none.
func (s *state) rowIdentity(row int) int {
	cells := s.placement.Rows[row].Cells
	found := -1
	for _, i := range s.form.IdentitiesOf(cells[0]) {
		identity := &s.form.Identities[i]
		if len(identity.LHS)+len(identity.RHS) == len(cells) && slices.Contains(cells, identity.RHS[0]) &&
			slices.Contains(cells, identity.LHS[len(identity.LHS)-1]) {
			found = i
		}
	}
	return found
}

// deficient reports whether a row has an identity of its own and a cell without
// a figure.
func (s *state) deficient(row int) bool {
	if s.rowIdentity(row) < 0 {
		return false
	}
	readings := s.placement.Rows[row].Readings
	if slices.Contains([]string{"empty row", "lost row", "unassigned"}, readings[0].Rule) {
		return false
	}
	for _, c := range s.placement.Rows[row].Cells {
		if s.cells[c].content != number {
			return true
		}
	}
	return false
}

// printsTotals reports whether any row of a block prints its total.
func (s *state) printsTotals(rows []int) bool {
	for _, r := range rows {
		if i := s.rowIdentity(r); i >= 0 && s.cells[s.form.Identities[i].RHS[0]].content == number {
			return true
		}
	}
	return false
}

// standsAlone reports whether the reading held needs no help: the document
// speaks for it and its own identity holds, or the block prints no totals.
func (s *state) standsAlone(row int, totals bool) bool {
	reading := &s.placement.Rows[row].Readings[s.chosen[row]]
	if priors[reading.Rule] < strongPrior {
		return false
	}
	i := s.rowIdentity(row)
	if s.contested(row) {
		return false
	}
	if s.cells[s.form.Identities[i].RHS[0]].content == empty && !totals {
		return true
	}
	if s.rowLosesBlanks(row) {
		return false
	}
	return s.test(i).Outcome == Pass
}

// contested reports whether another reading that the document speaks for says
// something else of a row, and its identity does not speak against it.
func (s *state) contested(row int) bool {
	p, held := &s.placement.Rows[row], s.chosen[row]
	if p.Readings[held].Sure {
		return false
	}
	before := s.snapshot(p.Cells)
	defer s.apply(row, held)
	for k := range p.Readings {
		if k == held || priors[p.Readings[k].Rule] < strongPrior {
			continue
		}
		s.apply(row, k)
		if !sameValues(before, s.snapshot(p.Cells)) && s.test(s.rowIdentity(row)).Outcome != Fail {
			return true
		}
	}
	return false
}

// rowLosesBlanks reports whether an empty cell of a row may be a lost zero.
func (s *state) rowLosesBlanks(row int) bool {
	for _, c := range s.placement.Rows[row].Cells {
		if s.cells[c].status == schema.Blank && s.losesBlanks(c) {
			return true
		}
	}
	return false
}

// constraint is a column identity whose unknown cells all belong to open rows:
// the signed sum of these must be rest.
type constraint struct {
	rest schema.Micros
	// sign is +1, -1 or 0 by open row, at is the cell's position in the row.
	sign, at []int
}

// constraints lists the column identities that bear on the open rows and on no
// other unknown.
func (s *state) constraints(open []openRow) []constraint {
	var out []constraint
	for i := range s.form.Identities {
		c := constraint{sign: make([]int, len(open)), at: make([]int, len(open))}
		known, bears := true, 0
		for side, cells := range [2][]schema.CellIndex{s.form.Identities[i].LHS, s.form.Identities[i].RHS} {
			sign := 1 - 2*side
			for _, x := range cells {
				k, at := position(open, x)
				switch {
				case k >= 0 && c.sign[k] != 0:
					known = false // the row's own identity
				case k >= 0:
					c.sign[k], c.at[k] = sign, at
					bears++
				case s.cells[x].content == unknown || s.cells[x].content == empty && s.omitted(x):
					known = false
				case s.cells[x].content == number:
					c.rest -= schema.Micros(sign) * s.cells[x].value
				}
			}
		}
		if known && bears > 0 {
			out = append(out, c)
		}
	}
	return out
}

func position(open []openRow, c schema.CellIndex) (row, at int) {
	for k := range open {
		if at := slices.Index(open[k].cells, c); at >= 0 {
			return k, at
		}
	}
	return -1, -1
}

// Bounds of the search.
const (
	mostSteps     = 60_000
	mostSolutions = 400
)

// solutions are the choices of options that satisfy every constraint.
type solutions struct {
	choices [][]int // group of options by open row
	// bound counts the constraints, cut is true where the search was cut off.
	bound int
	cut   bool
}

// search enumerates the choices that satisfy the column identities.
func (s *state) search(open []openRow) solutions {
	constraints := s.constraints(open)
	found := solutions{bound: len(constraints)}
	if len(constraints) == 0 {
		return found
	}
	left := make([]schema.Micros, len(constraints))
	for i := range constraints {
		left[i] = constraints[i].rest
	}
	rows := bearings(open, constraints)
	choice, steps := make([]int, len(open)), 0
	var try func(k int)
	try = func(k int) {
		if steps++; steps > mostSteps || len(found.choices) >= mostSolutions {
			found.cut = true
			return
		}
		if k == len(open) {
			found.choices = append(found.choices, slices.Clone(choice))
			return
		}
		for group := range rows[k].groups {
			if rows[k].take(left, group) {
				choice[k] = group
				try(k + 1)
				rows[k].giveBack(left, group)
			}
		}
	}
	try(0)
	return found
}

// adopt takes for an open row what the solutions agree on. Without a solution,
// or without a column identity to judge by, what all of the row's options agree
// on is taken, the likeliest first.
func (s *state) adopt(o *openRow, k int, found solutions) (proven bool) {
	var admitted []int
	seen := map[int]bool{}
	for _, choice := range found.choices {
		if !seen[choice[k]] {
			seen[choice[k]] = true
			admitted = append(admitted, o.groups[choice[k]]...)
		}
	}
	proven = len(admitted) > 0 && !found.cut
	if !proven {
		admitted = admitted[:0]
		for i := range o.options {
			admitted = append(admitted, i)
		}
	}
	slices.SortStableFunc(admitted, func(a, b int) int { return o.options[b].prior - o.options[a].prior })
	if !proven && o.options[admitted[0]].prior >= strongPrior {
		admitted = s.likeliest(o, admitted)
	}
	held := &o.options[admitted[0]]
	s.chosen[o.row] = held.reading
	for at, c := range o.cells {
		s.cells[c] = held.cells[at]
		s.cells[c].rule = "solved"
		if held.lost == at {
			s.settleLost(c, held.cells[at].value, proven)
		}
		if !s.agree(o, admitted, at) {
			s.leaveOpen(c)
		}
		if s.cells[c].status == schema.Blank && s.losesBlanks(c) {
			s.settleLost(c, 0, proven)
		}
	}
	return proven
}

// likeliest keeps the options of the strongest prior.
func (s *state) likeliest(o *openRow, admitted []int) []int {
	best := o.options[admitted[0]].prior
	return slices.DeleteFunc(slices.Clone(admitted), func(i int) bool { return o.options[i].prior < best })
}

// agree reports whether the admitted options say the same of a cell: the same
// figure; or nothing against the zeros of a table that loses cells.
func (s *state) agree(o *openRow, admitted []int, at int) bool {
	first := &o.options[admitted[0]].cells[at]
	for _, i := range admitted[1:] {
		w := &o.options[i].cells[at]
		if worth(w) != worth(first) {
			return false
		}
		if w.content != first.content && !s.zeroOrLost(s.form.Cells[o.cells[at]].Table) {
			return false
		}
	}
	return true
}

// settleLost makes a cell that the row's identity gives an inferred one, or a
// corrected one where something stands in it.
func (s *state) settleLost(c schema.CellIndex, value schema.Micros, proven bool) {
	w := &s.cells[c]
	w.content, w.value, w.lost, w.status = number, value, false, schema.Inferred
	if w.figure.Presence == align.Printed {
		w.status = schema.Corrected
	}
	w.witnesses = 1
	if proven {
		w.witnesses = 2
	}
}

// zeroOrLost reports whether a blank cell of a table is a lost zero: it loses cells, and
// none stands empty in the document.
func (s *state) zeroOrLost(table int) bool { return s.loses[table] && !s.empties[table] }
