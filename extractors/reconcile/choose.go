package reconcile

import (
	"slices"

	"gongkai/schema"
)

// How far the document itself speaks for a reading, by the rule that gave it.
var priors = map[string]int{
	"places": 3, "written out": 3, "header": 3, "number": 3, "empty row": 3, "lost row": 3,
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
			s.leaveMisfits(r)
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
	moves := s.movesBlanks()
	for _, r := range open {
		if !s.settled[r] {
			s.settle(r, moves)
		}
	}
	for r := range s.placement.Rows {
		if len(s.placement.Rows[r].Readings) == 1 && !s.settled[r] {
			s.needProof(r)
		}
	}
}

// rulePacked names the readings that take empty cells at the end of a row for moved ones.
const rulePacked = "packed"

// movesBlanks reports whether a row of the document shows by the identities that its empty
// cells were moved to its end, or left out: they prove no other reading of its figures.
func (s *state) movesBlanks() bool {
	for r := range s.placement.Rows {
		if s.placement.Rows[r].Readings[s.chosen[r]].Rule == rulePacked {
			if v := s.weigh(r); v.proofs > 0 && v.fails == 0 {
				return true
			}
		}
	}
	return false
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

// settle leaves open what equally good readings of a row disagree on. Where the document
// moves empty cells, one that takes those at the end of the row for moved ones is as good.
func (s *state) settle(row int, moves bool) {
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
		if heldPrior >= strongPrior && prior < heldPrior && !(moves && readings[i].Rule == rulePacked) {
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
