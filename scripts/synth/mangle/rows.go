package mangle

import (
	"gongkai/scripts/synth/print"
)

// longLabel is how many characters a label needs to be worth splitting.
const longLabel = 6

func isLongLabel(s spot) bool { return isRowLabel(s) && len([]rune(s.cell().Text)) >= longLabel }

func pageSplitRow(p *patient) bool { return p.splitRows(true) }

func splitLabelRows(p *patient) bool { return p.splitRows(false) }

// splitRows moves the rest of one to three labels into a row without numbers below.
func (p *patient) splitRows(newPage bool) bool {
	done := false
	for range 1 + p.rng.IntN(3) {
		s, ok := p.one(isLongLabel)
		if !ok {
			break
		}
		runes := []rune(s.cell().Text)
		cut := 3 + p.rng.IntN(len(runes)-4)
		rest := blankRow(s.line())
		rest.PageBreak = newPage
		rest.Cells[s.col].Text, rest.Cells[s.col].Role = string(runes[cut:]), print.Header
		s.cell().Text = string(runes[:cut])
		insertRow(s.table, s.row+1, rest)
		done = true
	}
	return done
}

func labelLineBreak(p *patient) bool {
	return p.each(25, func(s spot) bool { return isLabel(s) && len([]rune(s.cell().Text)) >= 4 }, func(s spot) {
		runes := []rune(s.cell().Text)
		cut := 2 + p.rng.IntN(len(runes)-3)
		s.cell().Text = string(runes[:cut]) + "\n" + string(runes[cut:])
	})
}

// shatterLabels spreads labels over the positions that their spans cover to
// the right, repeating a character at the seam now and then.
func shatterLabels(p *patient) bool {
	wide := func(s spot) bool {
		row := s.line()
		return isLongLabel(s) && s.col+1 < len(row.Cells) && row.Cells[s.col+1].Cover == print.Left
	}
	return p.each(60, wide, func(s spot) {
		row, runes := s.line(), []rune(s.cell().Text)
		cut := 2 + p.rng.IntN(len(runes)-3)
		next := cut
		if p.rng.IntN(2) == 0 {
			next--
		}
		s.cell().Text, s.cell().ColSpan = string(runes[:cut]), 1
		rest := &row.Cells[s.col+1]
		*rest = print.Cell{Text: string(runes[next:]), Role: print.Label, RowSpan: 1, ColSpan: 1}
		s.table.Loose = true
	})
}

// shatterStubs spreads stubs and group labels over the rows below them.
func shatterStubs(p *patient) bool {
	tall := func(s spot) bool {
		c := s.cell()
		return (c.Role == print.Stub || c.Role == print.Group) && c.RowSpan > 2 && len([]rune(c.Text)) > 3
	}
	return p.each(70, tall, func(s spot) {
		runes := []rune(s.cell().Text)
		height := s.cell().RowSpan
		size := max(1, (len(runes)+height-1)/height, 1+p.rng.IntN(3))
		s.cell().Text = ""
		s.table.Loose = true
		for at, row := 0, s.row+p.rng.IntN(2); at < len(runes) && row < len(s.table.Rows); at, row = at+size, row+1 {
			if s.col >= len(s.table.Rows[row].Cells) {
				return
			}
			c := &s.table.Rows[row].Cells[s.col]
			if row > s.row && c.Cover != print.Above {
				return
			}
			c.Text = string(runes[at:min(at+size, len(runes))])
		}
	})
}

// extraColumns adds an empty column or two at one place of every row of a table.
func extraColumns(p *patient) bool {
	tables := p.doc.Tables()
	if len(tables) == 0 {
		return false
	}
	t := tables[p.rng.IntN(len(tables))]
	at, n := p.rng.IntN(t.Columns+1), 1+p.rng.IntN(2)
	for r := range t.Rows {
		row := &t.Rows[r]
		c := min(at, len(row.Cells))
		for range n {
			cell := empty()
			if c < len(row.Cells) && row.Cells[c].Cover == print.Left {
				cell = print.Cell{Cover: print.Left}
			}
			insertCells(row, c, cell)
		}
	}
	t.Columns += n
	t.Loose = true
	p.doc.Unanchored = true
	return true
}

