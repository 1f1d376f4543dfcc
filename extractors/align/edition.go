package align

import (
	"slices"

	"gongkai/schema"
)

// namesColumn is how like a column's label a text must be to name it.
const namesColumn = 0.8

// namedColumns counts the columns that lines without figures name and that no other
// edition has a label for that is as like.
func (a *alignment) namedColumns() int {
	var named [][2]int
	for l := range a.lines {
		if a.lines[l].figures > 0 {
			continue
		}
		for j := range a.lines[l].labels {
			block, m := a.columnNamed(a.lines[l].labels[j].printed)
			if at := [2]int{block, m.column}; m.sim > namesColumn && !slices.Contains(named, at) && !a.namedElsewhere(a.lines[l].labels[j].printed, m.sim) {
				named = append(named, at)
			}
		}
	}
	return len(named)
}

// columnNamed is the column of the form whose label is most like a text.
func (t *template) columnNamed(p *printed) (block int, best headerMatch) {
	h := t.headers(p)
	return h.block, h.best
}

// namedElsewhere reports whether another edition has a column whose label is as like
// a text.
func (t *template) namedElsewhere(p *printed, sim float64) bool {
	for _, form := range schema.Forms() {
		if other := templateOf(form); other != t {
			if _, m := other.columnNamed(p); m.sim >= sim {
				return true
			}
		}
	}
	return false
}
