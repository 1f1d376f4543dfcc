package reconcile

import (
	"slices"

	"gongkai/extractors/align"
	"gongkai/extractors/layout"
	"gongkai/schema"
)

// How far the document itself speaks for a reading, by the rule that gave it.
var priors = map[string]int{
	"places": 3, "header": 3, "number": 3, "empty row": 3, "lost row": 3,
	"header place": 2, "header order": 2, "columns": 2, "cells": 2, "same shape": 2, "same offset": 2,
	"without sums": 2, "flush": 2,
	"other columns": 1, "header guess": 1, "neighbour": 1, "trimmed": 1, "doubted": 1,
	"packed": 0, "extra column": 0, "joined digits": 0, "joined lines": 0, "cut digits": 0, "parted cell": 0, "unassigned": 0,
}

// strongPrior is the prior from which a reading stands unless the identities
// speak for another.
const strongPrior = 2

// verdict is what the identities say of a reading.
type verdict struct {
	// proofs are identities that hold on figures other than zero; passes all that
	// hold; fails those that do not.
	proofs, passes, fails int
}

func (v verdict) better(o verdict) bool {
	if v.proofs-v.fails != o.proofs-o.fails {
		return v.proofs-v.fails > o.proofs-o.fails
	}
	return v.passes > o.passes
}

// weigh tests the identities that a row's cells take part in.
func (s *state) weigh(row int) verdict {
	var v verdict
	s.weighed++
	for _, c := range s.placement.Rows[row].Cells {
		for _, i := range s.form.IdentitiesOf(c) {
			if s.seen[i] == s.weighed {
				continue
			}
			s.seen[i] = s.weighed
			v.add(s.test(i))
		}
	}
	return v
}

// chooseReadings takes for each row the reading that the document and the
// identities speak for, and leaves open the cells on which equally good
// readings disagree.
func (s *state) chooseReadings() {
	var open []int
	for r := range s.placement.Rows {
		if len(s.placement.Rows[r].Readings) > 1 && !s.placement.Rows[r].Readings[0].Sure {
			open = append(open, r)
		}
	}
	s.settled = map[int]bool{}
	open = s.chooseVariants(open)
	for range 3 {
		changed := false
		for _, r := range open {
			before := s.chosen[r]
			if s.chosen[r] = s.best(r); s.chosen[r] != before {
				changed = true
			}
			s.apply(r, s.chosen[r])
		}
		if !changed {
			break
		}
	}
	s.countBlanks()
	s.solveRows()
	for _, r := range open {
		if !s.settled[r] {
			s.settle(r)
		}
	}
	for r := range s.placement.Rows {
		if len(s.placement.Rows[r].Readings) == 1 && !s.settled[r] {
			s.needProof(r)
		}
	}
}

// chooseVariants settles the choices that the rows of a block share: each is
// tried on all rows that offer it, and taken where the identities prove it and
// no other. It returns the rows that are still open.
func (s *state) chooseVariants(open []int) []int {
	byBlock := map[[2]int][]int{}
	var blocks [][2]int
	for _, r := range open {
		row := &s.placement.Rows[r]
		key := [2]int{row.Table, row.Block}
		if byBlock[key] == nil {
			blocks = append(blocks, key)
		}
		byBlock[key] = append(byBlock[key], r)
	}
	for _, key := range blocks {
		settled := s.sharedVariant(byBlock[key])
		if settled == nil {
			settled = s.crowded(byBlock[key])
			s.leaveRowsOpen(settled)
		}
		for _, r := range settled {
			s.settled[r] = true
		}
	}
	return slices.DeleteFunc(open, func(r int) bool { return s.settled[r] })
}

// leastShared is how many rows must offer a variant for it to be a block's.
const leastShared = 3

// sharedVariant applies the variant that the identities prove to the rows that
// offer it and returns them; none where no variant stands out.
func (s *state) sharedVariant(rows []int) []int {
	offers := map[string][]int{}
	var variants []string
	for _, r := range rows {
		for i := range s.placement.Rows[r].Readings {
			v := s.placement.Rows[r].Readings[i].Variant
			if v == "" || priors[s.placement.Rows[r].Readings[0].Rule] >= strongPrior {
				continue
			}
			if offers[v] == nil {
				variants = append(variants, v)
			}
			offers[v] = append(offers[v], r)
		}
	}
	best := s.rankVariants(variants, offers)
	if len(best) == 0 {
		return nil
	}
	s.leaveVariantsOpen(best, offers)
	return offers[best[0]]
}

