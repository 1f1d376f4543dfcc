package mangle

import (
	"strconv"
	"strings"

	"gongkai/scripts/synth/print"
)

// fusedHeader runs a header cell and its right neighbour together.
func fusedHeader(p *patient) bool {
	pair := func(s spot) bool {
		row := s.line()
		if s.col+1 >= len(row.Cells) {
			return false
		}
		next := row.Cells[s.col+1]
		return s.cell().Role == print.Header && s.cell().Text != "" && next.Role == print.Header && next.Text != ""
	}
	return p.each(5, pair, func(s spot) {
		if s.col+1 >= len(s.line().Cells) || s.line().Cells[s.col+1].Role != print.Header {
			return
		}
		s.cell().Text += s.line().Cells[s.col+1].Text
		if p.rng.IntN(2) == 0 {
			removeCell(s.line(), s.col+1)
			s.table.Loose = true
		} else {
			s.line().Cells[s.col+1].Text = ""
		}
	})
}

// downwardHeader prints the words of section 4's header downwards, one
// character of each word in a row.
func downwardHeader(p *patient) bool {
	for _, t := range p.doc.Tables() {
		if t.HeaderRows != 3 || t.Columns < 12 || len(t.Rows) < 4 || len(t.Rows[1].Cells) != len(t.Rows[2].Cells) {
			continue
		}
		words := make([][]rune, len(t.Rows[2].Cells))
		height := 0
		for c := range words {
			for _, row := range []int{1, 2} {
				if cell := &t.Rows[row].Cells[c]; cell.ColSpan == 1 && cell.Text != "" {
					words[c], cell.Text = []rune(cell.Text), ""
				}
			}
			height = max(height, len(words[c]))
		}
		for line := range height {
			row := print.Row{Cells: make([]print.Cell, len(words))}
			for c, word := range words {
				row.Cells[c] = print.Cell{Role: print.Header, RowSpan: 1, ColSpan: 1}
				if line < len(word) {
					row.Cells[c].Text = string(word[line])
				}
			}
			insertRow(t, 2+line, row)
		}
		t.Rows = append(t.Rows[:2+height], t.Rows[3+height:]...)
		t.HeaderRows--
		return height > 0
	}
	return false
}

// strayNote copies a header note into the cell beside it.
func strayNote(p *patient) bool {
	s, ok := p.one(func(s spot) bool { return s.cell().Role == print.Header && strings.Contains(s.cell().Text, "勾稽") })
	if !ok {
		return false
	}
	for c := s.col + 1; c < len(s.line().Cells); c++ {
		if cell := &s.line().Cells[c]; cell.Role == print.Header && cell.Text != "" {
			cell.Text = s.cell().Text + " " + cell.Text
			return true
		}
	}
	return false
}

// duplicatedText prints the beginning or all of a label twice.
func duplicatedText(p *patient) bool {
	return p.each(10, isLongLabel, func(s spot) {
		text := s.cell().Text
		if p.rng.IntN(2) == 0 {
			s.cell().Text = string([]rune(text)[:3]) + " " + text
		} else {
			s.cell().Text = text + " " + string([]rune(text)[2:])
		}
	})
}

var foreignRows = []string{"其他主动公开文件", "主动公开信息总数", "小计", "政策解读"}

// extraRows adds local rows with figures of their own below rows of the form.
func extraRows(p *patient) bool {
	for range 1 + p.rng.IntN(2) {
		s, ok := p.one(func(s spot) bool { return isRowLabel(s) && len(s.line().Figures()) > 1 })
		if !ok {
			return false
		}
		row := blankRow(s.line())
		row.Cells[s.col] = print.Cell{Text: foreignRows[p.rng.IntN(len(foreignRows))], Role: print.Foreign, RowSpan: 1, ColSpan: 1}
		for _, i := range s.line().Figures() {
			row.Cells[i] = print.Cell{Text: strconv.Itoa(p.rng.IntN(90)), Role: print.Foreign, RowSpan: 1, ColSpan: 1}
		}
		insertRow(s.table, s.row+1, row)
	}
	return true
}

