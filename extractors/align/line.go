package align

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
)

// ref names a cell of the grid.
type ref struct{ row, cell int }

// slot is a place of a line that may hold a figure: a cell after the line's
// label, blank or not.
type slot struct {
	ref
	col    int
	span   int
	figure figure.Figure
	// fused is true where nothing stands between the label and the figure, whose
	// text is then kept.
	fused bool
	text  string
	// across is where the figure stands on the page; empty where that is not known.
	across interval
}

// line is what one printed row of the form may be: labels, then slots. A row
// of the grid that holds several label-and-figures runs gives several lines.
type line struct {
	row    int // of the grid
	table  int // layout.Row.Table
	prose  bool
	labels []lineLabel
	// foreign is the text of a paragraph that is like no label of an edition, which is read
	// as a label only where the line is near the form: its one label is empty before.
	foreign string
	// texts are those that may be the line's label.
	texts *lineTexts
	slots []slot
	// stray are figures left of the first label.
	stray []slot
	// figures counts slots that hold something.
	figures int
	// kept is true where the layout keeps every cell, empty or not.
	kept bool
	// marked is true where an empty cell leaves at least its separator.
	marked bool
	// widest is the greatest number of cells of a row with a text in the line's table,
	// where converters add cells to rows; 0 elsewhere.
	widest int
}

// lineTexts are the texts that may be the label of a line: nil before they are asked for.
type lineTexts struct {
	list []*printed
	few  [4]*printed // the memory of most lists
}

type lineLabel struct {
	ref
	*printed
	col, span int
}

// longestLabel bounds what can be a label of the form, in characters; longer
// cells are prose.
const longestLabel = 90

// usualSlots is how many slots a line is made for at most at first.
const usualSlots = 16

// lines cuts every row of the grid into lines. Nothing is dropped: each cell
// that is not blank is a label, a slot or a stray of exactly one line, or counts
// the table's rows or columns, or stands on the margin of a page.
func (t *template) lines(m *marks) []line {
	g := m.grid
	var out []line
	var texts []lineTexts
	if !m.cut {
		out, texts = m.lines, m.texts
	}
	out = sized(out, len(g.Rows))[:0]
	for r := range g.Rows {
		if !g.Rows[r].Margin {
			out = t.cutRow(out, r, m)
		}
	}
	texts = sized(texts, len(out))
	if !m.cut {
		m.texts, m.cut = texts, true
	}
	for l := range out {
		out[l].texts, texts[l].list = &texts[l], nil
		loose := g.Rows[out[l].row].Loose
		out[l].kept = g.Blanks == layout.BlanksKept && !loose
		out[l].marked = g.Blanks >= layout.BlanksMarked && !loose
		out[l].widest = m.widest(out[l].table)
	}
	return out
}

func (t *template) cutRow(out []line, r int, m *marks) []line {
	row := &m.grid.Rows[r]
	if row.Table == layout.Prose && len(row.Cells) == 1 && len(row.Cells[0].Text) > longestRemembered {
		return append(out, proseLine(r, &row.Cells[0]))
	}
	if t.isForeignLine(m, r) {
		cell := &row.Cells[0]
		label := lineLabel{ref: ref{r, 0}, col: cell.Col, span: max(1, cell.ColSpan)}
		return append(out, line{row: r, table: layout.Prose, prose: true, foreign: cell.Text, labels: m.oneLabel(label)})
	}
	current := line{row: r, table: row.Table, prose: row.Table == layout.Prose}
	flush := func() {
		if len(current.labels) > 0 || len(current.slots) > 0 || len(current.stray) > 0 {
			out = t.ended(out, &current, m)
		}
		current = line{row: r, table: row.Table, prose: row.Table == layout.Prose}
	}
	for c := range row.Cells {
		cell := &row.Cells[c]
		f := m.figure(r, c)
		at := ref{r, c}
		switch {
		case m.counting[at]:
		case f.Kind == figure.Text && t.isUnread(m, r, c, current.figures+len(current.stray) > 0):
			current.addUnread(at, cell)
		case f.Kind == figure.Text:
			if current.figures > 0 && !t.unitNote(cell.Text) || t.blankEnds(&current, cell.Text, m) {
				flush()
			}
			// Blank cells between two labels are no slots.
			if current.figures == 0 {
				current.slots = nil
			}
			t.addLabel(current.forLabels(m, len(row.Cells)-c), at, cell)
		case len(current.labels) == 0:
			if f.Kind != figure.Blank {
				current.stray = append(current.stray, newSlot(at, cell, *f))
			}
		default:
			current.addSlot(m, newSlot(at, cell, *f), len(row.Cells)-c)
		}
	}
	if len(current.labels) == 0 && (len(current.stray) > 0 || t.blankAcross(row, m.widest(row.Table))) {
		t.unlabelled(&current, m)
	}
	flush()
	return out
}

// addSlot adds one of so many slots at most.
func (l *line) addSlot(m *marks, s slot, most int) {
	if l.slots == nil {
		l.slots = m.room(most)
	}
	l.slots = append(l.slots, s)
	if !isBlank(&s) {
		l.figures++
	}
}

// room is an empty list for so many slots, or for some of them where they are many:
// cut from one that all rows share.
func (m *marks) room(most int) []slot {
	most = min(most, usualSlots)
	if cap(m.slots)-len(m.slots) < most {
		m.slots = make([]slot, 0, max(most, len(m.figures), 2*cap(m.slots)))
	}
	from := len(m.slots)
	m.slots = m.slots[:from+most]
	return m.slots[from:from:len(m.slots)]
}

