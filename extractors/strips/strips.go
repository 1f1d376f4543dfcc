package strips

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
	"gongkai/schema"
)

// Rearrange returns the grids that a text may be, whose grid as read and blocks are
// given, with the rows of tables of the form that it holds in strips put in order: all
// that were found, then those alone that identities prove. headings are the rows of the
// grid with the headings of the form's sections.
func Rearrange(read, blocks *layout.Grid, form *schema.Form, headings map[int]int) []layout.Grid {
	sections := sectionsOf(read, blocks, form, headings)
	if !arrangeEach(sections) && len(sections) > 0 {
		last := &sections[len(sections)-1]
		arrangeTogether(sections, lateFigures(blocks, last.end))
	}
	var proven []part
	var strays [][2]int
	for i := range sections {
		if s := &sections[i]; s.order != nil {
			proven = append(proven, part{s.from, s.to, s.rows()})
			strays = append(strays, s.strays...)
		}
	}
	var out []layout.Grid
	if p, ok := headedPart(read, blocks, form, headings, strays); ok {
		out = append(out, put(read, append([]part{p}, proven...)))
	}
	if len(proven) > 0 {
		out = append(out, put(read, proven))
	}
	return out
}

// part are the rows of a section between the rows of its heading and of the next one in
// the grid as read.
type part struct {
	from, to int
	rows     []layout.Row
}

// put returns the grid as read with other rows in some sections.
func put(read *layout.Grid, parts []part) layout.Grid {
	slices.SortFunc(parts, func(a, b part) int { return cmp.Compare(a.from, b.from) })
	out := builder{grid: *read}
	out.grid.Rows = nil
	done := 0
	for _, p := range parts {
		out.add(read.Rows[done : p.from+1])
		out.add(p.rows)
		done = p.to
	}
	out.add(read.Rows[done:])
	return out.grid
}

// section is a table of the form between two headings.
type section struct {
	*table
	passage
	// from and to are the rows of the headings in the grid as read; end is that of the
	// second one in the grid of blocks.
	from, to, end int
	// order is the figure of each cell; nil where it is not known.
	order [][]int
}

// sectionsOf lists the tables whose place in the text is known and whose labels are
// there.
func sectionsOf(read, blocks *layout.Grid, form *schema.Form, headings map[int]int) []section {
	var out []section
	for i := range form.Tables {
		t, ok := tableOf(form, i)
		if !ok {
			continue
		}
		s := section{table: t, passage: passage{grid: blocks, foreign: headersBut(form, i)}}
		if s.from, s.to, ok = extent(read, form, headings, form.Tables[i].Section); !ok || len(out) > 0 && s.from < out[len(out)-1].to {
			continue
		}
		first, end, ok := between(blocks, heading(read, s.from), heading(read, s.to))
		s.end = end
		if !ok || !s.collect(first, end) {
			continue
		}
		if len(s.figures) != len(t.place) {
			signs := passage{grid: blocks, foreign: s.foreign, signs: true}
			if signs.collect(first, end) && len(signs.figures) == len(t.place) {
				s.passage = signs
			}
		}
		if hasLabels([]rune(s.text.String()), t.labels) {
			out = append(out, s)
		}
	}
	return out
}

// extent is the heading of a section and the one after it, in the grid as read.
func extent(read *layout.Grid, form *schema.Form, headings map[int]int, section int) (from, to int, ok bool) {
	if from, ok = headings[section]; !ok {
		from, ok = headingLike(read, form, section)
	}
	if !ok {
		return 0, 0, false
	}
	if to, ok = headings[section+1]; !ok {
		to, ok = headingLike(read, form, section+1)
	}
	return from, to, ok && to > from
}

// headingLike finds a section's heading by its number and its words.
func headingLike(read *layout.Grid, form *schema.Form, section int) (int, bool) {
	for _, s := range form.Sections {
		if s.Number != section {
			continue
		}
		wanted := letters([]rune(s.Label))
		for r := range read.Rows {
			row := &read.Rows[r]
			if row.Table != layout.Prose || row.Margin || !isNumbered(row.Cells[0].Text, section) {
				continue
			}
			text := letters([]rune(row.Cells[0].Text))
			if len(text) <= 2*len(wanted) && isThere(match(text, wanted), make([]int, len(wanted)), 0) {
				return r, true
			}
		}
	}
	return 0, false
}

// isNumbered reports whether a text begins with the number of a section.
func isNumbered(text string, section int) bool {
	const numbers = "一二三四五六七八九十"
	at := (section - 1) * len("一")
	return at >= 0 && at < len(numbers) && strings.HasPrefix(text, numbers[at:at+len("一")])
}

