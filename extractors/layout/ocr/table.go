package ocr

import (
	"slices"
	"strings"

	"gongkai/extractors/layout"
)

// table is a region with its columns.
type table struct {
	size    int
	rules   *lattice
	columns []span
	// edges are the x at which columns begin.
	edges []int
	lines []line
	stubs int
}

// line is a row of a table: its labels and what stands in each column.
type line struct {
	box
	mid     int
	labels  []segment
	columns [][]word
	// figures counts columns that hold a figure.
	figures int
	// spans is how many columns a text of a header reaches over.
	spans []int
}

// table adds rows as a table.
func (b *builder) table(p *page, rows []row) {
	t := newTable(p, rows)
	t.joinSplit()
	t.joinFloating()
	t.joinWrapped()
	index := 0
	for i := range t.lines {
		cells := t.cells(&t.lines[i])
		if len(cells) == 0 {
			continue
		}
		b.grid.Rows = append(b.grid.Rows, layout.Row{Table: b.tables, Index: index, Cells: cells})
		index++
	}
	b.tables++
}

func newTable(p *page, rows []row) *table {
	bounds := rows[0].box
	for i := range rows {
		bounds = bounds.union(rows[i].box)
	}
	t := &table{size: p.size, rules: p.lattice.within(bounds)}
	t.columns = t.columnsOf(rows)
	t.setEdges()
	for i := range rows {
		l := t.line(&rows[i])
		t.lines = append(t.lines, l)
		t.stubs = max(t.stubs, len(l.labels))
	}
	return t
}

// segments cuts a row at gaps and at upright rules.
func (t *table) segments(r *row) []segment { return segments(r.words, r.mid, t.size, t.rules) }

// line cuts a row into labels and columns.
func (t *table) line(r *row) line {
	l := line{box: r.box, mid: r.mid, columns: make([][]word, len(t.columns))}
	cut := t.labelEnd(r)
	for _, w := range r.words[cut:] {
		if t.splitDigits(&l, w) || t.splitBars(&l, w) {
			continue
		}
		c := t.columnAt(w)
		l.columns[c] = append(l.columns[c], w)
	}
	l.count(t.size)
	if l.figures == 0 && len(t.columns) > 0 {
		return t.header(r)
	}
	l.labels = segments(r.words[:cut], r.mid, t.size, t.rules)
	return l
}

// splitDigits cuts a word that stands over as many columns as it has digits, zeros
// read as letters among them: it is the figures of neighbouring columns read as one.
func (t *table) splitDigits(l *line, w word) bool {
	if len(w.text) < 2 || strings.Trim(w.text, "0123456789oO") != "" || w.width() < t.size {
		return false
	}
	from, n := 0, 0
	for c, column := range t.columns {
		if w.left < column.centre() && column.centre() < w.right {
			if n == 0 {
				from = c
			}
			n++
		}
	}
	if n != len(w.text) {
		return false
	}
	for i := range n {
		at := t.columns[from+i]
		l.columns[from+i] = append(l.columns[from+i], word{box{at.left, w.top, at.right, w.bottom}, w.text[i : i+1], w.line})
	}
	return true
}

// splitBars cuts a word at the rules read into it where each of the numbers between
// them stands in a column of its own.
func (t *table) splitBars(l *line, w word) bool {
	if strings.Trim(w.text, "0123456789"+borders) != "" || !strings.ContainsAny(w.text, borders) {
		return false
	}
	var parts []word
	var at []int
	for from, i, runes := -1, 0, []rune(w.text); i <= len(runes); i++ {
		switch digit := i < len(runes) && runes[i] >= '0' && runes[i] <= '9'; {
		case digit && from < 0:
			from = i
		case !digit && from >= 0:
			part := word{charBox(w, from).union(charBox(w, i-1)), string(runes[from:i]), w.line}
			c := t.nearestColumn(part.centre())
			if n := len(at); n > 0 && c <= at[n-1] {
				return false
			}
			parts, at, from = append(parts, part), append(at, c), -1
		}
	}
	if len(parts) < 2 {
		return false
	}
	for i, c := range at {
		l.columns[c] = append(l.columns[c], parts[i])
	}
	return true
}

