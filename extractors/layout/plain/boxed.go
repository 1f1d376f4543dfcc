package plain

import (
	"slices"
	"strings"

	"gongkai/extractors/layout"
)

// box is a cell of a drawn table while it is read: display columns left to
// right, the rows first to last, both included, and its lines of text.
type box struct {
	left, right int
	first, last int
	lines       []string
	frame       int // the frame that holds the cell, counted from 0
}

// isDrawn reports whether a region is a table drawn with frames around the
// cells, as w3m and pandoc draw them: rules between the rows, which may stand
// between pipes where the outermost have corners (links). Lines without a
// rule between them with figures in the same cells are rows, which line by line
// reading tells apart, unless most rules have one such line alone between them; so are the lines of a table with no rule but its frame and one
// below its header, since rules between rows would be more.
func isDrawn(lines []line) bool {
	rules, between, rows := 0, 0, 0
	var above band
	for i := range lines {
		l := &lines[i]
		switch {
		case len(l.raw) > maxDrawnLine:
			return false
		case l.class == rule && isFrameRule(strings.TrimSpace(l.raw)):
			rules++
			above.end()
		case l.class == rule && isPipe(firstRune(strings.TrimSpace(l.raw))):
			between++
			above.end()
		case isPipedLine(l):
			rows++
			above.add(l)
		}
	}
	if above.areRows() {
		return false
	}
	if all := rules + between; all <= frameRules && rows > all-1 {
		return false
	}
	return rules >= 2 && rows >= 1 && rows <= maxBandLines*(rules+between)
}

// frameRules are the rules of a table without any between its rows: above, below the
// header, and below.
const frameRules = 3

// The bounds of a drawn table: lines without a rule between them, bytes of a
// line, cells open at once. Beyond them a table is read line by line.
const (
	maxBandLines = 8
	maxDrawnLine = 4096
	maxOpenCells = 256
)

// isFrameRule reports whether a rule has corners or crossings at both ends.
func isFrameRule(t string) bool { return isJoint(firstRune(t)) && isJoint(lastRune(t)) && len(t) > 2 }

// isJoint reports whether a character stands where lines of a frame meet.
func isJoint(r rune) bool { return r == '+' || (isBox(r) && !isHorizontal(r)) }

func isBox(r rune) bool { return r >= '─' && r <= '╿' }

func isHorizontal(r rune) bool {
	switch r {
	case '─', '━', '═', '┄', '┅', '┈', '┉', '╌', '╍', '-', '=':
		return true
	}
	return false
}

// readDrawn reads a drawn table: a frame around a text is a cell, over several
// lines and rows if need be. Frames and rules are dropped.
func readDrawn(s *sheet, r *region) (layout.Kind, layout.Blanks) {
	d := newDrawing(r.lines)
	if !d.coherent() {
		return readRows(s, r)
	}
	for i := range r.lines {
		l := &r.lines[i]
		if l.class == rule || isPipedLine(l) {
			d.line(l.raw)
			continue
		}
		d.finish(s)
		if l.class != blank {
			s.prose(l.raw)
		}
	}
	d.finish(s)
	return layout.Piped, layout.BlanksKept
}

func isPipedLine(l *line) bool { return l.class == piped || l.class == pipeEnd }

// drawing follows the frames of a table from line to line.
type drawing struct {
	measure   measure
	ascii     bool
	row       int
	frame     int
	open      []box
	done      []box
	fits, all int
}

// newDrawing finds the widths of characters under which the lines of each frame of a
// drawn table are equally long: terminals differ on quotes and box characters.
func newDrawing(lines []line) *drawing {
	var all []framed
	ascii, frame, begins := false, 0, false
	for i := range lines {
		if lines[i].class != rule && !isPipedLine(&lines[i]) {
			begins = true
			continue
		}
		trimmed := strings.TrimSpace(lines[i].raw)
		if begins || opensFrame(trimmed) {
			frame++
		}
		all, begins = append(all, framed{extentOf(trimmed), frame}), false
		ascii = ascii || strings.HasPrefix(trimmed, "+")
	}
	best := &drawing{}
	for _, m := range drawnMeasures {
		d := &drawing{measure: m, all: len(all), ascii: ascii, fits: fitting(all, m)}
		if d.fits > best.fits {
			best = d
		}
	}
	return best
}

// framed is the extent of a line, and the frame that it is part of.
type framed struct {
	extent
	frame int
}

// fitting is how many lines are as wide by a measure as most of their frame.
func fitting(all []framed, m measure) int {
	fits := 0
	for start := 0; start < len(all); {
		widths, most, end := map[int]int{}, 0, start
		for ; end < len(all) && all[end].frame == all[start].frame; end++ {
			w := all[end].by(m)
			widths[w]++
			most = max(most, widths[w])
		}
		fits += most
		start = end
	}
	return fits
}

// opensFrame reports whether a line is the upper edge of a frame.
func opensFrame(trimmed string) bool { return strings.ContainsRune("┌┏╔╭", firstRune(trimmed)) }

// coherent reports whether nearly all lines agree with their frame on a width. Frames of
// different widths may touch each other, so half is enough.
func (d *drawing) coherent() bool { return 2*d.fits > d.all }

// mark is a stretch of a drawn line: a text between frames, or a rule. It takes the columns
// from the frame on its left up to the one on its right, so that an empty column
// drawn without any width takes some too.
type mark struct {
	left, right int
	raw         string
	rule        bool
}

