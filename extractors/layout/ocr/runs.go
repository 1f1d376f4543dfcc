package ocr

import (
	"cmp"
	"slices"
	"strings"
)

// The single figures of narrow columns are read as one number: 0 0 0 as 000. Such a word
// begins with a zero, as no number of several digits does, its digits stand farther apart
// than those of a number, and others stand in the same place row after row.

// run is a word of digits that stand apart.
type run struct {
	box
	digits int
	// zero is true where the first of them is a zero.
	zero bool
}

// How many rows show that digits in one place are columns, how long they are, and how
// much farther apart the digits stand there than in the page's numbers, in tenths.
const (
	leastRuns   = 3
	longestRuns = 8
	runsApart   = 12
)

// advance is how far apart the digits of the page's numbers stand: those of the closest
// quarter of them, as the others may be runs, and no closer than digits are wide.
func advance(words []word, digit int) int {
	var all []int
	for _, w := range words {
		if n := len(w.text); n > 1 && strings.Trim(w.text, "0123456789") == "" {
			all = append(all, (w.width()-digit)/(n-1))
		}
	}
	if len(all) == 0 {
		return digit * 5 / 4
	}
	slices.Sort(all)
	return max(digit, all[len(all)/4])
}

// runs are the places of the digits of such words, once for each word.
func (t *table) runs(rows []row) []span {
	var all []run
	for i := range rows {
		for _, w := range rows[i].words {
			n := len(w.text)
			if n < 2 || n > longestRuns || strings.Trim(w.text, "0123456789oO") != "" || 10*(w.width()-t.rules.digit) < runsApart*t.rules.advance*(n-1) {
				continue
			}
			all = append(all, run{w.box, n, strings.ContainsAny(w.text[:1], "0oO")})
		}
	}
	slices.SortStableFunc(all, func(a, b run) int { return cmp.Or(a.digits-b.digits, a.centre()-b.centre()) })
	var out []span
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && all[to].digits == all[from].digits && all[to].centre()-all[from].centre() <= t.rules.digit/2 {
			to++
		}
		if zeros(all[from:to]) >= leastRuns {
			for i := from; i < to; i++ {
				out = append(out, all[i].places(t.rules.digit)...)
			}
		}
		from = to
	}
	return out
}

func zeros(all []run) int {
	n := 0
	for i := range all {
		if all[i].zero {
			n++
		}
	}
	return n
}

// places are where the digits of a run stand.
func (r run) places(digit int) []span {
	out := make([]span, r.digits)
	for i := range out {
		left := r.left + (r.width()-digit)*i/(r.digits-1)
		out[i] = span{left, left + digit}
	}
	return out
}