// shiftPart pushes the figures of some consecutive rows right.
func shiftPart(p *patient) bool {
	s, ok := p.one(func(s spot) bool {
		return s.cell().Role == print.Figure && (p.checkable(s.line()) || !s.line().Gapped())
	})
	if !ok {
		return false
	}
	n := 1 + p.rng.IntN(2)
	for r := s.row; r < min(s.row+1+p.rng.IntN(8), len(s.table.Rows)); r++ {
		row := &s.table.Rows[r]
		if at := row.Figures(); len(at) > 0 && (p.checkable(row) || !row.Gapped()) {
			for range n {
				insertCells(row, at[0], empty())
			}
		}
	}
	s.table.Loose = true
	p.doc.Unanchored = true
	return true
}

// shiftGroup prints group labels one row late.
func shiftGroup(p *patient) bool {
	late := func(s spot) bool {
		if c := s.cell(); c.Role != print.Group || c.RowSpan < 2 || c.Text == "" || s.row+1 >= len(s.table.Rows) {
			return false
		}
		below := &s.table.Rows[s.row+1]
		return s.col < len(below.Cells) && below.Cells[s.col].Cover == print.Above && below.Cells[s.col].Text == ""
	}
	return p.each(40, late, func(s spot) {
		below := &s.table.Rows[s.row+1].Cells[s.col]
		below.Text = s.cell().Text
		s.cell().Text = ""
		s.table.Loose = true
	})
}

// repeatedStubs repeats stubs and group labels on every row of a table.
func repeatedStubs(p *patient) bool {
	done := false
	for _, t := range p.doc.Tables() {
		for r := t.HeaderRows + 1; r < len(t.Rows); r++ {
			for c := range t.Rows[r].Cells {
				if c >= len(t.Rows[r-1].Cells) {
					break
				}
				above, cell := t.Rows[r-1].Cells[c], &t.Rows[r].Cells[c]
				if cell.Cover == print.Above && cell.Text == "" && (above.Role == print.Stub || above.Role == print.Group) && above.Text != "" {
					*cell = print.Cell{Text: above.Text, Role: above.Role, RowSpan: 1, ColSpan: 1}
					t.Rows[r-1].Cells[c].RowSpan = 1
					t.Loose, done = true, true
				}
			}
		}
	}
	return done
}

// droppedStubs removes the positions under stubs from some rows after a page break.
func droppedStubs(p *patient) bool {
	s, ok := p.one(func(s spot) bool { return s.col == 0 && s.cell().Cover == print.Above && s.cell().Text == "" })
	if !ok {
		return false
	}
	s.line().PageBreak = true
	for r := s.row; r < min(s.row+1+p.rng.IntN(6), len(s.table.Rows)); r++ {
		row := &s.table.Rows[r]
		for len(row.Cells) > 0 && row.Cells[0].Cover == print.Above && row.Cells[0].Text == "" {
			removeCell(row, 0)
		}
	}
	s.table.Loose = true
	return true
}

// pageCut starts a new page before some rows.
func pageCut(p *patient) bool {
	return p.each(6, func(s spot) bool { return s.col == 0 && s.row > 0 }, func(s spot) { s.line().PageBreak = true })
}

// repeatedHeader cuts a table by a page and repeats its header.
func repeatedHeader(p *patient) bool {
	s, ok := p.one(func(s spot) bool {
		return s.col == 0 && s.table.HeaderRows > 0 && s.row > s.table.HeaderRows
	})
	if !ok {
		return false
	}
	for i := range s.table.HeaderRows {
		row := copyRow(s.table.Rows[i])
		row.PageBreak = i == 0
		insertRow(s.table, s.row+i, row)
	}
	return true
}
