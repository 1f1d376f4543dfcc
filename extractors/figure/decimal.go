package figure

import (
	"strconv"
	"strings"

	"gongkai/schema"
)

// digitRun is what stands between sign and unit: digits, commas and points.
type digitRun struct {
	text      string
	ok, doubt bool
	gaps      bool
}

// alike is the digit that OCR confuses a character with; 0 where there is none.
// It is common where the confusion is so frequent that it needs no digit beside it.
func alike(r rune) (digit byte, common bool) {
	switch r {
	case 'O', 'o', '〇', '○', '◯':
		return '0', true
	case 'l', 'I', '|', '丨':
		return '1', true
	case 'i':
		return '1', false
	case 'Z', 'z':
		return '2', false
	case 'S', 's':
		return '5', false
	case 'b':
		return '6', false
	case 'B':
		return '8', false
	case 'g', 'q':
		return '9', false
	}
	return 0, false
}

// hasDigit tells quickly that a text cannot be a figure.
func hasDigit(text string) bool {
	for _, r := range text {
		if _, common := alike(r); common || r >= '0' && r <= '9' || r == '零' {
			return true
		}
	}
	return false
}

// readDigits reads digits and what looks like them. It is not ok where
// anything else is among them, or neither a digit nor what is commonly
// confused with one.
func readDigits(text string) digitRun {
	if text == "零" || text == "〇" {
		return digitRun{text: "0", ok: true}
	}
	run, out, printed, guesses := digitRun{}, make([]byte, 0, maxText), false, true
	for _, r := range text {
		b, common := alike(r)
		switch {
		case r >= '0' && r <= '9':
			b, printed = byte(r), true
		case r == '.':
			b, guesses = '.', false
		case r == ',' || r == '，':
			b, guesses = ',', false
		case r == ' ':
			run.gaps, run.doubt = true, true
			continue
		case b != 0:
			run.doubt, guesses = true, guesses && common
		default:
			return digitRun{}
		}
		out = append(out, b)
	}
	run.text = string(out)
	run.ok = printed || guesses && len(out) > 0
	return run
}

// number is a decimal as printed.
type number struct {
	whole, frac string // digits, grouping removed
	doubt       bool
	unlikely    bool // no value is likelier than others
	ordinal     bool
}

// maxOrdinal is the highest number that "12." counts rows or sections with.
const maxOrdinal = 30

// decimal splits digits into whole and fraction and judges how they are written.
func (d digitRun) decimal() number {
	if n, ok := pointsAsCommas(d.text); ok {
		return n
	}
	whole, frac, point := strings.Cut(d.text, ".")
	n := number{whole: strings.ReplaceAll(whole, ",", ""), frac: strings.Trim(frac, ".,")}
	switch {
	case strings.ContainsAny(n.frac, ".,"):
		dotted := !strings.Contains(d.text, ",") // 1.2.3, 2021.3.5
		return number{whole: digitsOf(d.text), doubt: true, unlikely: true, ordinal: dotted}
	case point && frac == "" && n.whole != "" && n.whole[0] != '0' && len(n.whole) <= 2:
		v, err := strconv.Atoi(n.whole)
		n.ordinal = err == nil && v <= maxOrdinal
		n.doubt = true
	case point && frac != n.frac, point && frac == "", n.whole == "", !grouped(whole):
		n.doubt = true
	}
	n.unlikely = n.whole == ""
	if len(n.whole) > 1 && n.whole[0] == '0' {
		n.doubt = true
		n.unlikely = n.unlikely || d.gaps
	}
	return n
}

// pointsAsCommas reads 1.234.567, where OCR took commas for points.
func pointsAsCommas(text string) (number, bool) {
	if strings.Count(text, ".") < 2 || !grouped(strings.ReplaceAll(text, ".", ",")) {
		return number{}, false
	}
	return number{whole: digitsOf(text), doubt: true}, true
}

// grouped reports whether the commas of a whole number stand between groups
// of three digits, if there are any.
func grouped(whole string) bool {
	if !strings.Contains(whole, ",") {
		return true
	}
	groups := strings.Split(whole, ",")
	if groups[0] == "" || len(groups[0]) > 3 || groups[0][0] == '0' {
		return false
	}
	for _, group := range groups[1:] {
		if len(group) != 3 {
			return false
		}
	}
	return true
}

func digitsOf(text string) string {
	return strings.NewReplacer(".", "", ",", "").Replace(text)
}

func (n number) digits() string { return n.whole + n.frac }

// shift moves the point to the right.
func (n number) shift(places int) number {
	for range places {
		next := "0"
		if n.frac != "" {
			next, n.frac = n.frac[:1], n.frac[1:]
		}
		n.whole += next
	}
	return n
}

// maxWhole bounds figures, as in schema.Micros; fracPlaces is its precision.
const (
	maxWhole   = 9_200_000_000_000
	fracPlaces = 6
)

// micros is the exact value; it returns false where the dataset cannot hold it.
func (n number) micros() (schema.Micros, bool) {
	frac := strings.TrimRight(n.frac, "0")
	if len(frac) > fracPlaces {
		return 0, false
	}
	whole, err := strconv.ParseUint("0"+n.whole, 10, 63)
	if err != nil || whole > maxWhole {
		return 0, false
	}
	parts, err := strconv.ParseUint(frac+strings.Repeat("0", fracPlaces-len(frac)), 10, 63)
	if err != nil || whole == maxWhole && parts > 0 {
		return 0, false
	}
	return schema.Count(int64(whole)) + schema.Micros(parts), true
}
