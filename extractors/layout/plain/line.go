package plain

import (
	"slices"
	"strings"
	"unicode"

	"gongkai/extractors/layout"
	"gongkai/extractors/normalize"
)

// class is what a line shows by itself, before its neighbours are known.
type class uint8

const (
	blank    class = iota // nothing, or white space without a tab
	rule                  // drawn: hyphens, equal signs, plus signs, box characters; the fence of a div
	prose                 // a sentence
	heading               // the heading of a section
	single                // one cell's worth of text
	indented              // one cell behind tabs, or tabs alone
	tabbed                // cells with tabs between or after them
	piped                 // cells with pipes between them
	pipeEnd               // one cell with a pipe before or after it, or a lone pipe
	aligned               // cells with runs of spaces between them
	flat                  // a table on one line
	margin                // a running header or footer, the number of a page
)

// line is one physical line.
type line struct {
	raw    string // without its end
	text   string // normalised, without markup
	class  class
	figure bool // the line is one figure, however it is marked off
	fused  bool // the line is a label and figures without a gap
	// crowded says that a cell between marks holds several figures.
	crowded bool
	// figures counts the figures on the line.
	figures int
	// page counts the page breaks before the line; above are the lines of page
	// margins that stand before it.
	page  int
	above []string
	// cut remembers how the line was cut.
	cut *cuts
}

// splitLines cuts a text at line ends and page breaks and classifies every line.
func splitLines(body string) []line {
	lines := classifyAll(unroll(separate(partSpaced(physicalLines(body)))))
	if len(lines) > 0 && lines[len(lines)-1].page > 0 {
		markMargins(lines)
		lines = withoutMargins(lines)
	}
	markHeadings(lines)
	return lines
}

// pageBreak is a line of its own between two pages.
const pageBreak = "\f"

// classifyAll classifies every line and counts the page breaks before it.
func classifyAll(raws []string) []line {
	lines := make([]line, 0, len(raws))
	page := 0
	for _, raw := range raws {
		if raw == pageBreak {
			page++
			continue
		}
		l := classify(raw)
		l.page = page
		lines = append(lines, l)
	}
	return lines
}

// physicalLines cuts a text at line ends and page breaks.
func physicalLines(body string) []string {
	lines := make([]string, 0, strings.Count(body, "\n")+1)
	for body != "" {
		end := lineEnd(body)
		lines = append(lines, body[:end])
		body = body[end:]
		if strings.HasPrefix(body, pageBreak) {
			lines = append(lines, pageBreak)
		}
		if strings.HasPrefix(body, "\r\n") {
			body = body[1:]
		}
		if body != "" {
			body = strings.TrimPrefix(body, string(firstRune(body)))
		}
	}
	return lines
}

// lineEnd is where the first line of a text ends: before LF, CR, FF, VT, U+0085,
// U+2028 or U+2029.
func lineEnd(s string) int {
	for i := range len(s) {
		switch b := s[i]; {
		case !ofLineEnds[b]:
		case b <= '\r':
			return i
		case b == 0xC2 && strings.HasPrefix(s[i:], "\u0085"),
			b == 0xE2 && (strings.HasPrefix(s[i:], "\u2028") || strings.HasPrefix(s[i:], "\u2029")):
			return i
		}
	}
	return len(s)
}

// ofLineEnds marks the bytes that line ends begin with.
var ofLineEnds = [256]bool{'\n': true, '\v': true, '\f': true, '\r': true, 0xC2: true, 0xE2: true}

// classify says what a line shows by itself.
func classify(raw string) line {
	l := line{raw: raw}
	if isPlainFigure(raw) && len(raw) <= proseRunes {
		l.text, l.class, l.figure, l.figures = raw, single, true, 1
		return l
	}
	trimmed := strings.TrimSpace(raw)
	switch {
	case trimmed == "" && strings.IndexByte(raw, '\t') >= 0:
		l.class = indented
	case trimmed == "":
		l.class = blank
	case isRule(trimmed), isDivFence(trimmed):
		l.class = rule
	default:
		l.text = closeGaps(normalize.Text(markless(raw)))
		l.class = classifyText(&l, trimmed)
		if l.class == single || l.class == indented {
			l.figure = isFigure(l.text)
			l.fused = l.class == single && isFused(l.text)
		}
	}
	l.figures = countFigures(&l)
	l.markCrowded()
	return l
}

