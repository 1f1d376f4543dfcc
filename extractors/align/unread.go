package align

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
	"gongkai/schema"
)

// Limits of what is taken for a figure that was not read.
const (
	longestUnread  = 3 // characters
	fullRowFigures = 5 // figures of a row in which a short text behind one stands for one more
)

// columnKey names a column of a table of the grid.
type columnKey struct{ table, col int }

// columnCount counts what stands in a column.
type columnCount struct{ figures, texts int }

// widestCounted is how many columns of a table are counted in a list; those of wider
// tables are in a map.
const widestCounted = 64

// marks is what is known of a grid's cells before its rows are cut.
type marks struct {
	grid *layout.Grid
	// figures are the cells as figures, first where those of a row begin.
	figures []figure.Figure
	first   []int
	// slots is the list that the slots of all lines are cut from.
	slots []slot
	// labels is the list that the labels of all lines are cut from.
	labels []lineLabel
	// lines and texts are the memory of the lines that are cut first; cut is true once
	// that is taken.
	lines []line
	texts []lineTexts
	cut   bool
	// byEdition is true where editions find other rows of empty cells in a text whose rows have no ends.
	byEdition bool
	// inLast is how many figures the row asked for last has, lastRow its number and one.
	inLast, lastRow int
	// counting holds cells that count the table's rows or columns.
	counting map[ref]bool
	// narrow and wide count what stands in the columns of each table, once asked for.
	counted bool
	narrow  [][]columnCount
	wide    map[columnKey]columnCount
	// widths are the greatest numbers of cells of a row with a text, by table; none
	// where the layout keeps its cells.
	widths []int
}

func marksOf(g *layout.Grid) *marks { return (&space{}).marksOf(g) }

func (s *space) marksOf(g *layout.Grid) *marks {
	m := &marks{grid: g, first: sized(s.first, len(g.Rows)), counting: map[ref]bool{}, slots: s.slots, labels: s.labels, lines: s.lines, texts: s.texts}
	n := 0
	for r := range g.Rows {
		m.first[r] = n
		n += len(g.Rows[r].Cells)
	}
	m.figures = sized(s.figures, n)[:0]
	for r := range g.Rows {
		for c := range g.Rows[r].Cells {
			m.figures = append(m.figures, figure.Parse(g.Rows[r].Cells[c].Text))
		}
	}
	m.number()
	m.measureTables()
	return m
}

// measureTables finds how wide the tables are where converters add cells to rows.
func (m *marks) measureTables() {
	if m.grid.Blanks != layout.BlanksMarked {
		return
	}
	for r := range m.grid.Rows {
		row := &m.grid.Rows[r]
		for len(m.widths) <= row.Table {
			m.widths = append(m.widths, 0)
		}
		if row.Table != layout.Prose && len(row.Cells) > m.widths[row.Table] && !isEmpty(row) {
			m.widths[row.Table] = len(row.Cells)
		}
	}
}

// widest is the greatest number of cells of a row with a text in a table.
func (m *marks) widest(table int) int {
	if table < 0 || table >= len(m.widths) {
		return 0
	}
	return m.widths[table]
}

// figure is what a cell says as a figure.
func (m *marks) figure(r, c int) *figure.Figure { return &m.figures[m.first[r]+c] }

// column counts figures and texts in a column of a table, in rows that have figures;
// nothing where cells of one column need not stand over one another.
func (m *marks) column(table, col int) columnCount {
	if !m.counted {
		m.counted = true
		m.countColumns()
	}
	if col < 0 || col >= widestCounted {
		return m.wide[columnKey{table, col}]
	}
	if table < len(m.narrow) && col < len(m.narrow[table]) {
		return m.narrow[table][col]
	}
	return columnCount{}
}

func (m *marks) countColumns() {
	g := m.grid
	if g.Kind == layout.Aligned {
		return
	}
	m.wide = map[columnKey]columnCount{}
	for r := range g.Rows {
		row := &g.Rows[r]
		if row.Table == layout.Prose {
			continue
		}
		if m.inRow(r) == 0 {
			continue
		}
		for c := range row.Cells {
			if kind := m.figure(r, c).Kind; kind != figure.Blank {
				m.count(row.Table, row.Cells[c].Col, kind == figure.Text)
			}
		}
	}
}

func (m *marks) count(table, col int, text bool) {
	k := columnKey{table, col}
	if col < 0 || col >= widestCounted {
		n := m.wide[k]
		n.add(text)
		m.wide[k] = n
		return
	}
	for len(m.narrow) <= table {
		m.narrow = append(m.narrow, nil)
	}
	for len(m.narrow[table]) <= col {
		m.narrow[table] = append(m.narrow[table], columnCount{})
	}
	m.narrow[table][col].add(text)
}

func (n *columnCount) add(text bool) {
	if text {
		n.texts++
	} else {
		n.figures++
	}
}

