package align

import (
	"slices"
	"unicode"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// A header that is broken beyond reading still has characters of which each stands
// in the label of one column alone: 维 and 持 above the first column of section 4, 纠
// above the second. Where they stand on the page is evidence of where the column is,
// however the words about them were cut, joined or misread.

// signs maps the characters that stand in the label of one column of a block, and in
// nothing else that its header prints, to that column.
func signsOf(b *schema.Block) map[rune]int {
	out := map[rune]int{}
	add := func(text string, column int) {
		for _, r := range text {
			if known, ok := out[r]; ok && known != column || !unicode.Is(unicode.Han, r) {
				column := -1
				out[r] = column
				continue
			}
			out[r] = column
		}
	}
	for c := range b.Columns {
		add(b.Columns[c].Label, c)
	}
	for c := range b.Columns {
		add(b.Columns[c].Group, -1)
	}
	for i := range b.Rows {
		if b.Across {
			add(b.Rows[i].Label, -1)
			add(b.Rows[i].Stub, -1)
		}
	}
	for r, c := range out {
		if c < 0 {
			delete(out, r)
		}
	}
	return out
}

// sign is where a character of a column's label stands across the page.
type sign struct{ at, column int }

// signRows is how many rows above the first figures hold the words of a header, and
// mostSigns how many signs are looked at.
const (
	signRows  = 8
	mostSigns = 200
)

// signsAbove are the signs in the rows of a table above one, up to a row with several
// figures.
func signsAbove(g *layout.Grid, b *schema.Block, row int) []sign {
	columns := signsOf(b)
	var out []sign
	for r := row - 1; r >= max(0, row-signRows) && g.Rows[r].Table == g.Rows[row].Table; r-- {
		cells := g.Rows[r].Cells
		if holdsFigures(cells) {
			break
		}
		for c := range cells {
			out = appendSigns(out, &cells[c], columns)
		}
	}
	out = out[:min(len(out), mostSigns)]
	slices.SortStableFunc(out, func(a, b sign) int { return a.at - b.at })
	return out
}

// appendSigns adds the signs of a text, its characters as wide as one another.
func appendSigns(out []sign, cell *layout.Cell, columns map[rune]int) []sign {
	runes := []rune(cell.Text)
	if cell.Right <= cell.Left {
		return out
	}
	for i, r := range runes {
		if c, ok := columns[r]; ok {
			at := cell.Left + (2*i+1)*(cell.Right-cell.Left)/(2*len(runes))
			out = append(out, sign{at, c})
		}
	}
	return out
}

// holdsFigures reports whether a row has more cells that begin with a digit than others.
func holdsFigures(cells []layout.Cell) bool {
	figures := 0
	for i := range cells {
		if t := cells[i].Text; t != "" {
			if t[0] >= '0' && t[0] <= '9' {
				figures++
			} else {
				figures--
			}
		}
	}
	return figures > 0
}
