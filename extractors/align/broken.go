package align

import (
	"slices"
	"strings"

	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
)

// A figure over several lines of its cell is one figure whose digits a narrow column
// broke, or figures of several rows. Which it is, the identities must show.

// withWhole adds to the readings of a row with such cells those in which their lines are
// one figure.
func (t *template) withWhole(g *layout.Grid, h *header, r *rowFigures, runs []*physical, others []*rowFigures) []Reading {
	out := t.readings(g, h, r, runs, others)
	if !r.isBroken(g) {
		return out
	}
	whole, joined := r.joinLines(g)
	for i := range out {
		out[i].Sure = false
	}
	for _, reading := range t.readings(g, h, whole, runs, others) {
		reading.Rule, reading.Sure = "joined lines", false
		for c := range reading.Figures {
			f := &reading.Figures[c]
			f.Fused = f.Fused || joined[ref{f.GridRow, f.GridCell}]
		}
		out = append(out, reading)
	}
	return out
}

// isBroken reports whether a cell of the row holds a figure over several lines.
func (r *rowFigures) isBroken(g *layout.Grid) bool {
	return slices.ContainsFunc(r.filled, func(s slot) bool {
		_, ok := overLines(&g.Rows[s.row].Cells[s.cell])
		return ok
	})
}

// joinLines is the row with each figure over several lines made one, and where these are.
func (r *rowFigures) joinLines(g *layout.Grid) (whole *rowFigures, joined map[ref]bool) {
	joined = map[ref]bool{}
	copied := *r
	copied.slots = slices.Clone(r.slots)
	for i := range copied.slots {
		s := &copied.slots[i]
		if f, ok := overLines(&g.Rows[s.row].Cells[s.cell]); ok {
			s.figure = f
			joined[s.ref] = true
		}
	}
	copied.filled = withoutBlanks(copied.slots)
	return &copied, joined
}

// overLines is the figure that the lines of a cell make, where each holds digits and the
// last may end in a unit.
func overLines(cell *layout.Cell) (figure.Figure, bool) {
	if !strings.Contains(cell.Raw, "\n") {
		return figure.Figure{}, false
	}
	words := strings.Fields(cell.Text)
	for i, word := range words {
		digits := strings.TrimLeft(word, "0123456789")
		if digits == word || digits != "" && i < len(words)-1 {
			return figure.Figure{}, false
		}
	}
	f := figure.Parse(strings.Join(words, ""))
	return f, len(words) > 1 && f.Kind == figure.Number
}