// oneLabel is a list of one label, cut from one that all rows share.
func (m *marks) oneLabel(label lineLabel) []lineLabel { return append(m.labelRoom(1), label) }

// forLabels is the line with room for so many labels at most.
func (l *line) forLabels(m *marks, most int) *line {
	if l.labels == nil {
		l.labels = m.labelRoom(most)
	}
	return l
}

// usualLabels is how many labels a line is made for at most at first.
const usualLabels = 3

// labelRoom is an empty list for so many labels, or for some of them where they are many:
// cut from one that all rows share.
func (m *marks) labelRoom(most int) []lineLabel {
	most = min(most, usualLabels)
	if cap(m.labels)-len(m.labels) < most {
		m.labels = make([]lineLabel, 0, max(most, len(m.grid.Rows), 2*cap(m.labels)))
	}
	from := len(m.labels)
	m.labels = m.labels[:from+most]
	return m.labels[from:from:len(m.labels)]
}

// proseLine is a paragraph that is too long for a label or a figure: no reading of
// it is needed.
func proseLine(r int, cell *layout.Cell) line {
	p := &printed{text: cell.Text, length: utf8.RuneCountInString(cell.Text)}
	return line{
		row: r, table: layout.Prose, prose: true,
		labels: []lineLabel{{ref: ref{r, 0}, printed: p, col: cell.Col, span: max(1, cell.ColSpan)}},
	}
}

// isForeignLine reports whether a row is a paragraph, by itself in its row, whose
// characters show that it is like no label of an embedded edition. It is no figure, has
// none behind it, and is no row of the form: what it says matters near the form alone.
func (t *template) isForeignLine(m *marks, r int) bool {
	row := &m.grid.Rows[r]
	return row.Table == layout.Prose && len(row.Cells) == 1 && t.number >= 0 && m.figure(r, 0).Kind == figure.Text &&
		isForeignText(row.Cells[0].Text) && t.fusedAt(row.Cells[0].Text) == 0
}

// unlabelled makes the figures of a row without any label its slots.
func (t *template) unlabelled(l *line, m *marks) {
	row := &m.grid.Rows[l.row]
	l.stray, l.slots = nil, m.room(len(row.Cells))
	for c := range row.Cells {
		if m.counting[ref{l.row, c}] {
			continue
		}
		f := *m.figure(l.row, c)
		if f.Kind == figure.Text {
			f = unreadFigure
		}
		l.slots = append(l.slots, newSlot(ref{l.row, c}, &row.Cells[c], f))
		if f.Kind != figure.Blank {
			l.figures++
		}
	}
}

func newSlot(at ref, cell *layout.Cell, f figure.Figure) slot {
	return slot{ref: at, col: cell.Col, span: max(1, cell.ColSpan), figure: f, fused: cell.Joined, text: cell.Text, across: interval{cell.Left, cell.Right}}
}

// addLabel adds a label cell. A label of the form that runs into digits
// (规章000) is cut into the label and a fused figure.
func (t *template) addLabel(l *line, at ref, cell *layout.Cell) {
	text := cell.Text
	if cut := t.fusedAt(text); cut > 0 {
		digits := strings.TrimSpace(text[cut:])
		l.labels = append(l.labels, t.newLabel(at, cell, text[:cut]))
		l.slots = append(l.slots, slot{ref: at, col: cell.Col, span: 1, figure: figure.Parse(digits), fused: true})
		l.figures++
		return
	}
	l.labels = append(l.labels, t.newLabel(at, cell, text))
}

func (t *template) newLabel(at ref, cell *layout.Cell, text string) lineLabel {
	return lineLabel{ref: at, printed: t.lex.print(text), col: cell.Col, span: max(1, cell.ColSpan)}
}

// fusedAt returns where the digits begin in a text that is a row label of the
// form followed by digits, else 0.
func (t *template) fusedAt(text string) int {
	cut := fusion(text)
	if cut == 0 || len(text) > longestLabel && utf8.RuneCountInString(text) > longestLabel || t.number >= 0 && isForeignText(text[:cut]) {
		return 0
	}
	if !t.isRow(t.lex.print(text[:cut])) {
		return 0
	}
	return cut
}

// fusion is where the digits at the end of a text begin, 0 where there are none or nothing
// else.
func fusion(text string) int {
	if !endsWithDigits(text) {
		return 0
	}
	cut := len(text)
	for cut > 0 && (text[cut-1] == ' ' || text[cut-1] >= '0' && text[cut-1] <= '9') {
		cut--
	}
	return cut
}

// isRow reports whether a text is a wording of a row.
func (t *template) isRow(p *printed) bool {
	return slices.ContainsFunc(t.exact[p.body.text], func(i int) bool { return t.items[i].kind == valueRow })
}

// endsWithDigits reports whether a text ends with a digit or a blank.
func endsWithDigits(text string) bool {
	n := len(text)
	return n > 0 && (text[n-1] == ' ' || text[n-1] >= '0' && text[n-1] <= '9')
}

// unitNote reports whether a text after figures is their unit and no new label.
func (t *template) unitNote(text string) bool {
	return t.lex.ignored[t.lex.print(text).key] == "unit_note"
}
