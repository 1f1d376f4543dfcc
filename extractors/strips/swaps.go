package strips

import (
	"encoding/binary"
)

// mostSwaps bounds the arrangements of a patch in which two runs of figures have changed
// places.
const mostSwaps = 60

// swap is an arrangement of a patch: the figure of each cell, and how many of them are
// in the shorter one of the runs.
type swap struct {
	figures []int
	moved   int
}

// swaps lists the arrangements of a patch in which two runs of figures that follow one
// another have changed places and each row's identity holds, one for each different
// filling; false where there are too many.
func (p *patcher) swaps(of *patch) ([]swap, bool) {
	from, n := of.first*p.columns, (of.end-of.first)*p.columns
	var out []swap
	seen := map[string]int{}
	order := make([]int, n)
	for low := range n {
		for high := low + 2; high <= n; high++ {
			for first := 1; first < high-low; first++ {
				if !p.swapHolds(of, low, high, first, order) {
					continue
				}
				s := swap{make([]int, n), min(first, high-low-first)}
				var key []byte
				for i, f := range order {
					s.figures[i] = from + f
					key = binary.AppendVarint(key, int64(p.figures[from+f].value))
				}
				if i, ok := seen[string(key)]; !ok {
					seen[string(key)] = len(out)
					out = append(out, s)
				} else if s.moved < out[i].moved {
					out[i] = s
				}
				if len(out) > mostSwaps {
					return nil, false
				}
			}
		}
	}
	return out, true
}

// swapHolds reports whether the rows of a patch hold when of its figures from low to high
// the first come last. The order is that of the figures then.
func (p *patcher) swapHolds(of *patch, low, high, first int, order []int) bool {
	from := of.first * p.columns
	for r := range of.end - of.first {
		row := order[r*p.columns : (r+1)*p.columns]
		var sum, parts int64
		for c := range row {
			i := r*p.columns + c
			if i >= low && i < high {
				if i += first; i >= high {
					i -= high - low
				}
			}
			row[c] = i
			if c == p.sum {
				sum = int64(p.figures[from+i].value)
			} else {
				parts += int64(p.figures[from+i].value)
			}
		}
		if sum != parts {
			return false
		}
	}
	return true
}