// arrangeEach puts those sections in order that have as many figures as cells, and
// reports whether all have.
func arrangeEach(sections []section) bool {
	all := true
	for i := range sections {
		s := &sections[i]
		if len(s.figures) != len(s.place) {
			all = false
			continue
		}
		s.order = s.arrange(s.figures)
	}
	return all
}

// mostSplits bounds the ways to part the figures of two sections that are tried.
const mostSplits = 3

// arrangeTogether puts two sections in order whose figures were written among each
// other, or behind both: those of the second stand together, all others are the
// first's.
func arrangeTogether(sections []section, late []written) {
	if len(sections) != 2 {
		return
	}
	a, b := &sections[0], &sections[1]
	pool := slices.Concat(a.figures, b.figures, late)
	if len(pool) != len(a.place)+len(b.place) {
		return
	}
	for _, at := range b.splits(pool, len(a.figures)) {
		rest := slices.Concat(pool[:at], pool[at+len(b.place):])
		if order := a.arrange(rest); order != nil {
			a.figures, a.order = rest, order
			b.figures = pool[at : at+len(b.place)]
			b.order = b.arrange(b.figures)
			return
		}
	}
}

// splits lists where the section's figures may begin among others, likeliest first:
// where the most of them are not zero, then near the place where it began in the text.
func (s *section) splits(pool []written, near int) []int {
	var found []int
	nonzero := map[int]int{}
	for at := 0; at+len(s.place) <= len(pool); at++ {
		own := pool[at : at+len(s.place)]
		if at > 0 && pool[at].line == pool[at-1].line || s.arrange(own) == nil {
			continue
		}
		found = append(found, at)
		for i := range own {
			if own[i].value != 0 {
				nonzero[at]++
			}
		}
	}
	slices.SortStableFunc(found, func(x, y int) int {
		return cmp.Or(-cmp.Compare(nonzero[x], nonzero[y]), cmp.Compare(distance(x, near), distance(y, near)))
	})
	return found[:min(len(found), mostSplits)]
}

func distance(x, y int) int { return max(x-y, y-x) }

// lateFigures are the figures of the blocks of figures alone from a row on.
func lateFigures(blocks *layout.Grid, from int) []written {
	var out []written
	for r := from; r < len(blocks.Rows); {
		end := r + 1
		for end < len(blocks.Rows) && blocks.Rows[end].Table == blocks.Rows[r].Table {
			end++
		}
		p := passage{grid: blocks}
		if blocks.Rows[r].Table != layout.Prose && p.collect(r, end) && p.text.Len() == 0 {
			out = append(out, p.figures...)
		}
		r = end
	}
	return out
}

func heading(g *layout.Grid, row int) string { return g.Rows[row].Cells[0].Text }

// between finds the rows of the blocks between two headings.
func between(blocks *layout.Grid, from, to string) (first, last int, ok bool) {
	first = -1
	for r := range blocks.Rows {
		if blocks.Rows[r].Table != layout.Prose || blocks.Rows[r].Margin {
			continue
		}
		switch text := blocks.Rows[r].Cells[0].Text; {
		case text == from:
			first = r + 1
		case text == to && first >= 0:
			return first, r, true
		}
	}
	return 0, 0, false
}

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
	text    strings.Builder
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
			switch is, known := p.foreign[p.grid.Rows[r].Cells[c].Text]; {
			case is:
				foreign++
			case known:
				own++
			}
		}
	}
	return foreign > 0 && foreign >= own
}

// block takes the figures and texts of a block.
func (p *passage) block(first, last int) bool {
	said := p.text.Len()
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
				p.figures[before].labelled = p.text.Len() > said
				said = p.text.Len()
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
	w := written{block: row.Table, line: r, page: row.Page, behind: p.text.Len(), row: r, cell: c}
	f := figure.Parse(text)
	switch {
	case row.Table == layout.Prose, f.Kind == figure.Text, isWord(text) && !p.signs:
		if p.text.Len() > 0 {
			p.text.WriteByte(' ')
		}
		p.text.WriteString(text)
	case f.Kind == figure.Number, f.Kind == figure.NotApplicable:
		w.value = f.Value
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
	if s.text.Len() > 0 {
		out = append(out, layout.Row{Table: layout.Prose, Cells: []layout.Cell{textCell(s.text.String())}})
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
	from := p.grid.Rows[p.figures[f].row].Cells[p.figures[f].cell]
	if isZeros(from.Text) {
		return layout.Cell{Text: "0", Raw: from.RawText(), RowSpan: 1, ColSpan: 1}
	}
	return layout.Cell{Text: from.Text, Raw: from.Raw, RowSpan: 1, ColSpan: 1}
}
