package plain

import (
	"strings"
	"unicode/utf8"

	"gongkai/extractors/layout"
	"gongkai/extractors/normalize"
)

// piece is a stretch of a line and the columns it takes.
type piece struct {
	text     string
	col, end int
	figure   bool
	joined   bool // nothing stands between the piece and the one before it
}

// columns is what the aligned lines of a region share: how their characters
// are counted and where their cells start and end.
type columns struct {
	measure      measure
	starts, ends map[int]int
}

// newColumns chooses the measure under which figures stand in the fewest columns, by
// where they start or end, and counts how many cells start and end in each.
func newColumns(lines []line) columns {
	best, bestScore := columns{measure: byDisplay}, -1
	for _, m := range []measure{byDisplay, byCount} {
		c := columns{measure: m, starts: map[int]int{}, ends: map[int]int{}}
		starts, ends := map[int]int{}, map[int]int{}
		for i := range lines {
			if lines[i].class != aligned {
				continue
			}
			for _, p := range lines[i].pieces(columns{measure: m}) {
				c.starts[p.col]++
				c.ends[p.end]++
				if p.figure {
					starts[p.col]++
					ends[p.end]++
				}
			}
		}
		if score := max(squares(starts), squares(ends)); score > bestScore {
			best, bestScore = c, score
		}
	}
	return best
}

// squares adds up the squares of counts: the more, the fewer columns hold them.
func squares(counts map[int]int) int {
	sum := 0
	for _, n := range counts {
		sum += n * n
	}
	return sum
}

// isAligned reports whether a line is cells that only spaces part: at least
// two with a figure among them or three without, parted by runs of spaces, or
// at least three figures in a row.
func isAligned(l *line) bool {
	trimmed := strings.TrimSpace(l.raw)
	wide := wideGaps(trimmed)
	if wide == 0 && strings.Count(trimmed, " ") < 2 {
		return false
	}
	pieces := l.pieces(columns{measure: byDisplay})
	figures, run, longest := 0, 0, 0
	for _, p := range pieces {
		run++
		if !p.figure {
			run = 0
		} else {
			figures++
		}
		longest = max(longest, run)
	}
	if wide > 0 && len(pieces) >= 2 && (figures > 0 || wide >= 2) {
		return figures >= 3 || !isProse(normalize.Text(l.raw))
	}
	return longest >= 3
}

// hasWideGap reports whether a line has a run of two or more spaces between texts.
func hasWideGap(raw string) bool { return wideGaps(strings.TrimSpace(raw)) > 0 }

