package strips

import (
	"strings"

	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
	"gongkai/schema"
)

// passage is what the text says between two headings.
type passage struct {
	grid *layout.Grid
	// foreign are the headers of columns: true for those of other tables alone.
	foreign map[string]bool
	// signs says that words for "does not apply" are figures; else they are parts of labels.
	signs bool
	// strays are the rows of such blocks, from and to.
	strays  [][2]int
	margins []layout.Row
	figures []written
	text    []byte
}

// headersBut are the headers of columns: true for those that only other tables have.
func headersBut(form *schema.Form, index int) map[string]bool {
	out := map[string]bool{}
	for own := range 2 {
		for i := range form.Tables {
			if (i == index) != (own == 1) {
				continue
			}
			for _, b := range form.Tables[i].Blocks {
				for _, c := range b.Columns {
					out[c.Label] = own == 0
				}
			}
		}
	}
	return out
}

// collect takes the figures and texts of some rows of the blocks; false where a figure
// cannot be read.
func (p *passage) collect(first, last int) bool {
	for r := first; r < last; {
		end := r + 1
		for end < last && p.grid.Rows[end].Table == p.grid.Rows[r].Table && p.grid.Rows[r].Table != layout.Prose {
			end++
		}
		if p.isForeign(r, end) {
			p.strays = append(p.strays, [2]int{r, end})
		} else if !p.block(r, end) {
			return false
		}
		r = end
	}
	return true
}

// isForeign reports whether a block is part of another table: it bears headers of
// others, and not more that are this one's too.
func (p *passage) isForeign(first, last int) bool {
	foreign, own := 0, 0
	for r := first; r < last; r++ {
		for c := range p.grid.Rows[r].Cells {
			text := p.grid.Rows[r].Cells[c].Text
			switch is, known := p.foreign[text]; {
			case is && p.isPiece(text):
			case is:
				foreign++
			case known:
				own++
			}
		}
	}
	return foreign > 0 && foreign >= own
}

// isPiece reports whether a header of another table may be a piece of one of this one's.
func (p *passage) isPiece(text string) bool {
	for header, is := range p.foreign {
		if !is && strings.Contains(header, text) {
			return true
		}
	}
	return false
}

// block takes the figures and texts of a block.
func (p *passage) block(first, last int) bool {
	said, from, before := len(p.text), len(p.figures), len(p.text)
	defer func() {
		for i := range p.figures[from:] {
			p.figures[from+i].titled = len(p.text) > before
		}
	}()
	for r := first; r < last; r++ {
		row := &p.grid.Rows[r]
		if row.Margin || isFolio(row) {
			p.margins = append(p.margins, layout.Row{Table: layout.Prose, Cells: row.Cells, Margin: true})
			continue
		}
		for c := range row.Cells {
			before := len(p.figures)
			if !p.add(r, c) {
				return false
			}
			if len(p.figures) > before {
				p.figures[before].labelled = len(p.text) > said
				said = len(p.text)
			}
		}
	}
	return true
}

// isFolio reports whether a line is the number of a page between dashes.
func isFolio(row *layout.Row) bool {
	var b strings.Builder
	for c := range row.Cells {
		b.WriteString(row.Cells[c].Text)
	}
	text := strings.ReplaceAll(b.String(), " ", "")
	number := strings.Trim(text, "-—–―·")
	return number != "" && len(number) <= 4 && strings.Trim(number, "0123456789") == "" &&
		!strings.HasPrefix(text, number) && !strings.HasSuffix(text, number)
}

// add adds a cell of the blocks.
func (p *passage) add(r, c int) bool {
	row := &p.grid.Rows[r]
	text := row.Cells[c].Text
	w := written{block: row.Table, line: r, page: row.Page, behind: len(p.text), row: r, cell: c}
	f := figure.Parse(text)
	switch {
	case row.Table == layout.Prose, f.Kind == figure.Text, isWord(text) && !p.signs:
		if len(p.text) > 0 {
			p.text = append(p.text, ' ')
		}
		p.text = append(p.text, text...)
	case f.Kind == figure.Number, f.Kind == figure.NotApplicable:
		w.value, w.none = f.Value, f.Kind == figure.NotApplicable
		p.figures = append(p.figures, w)
	case isZeros(text):
		for range text {
			p.figures = append(p.figures, w)
		}
	default:
		return false
	}
	return true
}

// isWord reports whether a sign for "does not apply" may as well be part of a label.
func isWord(text string) bool {
	return strings.HasPrefix(text, "无") || strings.HasPrefix(text, "不")
}

// isZeros reports whether a text is a run of zeros: no number is printed so.
func isZeros(text string) bool { return len(text) > 1 && strings.Trim(text, "0") == "" }

// rows are the rows of the table, behind the margins and the text that stood among them.
func (s *section) rows() []layout.Row {
	out := s.margins
	if len(s.text) > 0 {
		out = append(out, layout.Row{Table: layout.Prose, Cells: []layout.Cell{textCell(string(s.text))}})
	}
	for r := range s.order {
		row := layout.Row{}
		if s.labels[r] != "" {
			row.Cells = append(row.Cells, textCell(s.labels[r]))
		}
		for _, f := range s.order[r] {
			cell := s.cell(f)
			cell.Ordinal, cell.Col = len(row.Cells), len(row.Cells)
			row.Cells = append(row.Cells, cell)
		}
		out = append(out, row)
	}
	return out
}

func textCell(text string) layout.Cell { return layout.Cell{Text: text, RowSpan: 1, ColSpan: 1} }

// unknown stands in a cell whose figure is not known: a mark that is no word.
const unknown = "¦"

// cell is the cell of a figure; one that is Unread where it is not known which.
func (p *passage) cell(f int) layout.Cell {
	if f < 0 {
		return layout.Cell{Text: unknown, RowSpan: 1, ColSpan: 1, Unread: true}
	}
	if w := &p.figures[f]; w.text != "" {
		return p.wholeCell(w)
	}
	from := p.grid.Rows[p.figures[f].row].Cells[p.figures[f].cell]
	if isZeros(from.Text) {
		return layout.Cell{Text: "0", Raw: from.RawText(), RowSpan: 1, ColSpan: 1}
	}
	return layout.Cell{Text: from.Text, Raw: from.Raw, RowSpan: 1, ColSpan: 1}
}
