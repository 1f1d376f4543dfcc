package plain

import (
	"strings"

	"gongkai/extractors/layout"
)

// ruled is a table whose columns a line of dashes rules, as pandoc writes simple and
// multiline tables: the display columns at which its columns start and end.
type ruled struct {
	measure      measure
	starts, ends []int
}

// ruler returns the columns that a line of dash runs rules; nil where a line is none.
// Runs of one or two dashes are values.
func ruler(l *line) *ruled {
	if l.class != rule || strings.Trim(l.raw, "- \r") != "" {
		return nil
	}
	t := &ruled{}
	for i, start := 0, -1; i <= len(l.raw); i++ {
		dash := i < len(l.raw) && l.raw[i] == '-'
		switch {
		case dash && start < 0:
			start = i
		case !dash && start >= 0:
			if i-start < 3 {
				return nil
			}
			t.starts, t.ends = append(t.starts, start), append(t.ends, i)
			start = -1
		}
	}
	return t
}

// ruledEnd returns the end of the ruled table that begins with a line; 0 where none
// does. A table begins with a ruler of columns and ends with the same; or with one over
// its whole width, header and ruler, and ends with the first again; or with a line of
// header and a ruler, and ends before a blank line.
func ruledEnd(lines []line) int {
	if len(lines) < 3 {
		return 0
	}
	first := ruler(&lines[0])
	switch {
	case first == nil && lines[0].class != blank && isRuler(&lines[1]):
		return headedEnd(lines)
	case first == nil:
		return 0
	case len(first.starts) == 1 && !hasRuler(lines[1:]):
		return 0
	}
	return closedEnd(lines, len(first.starts) == 1)
}

// closedEnd returns the end of a table that the same line ends as begins it, with one
// ruler of columns in between where it has a header; 0 where a heading or another
// ruler comes first.
func closedEnd(lines []line, headed bool) int {
	mark := strings.TrimSpace(lines[0].raw)
	for i := 1; i < min(len(lines), maxRuledLines); i++ {
		l := &lines[i]
		switch {
		case strings.TrimSpace(l.raw) == mark && i > 1:
			return i + 1
		case isRuler(l) && headed:
			headed = false
		case isRuler(l), headingMark(l.raw) > 0:
			return 0
		}
	}
	return 0
}

// The bounds of a ruled table: its lines, and those of its header.
const (
	maxRuledLines  = 2000
	maxHeaderLines = 20
)

func headedEnd(lines []line) int {
	for i := 2; i < len(lines); i++ {
		if lines[i].class == blank {
			return i
		}
		if lines[i].class == rule {
			return 0
		}
	}
	return len(lines)
}

// isRuler reports whether a line rules two or more columns.
func isRuler(l *line) bool {
	r := ruler(l)
	return r != nil && len(r.starts) >= 2
}

// hasRuler reports whether a ruler of columns follows within the lines of a header.
func hasRuler(lines []line) bool {
	for i := range lines[:min(len(lines), maxHeaderLines)] {
		if lines[i].class == blank {
			return false
		}
		if isRuler(&lines[i]) {
			return i > 0
		}
	}
	return false
}

// ruledMeasures are the ways in which pandoc fills columns.
var ruledMeasures = []measure{byDisplay, {2, 1, 0}, {1, 1, 1}, {2, 1, 1}, byCount}

// newRuled finds the ruler of a table and the widths of characters under which no text
// of it stands between two columns; nil where there are none.
func newRuled(lines []line) *ruled {
	var t *ruled
	for i := range lines {
		if isRuler(&lines[i]) {
			t = ruler(&lines[i])
			break
		}
	}
	if t == nil {
		return nil
	}
	for _, m := range ruledMeasures {
		t.measure = m
		if t.fits(lines) {
			return t
		}
	}
	return nil
}

func (t *ruled) fits(lines []line) bool {
	for i := range lines {
		if l := &lines[i]; l.class != blank && ruler(l) == nil {
			if _, ok := t.cut(l.raw); !ok {
				return false
			}
		}
	}
	return true
}

// cut cuts a line at the columns and reports whether only spaces stand between them.
func (t *ruled) cut(raw string) ([]string, bool) {
	pieces := make([]string, len(t.starts))
	last := len(t.starts) - 1
	k, col, start := 0, 0, 0
	for i, r := range raw {
		for k < last && col >= t.starts[k+1] {
			pieces[k] = strings.TrimSpace(raw[start:i])
			k, start = k+1, i
		}
		w := t.measure.rune(r)
		if r != ' ' && r != '\r' && (col < t.starts[k] || (k < last && col+w > t.ends[k])) {
			return nil, false
		}
		col += w
	}
	pieces[k] = strings.TrimSpace(raw[start:])
	return pieces, true
}

// readRuled reads a ruled table. Where blank lines part its rows, the lines between
// them are one row; elsewhere a line is a row.
func readRuled(s *sheet, r *region) (layout.Kind, layout.Blanks) {
	t := newRuled(r.lines)
	if t == nil {
		return readRows(s, r)
	}
	for _, row := range t.rows(r.lines) {
		s.row(ordinalCells(row))
	}
	return layout.Piped, layout.BlanksMarked
}

// rows returns the cells of all rows.
func (t *ruled) rows(lines []line) [][]string {
	wrapped := t.wraps(lines)
	var rows [][]string
	open := false
	for i := range lines {
		l := &lines[i]
		if l.class == blank || ruler(l) != nil {
			open = false
			continue
		}
		pieces, _ := t.cut(l.raw)
		if open && wrapped {
			row := rows[len(rows)-1]
			for k := range row {
				row[k] = strings.TrimSpace(row[k] + "\n" + pieces[k])
			}
			continue
		}
		rows = append(rows, pieces)
		open = true
	}
	for _, row := range rows {
		for k := range row {
			row[k] = joinWrapped(row[k])
		}
	}
	return rows
}

// wraps reports whether blank lines part the rows: there are some, and no two lines
// without one between them hold figures in the same columns.
func (t *ruled) wraps(lines []line) bool {
	blanks := 0
	above := map[int]bool{}
	for i := range lines {
		l := &lines[i]
		if l.class == blank || ruler(l) != nil {
			above = map[int]bool{}
			if l.class == blank {
				blanks++
			}
			continue
		}
		pieces, _ := t.cut(l.raw)
		repeated := 0
		for k, c := range ordinalCells(pieces) {
			if !isFigure(c.Text) {
				continue
			}
			if above[k] {
				repeated++
			}
			above[k] = true
		}
		if repeated >= 2 {
			return false
		}
	}
	return blanks > 0
}

// joinWrapped joins the lines of a cell. A backslash at the end of a line is a line
// break in markdown.
func joinWrapped(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines[:len(lines)-1] {
		lines[i] = strings.TrimSuffix(lines[i], `\`)
	}
	return joinLines(lines)
}
