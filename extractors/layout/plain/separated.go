package plain

import (
	"strings"
	"unicode"

	"gongkai/extractors/normalize"
)

// separators are the characters that may part the values of a line where a table was
// written out as values: CSV in the first place.
const separators = ",;，；&"

// leastSeparated is how many lines one below the other must have equally many values
// before a punctuation mark is taken for a separator.
const leastSeparated = 3

// separate finds tables of separated values and puts tabs between the values, without
// the quotes around them. Lines one below the other are such a table where a separator
// outside of quotes cuts them into equally many values, three or more, some of which
// are figures; no line with tabs, pipes or runs of spaces is one.
func separate(lines []string) []string {
	for i := 0; i < len(lines); {
		if !mayBeSeparated(lines[i]) {
			i++
			continue
		}
		n := 0
		for _, sep := range separators {
			if n = separatedRun(lines[i:], sep); n > 0 {
				break
			}
		}
		i += max(n, 1)
	}
	return lines
}

// mayBeSeparated reports whether a line has two bytes at least that separators begin with,
// and is no sentence: fewer part no three values.
func mayBeSeparated(l string) bool {
	n := 0
	for i := range len(l) {
		switch l[i] {
		case ',', ';', '&', 0xEF: // ， and ； begin with the last
			n++
		}
	}
	return n >= 2 && !strings.Contains(l, "。")
}

// separatedRun rewrites the table of separated values that begins with the first line
// and returns how many lines it takes: 0 where none does.
func separatedRun(lines []string, sep rune) int {
	var rows [][]string
	for _, l := range lines {
		values := separatedValues(l, sep)
		if len(values) < 3 || len(rows) > 0 && len(values) != len(rows[0]) {
			break
		}
		rows = append(rows, values)
	}
	if len(rows) < leastSeparated || !bearFigures(rows) {
		return 0
	}
	for i, values := range rows {
		lines[i] = strings.Join(values, "\t")
	}
	return len(rows)
}

// bearFigures reports whether the rows hold as many figures as lines of a table must have at
// least behind their first column, or little else: prose holds none between commas.
func bearFigures(rows [][]string) bool {
	figures, blanks, others := 0, 0, 0
	for _, row := range rows {
		for _, v := range row[1:] {
			switch text := normalize.Text(v); {
			case text == "":
				blanks++
			case isFigure(text):
				figures++
			default:
				others++
			}
		}
	}
	return figures >= leastSeparated || figures > 0 && figures+blanks > others
}

// separatedValues cuts a line at a separator outside of quotes: none where the line
// has marks of another layout, or a separator between digits, as in 1,234, beside one
// that is not.
func separatedValues(raw string, sep rune) []string {
	if !strings.ContainsRune(raw, sep) {
		return nil
	}
	trimmed := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(raw), `\\`))
	if strings.ContainsFunc(trimmed, isPipe) || strings.ContainsAny(trimmed, "\t。") {
		return nil
	}
	var values []string
	var value strings.Builder
	quoted, previous := false, rune(0)
	for _, r := range trimmed {
		switch {
		case r == '"' && (quoted || strings.TrimSpace(value.String()) == ""):
			quoted = !quoted
		case r == sep && !quoted:
			values = append(values, strings.TrimSpace(value.String()))
			value.Reset()
		case unicode.IsSpace(r) && unicode.IsSpace(previous) && !quoted && sep != '&':
			return nil
		default:
			value.WriteRune(r)
		}
		previous = r
	}
	return append(values, strings.TrimSpace(value.String()))
}
