package align

import (
	"strings"

	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
)

// cutRow lists the ways to cut the runs of digits of a row so that it has a figure for each
// column, where zeros before other digits show that figures ran into each other: 5 | 001006
// is 5, 0, 0, 1, 0, 0, 6. No figure begins with a zero. There is none where there are too many.
func cutRow(g *layout.Grid, filled []slot, k int) []Reading {
	var out []Reading
	figures := make([]Figure, 0, k)
	digits := make([]int, len(filled)+1) // from a slot on
	for i := len(filled) - 1; i >= 0; i-- {
		digits[i] = digits[i+1] + len(g.Rows[filled[i].row].Cells[filled[i].cell].Text)
	}
	var cut func(i int, rest string)
	cut = func(i int, rest string) {
		switch {
		case len(out) > mostPlacements, len(figures)+len(filled)-i > k:
			return
		case i < len(filled) && len(figures)+len(rest)+digits[i+one(rest != "")] < k:
			return
		case i == len(filled):
			if len(figures) == k {
				out = append(out, Reading{Figures: append([]Figure{}, figures...), Rule: "cut digits"})
			}
			return
		case rest == "":
			rest = g.Rows[filled[i].row].Cells[filled[i].cell].Text
		}
		for n := 1; n <= len(rest) && (n == 1 || rest[0] != '0'); n++ {
			if !isDigits(rest) {
				n = len(rest)
			}
			f := figureAt(g, &filled[i])
			if n < len(rest) || f.Text != rest {
				f.Parsed, f.Fused = figure.Parse(rest[:n]), true
			}
			figures = append(figures, f)
			if n == len(rest) {
				cut(i+1, "")
			} else {
				cut(i, rest[n:])
			}
			figures = figures[:len(figures)-1]
		}
	}
	cut(0, "")
	if len(out) > mostPlacements {
		return nil
	}
	return out
}

func isDigits(text string) bool { return strings.Trim(text, "0123456789") == "" }