// isUnread reports whether a text stands where the table has a figure: the
// reader says so, or it is a short one like no label of any edition, in a column
// of figures or in a row full of them. Before the first figure of a row it may be
// the row's label, unless the row has more figures than any that has a label.
func (t *template) isUnread(m *marks, r, c int, behind bool) bool {
	row := &m.grid.Rows[r]
	cell := &row.Cells[c]
	if row.Table == layout.Prose {
		return false
	}
	long := utf8.RuneCountInString(cell.Text) > longestUnread && !inDigits(cell.Text)
	if long && !(cell.Unread && strings.ContainsAny(cell.Text, "0123456789")) {
		return false
	}
	figures := m.inRow(r)
	if !cell.Unread && figures == 0 {
		return false
	}
	if !cell.Unread && figures <= t.widest && !(behind && figures >= fullRowFigures) &&
		!(figures < t.widest && m.column(row.Table, cell.Col).full()) {
		return false
	}
	printed := t.lex.print(cell.Text)
	if cell.Unread && len(printed.body.runes) == 0 {
		return true // a mark where a figure is printed
	}
	return !t.unitNote(cell.Text) && !isWord(printed)
}

// inDigits reports whether a text is digits and the rules and specks around them.
func inDigits(text string) bool {
	digits := false
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9':
			digits = true
		case !strings.ContainsRune(" |[]¦│'\"`·_~*:;^°‘’“”。,.-", r):
			return false
		}
	}
	return digits
}

// full reports whether figures stand in a column, and more of them than texts.
func (n columnCount) full() bool { return n.figures >= 3 && n.figures > n.texts }

// inRow counts the figures of a row.
func (m *marks) inRow(r int) int {
	if m.lastRow == r+1 {
		return m.inLast
	}
	n := 0
	for c := range m.grid.Rows[r].Cells {
		if kind := m.figure(r, c).Kind; kind != figure.Text && kind != figure.Blank {
			n++
		}
	}
	m.lastRow, m.inLast = r+1, n
	return n
}

// ruleMarks are what recognisers read printed rules and thin digits as, and the mark that
// stands for a character that was not read or not written.
const ruleMarks = "|[]{}!¦│?"

// isWord reports whether a short text is a label of an edition, or a piece of one
// of two characters or more. Of punctuation, a mark as which thin digits are read is none.
func isWord(p *printed) bool {
	if len(p.body.runes) == 0 {
		return !strings.ContainsAny(p.text, ruleMarks)
	}
	for _, form := range schema.Forms() {
		t := templateOf(form)
		v := t.view(p)
		if t.headers(p).word || !v.labelled || len(p.body.runes) > 1 && strings.Contains(t.allLabels, p.body.text) {
			return true
		}
		for _, i := range v.alike {
			if v.sims[i].exact || v.sims[i].sim >= 0.6 {
				return true
			}
		}
	}
	return false
}

// joinLabels joins all labels of the form, to find pieces of them.
func (t *template) joinLabels() string {
	all := slices.Collect(maps.Keys(t.exact))
	all = append(all, slices.Collect(maps.Keys(t.groups))...)
	for _, bc := range t.columns {
		all = append(all, slices.Collect(maps.Keys(bc.words))...)
		for _, variants := range bc.variants {
			for i := range variants {
				all = append(all, variants[i].body.text)
			}
		}
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), "\n")
}

// unreadFigure is a figure that is there and was not read.
var unreadFigure = figure.Figure{Kind: figure.Suspect}

// addUnread adds the place of a figure that was not read.
func (l *line) addUnread(at ref, cell *layout.Cell) {
	s := newSlot(at, cell, unreadFigure)
	if len(l.labels) == 0 {
		l.stray = append(l.stray, s)
		return
	}
	l.slots = append(l.slots, s)
	l.figures++
}

// longestGarbled is how long a text with digits can be that stands for a figure.
const longestGarbled = 8 // characters

// garble gives a row without figures the texts behind its label that are short or
// hold digits and are no words of an edition: figures that were not read. Such a row
// is not empty.
func (r *rowFigures) garble(t *template, g *layout.Grid, lines []line) {
	for l := range lines {
		for j := t.behindLabel(lines[l].labels); j < len(lines[l].labels); j++ {
			label := &lines[l].labels[j]
			n := utf8.RuneCountInString(label.text)
			if lines[l].prose || n > longestGarbled || n > longestUnread && !strings.ContainsAny(label.text, "0123456789") ||
				t.unitNote(label.text) || isWord(label.printed) {
				continue
			}
			if len(r.filled) == 0 {
				before := &lines[l].labels[j-1]
				r.label, r.labelCol, r.labelTo = before.cell, before.col, before.col+before.span
			}
			s := newSlot(label.ref, &g.Rows[label.row].Cells[label.cell], unreadFigure)
			r.slots, r.filled = append(r.slots, s), append(r.filled, s)
		}
	}
}

// behindLabel is where the texts behind a row's label begin: what stands before the last
// one that is like a label of the form belongs to labels that span rows.
func (t *template) behindLabel(labels []lineLabel) int {
	for j := len(labels) - 1; j > 0; j-- {
		if v := t.view(labels[j].printed); v.exact > 0 || v.like {
			return j + 1
		}
	}
	return 1
}
