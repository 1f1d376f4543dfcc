package align

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
)

// Readings of rows whose figures were split or ran into each other.

// fusedReadings lists the readings of a row whose figures ran into each other; none
// where they did not.
func (t *template) fusedReadings(g *layout.Grid, r *rowFigures, runs []*physical, others []*rowFigures, filled []slot, k int) []Reading {
	if k > 1 && len(filled) == 1 && filled[0].fused {
		return distinct(cutFused(g, &filled[0], k))
	}
	if !byGaps(g) || len(filled) >= k {
		return nil
	}
	switch zeros := apart(g, filled); {
	case len(zeros) == k:
		return []Reading{sequence(g, zeros, k, "cut digits", true)}
	case len(zeros) > len(filled):
		if cuts := cutRow(g, filled, k); len(cuts) > 0 {
			return cuts
		}
		return []Reading{unsure(g, filled, k)}
	}
	if len(filled) != 1 || len(filled[0].figure.Digits) < k {
		return nil
	}
	whole := t.fewer(g, r, runs, others, filled, k)
	for _, reading := range cutFused(g, &filled[0], k) {
		reading.Sure = false // it may be one number beside blanks
		whole = append(whole, reading)
	}
	return distinct(whole)
}

// withoutOne lists the readings that leave out one of k+1 slots.
func withoutOne(g *layout.Grid, slots []slot, k int) []Reading {
	if len(slots) != k+1 {
		return nil
	}
	out := make([]Reading, 0, len(slots))
	rest := make([]slot, k) // a reading refers to none of it
	for drop := range slots {
		copy(rest[copy(rest, slots[:drop]):], slots[drop+1:])
		reading := sequence(g, rest, k, "extra column", false)
		reading.Variant = fmt.Sprintf("without %d of %d", drop, len(slots))
		out = append(out, reading)
	}
	return out
}

// joined lists the ways to join neighbouring figures, or to leave out one, so
// that as many are left as there are columns.
func joined(g *layout.Grid, filled []slot, k int) []Reading {
	var out []Reading
	excess := len(filled) - k
	if excess > 3 || k > 8 {
		return nil
	}
	out = append(out, withoutOne(g, filled, k)...)
	var cut func(i int, groups [][]slot)
	cut = func(i int, groups [][]slot) {
		if len(out) >= mostPlacements || len(groups) > k {
			return
		}
		if i == len(filled) {
			if len(groups) == k {
				out = append(out, joinGroups(g, groups, k))
			}
			return
		}
		for n := 1; n <= excess+1 && i+n <= len(filled); n++ {
			if n > 1 && strings.HasPrefix(filled[i].figure.Digits, "0") {
				break // no figure begins with a zero
			}
			cut(i+n, append(groups[:len(groups):len(groups)], filled[i:i+n]))
		}
	}
	cut(0, nil)
	return out
}

func joinGroups(g *layout.Grid, groups [][]slot, k int) Reading {
	reading := Reading{Figures: blankRow(k), Rule: "joined digits"}
	for c, group := range groups {
		f := figureAt(g, &group[0])
		if len(group) > 1 {
			digits := ""
			f.Text = ""
			for i := range group {
				digits += group[i].figure.Digits
				f.Text += g.Rows[group[i].row].Cells[group[i].cell].Text + " "
			}
			f.Parsed = figure.Parse(digits)
			f.Fused = true
		}
		reading.Figures[c] = f
	}
	return reading
}

// byGaps reports whether only gaps part the cells of a grid, so that figures may run
// into each other.
func byGaps(g *layout.Grid) bool { return g.Kind == layout.Aligned || g.Blanks == layout.BlanksLost }

// apart gives the figures with the zeros before a number cut off, each a figure of
// its own: in a text without marks between cells, 000 and 002 can be nothing else.
func apart(g *layout.Grid, filled []slot) []slot {
	var out []slot
	for _, s := range filled {
		text := g.Rows[s.row].Cells[s.cell].Text
		zeros := len(text) - len(strings.TrimLeft(text, "0"))
		if zeros == 0 || len(text) < 2 || strings.Trim(text, "0123456789") != "" {
			out = append(out, s)
			continue
		}
		rest := text[zeros:]
		s.figure, s.fused = figure.Parse("0"), true
		out = append(out, slices.Repeat([]slot{s}, zeros)...)
		if rest != "" {
			s.figure = figure.Parse(rest)
			out = append(out, s)
		}
	}
	return out
}

// cutFused lists the ways to cut a run of digits into k numbers.
func cutFused(g *layout.Grid, s *slot, k int) []Reading {
	digits := s.figure.Digits
	if s.text != digits {
		digits = "" // a sign, a point or a unit among the digits: no run of counts
	}
	var out []Reading
	var cut func(rest string, parts []string)
	cut = func(rest string, parts []string) {
		if len(out) >= mostPlacements || len(rest) < k-len(parts) {
			return
		}
		if len(parts) == k-1 {
			if len(rest) == 1 || rest[0] != '0' {
				out = append(out, cutReading(g, s, append(parts[:len(parts):len(parts)], rest)))
			}
			return
		}
		for n := 1; n <= len(rest); n++ {
			if n > 1 && rest[0] == '0' {
				break
			}
			cut(rest[n:], append(parts[:len(parts):len(parts)], rest[:n]))
		}
	}
	if digits != "" {
		cut(digits, nil)
	}
	if len(out) == 1 {
		out[0].Sure = true
	}
	if len(out) == 0 {
		out = append(out, unsure(g, []slot{*s}, k))
	}
	return out
}

func cutReading(g *layout.Grid, s *slot, parts []string) Reading {
	reading := Reading{Figures: blankRow(len(parts)), Rule: "cut digits"}
	for c, part := range parts {
		f := figureAt(g, s)
		f.Parsed, f.Fused = figure.Parse(part), true
		reading.Figures[c] = f
	}
	return reading
}
