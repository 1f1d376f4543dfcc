package mangle

import (
	"strings"

	"gongkai/schema"
	"gongkai/scripts/synth/form"
	"gongkai/scripts/synth/print"
)

// loseRow marks the figures of a row as lost.
func (p *patient) loseRow(s spot) { p.doc.Lose(s.line()) }

// lostCell empties one figure.
func lostCell(p *patient) bool {
	s, ok := p.one(func(s spot) bool { return isNumber(s) && !p.fragile[s.cell().Index] })
	if !ok {
		return false
	}
	if at := s.line().Figures(); p.rng.IntN(2) == 0 && !p.fragile[s.line().Cells[at[len(at)-1]].Index] {
		s.col = at[len(at)-1]
	}
	if s.cell().Text == "" {
		return false
	}
	p.doc.Lost[s.cell().Index] = true
	s.cell().Text = ""
	return true
}

// lostHeaderCells empties or removes one to three header cells.
func lostHeaderCells(p *patient) bool {
	done := false
	for range 1 + p.rng.IntN(3) {
		s, ok := p.one(func(s spot) bool {
			return s.cell().Role == print.Header && s.cell().Text != "" && len(s.line().Cells) > 2
		})
		if !ok {
			break
		}
		done = true
		if p.rng.IntN(2) == 0 {
			s.cell().Text = ""
			continue
		}
		removeCell(s.line(), s.col)
		s.table.Loose = true
	}
	return done
}

func lostRowLabel(p *patient) bool {
	s, ok := p.one(isRowLabel)
	if ok {
		s.cell().Text = ""
	}
	return ok
}

// lostArticle loses an article's heading, or only its number.
func lostArticle(p *patient) bool {
	s, ok := p.one(func(s spot) bool { return s.cell().Role == print.Article && strings.Contains(s.cell().Text, "（") })
	if !ok {
		return false
	}
	open := strings.Index(s.cell().Text, "（")
	if p.rng.IntN(2) == 0 {
		s.cell().Text = s.cell().Text[:open] + "()"
	} else {
		s.cell().Text = ""
	}
	return true
}

// splitDigits spreads the digits of figures over neighbouring cells.
func splitDigits(p *patient) bool {
	s, ok := p.one(func(s spot) bool {
		return isNumber(s) && len(s.cell().Text) > 1 && plainDigits(s.cell().Text) && p.sound(s.line()) &&
			(p.checkable(s.line()) || !s.line().Gapped())
	})
	if !ok {
		return false
	}
	p.loseRow(s)
	text := s.cell().Text
	cut := 1 + p.rng.IntN(len(text)-1)
	s.cell().Text, s.cell().ColSpan = text[:cut], 1
	insertCells(s.line(), s.col+1, print.Cell{Text: text[cut:], Role: print.Foreign, RowSpan: 1, ColSpan: 1})
	s.table.Loose = true
	return true
}

func plainDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// fusedCells runs two to four neighbouring figures together.
func fusedCells(p *patient) bool {
	s, ok := p.one(func(s spot) bool {
		return isNumber(s) && len(s.line().Figures()) > 2 && p.sound(s.line()) && p.checkable(s.line()) && nextNumber(s)
	})
	if !ok {
		return false
	}
	p.loseRow(s)
	for range 1 + p.rng.IntN(3) {
		if !nextNumber(s) {
			break
		}
		s.cell().Text += s.line().Cells[s.col+1].Text
		removeCell(s.line(), s.col+1)
	}
	s.table.Loose = true
	return true
}

func nextNumber(s spot) bool {
	return s.col+1 < len(s.line().Cells) && isNumber(spot{s.table, s.row, s.col + 1})
}

// fusedLabel runs the label and all figures of a row together: 规章000.
func fusedLabel(p *patient) bool {
	s, ok := p.one(func(s spot) bool {
		return isRowLabel(s) && len(s.line().Figures()) > 0 && len(s.line().Figures()) < 4 && p.sound(s.line())
	})
	if !ok {
		return false
	}
	p.loseRow(s)
	for _, i := range s.line().Figures() {
		s.cell().Text += s.line().Cells[i].Text
	}
	s.line().Cells = s.line().Cells[:s.col+1]
	s.table.Loose = true
	return true
}

// blanksToEnd moves the empty figures of some rows behind the others.
func blanksToEnd(p *patient) bool {
	gapped := func(s spot) bool {
		return s.col == 0 && s.line().Gapped() && p.sound(s.line()) && p.checkable(s.line()) && hasNumber(s.line())
	}
	return p.each(70, gapped, func(s spot) {
		p.loseRow(s)
		var full, blank []string
		at := s.line().Figures()
		for _, i := range at {
			if text := s.line().Cells[i].Text; text != "" {
				full = append(full, text)
			} else {
				blank = append(blank, "")
			}
		}
		for k, text := range append(full, blank...) {
			s.line().Cells[at[k]].Text = text
		}
	})
}

func hasNumber(r *print.Row) bool {
	for _, i := range r.Figures() {
		if hasDigit(r.Cells[i].Text) {
			return true
		}
	}
	return false
}

// oneValueRow leaves one 0 of rows of zeros; the rest is printed blank.
func oneValueRow(p *patient) bool {
	zeros := func(s spot) bool {
		at := s.line().Figures()
		for _, i := range at {
			if s.line().Cells[i].Text != "0" {
				return false
			}
		}
		return len(at) > 1 && s.col == at[0]
	}
	return p.each(60, zeros, func(s spot) {
		for _, i := range s.line().Figures()[1:] {
			c := &s.line().Cells[i]
			c.Text = ""
			p.doc.Values.Cells[c.Index] = form.Value{Kind: form.Blank, Unit: p.doc.Values.Cells[c.Index].Unit}
		}
	})
}

// floatedColumn takes one column's figures out of a table and prints them below it.
func floatedColumn(p *patient) bool {
	s, ok := p.one(func(s spot) bool { return isNumber(s) && len(s.line().Figures()) == 7 })
	if !ok {
		return false
	}
	column := p.doc.Values.Form.Cells[s.cell().Index].Column
	var moved []print.Row
	for r := range s.table.Rows {
		row := &s.table.Rows[r]
		for _, i := range row.Figures() {
			if c := &row.Cells[i]; p.doc.Values.Form.Cells[c.Index].Column == column && c.Text != "" && p.sound(row) {
				moved = append(moved, print.Row{Cells: []print.Cell{{Text: c.Text, Role: print.Foreign, RowSpan: 1, ColSpan: 1}}})
				c.Text = ""
				p.doc.Lose(row)
			}
		}
	}
	s.table.Rows = append(s.table.Rows, moved...)
	s.table.Loose = true
	return len(moved) > 0
}

// allLost marks every figure as lost.
func allLost(d *print.Document) {
	for c := range schema.CellIndex(len(d.Lost)) {
		d.Lost[c] = true
	}
}
