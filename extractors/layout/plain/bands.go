package plain

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/extractors/layout"
	"gongkai/extractors/normalize"
)

// leastBands is how many rows of several lines make blank lines the borders of rows.
const leastBands = 3

// bands finds the rows of aligned lines that blank lines part: those in which no two
// figures stand one below the other. It returns how many lines each takes, by its
// first line; none where most stretches between blank lines hold several rows.
func (p splitter) bands(lines []line) map[int]int {
	if !p.spaces {
		return nil
	}
	found, usual := map[int]int{}, p.usual(lines)
	clean, crowded := 0, 0
	for start := 0; start < len(lines); {
		end := start
		for end < len(lines) && isBandLine(&lines[end]) && lines[end].page == lines[start].page {
			end++
		}
		if end == start {
			start++
			continue
		}
		switch figures, once := p.onceEach(lines[start:end]); {
		case figures == 0:
		case !once:
			crowded++
			p.complements(lines[start:end], start, usual, found)
		default:
			clean++
			if end > start+1 {
				found[start] = end - start
			}
		}
		start = end
	}
	if clean < leastBands || clean < 2*crowded {
		clear(found)
	}
	p.hanging(lines, found)
	return found
}

// hanging finds rows whose figures stand beside the first line of a label that goes on
// below: a line with a list number and figures, and the lines without figures below it
// that hold a text under the label and no list number.
func (p splitter) hanging(lines []line, found map[int]int) {
	rows := map[int]int{}
	for i := 0; i < len(lines); i++ {
		if found[i] > 0 {
			i += found[i] - 1
			continue
		}
		label, ok := p.numbered(&lines[i])
		if !ok {
			continue
		}
		n := 1
		for i+n < len(lines) && found[i+n] == 0 && lines[i+n].page == lines[i].page && p.goesOn(&lines[i+n], label) {
			n++
		}
		if n > 1 {
			rows[i] = n
		}
		i += n - 1
	}
	if len(rows) < leastBands {
		return
	}
	for i, n := range rows {
		found[i] = n
	}
}

// numbered is the label of a line of figures, where it begins with a list number.
func (p splitter) numbered(l *line) (label piece, ok bool) {
	if l.class != aligned || l.figures < 2 {
		return piece{}, false
	}
	for _, x := range l.pieces(p.shared) {
		if !x.figure {
			label = x
		}
	}
	return label, beginsItem(normalize.Text(label.text))
}

// goesOn reports whether a line holds a text below a label, no figure and no list number.
func (p splitter) goesOn(l *line, label piece) bool {
	if !isBandLine(l) || l.figures > 0 || l.class == blank {
		return false
	}
	below := false
	for _, x := range l.pieces(p.shared) {
		if x.figure || beginsItem(normalize.Text(x.text)) {
			return false
		}
		below = below || x.col < label.end && label.col < x.end
	}
	return below
}

// usual is how many figures most lines of several have.
func (p splitter) usual(lines []line) int {
	counts := map[int]int{}
	best := 0
	for i := range lines {
		if n := lines[i].figures; n > 1 && isBandLine(&lines[i]) {
			counts[n]++
			if counts[n] > counts[best] || counts[n] == counts[best] && n > best {
				best = n
			}
		}
	}
	return best
}

// complements notes pairs of lines that together have a row's usual number of
// figures, none below another: a row whose cells are printed at different heights.
func (p splitter) complements(lines []line, at, usual int, found map[int]int) {
	for i := 0; i+1 < len(lines); i++ {
		a, b := &lines[i], &lines[i+1]
		if a.figures == 0 || b.figures == 0 || a.figures+b.figures != usual {
			continue
		}
		if _, once := p.onceEach(lines[i : i+2]); once {
			found[at+i] = 2
			i++
		}
	}
}

func isBandLine(l *line) bool { return l.class == aligned || l.class == single }

// onceEach counts the figures of some lines and reports whether each column of the
// page holds at most one of them.
func (p splitter) onceEach(lines []line) (figures int, once bool) {
	var all []piece
	for i := range lines {
		for _, x := range lines[i].pieces(p.shared) {
			if !x.figure {
				continue
			}
			for _, y := range all {
				if x.col < y.end && y.col < x.end {
					return len(all) + 1, false
				}
			}
			all = append(all, x)
		}
	}
	return len(all), true
}

// bandCells makes one row of several lines: the texts that stand one below the other
// are lines of one label, the figures follow across the page.
func (p splitter) bandCells(lines []line) []layout.Cell {
	type stack struct {
		texts    []string
		col, end int
	}
	var labels []stack
	var figures []piece
	for i := range lines {
		for _, x := range lines[i].pieces(p.shared) {
			if x.figure {
				figures = append(figures, x)
				continue
			}
			at := slices.IndexFunc(labels, func(s stack) bool { return x.col < s.end && s.col < x.end })
			if at < 0 {
				labels = append(labels, stack{col: x.col, end: x.end, texts: []string{x.text}})
				continue
			}
			s := &labels[at]
			s.texts, s.col, s.end = append(s.texts, x.text), min(s.col, x.col), max(s.end, x.end)
		}
	}
	slices.SortStableFunc(labels, func(a, b stack) int { return cmp.Compare(a.col, b.col) })
	slices.SortStableFunc(figures, func(a, b piece) int { return cmp.Compare(a.col, b.col) })
	var cells []layout.Cell
	for _, s := range labels {
		cell := newCell(strings.Join(s.texts, "\n"), joinLines(s.texts))
		cell.Col, cell.ColSpan = s.col, max(1, s.end-s.col)
		cells = append(cells, cell)
	}
	for _, x := range figures {
		cell := newCell(x.text, inlineText(x.text))
		cell.Col, cell.ColSpan = x.col, max(1, x.end-x.col)
		cells = append(cells, cell)
	}
	return cells
}
