package plain

import (
	"cmp"
	"slices"
	"strings"
)

// A narrow cell breaks a long figure over several lines:
//
//	18   6   3   42
//	9                     → 189 | 6 | 3 | 42
//
// Such a row is a run of lines without a blank one between them. Its figures stand one
// below the other, and the line with most of them has more than any other.

// leastWrapped is how many figures the fullest line of a row without a label must have.
const leastWrapped = 5

// stacked finds the rows without a label of whose figures some go on above or below:
// runs of lines that hold digits and units and nothing else.
func (p splitter) stacked(lines []line, found map[int]int) {
	for start := 0; start < len(lines); start++ {
		end := start
		for end < len(lines) && found[end] == 0 && lines[end].page == lines[start].page && isBandLine(&lines[end]) &&
			isParts(tokens(&lines[end], byCount)) {
			end++
		}
		if end > start+1 && end-start <= maxBandLines && p.isStack(lines[start:end]) {
			found[start] = end - start
		}
		start = max(start, end-1)
	}
}

// isStack reports whether one line of a run has more figures than any other, and the
// figures stand in columns.
func (p splitter) isStack(lines []line) bool {
	most, second := 0, 0
	for i := range lines {
		switch n := lines[i].figures; {
		case n > most:
			most, second = n, most
		case n > second:
			second = n
		}
	}
	if most < leastWrapped || most == second {
		return false
	}
	_, whole := stacksOf(lines)
	return whole
}

// stacksOf makes the figures of a run of lines, under the measure in which they stand in
// columns: whole is false where under none. A unit belongs to the figure nearest to it that
// has none.
func stacksOf(lines []line) (stacks []stack, whole bool) {
	for _, m := range []measure{byCount, byDisplay} {
		if stacks, whole = stacksBy(lines, m); whole {
			break
		}
	}
	return stacks, whole
}

func stacksBy(lines []line, m measure) (stacks []stack, whole bool) {
	var units []piece
	whole = true
	for i := range lines {
		for _, x := range tokens(&lines[i], m) {
			if !x.figure {
				units = append(units, x)
				continue
			}
			at := over(stacks, x)
			if at < 0 {
				at = over(stacks, piece{col: x.col, end: x.end + 1}) // no column is narrower than two
			}
			if at < 0 {
				stacks = append(stacks, stack{[]string{x.text}, x.col, x.end})
				continue
			}
			whole = whole && breaks(stacks[at].last(), x.text)
			stacks[at].add(x)
		}
	}
	slices.SortStableFunc(stacks, func(a, b stack) int { return cmp.Compare(a.col, b.col) })
	for _, x := range units {
		best := -1
		for at := range stacks {
			if s := &stacks[at]; isDigits(s.last()) && (best < 0 || s.away(x) < stacks[best].away(x)) {
				best = at
			}
		}
		if best < 0 {
			return stacks, false
		}
		stacks[best].texts = append(stacks[best].texts, x.text)
	}
	return stacks, whole
}

// isRun reports whether lines hold figures and units and nothing else.
func isRun(lines []line) bool {
	return !slices.ContainsFunc(lines, func(l line) bool { return !isParts(tokens(&l, byCount)) })
}

// tokens are the words of a line, each by itself, but for a unit behind its figure.
func tokens(l *line, m measure) []piece {
	var out []piece
	for _, chunk := range chunks(l.raw, m) {
		out = append(out, joinUnits(chunk)...)
	}
	return out
}

// isParts reports whether words are figures and units and nothing else.
func isParts(tokens []piece) bool {
	return len(tokens) > 0 && !slices.ContainsFunc(tokens, func(x piece) bool { return !x.figure && !isUnit(x.text) })
}

// goesOnInFigures reports whether the figures of a line that goes on below a row are the
// rest of figures of that row, which are more: digits that begin below one of its own.
func goesOnInFigures(row, below []piece) bool {
	heads, rests := 0, 0
	for _, x := range row {
		heads += isOne(x.figure)
	}
	for _, x := range below {
		if !x.figure {
			continue
		}
		rests++
		head := slices.IndexFunc(row, func(y piece) bool { return y.figure && y.col-1 <= x.col && x.col < y.end })
		if head < 0 || !isDigits(x.text) || !breaks(row[head].text, x.text) {
			return false
		}
	}
	return rests < heads
}

// breaks reports whether a figure may be the rest of the digits above it, in a cell that
// they fill: the cell has room for two at least, and the rest is no longer.
func breaks(head, rest string) bool {
	digits := strings.TrimRight(rest, unitRunes)
	return isDigits(head) && isDigits(digits) && len(head) >= 2 && len(digits) <= len(head)
}

func isDigits(text string) bool {
	return text != "" && strings.IndexFunc(text, func(r rune) bool { return !isDigit(r) }) < 0
}

// stack is the texts of a row that stand one below the other.
type stack struct {
	texts    []string
	col, end int
}

func (s *stack) add(x piece) {
	s.texts, s.col, s.end = append(s.texts, x.text), min(s.col, x.col), max(s.end, x.end)
}

func (s *stack) last() string { return s.texts[len(s.texts)-1] }

// away is how far a text stands from the stack, across the page.
func (s *stack) away(x piece) int { return max(0, s.col-x.end, x.col-s.end) }

// over is the stack that a text stands below or above, -1 where there is none.
func over(stacks []stack, x piece) int {
	return slices.IndexFunc(stacks, func(s stack) bool { return x.col < s.end && s.col < x.end })
}
