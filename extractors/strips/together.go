package strips

import (
	"cmp"
	"slices"
)

// mostSplits bounds the ways to part the figures of two sections that are tried.
const mostSplits = 3

// arrangeTogether puts two sections in order whose figures were written among each
// other, or behind both: those of the second stand together, all others are the
// first's.
func arrangeTogether(sections []section, late []written) {
	if len(sections) != 2 {
		return
	}
	a, b := &sections[0], &sections[1]
	pool := slices.Concat(a.figures, b.figures, late)
	if len(pool) != len(a.place)+len(b.place) {
		return
	}
	splits := b.splits(pool, len(a.figures))
	for _, s := range splits[:min(len(splits), mostSplits)] {
		rest := slices.Concat(pool[:s.at], pool[s.at+len(b.place):])
		if order := a.arranged(rest); order != nil {
			a.figures, a.order = rest, order
			b.figures, b.order = pool, b.splitAs(pool, splits, s)
			return
		}
	}
}

// split is a place where the figures of a section may begin among others.
type split struct {
	at int
	// nonzero is how many of them are not zero; whole says that they are whole blocks.
	nonzero int
	whole   bool
}

// as reports whether nothing but its place speaks for a split rather than for another.
func (s split) as(o split) bool { return s.nonzero == o.nonzero && s.whole == o.whole }

// splits lists where the section's figures may begin among others, likeliest first:
// where the most of them are not zero, where they are whole blocks, then near the place
// where it began in the text.
func (s *section) splits(pool []written, near int) []split {
	var found []split
	for at := 0; at+len(s.place) <= len(pool); at++ {
		end := at + len(s.place)
		own := pool[at:end]
		if at > 0 && pool[at].line == pool[at-1].line || s.arrange(own) == nil {
			continue
		}
		found = append(found, split{at, nonzero(own), !within(pool, at) && !within(pool, end)})
	}
	slices.SortStableFunc(found, func(x, y split) int {
		return cmp.Or(cmp.Compare(y.nonzero, x.nonzero), cmp.Compare(isOne(y.whole), isOne(x.whole)),
			cmp.Compare(distance(x.at, near), distance(y.at, near)))
	})
	return found
}

// splitAs is the figure of each cell under a split, -1 where splits that are as likely
// say otherwise: where zeros surround a section's figures, they may begin at several
// places.
func (s *section) splitAs(pool []written, splits []split, taken split) [][]int {
	found := [][][]int{s.orderFrom(pool, taken.at)}
	for _, other := range splits {
		if other.as(taken) && other.at != taken.at {
			if order := s.orderFrom(pool, other.at); order != nil {
				found = append(found, order)
			}
		}
	}
	if found[0] == nil {
		return nil
	}
	return agreed(pool, found)
}

// orderFrom is the order of the figures from one on, counted among all.
func (s *section) orderFrom(pool []written, at int) [][]int {
	order := s.arranged(pool[at : at+len(s.place)])
	for _, row := range order {
		for i := range row {
			if row[i] >= 0 {
				row[i] += at
			}
		}
	}
	return order
}

func nonzero(figures []written) int {
	n := 0
	for i := range figures {
		if figures[i].value != 0 {
			n++
		}
	}
	return n
}

// within reports whether a figure is in one block with the one before it.
func within(figures []written, i int) bool {
	return i > 0 && i < len(figures) && figures[i].block == figures[i-1].block
}

func isOne(b bool) int {
	if b {
		return 1
	}
	return 0
}

func distance(x, y int) int { return max(x-y, y-x) }