func wideGaps(trimmed string) int {
	gaps, run := 0, 0
	for _, r := range trimmed {
		if isSpace(r) {
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

// alignedCells cuts a line at its spaces. Col is the column of the cell's first
// character on the line, ColSpan the columns it takes.
func alignedCells(l *line, c columns) []layout.Cell {
	pieces := l.pieces(c)
	cells := make([]layout.Cell, 0, len(pieces))
	for _, p := range pieces {
		cell := newCell(p.text, inlineText(p.text))
		cell.Col, cell.ColSpan = p.col, max(1, p.end-p.col)
		cells = append(cells, cell)
	}
	return cells
}

// splitSpaces cuts a line into cells: at every run of two or more spaces, at
// single spaces between a label and a figure and between figures, and where a word
// starts in a column in which other cells start.
func splitSpaces(raw string, c columns) []piece {
	return splitChunks(chunks(raw, c.measure), c)
}

func splitChunks(chunks [][]piece, c columns) []piece {
	var cells []piece
	for _, chunk := range chunks {
		cells = splitChunk(cells, chunk, c)
	}
	return cells
}

// chunks cuts a line into runs of tokens, a run ending at two or more spaces.
func chunks(raw string, m measure) [][]piece {
	var out [][]piece
	var run []piece
	gap, col, start, startCol := 0, 0, -1, 0
	flush := func(i int) {
		if start >= 0 {
			text := raw[start:i]
			run = append(run, piece{text: text, col: startCol, end: col, figure: isPrintedFigure(text)})
			start = -1
		}
	}
	for i, r := range raw {
		if isSpace(r) {
			flush(i)
			gap++
			col += m.rune(r)
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
		col += m.rune(r)
	}
	flush(len(raw))
	if len(run) > 0 {
		out = append(out, run)
	}
	return out
}

// splitChunk joins the tokens of a label and leaves figures alone; it adds what results
// to cells.
func splitChunk(cells, tokens []piece, c columns) []piece {
	tokens = joinUnits(tokens)
	settleFigures(tokens)
	words, spaced := areWords(tokens), isCharSpaced(tokens)
	start := 0
	for i := 1; i <= len(tokens); i++ {
		if i < len(tokens) && !tokens[i].figure && !tokens[i-1].figure && !words &&
			(spaced || !c.parts(tokens[i-1], tokens[i])) {
			continue
		}
		cell := tokens[start]
		cell.text = joinTokens(tokens[start:i], spaced)
		cell.end = tokens[i-1].end
		cells = append(cells, cell)
		start = i
	}
	return cells
}

// joinUnits joins a unit to the figure before it, where a figure or nothing follows:
// PDF readers put a space between digits and Han characters. A question mark before a
// figure, which was a space that does not break, is part of it.
func joinUnits(tokens []piece) []piece {
	out := make([]piece, 0, len(tokens))
	for i, t := range tokens {
		n := len(out)
		if n > 0 && t.figure && out[n-1].text == "?" {
			out[n-1].text, out[n-1].end, out[n-1].figure = "? "+t.text, t.end, true
			continue
		}
		if n > 0 && out[n-1].figure && isUnit(t.text) && (i == len(tokens)-1 || tokens[i+1].figure) &&
			isDigit(lastRune(out[n-1].text)) {
			out[n-1].text, out[n-1].end = out[n-1].text+t.text, t.end
			continue
		}
		out = append(out, t)
	}
	return out
}

// isUnit reports whether a word is the unit of a figure and nothing else.
func isUnit(word string) bool {
	return word != "" && len(word) <= len("万元份") && strings.Trim(word, unitRunes) == ""
}

// parts reports whether a single space between two words parts two cells: the
// second starts in a column of the table, both end in one, or the second carries an
// ordinal of its own.
func (c columns) parts(a, b piece) bool {
	if utf8.RuneCountInString(a.text) < 2 || utf8.RuneCountInString(b.text) < 2 {
		return false
	}
	if isOrdinalOnly(normalize.Text(a.text)) {
		return beginsItem(normalize.Text(b.text))
	}
	return c.starts[b.col] >= 2 || c.ends[a.end] >= 2 && c.ends[b.end] >= 2 || hasOrdinal(normalize.Text(b.text))
}

// areWords reports whether the labels of a chunk are at least three words of
// two or more characters each: the cells of a header.
func areWords(tokens []piece) bool {
	words := 0
	for _, t := range tokens {
		if t.figure {
			break
		}
		if utf8.RuneCountInString(t.text) < 2 || !endsWord(lastRune(t.text)) || isProse(t.text) {
			return false
		}
		words++
	}
	return words >= 3
}

func endsWord(r rune) bool { return isHan(r) || strings.ContainsRune(")）”", r) }

// isCharSpaced reports whether most tokens of a label are single characters, as
// OCR writes them.
func isCharSpaced(tokens []piece) bool {
	singles, labels := 0, 0
	for _, t := range tokens {
		if t.figure {
			continue
		}
		labels++
		if utf8.RuneCountInString(t.text) == 1 {
			singles++
		}
	}
	return labels >= 3 && 4*singles >= 3*labels
}

// joinTokens joins the tokens of a label: those of a spaced label without the
// spaces that OCR puts between all characters, a single Han character to the one
// before it likewise, others with a space.
func joinTokens(tokens []piece, spaced bool) string {
	if len(tokens) == 1 {
		return tokens[0].text
	}
	var b strings.Builder
	for i, t := range tokens {
		if i > 0 && !spaced && !adjoins(tokens[i-1].text, t.text) {
			b.WriteByte(' ')
		}
		b.WriteString(t.text)
	}
	return b.String()
}

// adjoins reports whether a single Han character follows a Han character.
func adjoins(a, b string) bool {
	return isHan(lastRune(a)) && isHan(firstRune(b)) && utf8.RuneCountInString(b) == 1
}

// settleFigures decides which tokens of a chunk are figures. A mark such as / or
// 无 is one only where a figure or nothing follows it (增 / 减 and 无 法 提 供 are labels), or
// where it is no word and stands behind one; a number before 年, 月, 日, 号, 页, a point or a bracket belongs to its label, and so does
// one between two words inside brackets.
func settleFigures(tokens []piece) {
	settleBracketed(tokens)
	for i := len(tokens) - 1; i >= 0; i-- {
		t := &tokens[i]
		if !t.figure || i == len(tokens)-1 || tokens[i+1].figure {
			continue
		}
		t.figure = (!notApplicable[normalize.Text(t.text)] || i > 0 && tokens[i-1].figure && !isHan(firstRune(t.text))) &&
			!strings.ContainsRune("年月日号页.、．)）", firstRune(tokens[i+1].text))
	}
}

// settleBracketed takes for a word what stands alone between two words of an open
// bracket, or before one that closes a bracket of the line above: (保留 4 位小数) is one
// text.
func settleBracketed(tokens []piece) {
	open := 0
	for i := range tokens {
		t := &tokens[i]
		if !t.figure {
			open = max(0, open+brackets(t.text))
			continue
		}
		if i == len(tokens)-1 || i > 0 && tokens[i-1].figure || tokens[i+1].figure || isUnit(tokens[i+1].text) {
			continue
		}
		t.figure = open == 0 && (i > 0 || brackets(tokens[i+1].text) >= 0)
	}
}

// brackets is how many more brackets a text opens than it closes.
func brackets(text string) int {
	return strings.Count(text, "(") + strings.Count(text, "（") - strings.Count(text, ")") - strings.Count(text, "）")
}

// countFigures counts the figures of a line.
func countFigures(l *line) int {
	switch l.class {
	case single, indented, pipeEnd:
		if l.figure || l.fused {
			return 1
		}
		return 0
	case tabbed, piped:
		return figuresAmong(l.cells())
	case aligned:
		n := 0
		for _, p := range l.pieces(columns{}) {
			n += isOne(isPrintedFigure(p.text))
		}
		return n
	case flat:
		return figuresAmong(flatCells(l.raw))
	default:
		return 0
	}
}

func figuresAmong(cells []layout.Cell) int {
	n := 0
	for i := range cells {
		n += isOne(isFigure(cells[i].Text))
	}
	return n
}

// maySpace reports whether a normalised text may be written with spaces between all characters:
// three of its words are one character and no figure. A digit is one at the end and
// before other digits.
func maySpace(text string) bool {
	singles := 0
	for text != "" && singles < 3 {
		word, rest, _ := strings.Cut(text, " ")
		_, size := utf8.DecodeRuneInString(word)
		next, _, _ := strings.Cut(rest, " ")
		if word != "" && size == len(word) && !(isPlainFigure(word) && (rest == "" || isPlainFigure(next))) {
			singles++
		}
		text = rest
	}
	return singles >= 3
}

// closeGaps removes the spaces that OCR puts between all characters of a line; a
// line that is not written so stays as it is.
func closeGaps(text string) string {
	if 8*strings.Count(text, " ") < len(text) {
		return text
	}
	if !maySpace(text) {
		return text
	}
	fields := strings.Fields(text)
	tokens := make([]piece, len(fields))
	for i, f := range fields {
		tokens[i] = piece{text: f, figure: isFigure(f)}
	}
	settleFigures(tokens)
	if !isCharSpaced(tokens) {
		return text
	}
	var b strings.Builder
	for i, t := range tokens {
		if i > 0 && (t.figure || tokens[i-1].figure) {
			b.WriteByte(' ')
		}
		b.WriteString(t.text)
	}
	return b.String()
}
