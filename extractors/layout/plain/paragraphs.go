package plain

import "gongkai/extractors/layout"

// readParagraphs reads a region in which every cell is a line or paragraph and
// nothing marks rows or blank cells: a row starts where a label follows a figure.
// A label may have its first figure on its line.
// Where most cells follow each other without a blank line, a label behind a
// blank line starts a row too. Labels after the last figure are paragraphs.
func readParagraphs(s *sheet, r *region) (layout.Kind, layout.Blanks) {
	p := newParagraphs(r.lines)
	for _, row := range p.rows() {
		header, body := splitHeader(row)
		s.columns(header)
		s.columns(body)
	}
	for i := p.tail; i < len(r.lines); i++ {
		if l := &r.lines[i]; l.class != blank && l.class != rule {
			s.prose(l.raw)
		}
	}
	return layout.Paragraphs, layout.BlanksLost
}

// paragraphs is a region as a stream of cells.
type paragraphs struct {
	cells []layout.Cell
	// parted says that a blank line stands before the cell.
	parted []bool
	// tail is the index of the line behind the last figure.
	tail int
}

func newParagraphs(lines []line) *paragraphs {
	p := &paragraphs{}
	for i := range lines {
		if lines[i].figures > 0 || lines[i].endsInFigure() {
			p.tail = i + 1
		}
	}
	parted := false
	for i := range lines[:p.tail] {
		l := &lines[i]
		if l.class == blank || l.class == rule || l.text == "" {
			parted = parted || l.class == blank
			continue
		}
		row := []layout.Cell{newCell(l.raw, markless(l.raw))}
		switch {
		case l.class != single:
			row, _ = splitter{}.row(l)
		case l.endsInFigure():
			row = l.parted()
		}
		for _, c := range filled(row) {
			p.cells = append(p.cells, c)
			p.parted = append(p.parted, parted)
			parted = false
		}
	}
	return p
}

// endsInFigure reports whether a line of one cell is a label and a figure behind a space.
func (l *line) endsInFigure() bool {
	if l.class != single || l.figures > 0 || !hasDigits(l.text, 1) {
		return false
	}
	pieces := l.pieces(columns{measure: byCount})
	return len(pieces) == 2 && !pieces[0].figure && pieces[1].figure
}

// parted are the pieces of a line cut at its spaces, each a cell.
func (l *line) parted() []layout.Cell {
	var out []layout.Cell
	for _, p := range l.pieces(columns{measure: byCount}) {
		out = append(out, newCell(p.text, inlineText(p.text)))
	}
	return out
}

// rows cuts the stream into rows.
func (p *paragraphs) rows() [][]layout.Cell {
	tight := isTight(p.parted)
	var rows [][]layout.Cell
	start := 0
	for i := 1; i < len(p.cells); i++ {
		label := !isFigure(p.cells[i].Text)
		afterFigure := isFigure(p.cells[i-1].Text)
		if label && (afterFigure || (tight && p.parted[i])) {
			rows = append(rows, p.cells[start:i:i])
			start = i
		}
	}
	if start < len(p.cells) {
		rows = append(rows, p.cells[start:])
	}
	return rows
}

// isTight reports whether at most half of the cells have a blank line before
// them, so that blank lines mean something.
func isTight(parted []bool) bool {
	n := 0
	for _, is := range parted {
		if is {
			n++
		}
	}
	return 2*n <= len(parted)
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
