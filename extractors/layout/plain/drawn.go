package plain

import "gongkai/extractors/layout"

// drawnRows tells the rows of drawn tables, which keep their empty cells, from those of
// the other tables of a text: a calendar, a list beside the tables.
type drawnRows struct {
	kind layout.Kind
	// drawn counts the rows with a text and a cell behind it.
	drawn int
	// loose are the stretches of rows of other tables.
	loose [][2]int
}

// add takes in the rows of a region, from the one that is first.
func (d *drawnRows) add(g *layout.Grid, first int, kind layout.Kind, marks layout.Blanks) {
	if marks == layout.BlanksKept {
		d.kind = kind
		for i := first; i < len(g.Rows); i++ {
			d.drawn += isOne(len(g.Rows[i].Cells) > 1 && g.Rows[i].Cells[0].Text != "")
		}
		return
	}
	d.loose = append(d.loose, [2]int{first, len(g.Rows)})
}

// prevail reports whether the drawn tables have more such rows than the others have with a
// text and a figure.
func (d *drawnRows) prevail(g *layout.Grid) bool {
	if d.drawn == 0 {
		return false
	}
	others := 0
	for _, rows := range d.loose {
		for i := rows[0]; i < rows[1]; i++ {
			others += isOne(isLabelled(&g.Rows[i]))
		}
	}
	return d.drawn > others
}

// loosen marks the rows of the other tables.
func (d *drawnRows) loosen(g *layout.Grid) {
	for _, rows := range d.loose {
		for i := rows[0]; i < rows[1]; i++ {
			g.Rows[i].Loose = true
		}
	}
}

// isLabelled reports whether a row of a table holds a text and a figure behind it.
func isLabelled(r *layout.Row) bool {
	label := false
	for i := range r.Cells {
		switch text := r.Cells[i].Text; {
		case text == "":
		case !isFigure(text):
			label = true
		case label:
			return r.Table != layout.Prose
		}
	}
	return false
}
