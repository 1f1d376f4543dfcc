package ocr

import "slices"

// joinSplit joins lines that hold figures of one row at two heights: they are
// close, no rule parts them, and no column has a text in both.
func (t *table) joinSplit() {
	out := t.lines[:0:0]
	for _, l := range t.lines {
		if n := len(out); n > 0 && t.oneRow(&out[n-1], &l) {
			out[n-1].take(&l, t.size)
			continue
		}
		out = append(out, l)
	}
	t.lines = out
}

// take adds what stands in another line.
func (l *line) take(o *line, size int) {
	for c := range l.columns {
		l.columns[c] = append(l.columns[c], o.columns[c]...)
	}
	l.labels = append(l.labels, o.labels...)
	slices.SortStableFunc(l.labels, func(a, b segment) int { return a.left - b.left })
	l.box = l.union(o.box)
	l.count(size)
}

// joinFloating joins figures on lines of their own, as cells have them that are
// set higher or lower than the rest of their row, to the row that they are clearly
// nearest to.
func (t *table) joinFloating() {
	gone := make([]bool, len(t.lines))
	for i := range t.lines {
		l := &t.lines[i]
		if l.figures == 0 {
			continue
		}
		above, below := t.nextRow(i, -1, gone), t.nextRow(i, 1, gone)
		near, far := t.distance(i, above), t.distance(i, below)
		to := above
		if far < near {
			near, far, to = far, near, below
		}
		if to >= 0 && near <= farthestFloat*t.size && 2*near < far && t.fits(&t.lines[to], l) {
			t.lines[to].take(l, t.size)
			gone[i] = true
		}
	}
	kept := t.lines[:0:0]
	for i := range t.lines {
		if !gone[i] {
			kept = append(kept, t.lines[i])
		}
	}
	t.lines = kept
}

// farthestFloat is how far from its row a figure stands at most, in characters.
const farthestFloat = 2

// nextRow is the next line before or after line i that holds figures, -1 where
// there is none.
func (t *table) nextRow(i, step int, gone []bool) int {
	for j := i + step; j >= 0 && j < len(t.lines); j += step {
		if t.lines[j].figures > 0 && !gone[j] {
			return j
		}
	}
	return -1
}

// distance is how far apart two lines stand.
func (t *table) distance(i, j int) int {
	if j < 0 {
		return farthest
	}
	return max(t.lines[i].mid-t.lines[j].mid, t.lines[j].mid-t.lines[i].mid)
}

// fits reports whether figures can be a row's: it has a label and nothing in their
// columns, they have no label but one of a group left of it, and no rule stands
// between.
func (t *table) fits(l, figures *line) bool {
	if len(l.labels) == 0 || len(l.columns) < 2 || figures.figures >= l.figures && len(figures.labels) > 0 {
		return false
	}
	left := l.labels[len(l.labels)-1].left
	for i := range figures.labels {
		if figures.labels[i].right > left {
			return false
		}
	}
	for c, column := range t.columns {
		if len(l.columns[c]) > 0 && len(figures.columns[c]) > 0 || t.rules.parts(column.centre(), l.mid, figures.mid) {
			return false
		}
	}
	return true
}

func (t *table) oneRow(a, b *line) bool {
	if a.figures+b.figures == 0 || 5*(b.mid-a.mid) > 4*t.size ||
		a.holdsNothing() || b.holdsNothing() {
		return false
	}
	for c := range a.columns {
		if len(a.columns[c]) > 0 && len(b.columns[c]) > 0 {
			return false
		}
	}
	for _, column := range t.columns {
		if t.rules.parts(column.centre(), a.mid, b.mid) {
			return false
		}
	}
	return true
}

// joinWrapped joins the lines of a label to the line of its figures. Where rules
// enclose the label they say which lines are its; else the lines close above and
// below figures without a label are.
func (t *table) joinWrapped() {
	for i := range t.lines {
		l := &t.lines[i]
		if l.figures == 0 {
			continue
		}
		if from, to, ok := t.enclosed(i); ok {
			t.joinLines(i, from, to)
			continue
		}
		if len(l.labels) > 0 {
			continue
		}
		from, to := i, i
		if t.belongs(i-1, l) {
			from--
		}
		if t.belongs(i+1, l) {
			to++
		}
		t.joinLines(i, from, to)
	}
	t.lines = slices.DeleteFunc(t.lines, func(l line) bool { return len(l.labels) == 0 && l.holdsNothing() })
}

// mostWrapped is how many lines a label has at most on either side of its figures.
const mostWrapped = 6

// enclosed finds the lines that rules enclose together with line i, where no
// other line of figures is among them.
func (t *table) enclosed(i int) (from, to int, ok bool) {
	if len(t.columns) == 0 {
		return 0, 0, false
	}
	x := t.edges[0] - t.size
	above, below, ok := t.rules.levels(x, t.lines[i].mid)
	if !ok {
		return 0, 0, false
	}
	from, to = i, i
	for from > 0 && i-from < mostWrapped && t.lines[from-1].mid > above {
		from--
	}
	for to+1 < len(t.lines) && to-i < mostWrapped && t.lines[to+1].mid < below {
		to++
	}
	for j := from; j <= to; j++ {
		if j != i && (t.lines[j].figures > 0 || !t.lines[j].holdsNothing()) {
			return 0, 0, false
		}
	}
	return from, to, true
}

// joinLines joins the last labels of lines [from, to] to that of line i. Labels
// left of them stay.
func (t *table) joinLines(i, from, to int) {
	var words []word
	var b box
	for j := from; j <= to; j++ {
		o := &t.lines[j]
		n := len(o.labels)
		if n == 0 || !t.labelColumn(&o.labels[n-1]) {
			continue
		}
		if words == nil {
			b = o.labels[n-1].box
		}
		words, b = append(words, o.labels[n-1].words...), b.union(o.labels[n-1].box)
		o.labels = o.labels[:n-1]
	}
	if words != nil {
		l := &t.lines[i]
		l.labels = append(l.labels[:len(l.labels):len(l.labels)], segment{box: b, words: words})
	}
}

// labelColumn reports whether a label stands in the column next to the figures:
// no upright rule parts it from them but the one at their edge.
func (t *table) labelColumn(s *segment) bool {
	return !t.rules.between(s.right-t.size/4, t.edges[0]-t.size/2, s.middle())
}

// belongs reports whether line j is a line of the label of l.
func (t *table) belongs(j int, l *line) bool {
	if j < 0 || j >= len(t.lines) {
		return false
	}
	o := &t.lines[j]
	if len(o.labels) == 0 || !o.holdsNothing() || max(o.mid-l.mid, l.mid-o.mid) > t.size {
		return false
	}
	return !t.rules.parts(o.labels[len(o.labels)-1].centre(), o.mid, l.mid)
}
