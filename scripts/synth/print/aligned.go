package print

import "strings"

// labelWidth is the widest a label column gets before its text wraps, in
// display columns.
const labelWidth = 26

// aligned prints a table padded with spaces: a label wraps within its column,
// and every text stands in the vertical middle of the rows it spans.
func (w *writer) aligned(t *Table) {
	grid := layOut(t)
	for i := range grid.lines {
		if grid.breaks[i] {
			w.WriteString("\f")
		}
		w.WriteString(strings.TrimRight(grid.line(i), " ") + "\n")
	}
}

// piece is a run of text at a display column of a line.
type piece struct {
	at   int
	text string
}

type page struct {
	lines  [][]piece
	breaks map[int]bool
}

func (p *page) line(i int) string {
	var b strings.Builder
	at := 0
	for _, x := range p.lines[i] {
		if gap := x.at - at; gap > 0 || at > 0 {
			gap = max(gap, 1)
			b.WriteString(strings.Repeat(" ", gap))
			at += gap
		}
		b.WriteString(x.text)
		at += displayWidth(x.text)
	}
	return b.String()
}

// layOut computes where every cell's text stands.
func layOut(t *Table) *page {
	starts := columnStarts(t)
	tops := make([]int, len(t.Rows)+1)
	for r := range t.Rows {
		tops[r+1] = tops[r] + rowHeight(t, r, starts)
	}
	p := &page{lines: make([][]piece, tops[len(t.Rows)]), breaks: map[int]bool{}}
	for r := range t.Rows {
		p.breaks[tops[r]] = t.Rows[r].PageBreak
	}
	for col := range starts[:len(starts)-1] {
		for r := range t.Rows {
			if col < len(t.Rows[r].Cells) {
				p.place(&t.Rows[r].Cells[col], starts, col, tops, r, t.Loose)
			}
		}
	}
	return p
}

// place puts the wrapped text of a cell in the middle of what it spans.
func (p *page) place(c *Cell, starts []int, col int, tops []int, row int, loose bool) {
	if c.Text == "" {
		return
	}
	rows, cols := max(c.RowSpan, 1), max(c.ColSpan, 1)
	if loose {
		rows = 1
	}
	last := min(col+cols, len(starts)-1)
	width := starts[last] - starts[col] - 2
	lines := wrap(c.Text, width)
	top, bottom := tops[row], tops[min(row+rows, len(tops)-1)]
	first := top + max(0, (bottom-top-len(lines))/2)
	for i, text := range lines {
		at := starts[col]
		if c.Role != Label {
			at += max(0, (width-displayWidth(text))/2)
		}
		line := min(first+i, bottom-1)
		p.lines[line] = append(p.lines[line], piece{at, text})
	}
}

// columnStarts gives each column the width of its widest unspanned text.
func columnStarts(t *Table) []int {
	columns := 0
	for i := range t.Rows {
		columns = max(columns, len(t.Rows[i].Cells))
	}
	starts := make([]int, columns+1)
	for col := range columns {
		width := 4
		for r := range t.Rows {
			if col < len(t.Rows[r].Cells) {
				if c := &t.Rows[r].Cells[col]; c.ColSpan <= 1 {
					width = max(width, min(displayWidth(c.Text), limit(c.Role)))
				}
			}
		}
		starts[col+1] = starts[col] + width + 2
	}
	return starts
}

// limit is the width at which a cell's text wraps; figures never do.
func limit(r Role) int {
	switch r {
	case Figure, Foreign:
		return 1 << 10
	case Stub, Group:
		return 8
	case Header:
		return 12
	default:
		return labelWidth
	}
}

func rowHeight(t *Table, r int, starts []int) int {
	height := 1
	for col := range t.Rows[r].Cells {
		c := &t.Rows[r].Cells[col]
		if c.Text == "" || (c.RowSpan > 1 && !t.Loose) {
			continue
		}
		last := min(col+max(c.ColSpan, 1), len(starts)-1)
		height = max(height, len(wrap(c.Text, starts[last]-starts[col]-2)))
	}
	return height
}

// wrap breaks a text into lines of at most width display columns.
func wrap(s string, width int) []string {
	var lines []string
	var line strings.Builder
	at := 0
	for _, r := range s {
		w := runeWidth(r)
		if r == '\n' || at+w > width && at > 0 {
			lines = append(lines, line.String())
			line.Reset()
			at = 0
		}
		if r == '\n' {
			continue
		}
		line.WriteRune(r)
		at += w
	}
	return append(lines, line.String())
}

// displayWidth is how many columns of a terminal a text takes.
func displayWidth(s string) int {
	n := 0
	for _, r := range s {
		n += runeWidth(r)
	}
	return n
}

// runeWidth is 2 for Han characters and full-width forms, else 1. Curly
// quotation marks and dashes are wide in Chinese type.
func runeWidth(r rune) int {
	switch {
	case r >= 0x2e80 && r <= 0xffdc, r >= 0x2010 && r <= 0x2026:
		return 2
	default:
		return 1
	}
}