// extraTotal adds a column with the sum over a group of columns, after the group.
func extraTotal(p *patient) bool {
	f := p.doc.Values.Form
	done := false
	for _, t := range p.doc.Tables() {
		for r := range t.Rows {
			row := &t.Rows[r]
			at := row.Figures()
			if len(at) != 7 || at[6]-at[0] != 6 || f.ColumnOf(row.Cells[at[5]].Index).Group == "" {
				continue
			}
			sum := 0
			for _, i := range at[1:6] {
				n, _ := strconv.Atoi(row.Cells[i].Text)
				sum += n
			}
			insertCells(row, at[6], print.Cell{Text: strconv.Itoa(sum), Role: print.Foreign, RowSpan: 1, ColSpan: 1})
			done = true
		}
		if done {
			for r := range t.HeaderRows {
				cell := empty()
				if r == t.HeaderRows-1 {
					cell = print.Cell{Text: "法人或其他组织小计", Role: print.Foreign, RowSpan: 1, ColSpan: 1}
				}
				insertCells(&t.Rows[r], max(0, len(t.Rows[r].Cells)-1), cell)
			}
			t.Columns++
			t.Loose = true
			return true
		}
	}
	return false
}

// labelVariants rewrites labels as agencies do.
func labelVariants(p *patient) bool {
	known := func(s spot) bool { return isLabel(s) && variants[s.cell().Text] != nil }
	return p.each(40, known, func(s spot) {
		all := variants[s.cell().Text]
		s.cell().Text = all[p.rng.IntN(len(all))]
	})
}

func headingVariants(p *patient) bool {
	done := false
	for i := range p.doc.Blocks {
		b := &p.doc.Blocks[i]
		if all := headings[b.Text]; b.Kind == print.Heading && all != nil {
			b.Text = all[p.rng.IntN(len(all))]
			done = true
		}
	}
	return done
}

// secondNumbering numbers the paragraphs of the overview like sections.
func secondNumbering(p *patient) bool {
	ordinals, n := []string{"一、", "二、", "三、", "四、"}, 0
	inside := false
	for i := range p.doc.Blocks {
		switch b := &p.doc.Blocks[i]; {
		case b.Kind == print.Heading && inside, n == len(ordinals):
			return n > 0
		case b.Kind == print.Heading:
			inside = true
		case b.Kind == print.Para && inside:
			b.Text = ordinals[n] + strings.TrimLeft(b.Text, "（）一二三四五六是")
			n++
		}
	}
	return n > 0
}

var dateUnits = strings.NewReplacer("年", "", "月", "", "日", "")

// lostDateUnits runs the parts of dates in prose together: 2021926.
func lostDateUnits(p *patient) bool {
	done := false
	for i := range p.doc.Blocks {
		b := &p.doc.Blocks[i]
		if b.Kind == print.Para && strings.Contains(b.Text, "月") {
			b.Text, done = dateUnits.Replace(b.Text), true
		}
	}
	return done
}

// staleYear leaves the year before in the body of a report, as one copied from
// last year's has. The period that the figures cover is left as it is.
func staleYear(p *patient) bool {
	title := ""
	for i := range p.doc.Blocks {
		switch b := &p.doc.Blocks[i]; {
		case b.Kind == print.Title:
			title = b.Text
		case b.Kind == print.Para:
			year, ok := yearIn(b.Text)
			if !ok || !strings.Contains(title, strconv.Itoa(year)) || strings.Contains(b.Text, "-") || strings.Contains(b.Text, "1月1日") {
				continue
			}
			b.Text = strings.ReplaceAll(b.Text, strconv.Itoa(year)+"年", strconv.Itoa(year-1)+"年")
			return true
		}
	}
	return false
}

// yearIn is the first year of this century that stands before 年 in a text.
func yearIn(text string) (int, bool) {
	before, _, found := strings.Cut(text, "年")
	if !found || len(before) < 4 {
		return 0, false
	}
	year, err := strconv.Atoi(before[len(before)-4:])
	return year, err == nil && year > 2000
}
