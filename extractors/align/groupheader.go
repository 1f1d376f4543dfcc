package align

import (
	"slices"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// Words of a group stand a line below the group's own, and all others beside it: where
// spans are not expressed neither line says alone in which order the columns are.

// belowGroup puts the words of a group, the lower of two lines, where the group's own
// stands in the upper. It gives nil where the words stand otherwise.
func (h *header) belowGroup(columns []schema.Column, labelCol int) []headerWord {
	var before, below, behind []headerWord
	for _, w := range h.words {
		if w.column < 0 && w.col <= labelCol {
			continue
		}
		grouped := w.column >= 0 && columns[w.column].Group != ""
		switch upper := w.at.row == h.group.row; {
		case !upper && (grouped || w.column < 0) && w.at.row > h.group.row:
			below = append(below, w)
		case !upper || grouped:
			return nil
		case w.at.cell < h.group.cell:
			before = append(before, w)
		default:
			behind = append(behind, w)
		}
	}
	if len(below) == 0 || slices.ContainsFunc(below, func(w headerWord) bool { return w.at.row != below[0].at.row }) {
		return nil
	}
	return slices.Concat(before, below, behind)
}

// namesForeign reports whether in a layout that keeps its cells the header has a word for each of a row's cells, one of
// them for a column that the form does not have: as many figures as the form has columns
// are not one in each.
func (h *header) namesForeign(columns []schema.Column, r *rowFigures) bool {
	if r.blanks != layout.BlanksKept || len(r.slots) != len(r.item.cells)+1 || len(columns) != len(r.item.cells) {
		return false
	}
	cells, ok := h.order(columns, 1, r.labelCol)
	return ok && len(cells) == len(r.slots) && slices.Contains(cells, -1)
}