// line adds one line of the drawing.
func (d *drawing) line(raw string) {
	ruled := false
	var texts []mark
	if len(d.done) > 0 && opensFrame(strings.TrimSpace(raw)) {
		d.frame++
	}
	for _, m := range d.marks(strings.TrimSpace(raw)) {
		if m.rule {
			ruled = true
			d.close(m)
		} else {
			texts = append(texts, m)
		}
	}
	for _, m := range texts {
		d.add(m, ruled)
	}
	if ruled {
		d.row++
	}
}

// marks cuts a line at its frames.
func (d *drawing) marks(s string) []mark {
	var out []mark
	col, start, left := 0, 0, 0
	before := rune(0)
	flush := func(i int, behind rune) {
		piece := s[start:i]
		if piece != "" || before != 0 && behind != 0 {
			out = append(out, mark{left, col, piece, d.isRuleText(piece) || piece == "" && meet(before, behind)})
		}
	}
	for i, r := range s {
		if isPipe(r) || d.isCrossing(r, s, i) {
			flush(i, r)
			start, left, before = i+len(string(r)), col, r
		}
		col += d.measure.rune(r)
	}
	flush(len(s), 0)
	return out
}

// meet reports whether a rule goes from one crossing to the next, which stands right
// beside it.
func meet(a, b rune) bool {
	return !isPipe(a) && !isPipe(b) && !strings.ContainsRune("┤┐┘┫┓┛╣╗╝", a) && !strings.ContainsRune("├┌└┣┏┗╠╔╚", b)
}

// isCrossing reports whether a character is a crossing of frames; a plus sign
// is one only beside a hyphen, an equal sign or the line's end. Where a rule ends beside a
// cell that goes on, a text may stand right beside its plus sign.
func (d *drawing) isCrossing(r rune, s string, i int) bool {
	if r != '+' {
		return isBox(r) && !isHorizontal(r)
	}
	before, after := byte('-'), byte('-')
	if i > 0 {
		before = s[i-1]
	}
	if i+1 < len(s) {
		after = s[i+1]
	}
	if d.ascii && (beginsRule(s[i+1:]) || endsRule(s[:i]) || strings.HasSuffix(s[:i], "+") || strings.HasPrefix(s[i+1:], "+")) {
		return true
	}
	return d.ascii && (before == '-' || before == '=') && (after == '-' || after == '=' || after == '|' || after == ' ') ||
		d.ascii && (after == '-' || after == '=') && (before == '|' || before == ' ')
}

func beginsRule(s string) bool { return strings.HasPrefix(s, "--") || strings.HasPrefix(s, "==") }

func endsRule(s string) bool { return strings.HasSuffix(s, "--") || strings.HasSuffix(s, "==") }

// isRuleText reports whether a piece between crossings is a rule. Hyphens that do not
// fill the piece are a text.
func (d *drawing) isRuleText(s string) bool {
	n := 0
	for _, r := range s {
		if !isHorizontal(r) && r != ':' {
			return false
		}
		n++
	}
	return isBox(firstRune(s)) || (d.ascii && n >= 2)
}

// close ends the open cells above a rule.
func (d *drawing) close(m mark) {
	kept := d.open[:0]
	for _, b := range d.open {
		if b.left < m.right && m.left < b.right {
			b.last = d.row
			d.done = append(d.done, b)
		} else {
			kept = append(kept, b)
		}
	}
	d.open = kept
}

// add appends a text to the open cell in which its middle stands, since a character of
// another width than the rest moves its frames, or opens one. On a line that
// also holds a rule, the rows below begin with the next line.
func (d *drawing) add(m mark, ruled bool) {
	middle := m.left + (m.right-m.left)/2
	for i := range d.open {
		b := &d.open[i]
		if b.left <= middle && middle < b.right {
			b.extend(m.raw)
			return
		}
	}
	first := d.row
	if ruled {
		first++
	}
	if len(d.open) >= maxOpenCells {
		d.close(mark{left: 0, right: maxDrawnLine})
	}
	b := box{left: m.left, right: m.right, first: first, frame: d.frame}
	b.extend(m.raw)
	d.open = append(d.open, b)
}

// extend adds a line of text to the cell.
func (b *box) extend(raw string) {
	if trimmed := strings.TrimSpace(raw); trimmed != "" {
		b.lines = append(b.lines, trimmed)
	}
}

// finish writes the cells read so far as the rows of a table.
func (d *drawing) finish(s *sheet) {
	for _, b := range d.open {
		b.last = d.row
		d.done = append(d.done, b)
	}
	columns := newFrames(d.done)
	slices.SortStableFunc(d.done, func(a, b box) int {
		if a.first != b.first {
			return a.first - b.first
		}
		return a.left - b.left
	})
	for start := 0; start < len(d.done); {
		end := start
		var cells []layout.Cell
		for end < len(d.done) && d.done[end].first == d.done[start].first {
			cells = append(cells, d.done[end].cell(columns))
			end++
		}
		s.row(cells)
		start = end
	}
	d.open, d.done, d.row, d.frame = nil, nil, 0, 0
	s.end()
}

func (b *box) cell(columns *frames) layout.Cell {
	texts := make([]string, len(b.lines))
	for i, l := range b.lines {
		texts[i] = inlineText(l)
	}
	c := newCell(strings.Join(b.lines, "\n"), joinLines(texts))
	c.Col = columns.at(b.frame, b.left)
	c.ColSpan = max(1, columns.at(b.frame, b.right)-c.Col)
	c.RowSpan = max(1, b.last-b.first+1)
	return c
}
