package align

import (
	"strings"

	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
)

// parted is the reading of a row of which some cell holds several figures with
// blanks between them, where that makes as many figures as the row has columns: a
// converter that goes by gaps puts narrow columns into one piece. The piece may as
// well be one figure whose digits stand apart, so that the reading needs proof.
func parted(g *layout.Grid, filled []slot, k int) []Reading {
	var slots []slot
	for i := range filled {
		slots = append(slots, pieces(g, &filled[i])...)
	}
	if len(slots) != k || len(slots) == len(filled) {
		return nil
	}
	return []Reading{sequence(g, slots, k, "parted cell", false)}
}

// pieces are the figures of a slot: several where blanks part its text into nothing
// but figures, else itself.
func pieces(g *layout.Grid, s *slot) []slot {
	words := strings.Fields(g.Rows[s.row].Cells[s.cell].Text)
	if len(words) < 2 || s.fused {
		return []slot{*s}
	}
	out := make([]slot, len(words))
	for i, word := range words {
		f := figure.Parse(word)
		if f.Kind != figure.Number && f.Kind != figure.NotApplicable {
			return []slot{*s}
		}
		out[i] = *s
		out[i].figure, out[i].text = f, word
	}
	return out
}
