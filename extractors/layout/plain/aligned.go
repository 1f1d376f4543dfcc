package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"gongkai/extractors/layout"
	"gongkai/extractors/normalize"
)

// piece is a stretch of a line, in bytes and display columns.
type piece struct {
	text     string
	col, end int
}

// isAligned reports whether a line is cells that only spaces part: at least
// two with a figure among them or three without, parted by runs of spaces, or
// at least three figures in a row.
func isAligned(raw string) bool {
	wide := wideGaps(strings.TrimSpace(raw))
	if wide == 0 && !strings.Contains(strings.TrimSpace(raw), " ") {
		return false
	}
	pieces := splitSpaces(raw)
	figures, run, longest := 0, 0, 0
	for _, p := range pieces {
		run++
		if !isFigure(normalize.Text(p.text)) {
			run = 0
		} else {
			figures++
		}
		longest = max(longest, run)
	}
	if wide > 0 && len(pieces) >= 2 && (figures > 0 || wide >= 2) {
		return !isProse(normalize.Text(raw)) || figures >= 3
	}
	return longest >= 3
}

// hasWideGap reports whether a line has a run of two or more spaces between texts.
func hasWideGap(raw string) bool { return wideGaps(strings.TrimSpace(raw)) > 0 }

func wideGaps(trimmed string) int {
	gaps, run := 0, 0
	for _, r := range trimmed {
		if unicode.IsSpace(r) {
			run++
			continue
		}
		if run >= 2 {
			gaps++
		}
		run = 0
	}
	return gaps
}

// alignedCells cuts a line at its spaces. Col is the display column.
func alignedCells(raw string) []layout.Cell {
	var cells []layout.Cell
	for _, p := range splitSpaces(raw) {
		c := newCell(p.text, inlineText(p.text))
		c.Col, c.ColSpan = p.col, max(1, p.end-p.col)
		cells = append(cells, c)
	}
	return cells
}

// splitSpaces cuts a line into cells: at every run of two or more spaces, and
// at single spaces between a label and a figure and between figures.
func splitSpaces(raw string) []piece {
	var cells []piece
	for _, chunk := range chunks(raw) {
		cells = append(cells, splitChunk(chunk)...)
	}
	return cells
}

// chunks cuts a line into runs of tokens, a run ending at two or more spaces.
func chunks(raw string) [][]piece {
	var out [][]piece
	var run []piece
	gap, col, start, startCol := 0, 0, -1, 0
	flush := func(i int) {
		if start >= 0 {
			run = append(run, piece{raw[start:i], startCol, col})
			start = -1
		}
	}
	for i, r := range raw {
		if unicode.IsSpace(r) {
			flush(i)
			gap++
			col += displayWidth(r)
			continue
		}
		if gap >= 2 && len(run) > 0 {
			out = append(out, run)
			run = nil
		}
		gap = 0
		if start < 0 {
			start, startCol = i, col
		}
		col += displayWidth(r)
	}
	flush(len(raw))
	if len(run) > 0 {
		out = append(out, run)
	}
	return out
}

// splitChunk joins the tokens of a label and leaves figures alone.
func splitChunk(tokens []piece) []piece {
	figures := figureTokens(tokens)
	var cells []piece
	for i, t := range tokens {
		if i == 0 || figures[i] || figures[i-1] {
			cells = append(cells, t)
			continue
		}
		last := &cells[len(cells)-1]
		last.text = joinToken(last.text, t.text)
		last.end = t.end
	}
	return cells
}

// joinToken joins two tokens of a label: single Han characters without the
// space that OCR puts between them, others with it.
func joinToken(a, b string) string {
	if isHan(lastRune(a)) && isHan(firstRune(b)) && utf8.RuneCountInString(b) == 1 {
		return a + b
	}
	return a + " " + b
}

// figureTokens says which tokens of a chunk are figures. A mark such as / or 无
// is one only where a figure or nothing follows it (增 / 减, 无 法 提 供 are labels); a
// number before 年, 月, 日, 号 or a point belongs to its label.
func figureTokens(tokens []piece) []bool {
	is := make([]bool, len(tokens))
	for i := len(tokens) - 1; i >= 0; i-- {
		text := normalize.Text(tokens[i].text)
		if !isFigure(text) {
			continue
		}
		lastOrFigure := i == len(tokens)-1 || is[i+1]
		if notApplicable[text] {
			is[i] = lastOrFigure
			continue
		}
		is[i] = lastOrFigure || !strings.ContainsRune("年月日号.、．）)", firstRune(tokens[i+1].text))
	}
	return is
}

// displayWidth is the number of columns a character takes on a terminal.
func displayWidth(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	if unicode.Is(unicode.Mn, r) || r == '\u200b' || r == '\ufeff' {
		return 0
	}
	return 1
}

// countFigures counts the figures of a line.
func countFigures(l *line) int {
	switch l.class {
	case single, indented, pipeEnd:
		if l.figure {
			return 1
		}
		return 0
	case tabbed, piped, aligned:
		n := 0
		cells, _ := splitRow(l, false)
		for _, c := range cells {
			if isFigure(c.Text) {
				n++
			}
		}
		return n
	case flat:
		return 2
	}
	return 0
}
