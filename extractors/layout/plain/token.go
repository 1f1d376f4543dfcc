package plain

import (
	"strings"
	"unicode/utf8"

	"gongkai/extractors/normalize"
)

// notApplicable lists the printed marks that stand for no figure.
var notApplicable = map[string]bool{
	"/": true, "-": true, "--": true, "---": true, "—": true, "——": true, "–": true, "一一": true,
	"\\": true, "无": true, "不适用": true, "N/A": true, "n/a": true,
}

// longestSign bounds them, in bytes.
const longestSign = len("不适用")

// signWords stand before a figure as a sign.
var signWords = []string{"增加", "减少", "增", "减", "+", "-", "—", "–", "±", "?", "￥", "¥"}

// unitRunes are the characters of the units that follow a figure.
const unitRunes = "件项条次个宗元万亿份人篇起部批笔%"

// maxFigure bounds the bytes of a figure: fifteen fused ones of twelve digits.
const maxFigure = 200

// isFigure reports whether a normalised cell is a figure or a mark that stands
// for one: digits with a sign, separators and a unit, or a mark such as / or 无.
func isFigure(text string) bool {
	if text == "" || len(text) > maxFigure || !startsFigure(text) {
		return false
	}
	if isPlainFigure(text) {
		return true
	}
	s := text
	if strings.IndexByte(text, ' ') >= 0 {
		s = strings.ReplaceAll(text, " ", "")
	}
	if len(s) <= longestSign && notApplicable[s] {
		return true
	}
	for _, sign := range signWords {
		if rest, ok := strings.CutPrefix(s, sign); ok && rest != "" {
			s = rest
			break
		}
	}
	digits := strings.TrimRight(s, unitRunes)
	if utf8.RuneCountInString(s[len(digits):]) > 3 {
		return false
	}
	return isNumeral(digits)
}

// isPrintedFigure is isFigure of a cell as found.
func isPrintedFigure(raw string) bool {
	return isPlainFigure(raw) || isFigure(normalize.Text(inlineText(raw)))
}

// isPlainFigure tells quickly what most figures are: nothing but digits.
func isPlainFigure(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text != "" && len(text) <= maxFigure
}

// startsFigure reports whether the first character of a text may begin a figure.
func startsFigure(text string) bool {
	if text[0] < utf8.RuneSelf {
		return text[0] >= '0' && text[0] <= '9' || strings.IndexByte("+-/?\\OoIlNn", text[0]) >= 0
	}
	switch r := firstRune(text); r {
	case '增', '减', '—', '–', '±', '￥', '¥', '无', '不', '一':
		return true
	default:
		return isDigit(r)
	}
}

// isNumeral reports whether s is a run of digits with the separators that
// stand inside numbers. It begins with a digit, a zero written as a letter or
// a sign, and does not end in a point (1. is an ordinal).
func isNumeral(s string) bool {
	if s == "" || strings.ContainsRune(".,、:：", lastRune(s)) {
		return false
	}
	digits := 0
	for i, r := range s {
		switch {
		case isDigit(r):
			digits++
		case r == 'O' || r == 'o' || r == 'I' || r == 'l':
		case i > 0 && isInside(r):
		default:
			return false
		}
	}
	return digits > 0 || s == "O" || s == "o"
}

// isInside reports whether a character may stand inside a number.
func isInside(r rune) bool {
	switch r {
	case '.', ',', '，', '/', '-', '+', '*':
		return true
	}
	return false
}

func isDigit(r rune) bool {
	return isNumber(r) || r == '〇' || r == '○' || r == '零'
}

const hanOrdinals = "一二三四五六七八九十"

// hanOrdinal returns the number of a text that begins like 三、 or 三. , or 0.
func hanOrdinal(text string) int {
	if text == "" || text[0] < hanOrdinals[0] {
		return 0
	}
	first := firstRune(text)
	at := strings.IndexRune(hanOrdinals, first)
	if at < 0 {
		return 0
	}
	rest := strings.TrimLeft(text[utf8.RuneLen(first):], " ")
	if rest == "" || !strings.ContainsRune("、.．,，", firstRune(rest)) {
		return 0
	}
	return at/len("一") + 1
}

// hasOrdinal reports whether a label begins with a number of any of the
// printed kinds: 一、 （一） 1. (1) 1、.
func hasOrdinal(text string) bool {
	if hanOrdinal(text) > 0 {
		return true
	}
	s := strings.TrimLeft(text, "(（ ")
	rest := strings.TrimLeft(s, "0123456789"+hanOrdinals)
	if rest == s || len(s)-len(rest) > 6 {
		return false
	}
	r := firstRune(strings.TrimLeft(rest, " "))
	return r != 0 && strings.ContainsRune(").）、．", r) && !isNumeral(text)
}

// isOrdinalOnly reports whether a word is an ordinal and nothing else: 1. or （一）.
func isOrdinalOnly(text string) bool {
	s := strings.Trim(text, "()（） .．、")
	return s != text && strings.Trim(s, "0123456789"+hanOrdinals) == "" && len(s) <= 6
}

// headingEnds are the last words of the report's section headings.
var headingEnds = []string{"情况", "事项", "措施", "概述", "概况", "问题"}

// isNamedHeading reports whether a text with a Han ordinal also ends like the
// heading of a section. Rows of a table that carry the same ordinals do not.
func isNamedHeading(text string) bool {
	if hanOrdinal(text) == 0 || utf8.RuneCountInString(text) > 45 {
		return false
	}
	text = strings.TrimRight(text, " :：。.;；")
	for _, end := range headingEnds {
		if strings.HasSuffix(text, end) {
			return true
		}
	}
	return false
}

// proseRunes is the length from which a text is no label.
const proseRunes = 60

// leastProse is the length from which a text with the marks of a sentence is one.
const leastProse = 16

// isProse reports whether a text is a sentence and no label.
func isProse(text string) bool {
	if len(text) < leastProse {
		return false
	}
	n := utf8.RuneCountInString(text)
	if n > proseRunes {
		return true
	}
	return n >= leastProse && strings.ContainsAny(text, "。；;")
}
