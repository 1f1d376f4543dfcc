package inspect

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"

	"gongkai/extractors/reconcile"
	"gongkai/schema"
)

// Style says how text is written.
type Style struct {
	// Color says whether escape sequences for colours are written.
	Color bool
	// Width is the width to fit in, in terminal columns; 0 is DefaultWidth. A form
	// is never narrower than its figures.
	Width int
}

// DefaultWidth is the width where none is known.
const DefaultWidth = 120

func (s Style) width() int {
	if s.Width <= 0 {
		return DefaultWidth
	}
	return max(s.Width, leastWidth)
}

// Columns is the width in use.
func (s Style) Columns() int { return s.width() }

// leastWidth is the width below which lines are left to the terminal to break.
const leastWidth = 24

// Colours for Paint: SGR parameters.
const (
	Bold = "1"
	Dim  = "2"
)

// The escape sequences (SGR parameters) used.
const (
	plainText = ""
	bold      = Bold
	dim       = Dim
	red       = "1;31"
	green     = "32"
	yellow    = "33"
	magenta   = "35"
	cyan      = "36"
	inverse   = "7"
)

// Paint colours a text that holds no escape sequences of its own.
func (s Style) Paint(color, text string) string {
	if !s.Color || color == plainText || text == "" {
		return text
	}
	return "\x1b[" + color + "m" + text + "\x1b[0m"
}

// mark is how a status looks: before and after the value, or in its place.
type mark struct{ before, after, color string }

var marks = map[schema.Status]mark{
	schema.Observed:      {},
	schema.Blank:         {before: "·", color: dim},
	schema.NotApplicable: {before: "/", color: dim},
	schema.Inferred:      {before: "~", color: cyan},
	schema.Corrected:     {before: "!", color: magenta},
	schema.Conflict:      {after: "✗", color: red},
	schema.Missing:       {before: "?", color: yellow},
	schema.Unreadable:    {before: "#", color: inverse},
	schema.Verified:      {after: "✓", color: green},
}

// shown lists the statuses in the order of legends and counts.
var shown = []schema.Status{
	schema.Observed, schema.Blank, schema.NotApplicable, schema.Inferred, schema.Corrected,
	schema.Verified, schema.Conflict, schema.Missing, schema.Unreadable,
}

// Figure is a cell's value with its mark, without colour.
func Figure(c *reconcile.Cell) string {
	m := marks[c.Status]
	if !c.HasValue {
		return m.before + m.after
	}
	return m.before + c.Value.String() + m.after
}

// units are the words for the codes of units, as the form prints them.
var units = map[string]string{schema.UnitItem: "", schema.UnitCNY: "元", schema.UnitCNY10k: "万元", "": "unit?"}

// withUnit is Figure, with the unit behind a sum of money.
func withUnit(c *reconcile.Cell, amount bool) string {
	text := Figure(c)
	if word, known := units[c.Unit]; amount && c.HasValue && word != "" {
		text += " " + word
	} else if !known {
		text += " " + c.Unit
	}
	return text
}

// terminal measures as terminals do that take ambiguous characters for narrow.
var terminal = &runewidth.Condition{EastAsianWidth: false, StrictEmojiNeutral: true}

// Width counts the columns of a terminal that a text takes.
func Width(text string) int { return width(text) }

// PaintFigure is a figure with its mark and, of a sum of money, its unit, padded on
// the left to a width and coloured by its status.
func PaintFigure(s Style, c *reconcile.Cell, amount bool, to int) string {
	return s.Paint(marks[c.Status].color, Pad(withUnit(c, amount), to, true))
}

func width(text string) int { return terminal.StringWidth(text) }

// Safe escapes what a terminal would act upon or not show.
func Safe(text string) string {
	clean := true
	for _, r := range text {
		clean = clean && r != utf8.RuneError && strconv.IsGraphic(r)
	}
	if clean {
		return text
	}
	var b strings.Builder
	for text != "" {
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, text[0])
		case strconv.IsGraphic(r):
			b.WriteRune(r)
		default:
			quoted := strconv.QuoteRune(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		}
		text = text[size:]
	}
	return b.String()
}

// Cut shortens a text to a width.
func Cut(text string, most int) string { return terminal.Truncate(text, most, "…") }

// Pad fills a text up to a width, on its left where right is true.
func Pad(text string, to int, right bool) string {
	fill := strings.Repeat(" ", max(0, to-width(text)))
	if right {
		return fill + text
	}
	return text + fill
}

// wrap breaks a text into lines of at most a width. Chinese may break anywhere,
// except before a closing mark and behind an opening one; a run of digits or Latin letters stays whole
// where it fits on a line.
func wrap(text string, most int) []string {
	var lines []string
	line, used := "", 0
	for _, word := range words(text) {
		w := width(word)
		if used > 0 && used+w > most {
			lines, line, used = append(lines, strings.TrimRight(line, " ")), "", 0
		}
		line, used = line+word, used+w
	}
	return append(lines, strings.TrimRight(line, " "))
}

// balanced wraps to as few lines as a width allows, all of about one width.
func balanced(text string, most int) []string {
	lines := wrap(text, most)
	for narrower := most - 1; narrower > 0; narrower-- {
		closer := wrap(text, narrower)
		if len(closer) > len(lines) || widest(closer) > narrower {
			break
		}
		lines = closer
	}
	return lines
}

func widest(lines []string) int {
	most := 0
	for _, line := range lines {
		most = max(most, width(line))
	}
	return most
}

// A closing mark may not begin a line, an opening one not end it.
const (
	closing = "）)，、。；：”’》〉】"
	opening = "（“‘《〈【"
)

// words cuts a text where a line may break.
func words(text string) []string {
	var out []string
	glued, latin := false, false
	for _, r := range text {
		narrow := r < 0x2E80 && r != ' '
		if len(out) > 0 && (glued || narrow && latin || strings.ContainsRune(closing, r)) {
			out[len(out)-1] += string(r)
		} else {
			out = append(out, string(r))
		}
		glued = strings.ContainsRune(opening, r)
		latin = narrow && !strings.ContainsRune(closing, r)
	}
	return out
}
