package plain

import (
	"strings"
	"unicode/utf8"

	"gongkai/extractors/layout"
	"gongkai/extractors/normalize"
)

// isFlat reports whether a line holds several rows: six figures or more,
// figures beside figures, and at least three labels before figures that are no part
// of a sentence, or two and the heading of a section in the middle of the line. Many
// such labels alone are enough.
func isFlat(text string) bool {
	if !hasDigits(text, flatFigures) || !hasTexts(text, 2) || !mayHold(text, flatFigures) {
		return false
	}
	cells := flatCells(partHeadings(text))
	figures, pairs, rows := 0, 0, 0
	for i, c := range cells {
		switch {
		case i == 0:
		case isNamedHeading(c.Text):
			rows++
		case !isFigure(c.Text):
			continue
		case isFigure(cells[i-1].Text), isUnit(cells[i-1].Text):
			pairs++
		case !strings.ContainsAny(cells[i-1].Text, ",。;"):
			rows++
		}
		if isFigure(c.Text) {
			figures++
		}
	}
	return figures >= flatFigures && rows >= 3 && (pairs >= 2 || rows >= 8)
}

// flatFigures is how many figures a line of several rows has at least.
const flatFigures = 6

// mayHold reports whether flatCells may cut n figures from a normalised text. A cell begins at the
// start of the text, behind a space, behind a number with its unit, where a number
// begins or behind the heading of a section; a figure begins with a digit or a sign, or is a
// mark. One run of digits is one figure at most, or two where the last of them is an
// ordinal. What carries markup or escapes is not looked at.
func mayHold(text string, n int) bool {
	if strings.ContainsAny(text, "<&[*\\`") {
		return true
	}
	bounds, within := true, false // a cell may begin here; behind a digit
	for _, r := range text {
		digit := isDigit(r)
		switch {
		case digit && (!within || r >= utf8.RuneSelf), !digit && bounds && r != ' ' && mayBegin(r), within && strings.ContainsRune(".．、", r):
			n--
		}
		if n <= 0 {
			return true
		}
		within = digit && r < utf8.RuneSelf
		bounds = digit || isSpace(r) || strings.ContainsRune(unitRunes+"况況項", r)
	}
	return false
}

// mayBegin reports whether a character that is no digit may begin a figure.
func mayBegin(r rune) bool {
	return r < utf8.RuneSelf && strings.ContainsRune("+-/?\\OoIlNn", r) || strings.ContainsRune("增减—–±￥¥无不一", r)
}

// hasTexts reports whether something other than digits and spaces stands at n places
// of a text at least: fewer labels cannot stand before figures there.
func hasTexts(text string, n int) bool {
	within := false
	for i := 0; i < len(text) && n > 0; i++ {
		other := text[i] != ' ' && (text[i] < '0' || text[i] > '9')
		if other && !within {
			n--
		}
		within = other
	}
	return n == 0
}

// hasDigits reports whether a text holds at least n digits.
func hasDigits(text string, n int) bool {
	for i := 0; i < len(text) && n > 0; i++ {
		if text[i] >= '0' && text[i] <= '9' {
			n--
		}
	}
	return n == 0
}

// readFlatLine reads a table on one line, or a whole report. Sentences and
// headings of sections part the tables; a row starts where a label follows a figure.
func readFlatLine(s *sheet, l *line) {
	for _, sentence := range strings.SplitAfter(l.raw, "。") {
		cells := flatCells(partHeadings(sentence))
		start := 0
		for i := range cells {
			if isNamedHeading(cells[i].Text) {
				s.flatPart(cells[start:i])
				s.prose(cells[i].RawText())
				start = i + 1
			}
		}
		s.flatPart(cells[start:])
	}
}

// flatPart adds the cells between two headings: rows up to the last figure, a
// paragraph behind it. Cells without a figure beside a figure, or without a label
// before one, are a paragraph.
func (s *sheet) flatPart(cells []layout.Cell) {
	end := len(cells)
	for end > 0 && !isFigure(cells[end-1].Text) {
		end--
	}
	if end < 2 || strings.ContainsAny(cells[0].Text, "。") {
		end = 0
	}
	s.addRuns(cells[:end:end])
	if end < len(cells) {
		raws := make([]string, 0, len(cells)-end)
		for _, c := range cells[end:] {
			raws = append(raws, c.RawText())
		}
		s.prose(strings.Join(raws, " "))
	}
}

// flatCells cuts a line at its spaces and where a label meets a number.
func flatCells(raw string) []layout.Cell {
	fields := strings.FieldsFunc(raw, isSpace)
	tokens := make([]piece, 0, len(fields)+2)
	for _, field := range fields {
		if isPlainFigure(field) {
			tokens = append(tokens, piece{text: field, figure: true})
			continue
		}
		for i, part := range unfuse(field) {
			tokens = append(tokens, piece{text: part, figure: isPrintedFigure(part), joined: i > 0})
		}
	}
	settleFigures(tokens)
	cells := make([]layout.Cell, 0, len(tokens))
	start := 0
	for i := 1; i <= len(tokens); i++ {
		if i < len(tokens) && !tokens[i].figure && !tokens[i-1].figure &&
			(closesNote(tokens[i-1].text, tokens[i].text) || !beginsSpaced(tokens, i) && belongs(tokens[i-1].text, tokens[i].text)) {
			continue
		}
		text := joinTokens(tokens[start:i], false)
		cell := newCell(text, inlineText(text))
		cell.Joined = tokens[start].joined
		cells = append(cells, cell)
		start = i
	}
	return cells
}

