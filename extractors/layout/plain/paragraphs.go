package plain

import "gongkai/extractors/layout"

// readParagraphs reads a region in which every cell is a line or paragraph and
// nothing marks rows or blank cells. Labels after the last figure are paragraphs.
func readParagraphs(s *sheet, r *region) (layout.Kind, layout.Blanks) {
	var cells []layout.Cell
	tail := 0 // index into r.lines behind the last figure
	for i := range r.lines {
		if countFigures(&r.lines[i]) > 0 {
			tail = i + 1
		}
	}
	for i := range r.lines[:tail] {
		l := &r.lines[i]
		switch l.class {
		case blank, rule:
		case single:
			cells = append(cells, newCell(l.raw, markless(l.raw)))
		default:
			if row, _ := splitRow(l, false); l.text != "" {
				cells = append(cells, filled(row)...)
			}
		}
	}
	s.addRuns(cells)
	for i := range r.lines[tail:] {
		if l := &r.lines[tail+i]; l.class != blank && l.class != rule {
			s.prose(l.raw)
		}
	}
	return layout.Paragraphs, layout.BlanksLost
}

// filled drops blank cells: where a blank leaves no trace elsewhere, it means
// nothing here.
func filled(cells []layout.Cell) []layout.Cell {
	var out []layout.Cell
	for _, c := range cells {
		if c.Text != "" {
			out = append(out, c)
		}
	}
	return out
}
