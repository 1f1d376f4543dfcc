package plain

import (
	"regexp"
	"slices"
	"strings"
)

// Cells written out with a few spaces between them stand in no columns. An empty one of them
// is seen only where it holds a space of another kind (ideographic, no-break), as cells of
// pages and word processors do.

var (
	// parting is what may part cells.
	parting = regexp.MustCompile(` {2,}`)
	// emptySpaced is an empty cell between two such.
	emptySpaced = regexp.MustCompile(`[^ ] {2,}[\x{3000}\x{00a0}]+(?: {2,}|$)`)
)

// partSpaced puts tabs between the cells of a text that is written so: it has an empty cell,
// and wherever a line has three cells or more as many spaces part them.
func partSpaced(lines []string) []string {
	if !slices.ContainsFunc(lines, holdsEmptySpaced) {
		return lines
	}
	width := 0
	for _, l := range lines {
		runs := parting.FindAllStringIndex(strings.Trim(l, " "), -1)
		if len(runs) < 2 {
			continue
		}
		for _, run := range runs {
			if n := run[1] - run[0]; width == 0 {
				width = n
			} else if n != width {
				return lines
			}
		}
	}
	if width == 0 {
		return lines
	}
	gap := strings.Repeat(" ", width)
	for i, l := range lines {
		if text := strings.Trim(l, " "); strings.Contains(text, gap) {
			lines[i] = strings.ReplaceAll(text, gap, "\t")
		}
	}
	return lines
}

// holdsEmptySpaced reports whether a line has an empty cell between others.
func holdsEmptySpaced(l string) bool {
	return (strings.Contains(l, "  \u3000") || strings.Contains(l, "  \u00a0")) && emptySpaced.MatchString(l)
}