// belongs reports whether the second of two words continues the label of the
// first: after a bare ordinal, and between single characters. A dash between words is
// none.
func belongs(a, b string) bool {
	return isOrdinalOnly(normalize.Text(a)) || isHan(lastRune(a)) && utf8.RuneCountInString(b) == 1 && (isHan(firstRune(b)) || b == "/")
}

// closesNote reports whether the second of two words ends the note in brackets that is open
// in the first: (减用负值表示,如 -8).
func closesNote(a, b string) bool { return brackets(b) < 0 && brackets(a) > 0 }

// beginsSpaced reports whether a label whose characters stand apart begins behind a word
// of several: 未审结 总 计 is two labels.
func beginsSpaced(tokens []piece, i int) bool {
	return i+1 < len(tokens) && isSingleHan(tokens[i].text) && isSingleHan(tokens[i+1].text) &&
		!isSingleHan(tokens[i-1].text) && !isOrdinalOnly(normalize.Text(tokens[i-1].text))
}

func isSingleHan(word string) bool { return len(word) == len("字") && isHan(firstRune(word)) }

// partHeadings puts spaces around the headings of sections that stand in a text
// without any: an ordinal with 、, up to the word that headings end in.
func partHeadings(text string) string {
	var b strings.Builder
	for {
		start, end := findHeading(text)
		if end == 0 {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:start] + " " + text[start:end] + " ")
		text = text[end:]
	}
}

// findHeading returns the first heading of a section in a text; end is 0 where
// there is none.
func findHeading(text string) (start, end int) {
	const maxBytes = 140
	for from := 0; ; {
		mark := strings.Index(text[from:], "、")
		if mark < 0 {
			return 0, 0
		}
		mark += from
		from = mark + len("、")
		ordinal := mark - len("一")
		if ordinal < 0 || !strings.Contains(hanOrdinals, text[ordinal:mark]) {
			continue
		}
		rest := text[from:min(len(text), from+maxBytes)]
		if stop := strings.IndexAny(rest, "0123456789。 "); stop >= 0 {
			rest = rest[:stop]
		}
		for _, word := range []string{"情况", "情況", "事项", "事項"} {
			if i := strings.Index(rest, word); i >= 0 && (end == 0 || from+i+len(word) < end) {
				start, end = ordinal, from+i+len(word)
			}
		}
		if end > 0 {
			return start, end
		}
	}
}

// flatRow cuts a line as flatCells does and numbers the columns.
func flatRow(raw string) []layout.Cell {
	cells := flatCells(raw)
	for i := range cells {
		cells[i].Col = i
	}
	return cells
}

// unfuse cuts a word where a label meets a number: 规章000 is 规章 and 000. A number
// that a unit or 年 joins to the words behind it stays with them; the last digit
// before a point or 、 is the ordinal of the next label.
func unfuse(word string) []string {
	if word != "" && strings.IndexFunc(word, isNumber) < 0 {
		return []string{word}
	}
	runes := []rune(word)
	var parts []string
	start := 0
	for i := 0; i < len(runes); i++ {
		if !isNumber(runes[i]) {
			continue
		}
		end, counted := numberEnd(runes, i)
		counted = counted || inBracket(runes, i)
		cut := end
		if strings.ContainsRune(".．、", runeAt(runes, end)) {
			cut--
		}
		if i > start && cut > i && !counted && endsLabel(runes[i-1]) {
			parts = append(parts, string(runes[start:i]), string(runes[i:cut]))
			start = cut
		}
		i = max(end, i+1) - 1
	}
	if start < len(runes) {
		parts = append(parts, string(runes[start:]))
	}
	return parts
}

// numberEnd returns the end of the number at i with its unit, and whether the
// number counts or dates something in a sentence or is inside brackets.
func numberEnd(runes []rune, i int) (end int, counted bool) {
	end = i
	for end < len(runes) && (isNumber(runes[end]) ||
		(strings.ContainsRune(".,，+-/", runes[end]) && isNumber(runeAt(runes, end+1)))) {
		end++
	}
	unit := end
	for unit < len(runes) && strings.ContainsRune(unitRunes, runes[unit]) {
		unit++
	}
	if unit > end {
		next := runeAt(runes, unit)
		return unit, next != 0 && !isNumber(next)
	}
	return end, end < len(runes) && strings.ContainsRune("年月日号)）,，。;；:：”", runes[end])
}

// longestNote bounds how far the brackets around a number are looked for.
const longestNote = 40

// inBracket reports whether a bracket that opens before i closes behind it.
func inBracket(runes []rune, i int) bool {
	note := string(runes[max(0, i-longestNote):i])
	note = note[max(0, strings.LastIndexAny(note, "()（）")):]
	behind := string(runes[i:min(len(runes), i+longestNote)])
	end := strings.IndexAny(behind, "()（）")
	return end >= 0 && strings.ContainsRune("(（", firstRune(note)) && strings.ContainsRune(")）", firstRune(behind[end:]))
}

func runeAt(runes []rune, i int) rune {
	if i < len(runes) {
		return runes[i]
	}
	return 0
}

// endsLabel reports whether a number may follow a character without a gap.
func endsLabel(r rune) bool { return (isHan(r) && r != '第') || strings.ContainsRune(")）”\"", r) }

// isFused reports whether a line is a label and figures without a gap.
func isFused(text string) bool {
	if len(text) > 200 || isProse(text) {
		return false
	}
	parts := unfuse(text)
	return len(parts) >= 2 && isFigure(parts[len(parts)-1]) && !strings.ContainsAny(parts[0], ",。:")
}
