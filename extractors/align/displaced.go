package align

import "gongkai/extractors/layout"

// In text whose columns are those of a page, a row that lost the cells before its label
// stands further to the left, figures and all: no column that others show, nor a word of
// the header, says where its figures belong.

// The columns by which labels of one column may differ at an edge, and twice those by which
// their middles may.
const (
	edgeSlack   = 1
	middleSlack = 4
)

// displaced reports whether a row's label stands apart from where those of most rows like
// it stand: from the left, from the right and centred.
func (r *rowFigures) displaced(others []*rowFigures) bool {
	if r.kind != layout.Aligned || r.labelCol < 0 {
		return false
	}
	beside, all := 0, 0
	for _, o := range others {
		if o == r || o.table != r.table || o.labelCol < 0 || o.item.depth != r.item.depth {
			continue
		}
		all++
		beside += one(r.labelBeside(o))
	}
	return 3*beside < all
}

// labelBeside reports whether the labels of two rows may stand in one column.
func (r *rowFigures) labelBeside(o *rowFigures) bool {
	return spacing(r.labelCol, o.labelCol) <= edgeSlack || spacing(r.labelTo, o.labelTo) <= edgeSlack ||
		spacing(r.labelCol+r.labelTo, o.labelCol+o.labelTo) <= middleSlack
}

func spacing(a, b int) int { return max(a-b, b-a) }

// doubtPlaces doubts the readings of a displaced row, or of one with a cell too many, that rest
// on where its figures stand: it has fewer than columns.
func (r *rowFigures) doubtPlaces(readings []Reading, others []*rowFigures) []Reading {
	if len(r.filled) >= len(r.item.cells) || !r.displaced(others) && !r.oneTooMany(others) {
		return readings
	}
	for _, rule := range [...]string{"header place", "header guess", "columns", "other columns"} {
		readings = doubted(readings, rule)
	}
	return readings
}