// nearestColumn is the column whose middle is nearest to a place.
func (t *table) nearestColumn(x int) int {
	best := 0
	for c := range t.columns {
		if abs(t.columns[c].centre()-x) < abs(t.columns[best].centre()-x) {
			best = c
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// labelEnd is how many words of a row are its label: those left of the columns,
// and texts that run on from them.
func (t *table) labelEnd(r *row) int {
	if len(t.columns) == 0 {
		return len(r.words)
	}
	cut := 0
	for cut < len(r.words) {
		w := r.words[cut]
		left := w.left < t.edges[0]-t.size/2 || w.centre() < t.edges[0]
		runsOn := cut > 0 && !isFigure(w.text) && 3*(w.left-r.words[cut-1].right) < t.size &&
			!t.rules.between(r.words[cut-1].centre(), w.centre(), r.mid)
		if !left && !runsOn {
			break
		}
		cut++
	}
	return cut
}

// header cuts a row without figures into its texts: one whose middle is left of
// the columns is a label, another stands in the columns whose figures it is above
// or below, with the number of those as its span.
func (t *table) header(r *row) line {
	l := line{box: r.box, mid: r.mid, columns: make([][]word, len(t.columns)), spans: make([]int, len(t.columns))}
	var label []word
	for _, stretch := range stretches(r.words, t.size) {
		for _, s := range t.atRules(stretch) {
			if s = withoutBars(s); len(s.words) == 0 {
				continue
			}
			if s.centre() < t.columns[0].left-t.size/2 {
				label = append(label, s.words...)
				continue
			}
			from, to := t.under(s)
			l.columns[from] = append(l.columns[from], s.words...)
			l.spans[from] = max(l.spans[from], 1+to-from)
		}
	}
	l.labels = segments(label, r.mid, t.size, t.rules)
	return l
}

// withoutBars takes the rules read as bars off both ends of a text of a header.
func withoutBars(s segment) segment {
	isBar := func(w word) bool { return strings.Trim(w.text, borders+"-—~") == "" }
	from, to := 0, len(s.words)
	for from < to && isBar(s.words[from]) {
		from++
	}
	for to > from && isBar(s.words[to-1]) {
		to--
	}
	if from == to {
		return segment{}
	}
	return newSegment(s.words[from:to])
}

// under gives the first and last column with a figure's place under a text, or
// where there is none the column that its middle is in.
func (t *table) under(s segment) (from, to int) {
	from = -1
	for c, column := range t.columns {
		if s.left < column.right && column.left < s.right {
			if from < 0 {
				from = c
			}
			to = c
		}
	}
	if from < 0 {
		from = t.columnAt(word{box: box{s.centre(), s.top, s.centre(), s.bottom}})
		to = from
	}
	return from, to
}

// atRules cuts a stretch at upright rules.
func (t *table) atRules(s segment) []segment {
	var out []segment
	from := 0
	for i := range s.words {
		if i > 0 && t.rules.between(s.words[i-1].centre(), s.words[i].centre(), s.middle()) {
			out = append(out, newSegment(s.words[from:i]))
			from = i
		}
	}
	return append(out, newSegment(s.words[from:]))
}

// count counts the columns that hold a figure. Bars and dashes alone among more texts
// are the rules of a header.
func (l *line) count(size int) {
	l.figures = 0
	texts, digits := 0, false
	for _, words := range l.columns {
		switch {
		case isFigure(textOf(words, size)):
			l.figures++
			digits = digits || hasDigit(words)
		case hanRunes(words) > 0:
			texts++
		}
	}
	if !digits && texts > l.figures {
		l.figures = 0
	}
}

// columnAt is the column that the beginning of a word stands in.
func (t *table) columnAt(w word) int {
	x := min(w.centre(), w.left+t.size/2)
	c, found := slices.BinarySearch(t.edges, x)
	if !found {
		c--
	}
	return max(0, c)
}

// cells are the cells of a line: labels, then each column.
func (t *table) cells(l *line) []layout.Cell {
	var out []layout.Cell
	for i := range l.labels {
		cell := t.cell(l.labels[i].words)
		cell.Col = min(i, max(0, t.stubs-1))
		if i == len(l.labels)-1 {
			cell.ColSpan = max(1, t.stubs-cell.Col)
		}
		out = append(out, cell)
	}
	if l.holdsNothing() {
		return numbered(out)
	}
	covered := 0
	for c, words := range l.columns {
		if c < covered && len(words) == 0 {
			continue
		}
		for _, part := range t.parts(l, words) {
			cell := t.cell(part)
			cell.Col = t.stubs + c
			if c < len(l.spans) && l.spans[c] > 1 {
				cell.ColSpan, covered = l.spans[c], c+l.spans[c]
			}
			cell.Unread = l.figures > 0 && len(part) > 0 && !isFigure(cell.Text)
			out = append(out, cell)
		}
	}
	return numbered(out)
}

// cell makes a cell of words.
func (t *table) cell(words []word) layout.Cell {
	cell := newCell(strings.TrimSpace(textOf(words, t.size)))
	if len(words) > 0 {
		at := newSegment(words)
		cell.Left, cell.Right = at.left, at.right
	}
	return cell
}

// parts are the texts of a column that make cells of their own: all words of it,
// or what gaps part where a figure is among it; in a header, what gaps part.
func (t *table) parts(l *line, words []word) [][]word {
	if len(words) < 2 {
		return [][]word{words}
	}
	var out [][]word
	if l.figures == 0 {
		for _, s := range stretches(words, t.size) {
			out = append(out, s.words)
		}
		return out
	}
	figures := 0
	for _, s := range segments(words, l.mid, t.size, t.rules) {
		out = append(out, s.words)
		if s.figure {
			figures++
		}
	}
	if figures == 0 {
		return [][]word{words}
	}
	return out
}

func (l *line) holdsNothing() bool {
	return !slices.ContainsFunc(l.columns, func(words []word) bool { return len(words) > 0 })
}

func numbered(cells []layout.Cell) []layout.Cell {
	for i := range cells {
		cells[i].Ordinal = i
	}
	return cells
}