// clearMargin is by how many identities a variant must beat another to exclude it.
const clearMargin = 2

// rankVariants tries each variant on all rows that offer it. It returns the one
// that most identities prove, and behind it those that come close.
func (s *state) rankVariants(variants []string, offers map[string][]int) []string {
	score := map[string]int{}
	before := slices.Clone(s.chosen)
	var kept []string
	for _, v := range variants {
		if len(offers[v]) < leastShared {
			continue
		}
		s.applyVariant(v, offers[v])
		now := s.weighAll()
		score[v] = now.proofs - now.fails
		if s.proves(offers[v]) {
			kept = append(kept, v)
		}
		s.restore(offers[v], before)
	}
	slices.SortStableFunc(kept, func(a, b string) int { return score[b] - score[a] })
	for i, v := range kept {
		if score[v] <= score[kept[0]]-clearMargin {
			return kept[:i]
		}
	}
	return kept
}

// restore takes back the readings that rows held before.
func (s *state) restore(rows, before []int) {
	for _, r := range rows {
		s.apply(r, before[r])
	}
}

// leaveVariantsOpen applies the first variant, and leaves open the cells of
// which another one that comes close says something else.
func (s *state) leaveVariantsOpen(variants []string, offers map[string][]int) {
	var disputed []schema.CellIndex
	s.applyVariant(variants[0], offers[variants[0]])
	held := slices.Clone(s.cells)
	for _, v := range variants[1:] {
		s.applyVariant(v, offers[v])
		for c := range s.cells {
			if s.cells[c].content != held[c].content || s.cells[c].value != held[c].value {
				disputed = append(disputed, schema.CellIndex(c))
			}
		}
	}
	s.applyVariant(variants[0], offers[variants[0]])
	for _, c := range disputed {
		s.leaveOpen(c)
	}
}

// crowded lists the rows with more figures than columns, where they are so many
// that it is a column of the table and no accident of a row.
func (s *state) crowded(rows []int) []int {
	var out []int
	for _, r := range rows {
		readings := s.placement.Rows[r].Readings
		if readings[0].Rule == "extra column" || readings[0].Rule == "joined digits" {
			out = append(out, r)
		}
	}
	if len(out) < leastShared {
		return nil
	}
	return out
}

// leaveRowsOpen leaves open the cells of rows on which their readings disagree.
func (s *state) leaveRowsOpen(rows []int) {
	for _, r := range rows {
		row := &s.placement.Rows[r]
		for i, c := range row.Cells {
			first := s.interpret(c, &row.Readings[0].Figures[i])
			for k := range row.Readings {
				if other := s.interpret(c, &row.Readings[k].Figures[i]); !same(&first, &other) {
					s.leaveOpen(c)
				}
			}
		}
	}
}

// applyVariant takes a variant's reading in the rows that offer it.
func (s *state) applyVariant(variant string, rows []int) {
	for _, r := range rows {
		for i := range s.placement.Rows[r].Readings {
			if s.placement.Rows[r].Readings[i].Variant == variant {
				s.apply(r, i)
			}
		}
	}
}

// weighAll tests every identity.
func (s *state) weighAll() verdict {
	var v verdict
	for i := range s.form.Identities {
		v.add(s.test(i))
	}
	return v
}

// proves reports whether an identity of a row's own cells holds on figures other
// than zero: what holds elsewhere proves nothing of them.
func (s *state) proves(rows []int) bool {
	return slices.ContainsFunc(rows, func(r int) bool { return s.weigh(r).proofs > 0 })
}

func (v *verdict) add(check Check) {
	switch {
	case check.Outcome == Fail:
		v.fails++
	case check.Outcome == Pass && check.LHS != 0:
		v.proofs++
		v.passes++
	case check.Outcome == Pass:
		v.passes++
	}
}

// best is the reading of a row that the identities speak for; the likelier by
// the document where they say the same.
func (s *state) best(row int) int {
	readings := s.placement.Rows[row].Readings
	bestAt, bestV := 0, verdict{}
	for i := range readings {
		s.apply(row, i)
		v := s.weigh(row)
		if i == 0 || s.overrides(v, bestV, priors[readings[i].Rule], priors[readings[bestAt].Rule]) {
			bestAt, bestV = i, v
		}
	}
	s.apply(row, bestAt)
	return bestAt
}

