package ocr

import (
	"slices"
	"strings"
	"unicode"
)

// span is a run of x, right exclusive.
type span struct{ left, right int }

func (s span) centre() int { return (s.left + s.right) / 2 }

// candidates are the figures of a row that stand in places of their own: what
// follows is a wide gap, another figure or nothing.
func (t *table) candidates(r *row) []span {
	var out []span
	cells := t.segments(r)
	for i := range cells {
		c := &cells[i]
		if !c.figure || !isPrinted(c.words) || i+1 < len(cells) && !cells[i+1].figure && cells[i+1].left-c.right < t.size {
			continue
		}
		if i == 0 && len(cells) > 1 && !cells[1].figure {
			continue // an ordinal
		}
		// The boxes of doubtful words reach beyond their print.
		out = append(out, span{c.left, min(c.right, c.left+glyphs(c.words)*t.rules.digit*5/4)})
	}
	return out
}

func glyphs(words []word) int {
	n := 0
	for _, w := range words {
		n += len([]rune(w.text))
	}
	return n
}

// columnsOf finds the columns in which figures stand, left to right: those
// between upright rules where the table has them, else the runs of x that
// figures cover.
func (t *table) columnsOf(rows []row) []span {
	var figures []span
	for i := range rows {
		figures = append(figures, t.candidates(&rows[i])...)
	}
	columns := t.covered(slices.Concat(figures, t.runs(rows)))
	if ruled := t.ruledColumns(rows); len(ruled) > 0 {
		columns = ruled
	}
	return t.headed(t.ofFigures(columns, rows), rows)
}

// mostColumns bounds the columns of a table.
const mostColumns = 64

// covered unites overlapping figures to columns, narrow ones first. A wide one
// that reaches over two columns of several figures each is two read as one and
// joins nothing.
func (t *table) covered(figures []span) []span {
	slices.SortStableFunc(figures, func(a, b span) int { return a.right - a.left - b.right + b.left })
	var out []column
	for _, s := range figures {
		from, _ := slices.BinarySearchFunc(out, s.left, func(c column, left int) int { return c.right - left - 1 })
		to := from
		bridged := 0
		for to < len(out) && out[to].left < s.right {
			if out[to].figures >= 2 {
				bridged++
			}
			to++
		}
		if bridged >= 2 || from == to && len(out) >= mostColumns {
			continue
		}
		joined := column{s, 1}
		for _, c := range out[from:to] {
			joined.left, joined.right = min(joined.left, c.left), max(joined.right, c.right)
			joined.figures += c.figures
		}
		out = slices.Replace(out, from, to, joined)
	}
	columns := make([]span, len(out))
	for i := range out {
		columns[i] = out[i].span
	}
	return columns
}

// column is a column being found, with how many figures it has.
type column struct {
	span
	figures int
}

// ruledColumns are the columns between the upright rules of a table, where the
// outermost enclose its rows and they are at least three.
func (t *table) ruledColumns(rows []row) []span {
	var at []int
	for _, u := range t.rules.uprights {
		if n := len(at); n > 0 && 2*(u.at-at[n-1]) < t.size {
			continue
		}
		at = append(at, u.at)
	}
	left, right := 0, 0
	for i := range rows {
		if t.rules.boxed(&rows[i]) {
			left++
		} else {
			right++
		}
	}
	if len(at) < 3 || left < right {
		return nil
	}
	var out []span
	for i := 1; i < len(at); i++ {
		out = append(out, span{at[i-1], at[i]})
	}
	return out[:min(len(out), mostColumns)]
}

// ofFigures drops the columns up to the last one in which rows with figures have
// more labels than figures, and before the first figure empty ones and those in
// which one mark alone stands.
func (t *table) ofFigures(columns []span, rows []row) []span {
	figures, labels := make([]int, len(columns)), make([]int, len(columns))
	hasDigits := make([]bool, len(columns))
	for i := range rows {
		cells := t.segments(&rows[i])
		if !slices.ContainsFunc(cells, func(c segment) bool { return c.figure && hasDigit(c.words) }) {
			continue
		}
		for j := range cells {
			for c, column := range columns {
				switch {
				case cells[j].left >= column.right || cells[j].right <= column.left:
				case cells[j].figure:
					figures[c]++
					hasDigits[c] = hasDigits[c] || hasDigit(cells[j].words)
				case hanRunes(cells[j].words) >= 3:
					labels[c]++
				}
			}
		}
	}
	from := 0
	for c := range columns {
		if labels[c] > 0 && labels[c] >= figures[c] {
			from = c + 1
		}
	}
	for from < len(columns) && (figures[from] == 0 || !hasDigits[from] && figures[from] == 1 && len(rows) > 2) {
		from++
	}
	return columns[from:]
}

// isPrinted reports whether a figure is digits or a dash or slash in their place,
// and no letter or bar that looks like a digit.
func isPrinted(words []word) bool {
	return hasDigit(words) || len(words) == 1 && strings.ContainsAny(words[0].text, "-/—无")
}

func hasDigit(words []word) bool {
	return slices.ContainsFunc(words, func(w word) bool { return strings.ContainsAny(w.text, "0123456789") })
}

// headed adds columns in which no figure stands but a word of the header does:
// one of the line above the first figures, where that has a word over nearly
// every column.
func (t *table) headed(columns []span, rows []row) []span {
	first := slices.IndexFunc(rows, func(r row) bool {
		return slices.ContainsFunc(t.segments(&r), func(s segment) bool { return s.figure && hasDigit(s.words) })
	})
	if first < 1 || len(columns) < 2 || rows[first].mid-rows[first-1].mid > 3*t.size {
		return columns
	}
	var extra []span
	over := 0
	for _, text := range stretches(rows[first-1].words, t.size) {
		at := span{text.left, text.right}
		switch {
		case len(withoutBars(text).words) == 0:
		case at.left < columns[0].left-t.size:
		case slices.ContainsFunc(columns, func(c span) bool { return c.left-t.size/4 < at.right && at.left < c.right+t.size/4 }):
			over++
		default:
			extra = append(extra, at)
		}
	}
	if 4*over < 3*len(columns) || len(extra) > len(columns) {
		return columns
	}
	columns = append(slices.Clone(columns), extra...)
	slices.SortFunc(columns, func(a, b span) int { return a.left - b.left })
	return columns
}

// stretches cuts words at gaps of nearly half a character, and behind rules read as
// bars: between the texts of a header.
func stretches(words []word, size int) []segment {
	var out []segment
	for i, w := range words {
		if i == 0 || 5*(w.left-out[len(out)-1].right) > 2*size || i > 1 && strings.Trim(words[i-1].text, sureBars) == "" {
			out = append(out, segment{box: w.box})
		}
		s := &out[len(out)-1]
		s.words, s.box = append(s.words, w), s.union(w.box)
	}
	return out
}

func hanRunes(words []word) int {
	n := 0
	for _, w := range words {
		for _, r := range w.text {
			if unicode.Is(unicode.Han, r) {
				n++
			}
		}
	}
	return n
}

// setEdges finds the x at which columns begin: the middle between two, which is
// the rule where rules part them.
func (t *table) setEdges() {
	t.edges = t.edges[:0]
	for c := range t.columns {
		if c == 0 {
			t.edges = append(t.edges, t.columns[0].left-t.size/4)
			continue
		}
		t.edges = append(t.edges, (t.columns[c-1].right+t.columns[c].left)/2)
	}
}
