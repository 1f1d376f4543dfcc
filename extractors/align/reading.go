package align

import (
	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
)

// ruleEmptyRow names the reading of a row without any figure.
const ruleEmptyRow = "empty row"

// emptyRow is the reading of a row without any figure.
func emptyRow(k int) Reading {
	blank := Reading{Figures: blankRow(k), Rule: ruleEmptyRow, Sure: true}
	blank.empty()
	return blank
}

// doubted makes the readings by a rule guesses.
func doubted(readings []Reading, rule string) []Reading {
	for i := range readings {
		if readings[i].Rule == rule && !readings[i].Sure {
			readings[i].Rule = "doubted"
		}
	}
	return readings
}

// sequence assigns slots to columns one after the other.
func sequence(g *layout.Grid, slots []slot, k int, rule string, sure bool) Reading {
	reading := Reading{Figures: blankRow(k), Rule: rule, Sure: sure}
	for c := range min(k, len(slots)) {
		reading.Figures[c] = figureAt(g, &slots[c])
	}
	return reading
}

func blankRow(k int) []Figure {
	row := make([]Figure, k)
	for i := range row {
		row[i] = Figure{GridRow: -1, GridCell: -1}
	}
	return row
}

func figureAt(g *layout.Grid, s *slot) Figure {
	f := Figure{
		Presence: Printed, Parsed: s.figure, Text: g.Rows[s.row].Cells[s.cell].Text,
		GridRow: s.row, GridCell: s.cell, Fused: s.fused,
	}
	if s.figure.Kind == figure.Blank {
		f.Presence = Empty
	}
	return f
}

// full reports whether a figure stands in every column.
func (r *Reading) full() bool {
	for i := range r.Figures {
		if r.Figures[i].Presence != Printed {
			return false
		}
	}
	return true
}

// empty makes every column a blank one until a figure is put there.
func (r *Reading) empty() {
	for i := range r.Figures {
		r.Figures[i].Presence = Empty
	}
}

// holds reports whether a reading asserts what one of these figures by their number does.
func (r *Reading) holds(filled []slot) bool {
	for c := range filled {
		f, s := &r.Figures[c], &filled[c]
		if f.Presence != Printed || f.Parsed.Kind != s.figure.Kind || f.Parsed.Value != s.figure.Value {
			return false
		}
	}
	return true
}

// put sets a column's figure. A column that is there twice must say the same
// both times.
func (r *Reading) put(c int, f Figure) bool {
	held := &r.Figures[c]
	if held.Presence != Printed {
		*held = f
		return true
	}
	return f.Presence != Printed || held.Parsed == f.Parsed
}

func allBlank(slots []slot) bool {
	for i := range slots {
		if slots[i].figure.Kind != figure.Blank {
			return false
		}
	}
	return true
}

// unsure is the reading of a row whose figures cannot be assigned.
func unsure(g *layout.Grid, filled []slot, k int) Reading {
	reading := Reading{Figures: blankRow(k), Rule: "unassigned"}
	for c := range reading.Figures {
		reading.Figures[c].Presence = Unsure
		if c < len(filled) {
			reading.Figures[c].Text = g.Rows[filled[c].row].Cells[filled[c].cell].Text
			reading.Figures[c].GridRow, reading.Figures[c].GridCell = filled[c].row, filled[c].cell
		}
	}
	return reading
}

// distinct drops readings that assert the same figures as an earlier one. A
// variant is kept beside others: other rows tell them apart. What a table shows that
// moves no empty cells is no guess.
func distinct(readings []Reading) []Reading {
	if len(readings) == 1 {
		return readings
	}
	var out []Reading
	for _, r := range readings {
		known := false
		for i := range out {
			if sameFigures(&out[i], &r) && (r.Variant == "" || r.Variant == out[i].Variant) {
				out[i].Sure = out[i].Sure || r.Sure
				if r.Rule == "flush" && out[i].Rule == "header guess" {
					out[i].Rule = r.Rule
				}
				known = true
			}
		}
		if !known {
			out = append(out, r)
		}
	}
	return out
}

func sameFigures(a, b *Reading) bool {
	for i := range a.Figures {
		x, y := &a.Figures[i], &b.Figures[i]
		if x.Presence == Empty && y.Presence == Empty {
			continue
		}
		if x.Presence != y.Presence || x.Parsed.Kind != y.Parsed.Kind || x.Parsed.Value != y.Parsed.Value {
			return false
		}
	}
	return true
}