// markCrowded looks for cells of several figures, as OCR leaves them where it
// sees some of the lines of a table.
func (l *line) markCrowded() {
	if (l.class != piped && l.class != pipeEnd && l.class != tabbed) || !hasDigits(l.text, 2) {
		return
	}
	l.crowded = slices.ContainsFunc(l.cells(), func(c layout.Cell) bool { return isCrowded(c.Text) })
	if l.crowded && l.class == pipeEnd {
		l.class = piped
	}
}

func classifyText(l *line, trimmed string) class {
	if c, ok := classifyPiped(trimmed); ok {
		if c == pipeEnd {
			l.figure = isFigure(normalize.Text(inlineText(strings.TrimFunc(trimmed, isPipeOrSpace))))
		}
		return c
	}
	if strings.IndexByte(strings.TrimRight(l.raw, " \r"), '\t') >= 0 {
		return classifyTabbed(l)
	}
	if isFlat(l.text) {
		return flat
	}
	if isAligned(l) {
		return aligned
	}
	if isProse(l.text) {
		return prose
	}
	return single
}

func classifyPiped(trimmed string) (class, bool) {
	n := countPipes(trimmed)
	first, last := isPipe(firstRune(trimmed)), isPipe(lastRune(trimmed))
	switch {
	case n == 0:
		return 0, false
	case n == 1 && (first || last), n == 2 && first && last:
		return pipeEnd, true
	case n == 1 && isProse(normalize.Text(trimmed)):
		return prose, true
	}
	return piped, true
}

func classifyTabbed(l *line) class {
	filled, behind := 0, false
	for c := range strings.SplitSeq(l.raw, "\t") {
		if behind = strings.TrimSpace(c) != ""; behind {
			filled++
		}
	}
	switch {
	case filled == 1 && isProse(l.text):
		return prose
	case filled == 1 && behind:
		return indented
	}
	return tabbed
}

func isPipe(r rune) bool {
	switch r {
	case '|', '｜', '│', '┃', '║', '¦':
		return true
	}
	return false
}

// beginsPipe reports whether a byte may begin a pipe outside ASCII.
func beginsPipe(b byte) bool { return b == 0xE2 || b == 0xEF || b == 0xC2 }

func isPipeOrSpace(r rune) bool { return isPipe(r) || unicode.IsSpace(r) }

// countPipes counts the pipes that no backslash escapes.
func countPipes(s string) int {
	n, escaped := 0, false
	for i := range len(s) {
		b := s[i]
		if !ofPipes[b] {
			escaped = false
			continue
		}
		if b == '|' && !escaped || beginsPipe(b) && !escaped && isPipe(firstRune(s[i:])) {
			n++
		}
		escaped = b == '\\' && !escaped
	}
	return n
}

// ofPipes marks the bytes that pipes begin with, and the one that escapes them.
var ofPipes = [256]bool{'|': true, '\\': true, 0xE2: true, 0xEF: true, 0xC2: true}

// isRule reports whether a line only draws: box characters, or at least three
// hyphens, equal signs or underscores in a row with plus signs, colons, pipes and
// spaces between them.
func isRule(s string) bool {
	run, longest, boxes := 0, 0, 0
	var previous rune
	for _, r := range s {
		switch {
		case isBox(r) && !isPipe(r):
			boxes++
		case r == '-' || r == '=' || r == '_' || r == '*':
			if r != previous {
				run = 0
			}
			run++
			longest = max(longest, run)
		case r == '+' || r == ':' || r == ' ' || r == '\t' || isPipe(r):
		default:
			return false
		}
		previous = r
	}
	return boxes > 0 || longest >= 3
}

// markHeadings turns lines into headings of sections. A Han ordinal makes a
// heading, unless the line goes on with the numbering 一、 二、 三、 that rows of a
// table began; words that only headings end in and a # mark always make one.
func markHeadings(lines []line) {
	nested := 0
	for i := range lines {
		l := &lines[i]
		ordinal := hanOrdinal(l.text)
		alone := l.class == single || l.class == indented || l.class == aligned
		switch {
		case l.class == single && headingMark(l.raw) > 0, alone && isNamedHeading(l.text):
			l.class = heading
			nested = 0
		case ordinal == 0 || l.class == prose:
		case ordinal == 1 || (nested > 0 && ordinal == nested+1):
			nested = ordinal
		case l.class == single:
			l.class = heading
			nested = 0
		}
	}
}
