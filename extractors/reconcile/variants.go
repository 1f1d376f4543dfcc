package reconcile

import (
	"slices"

	"gongkai/schema"
)

// Choices that the rows of a block share.

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
