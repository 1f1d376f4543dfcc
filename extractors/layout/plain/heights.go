package plain

// heights finds the rows whose cells are printed at different heights, with labels of
// other cells, or blank lines, between their figures. Where rows have the region's usual number
// of figures, and none has more, lines of fewer are parts of rows: from the first behind a whole
// row on, parts are one row as soon as they have that number. This is so where it leaves no part
// of the region over, since a row with blank cells is no part of another, and where no
// figure of a row stands below another; else nothing is said.
func (p splitter) heights(lines []line, found map[int]int) {
	usual, rows := usualRow(lines, found)
	if rows < leastBands {
		return
	}
	made, open, figures := map[int]int{}, -1, 0
	for i := 0; i < len(lines); {
		n := max(1, found[i])
		here := figuresOf(lines[i : i+n])
		switch {
		case here == 0:
		case !isBandLine(&lines[i]), figures+here > usual:
			return
		case figures == 0:
			open, figures = i, here
		case lines[i].page != lines[open].page:
			return
		default:
			figures += here
		}
		i += n
		if figures == usual {
			if _, once := p.onceEach(lines[open:i]); !once {
				return
			}
			made[open], figures = i-open, 0
		}
	}
	if figures > 0 {
		return
	}
	clear(found)
	for start, n := range made {
		if n > 1 {
			found[start] = n
		}
	}
}

// usualRow is how many figures most rows have, of one line or of several, and how many
// rows have them; the larger number where two are as frequent.
func usualRow(lines []line, found map[int]int) (figures, rows int) {
	counts := map[int]int{}
	for i := 0; i < len(lines); {
		n := max(1, found[i])
		if f := figuresOf(lines[i : i+n]); f > 1 && isBandLine(&lines[i]) {
			counts[f]++
			if counts[f] > rows || counts[f] == rows && f > figures {
				figures, rows = f, counts[f]
			}
		}
		i += n
	}
	return figures, rows
}

// figuresOf counts the figures of some lines.
func figuresOf(lines []line) int {
	n := 0
	for i := range lines {
		n += lines[i].figures
	}
	return n
}
