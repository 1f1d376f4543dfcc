package plain

import (
	"cmp"
	"maps"
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
	found := map[int]int{}
	usual, _ := usualRow(lines, found)
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
	p.heights(lines, found)
	p.hanging(lines, found)
	p.stacked(lines, found)
	return found
}

// hanging finds rows whose figures stand beside the first line of a label that goes on
// below: a line with a list number and figures, and the lines below it that hold a text
// under the label and no list number, or the rest of figures, and no other.
func (p splitter) hanging(lines []line, found map[int]int) {
	rows, broken := map[int]int{}, map[int]int{}
	for i := 0; i < len(lines); i++ {
		if found[i] > 0 {
			i += found[i] - 1
			continue
		}
		label, ok := p.numbered(&lines[i])
		if !ok {
			continue
		}
		n, figures := 1, 0
		for i+n < len(lines) && found[i+n] == 0 && lines[i+n].page == lines[i].page && p.goesOn(&lines[i], &lines[i+n], label) {
			figures += lines[i+n].figures
			n++
		}
		if n > 1 {
			rows[i] = n
		}
		if figures > 0 {
			broken[i] = n
		}
		i += n - 1
	}
	maps.Copy(found, broken)
	if len(rows) >= leastBands {
		maps.Copy(found, rows)
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

// goesOn reports whether a line below a row goes on with its label, or with its figures:
// it holds no list number and no figure of its own.
func (p splitter) goesOn(row, l *line, label piece) bool {
	if !isBandLine(l) {
		return false
	}
	pieces, below := l.pieces(p.shared), false
	for _, x := range pieces {
		if !x.figure && beginsItem(normalize.Text(x.text)) {
			return false
		}
		below = below || x.figure || x.col < label.end && label.col < x.end
	}
	return below && (l.figures == 0 || goesOnInFigures(row.pieces(p.shared), pieces))
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
// are lines of one cell. The figures follow across the page; a unit belongs to the figure
// that it stands below.
func (p splitter) bandCells(lines []line) []layout.Cell {
	var labels, figures []stack
	if isRun(lines) {
		figures, _ = stacksOf(lines)
		return stackCells(figures)
	}
	for i := range lines {
		for _, x := range lines[i].pieces(p.shared) {
			to, at := &labels, over(labels, x)
			switch beside := over(figures, piece{col: x.col - 1, end: x.end + 1}); {
			case x.figure:
				to, at = &figures, over(figures, x)
			case isUnit(x.text) && at < 0 && beside >= 0:
				to, at = &figures, beside
			}
			if at >= 0 {
				(*to)[at].add(x)
			} else {
				*to = append(*to, stack{[]string{x.text}, x.col, x.end})
			}
		}
	}
	return append(stackCells(labels), stackCells(figures)...)
}

// stackCells makes a cell of each stack, across the page.
func stackCells(stacks []stack) []layout.Cell {
	slices.SortStableFunc(stacks, func(a, b stack) int { return cmp.Compare(a.col, b.col) })
	cells := make([]layout.Cell, 0, len(stacks))
	for _, s := range stacks {
		cell := newCell(strings.Join(s.texts, "\n"), inlineText(joinLines(s.texts)))
		cell.Col, cell.ColSpan = s.col, max(1, s.end-s.col)
		cells = append(cells, cell)
	}
	return cells
}
