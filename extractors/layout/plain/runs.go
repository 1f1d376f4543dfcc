package plain

import "gongkai/extractors/layout"

// splitRuns cuts a stream of cells without rows into rows: a row starts where a
// label follows a figure.
func splitRuns(cells []layout.Cell) [][]layout.Cell {
	var rows [][]layout.Cell
	start := 0
	for i := 1; i < len(cells); i++ {
		if isFigure(cells[i-1].Text) && !isFigure(cells[i].Text) {
			rows = append(rows, cells[start:i:i])
			start = i
		}
	}
	if start < len(cells) {
		rows = append(rows, cells[start:])
	}
	return rows
}

// splitHeader cuts the labels before a row's own label off: header cells are a
// row of their own. The row's label is the last label, with the blank cells before
// it, and the labels before it as long as both carry an ordinal; a last label
// that the header holds twice is a header cell and labels nothing.
func splitHeader(row []layout.Cell) (header, body []layout.Cell) {
	labels := 0
	for labels < len(row) && !isFigure(row[labels].Text) {
		labels++
	}
	if len(filled(row[:labels])) < 3 || labels == len(row) {
		return nil, row
	}
	cut := labels - 1
	for cut > 0 && row[cut].Text == "" {
		cut--
	}
	for i := range cut {
		if row[i].Text == row[cut].Text {
			return row[:labels:labels], row[labels:]
		}
	}
	for cut > 0 && (row[cut-1].Text == "" || hasOrdinal(row[cut].Text) && hasOrdinal(row[cut-1].Text)) {
		cut--
	}
	return row[:cut:cut], row[cut:]
}

// addRuns adds a stream of cells as rows.
func (s *sheet) addRuns(cells []layout.Cell) {
	for _, row := range splitRuns(cells) {
		header, body := splitHeader(row)
		s.columns(header)
		s.columns(body)
	}
}

// addGroup adds a group of cells as the rows it holds.
func (s *sheet) addGroup(cells []layout.Cell) {
	rows := splitGroup(cells)
	for _, row := range rows {
		if len(rows) > 1 {
			header, body := splitHeader(row)
			s.columns(header)
			row = body
		}
		s.columns(row)
	}
}

// addRow adds a row as it stands, or as a group where it is really a table on one
// line: three labels or more follow a figure.
func (s *sheet) addRow(cells []layout.Cell) {
	turns := 0
	for i := 1; i < len(cells); i++ {
		if isFigure(cells[i-1].Text) && cells[i].Text != "" && !isFigure(cells[i].Text) {
			turns++
		}
	}
	if turns < 3 {
		s.row(cells)
		return
	}
	s.addGroup(cells)
}

// columns adds a row whose columns are its ordinals.
func (s *sheet) columns(cells []layout.Cell) {
	for i := range cells {
		cells[i].Col = i
	}
	s.row(cells)
}
