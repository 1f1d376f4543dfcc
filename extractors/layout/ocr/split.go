package ocr

import "slices"

// splitTables cuts the rows of a region where another table begins without
// anything between: a row's figures stand where the rows above have labels, or
// its label where they have figures.
func (p *page) splitTables(rows []row) [][]row {
	var out [][]row
	var of extent
	start := 0
	for i := range rows {
		labels, figures := p.extents(&rows[i])
		if figures.width() <= 0 {
			continue
		}
		if of.rows >= 2 && of.conflict(labels, figures, p.size) {
			cut := i
			for cut > start+1 && !p.hasFigures(&rows[cut-1]) && rows[cut].mid-rows[cut-1].mid < 2*p.size {
				cut--
			}
			out = append(out, rows[start:cut:cut])
			start, of = cut, extent{}
		}
		of.add(labels, figures)
	}
	return append(out, rows[start:])
}

// extents are the x over which a row's label stands and from which its figures do.
func (p *page) extents(r *row) (labels, figures box) {
	cells := p.segments(r)
	first := len(cells)
	for first > 0 && (cells[first-1].figure || hanRunes(cells[first-1].words) < 3) {
		first--
	}
	for i := range first {
		labels = box{min(labels.left, cells[i].left), 0, max(labels.right, cells[i].right), 0}
	}
	for i := first; i < len(cells); i++ {
		if !cells[i].figure || !hasDigit(cells[i].words) {
			continue
		}
		if figures.right == 0 {
			figures.left = cells[i].left
		}
		figures.right = cells[i].right
	}
	if labels.right == 0 {
		labels.right = -1
	}
	return labels, figures
}

func (p *page) hasFigures(r *row) bool {
	return slices.ContainsFunc(p.segments(r), func(s segment) bool { return s.figure })
}

// extent is how far the labels of some rows reach to the right, and from where
// on their figures stand.
type extent struct{ labels, figures, rows int }

func (e *extent) add(labels, figures box) {
	if e.rows == 0 || figures.left < e.figures {
		e.figures = figures.left
	}
	e.labels = max(e.labels, labels.right)
	e.rows++
}

func (e *extent) conflict(labels, figures box, size int) bool {
	return figures.left < e.labels-size || labels.right > e.figures+size
}
