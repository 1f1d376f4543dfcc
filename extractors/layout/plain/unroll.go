package plain

import "strings"

// widestRow is how many cells a row of a table can have: the form's widest has fifteen
// figures, and converters write out the cells that spans cover.
const widestRow = 48

// unroll cuts lines with more cells than a row can have, of tabs or of pipes: a text
// whose line ends became separators. Each cell becomes a line. Where such a line has
// blank cells each keeps its mark, so that a blank is still a cell.
func unroll(lines []string) []string {
	out := make([]string, 0, len(lines))
	for _, l := range lines {
		switch {
		case len(l) <= widestRow:
			out = append(out, l)
		case strings.Count(l, "\t") > widestRow:
			out = append(out, unrolled(strings.Split(l, "\t"), "\t")...)
		case countPipes(l) > widestRow:
			out = append(out, unrolled(splitPipes(l), " |")...)
		default:
			out = append(out, l)
		}
	}
	return out
}

// unrolled makes a line of each cell.
func unrolled(cells []string, mark string) []string {
	blank := 0
	for _, c := range cells[1 : len(cells)-1] {
		if strings.TrimSpace(c) == "" {
			blank++
		}
	}
	if blank == 0 {
		return cells
	}
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = c + mark
	}
	return out
}
