package align

import (
	"math"
	"slices"
)

// held is a pattern with the columns of the figures, -1 for none.
type held struct {
	pattern
	columns []int
	worth   float64
	// signs is what the signs are worth.
	signs float64
	// summless is true where columns count sums that the pattern does not have.
	summless bool
}

// key tells patterns apart that put the numbers into other columns.
func (h *held) key(filled []slot) string {
	out := []byte{byte(h.perPart)}
	for i := range filled {
		if isPrintedNumber(filled[i]) {
			out = append(out, byte(h.columns[i]))
		}
	}
	return string(out)
}

// withSums gives a pattern of parts that print no sums the columns of these, where no
// figure stands.
func (h held) withSums() held {
	columns := make([]int, len(h.columns))
	for i, c := range h.columns {
		columns[i] = c
		if c >= 0 {
			columns[i] += c / h.perPart
		}
	}
	h.columns, h.summless = columns, true
	return h
}

// at is where a column of the whole block stands; a sum that is not printed, between its
// neighbours.
func (h *held) at(c int) int {
	steps := h.steps
	if n := h.perPart + 1; h.summless {
		steps = func(c int) float64 {
			own := c - c/n
			if c%n == h.perPart {
				return (h.steps(own-1) + h.steps(own)) / 2
			}
			return h.steps(own)
		}
	}
	return int(math.Round(h.first + h.pitch*steps(c)))
}

// fit is the columns of a pattern: where one has a figure, that one's place.
func (h *held) fit(filled []slot, k int) *fit {
	f := &fit{columns: make([]interval, k), dense: 10*len(filled) >= 8*k}
	for c := range f.columns {
		f.columns[c] = interval{h.at(c), h.at(c) + 1}
	}
	for i, c := range h.columns {
		if c >= 0 {
			f.columns[c] = filled[i].across
		} else if h.summless && isPrintedNumber(filled[i]) {
			return nil
		}
	}
	if !slices.IsSortedFunc(f.columns, func(a, b interval) int { return a.from - b.from }) {
		return nil
	}
	return f
}
