package figure

import (
	"strings"

	"gongkai/schema"
)

// Kind says what a cell's text is.
type Kind uint8

// The kinds.
const (
	// Text is no figure: a label, prose, an ordinal, a date, a percentage.
	Text Kind = iota
	// Number is a figure that can be read in one way only.
	Number
	// Blank is a cell printed empty.
	Blank
	// NotApplicable is a dash, a slash, 无, 不适用 or N/A.
	NotApplicable
	// Suspect is a figure whose value the text alone does not prove.
	Suspect
)

// String is the kind's name, for messages and tests.
func (k Kind) String() string {
	return [...]string{"text", "number", "blank", "not_applicable", "suspect"}[k]
}

// Figure is a cell's text as read.
type Figure struct {
	Kind Kind
	// HasValue says whether Value holds something: always for Number; for Suspect
	// where one value is likelier than any other.
	HasValue bool
	// Signed says whether a sign, or a word for one, stands before the digits: +19, -8, 增5.
	Signed bool
	Value  schema.Micros
	// Unit is item, CNY or CNY_10k as the cell prints it, or "".
	Unit string
	// Digits are the digits as printed, without sign, separators and point, and
	// with the digit that is meant for a character that looks like one. "" for
	// other kinds than Number and Suspect, and for a cell with two figures.
	Digits string
}

// maxText is the longest text, in bytes, that can be a figure.
const maxText = 64

// Parse reads a cell's text, which is normalised (normalize.Text).
func Parse(text string) Figure {
	switch {
	case text == "":
		return Figure{Kind: Blank}
	case len(text) > maxText:
		return Figure{}
	}
	if n, ok := plain(text); ok {
		return Figure{Kind: Number, HasValue: true, Value: schema.Count(n), Digits: text}
	}
	if isForeign(text) || isLabel(text) {
		return Figure{}
	}
	return parse(text)
}

// parse is Parse for what is not told quickly.
func parse(text string) Figure {
	text = closeHan(text)
	if notApplicable(text) {
		return Figure{Kind: NotApplicable}
	}
	if left, right, ok := strings.Cut(text, "/"); ok {
		return pair(left, right)
	}
	return single(text)
}

// isLabel tells quickly what most cells beside figures are: a text that begins with a
// Chinese character, has nothing like a digit, and is no sign for "does not apply".
func isLabel(text string) bool {
	const longestSign = 16
	if text[0] < firstHanByte || text[0] > lastHanByte || hasDigit(text) {
		return false
	}
	return len(text) > longestSign || text != "无" && text != "不适用" && strings.IndexByte(text, ' ') < 0
}

// plain reads what nearly every figure is: up to twelve digits, the first no zero unless alone.
func plain(text string) (n int64, ok bool) {
	if len(text) > 12 || text[0] == '0' && len(text) > 1 {
		return 0, false
	}
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return 0, false
		}
		n = n*10 + int64(text[i]-'0')
	}
	return n, true
}

// notApplicable reports whether text is a sign for "does not apply".
func notApplicable(text string) bool {
	switch text {
	case "无", "不适用", "N/A", "n/a", "N/a", "NA", "/", "//", `\`:
		return true
	}
	return strings.Trim(text, "-—―─–− ") == ""
}

// pair reads what stands on both sides of a slash, as printed under 本年增/减.
// Zero and zero is zero; another pair with a figure in it has no likely value.
func pair(left, right string) Figure {
	a, b := side(left), side(right)
	year, month := a.Value/schema.One, b.Value/schema.One
	switch {
	case a.Kind == Text || b.Kind == Text || !a.isFigure() && !b.isFigure():
		return Figure{}
	case year >= 1900 && year <= 2100 && month >= 1 && month <= 12:
		return Figure{}
	case a.HasValue && b.HasValue && a.Value == 0 && b.Value == 0:
		return Figure{Kind: Suspect, HasValue: true, Unit: b.Unit, Digits: "0"}
	}
	return Figure{Kind: Suspect}
}

func side(text string) Figure {
	text = strings.Trim(text, " ")
	switch {
	case text == "":
		return Figure{Kind: Blank}
	case notApplicable(text):
		return Figure{Kind: NotApplicable}
	}
	return single(text)
}

func (f *Figure) isFigure() bool { return f.Kind == Number || f.Kind == Suspect }

// single reads one figure: sign, currency, digits, unit.
func single(text string) Figure {
	if !hasDigit(text) {
		return Figure{}
	}
	marks := cutMarks(text)
	sign := cutSign(marks.rest)
	unit, body := cutUnit(sign.rest)
	digits := readDigits(body)
	if !digits.ok {
		return Figure{}
	}
	number := digits.decimal()
	if number.ordinal && sign.none && unit.none {
		return Figure{}
	}
	f := Figure{Kind: Number, Signed: !sign.none, Unit: unit.code, Digits: number.digits()}
	f.Value, f.HasValue = number.shift(unit.shift).micros()
	if sign.negative {
		f.Value = -f.Value
	}
	if sign.doubt || unit.doubt || marks.doubt || digits.doubt || number.doubt || !f.HasValue {
		f.Kind = Suspect
	}
	if unit.doubt || number.unlikely {
		f.HasValue = false
	}
	if !f.HasValue {
		f.Value = 0
	}
	return f
}