// overrides reports whether a reading with verdict v beats the one held. A
// reading that the document speaks for gives way only to one that more
// identities prove: a figure that the agency printed wrong is not moved until it fits.
func (s *state) overrides(v, held verdict, prior, heldPrior int) bool {
	if prior < heldPrior {
		return v.proofs > held.proofs && v.fails <= held.fails
	}
	return v.better(held)
}

// settle leaves open what equally good readings of a row disagree on.
func (s *state) settle(row int) {
	readings := s.placement.Rows[row].Readings
	held := s.chosen[row]
	heldV := s.weigh(row)
	heldCells := s.complete(row)
	heldPrior := priors[readings[held].Rule]
	disputed := make([]bool, len(readings[held].Figures))
	for i := range readings {
		if i == held {
			continue
		}
		s.apply(row, i)
		v, prior := s.weigh(row), priors[readings[i].Rule]
		rival := v.proofs >= heldV.proofs && v.fails <= heldV.fails
		if heldPrior >= strongPrior && prior < heldPrior {
			rival = false
		}
		if !rival {
			continue
		}
		other := s.complete(row)
		for c := range disputed {
			disputed[c] = disputed[c] || !same(&heldCells[c], &other[c])
		}
	}
	s.apply(row, held)
	for c, d := range disputed {
		if d {
			s.leaveOpen(s.placement.Rows[row].Cells[c])
		}
	}
	s.needProof(row)
}

// needProof leaves a row open whose reading rests on a repair or a guess that no
// identity proves. A header over the row's cells, counted, is more than a guess.
func (s *state) needProof(row int) {
	reading := &s.placement.Rows[row].Readings[s.chosen[row]]
	if priors[reading.Rule] >= strongPrior || reading.Rule == "header guess" || reading.Sure {
		return
	}
	if v := s.weigh(row); v.proofs > 0 && v.fails == 0 {
		if reading.Rule == "joined lines" {
			s.needOwnProof(row)
		}
		return
	}
	for _, c := range s.placement.Rows[row].Cells {
		s.leaveOpen(c)
	}
}

// needOwnProof leaves open the cells that a repair made and that no identity of their own
// proves: that others of the row are right says nothing of them.
func (s *state) needOwnProof(row int) {
	var unproven []schema.CellIndex
	for i, c := range s.placement.Rows[row].Cells {
		proven := slices.ContainsFunc(s.form.IdentitiesOf(c), func(id int) bool {
			check := s.test(id)
			return check.Outcome == Pass && check.LHS != 0
		})
		if s.placement.Rows[row].Readings[s.chosen[row]].Figures[i].Fused && !proven {
			unproven = append(unproven, c)
		}
	}
	for _, c := range unproven {
		s.leaveOpen(c)
	}
}

func (s *state) leaveOpen(c schema.CellIndex) {
	w := &s.cells[c]
	w.content, w.status, w.lost, w.hasLikely = unknown, schema.Unreadable, true, false
}

// complete is what a row's cells come to when its lost cells are given by the
// row's own identity. Two readings that come to the same need no choice.
func (s *state) complete(row int) []work {
	cells := s.placement.Rows[row].Cells
	out := make([]work, len(cells))
	for i, c := range cells {
		out[i] = s.cells[c]
		if s.cells[c].status == schema.Blank && s.losesBlanks(c) {
			out[i].content, out[i].lost = unknown, true
		}
	}
	saved := make([]work, len(cells))
	for i, c := range cells {
		saved[i] = s.cells[c]
		s.cells[c] = out[i]
	}
	for i, c := range cells {
		if !out[i].lost {
			continue
		}
		if values := s.implied(c); len(values) > 0 && slices.Min(values) == slices.Max(values) && values[0] >= 0 {
			out[i].content, out[i].value = number, values[0]
		}
	}
	for i, c := range cells {
		s.cells[c] = saved[i]
	}
	return out
}

// same reports whether two readings come to the same in a cell.
func same(a, b *work) bool {
	return a.content == b.content && a.value == b.value && a.content != unknown
}

// Blank cells that stand alone among printed zeros are no convention of the
// agency: where the document can lose a cell, it lost them. zerosPerBlank is how
// many zeros the table must print for each blank, leastZeros how many in all.
const (
	zerosPerBlank = 20
	leastZeros    = 20
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
		if values[0] == 0 && !s.printsZeros[s.form.Cells[c].Table] {
			continue // the agency may have left it blank
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
