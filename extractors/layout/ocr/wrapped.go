package ocr

import "slices"

// joinWrapped joins a label of two lines about the figures in its middle: the
// lines close above and below a line of figures without a label. A rule between
// them keeps them apart.
func (t *table) joinWrapped() {
	for i := range t.lines {
		l := &t.lines[i]
		if len(l.labels) > 0 || l.figures == 0 {
			continue
		}
		for _, j := range []int{i - 1, i + 1} {
			if t.belongs(j, l) {
				l.labels = joinLabels(l.labels, t.lines[j].labels)
				t.lines[j].labels = nil
			}
		}
	}
	t.lines = slices.DeleteFunc(t.lines, func(l line) bool {
		return len(l.labels) == 0 && !slices.ContainsFunc(l.columns, func(w []word) bool { return len(w) > 0 })
	})
}

// belongs reports whether line j is a line of the label of l.
func (t *table) belongs(j int, l *line) bool {
	if j < 0 || j >= len(t.lines) {
		return false
	}
	o := &t.lines[j]
	if len(o.labels) == 0 || o.figures > 0 || max(o.mid-l.mid, l.mid-o.mid) > t.size {
		return false
	}
	at := o.labels[len(o.labels)-1].centre()
	for _, r := range t.rules {
		if r.width() > 2*t.size && r.left <= at && r.right >= at && r.middle() > min(o.mid, l.mid) && r.middle() < max(o.mid, l.mid) {
			return false
		}
	}
	return true
}

// joinLabels joins the last labels of two lines, one cell over the other.
func joinLabels(above, below []segment) []segment {
	if len(above) == 0 || len(below) == 0 {
		return append(above, below...)
	}
	a, b := &above[len(above)-1], &below[len(below)-1]
	a.words = append(a.words[:len(a.words):len(a.words)], b.words...)
	a.box = a.union(b.box)
	return append(below[:len(below)-1:len(below)-1], above...)
}
