package inspect

import (
	"slices"
	"strings"
)

// box is a table drawn with lines, in which a cell may span rows and columns.
type box struct {
	columns int
	// wrapAt is the width at which a column's text is wrapped; 0 is never.
	wrapAt []int
	rows   []boxRow
	cells  []boxCell
}

// boxRow is a row; a ruled one has a line above, between cells that it does not
// share with the row before.
type boxRow struct{ ruled bool }

// boxCell is a cell. Its text is wrapped where it is no figure.
type boxCell struct {
	text             string
	color            string
	row, column      int
	rowSpan, colSpan int
	figure, centred  bool
}

// row adds a row and returns its number.
func (b *box) row(ruled bool) int {
	b.rows = append(b.rows, boxRow{ruled: ruled})
	return len(b.rows) - 1
}

func (b *box) add(c boxCell) {
	c.rowSpan, c.colSpan = max(c.rowSpan, 1), max(c.colSpan, 1)
	b.cells = append(b.cells, c)
}

// drawing is a box with its sizes.
type drawing struct {
	*box
	owner   [][]int // cell of each place, -1 where none
	widths  []int
	heights []int
	lines   [][]string // of each cell, wrapped
}

// gap is the width between the texts of neighbouring columns: " │ ".
const gap = 3

func (b *box) draw(s Style) string {
	d := &drawing{box: b, widths: make([]int, b.columns), heights: make([]int, len(b.rows))}
	d.own()
	d.measure()
	d.wrapAll()
	d.stretch()
	var out strings.Builder
	for r := range b.rows {
		if rule := d.rule(s, r); rule != "" {
			out.WriteString(rule + "\n")
		}
		for line := range d.heights[r] {
			out.WriteString(d.line(s, r, line) + "\n")
		}
	}
	out.WriteString(d.rule(s, len(b.rows)) + "\n")
	return out.String()
}

// own notes which cell each place belongs to.
func (d *drawing) own() {
	for range d.rows {
		d.owner = append(d.owner, slices.Repeat([]int{-1}, d.columns))
	}
	for i, c := range d.cells {
		for r := c.row; r < min(c.row+c.rowSpan, len(d.rows)); r++ {
			for k := c.column; k < min(c.column+c.colSpan, d.columns); k++ {
				d.owner[r][k] = i
			}
		}
	}
}

// measure gives each column the width of its widest cell, and widens the last
// column under a figure that spans several and does not fit.
func (d *drawing) measure() {
	for _, spanning := range []bool{false, true} {
		for _, c := range d.cells {
			if (c.colSpan > 1) != spanning || spanning && !c.figure {
				continue
			}
			need := width(c.text)
			if limit := d.wrapAt[c.column]; !c.figure && limit > 0 {
				need = widest(balanced(c.text, limit))
			}
			if short := need - d.span(&c); short > 0 {
				d.widths[c.column+c.colSpan-1] += short
			}
		}
	}
}

// span is the width of the text of a cell.
func (d *drawing) span(c *boxCell) int {
	total := gap * (c.colSpan - 1)
	for k := c.column; k < c.column+c.colSpan; k++ {
		total += d.widths[k]
	}
	return total
}

func (d *drawing) wrapAll() {
	d.lines = make([][]string, len(d.cells))
	for i := range d.cells {
		c := &d.cells[i]
		switch {
		case c.figure:
			d.lines[i] = []string{c.text}
		case c.centred:
			d.lines[i] = balanced(c.text, d.span(c))
		default:
			d.lines[i] = wrap(c.text, d.span(c))
		}
	}
}

// stretch gives each row the height of its highest cell, and makes the last row
// of a cell higher that spans rows and does not fit.
func (d *drawing) stretch() {
	for _, spanning := range []bool{false, true} {
		for i, c := range d.cells {
			if (c.rowSpan > 1) != spanning {
				continue
			}
			held := d.before(i, c.row+c.rowSpan)
			if short := len(d.lines[i]) - held; short > 0 {
				d.heights[c.row+c.rowSpan-1] += short
			}
		}
	}
}

// before counts the lines of a cell above a row that it spans: those of its rows
// and, in the place of the lines drawn between its neighbours, the rules.
func (d *drawing) before(i, row int) int {
	c := &d.cells[i]
	lines := 0
	for r := c.row; r < row; r++ {
		lines += d.heights[r]
		if r > c.row && d.rows[r].ruled {
			lines++
		}
	}
	return lines
}

// line is one line of text of a row.
func (d *drawing) line(s Style, r, line int) string {
	var out strings.Builder
	out.WriteString("│")
	for k := 0; k < d.columns; {
		i := d.owner[r][k]
		if i < 0 {
			out.WriteString(strings.Repeat(" ", d.widths[k]+2) + "│")
			k++
			continue
		}
		c := &d.cells[i]
		at := d.before(i, r) + line
		if r > c.row && d.rows[r].ruled {
			at++
		}
		out.WriteString(" " + d.text(s, i, at) + " │")
		k = c.column + c.colSpan
	}
	return out.String()
}

// text is one line of a cell, padded to the cell's width.
func (d *drawing) text(s Style, i, line int) string {
	c := &d.cells[i]
	w := d.span(c)
	if line >= len(d.lines[i]) {
		return strings.Repeat(" ", w)
	}
	text := Cut(d.lines[i][line], w)
	left := 0
	switch {
	case c.figure:
		left = w - width(text)
	case c.centred:
		left = (w - width(text)) / 2
	}
	return strings.Repeat(" ", left) + s.Paint(c.color, text) + strings.Repeat(" ", w-left-width(text))
}

// rule is the line above a row, "" where it has none. A cell that spans it goes
// on with its text.
func (d *drawing) rule(s Style, r int) string {
	if r > 0 && r < len(d.rows) && !d.rows[r].ruled {
		return ""
	}
	var out strings.Builder
	for k := 0; k <= d.columns; {
		out.WriteRune(corner(d.edge(r-1, k), d.above(r, k), d.edge(r, k), d.above(r, k-1)))
		switch {
		case k == d.columns:
			k++
		case d.above(r, k):
			out.WriteString(strings.Repeat("─", d.widths[k]+2))
			k++
		default:
			i := d.owner[r][k]
			out.WriteString(" " + d.text(s, i, d.before(i, r)) + " ")
			k = d.cells[i].column + d.cells[i].colSpan
		}
	}
	return out.String()
}

// edge reports whether a line stands left of column k in row r.
func (d *drawing) edge(r, k int) bool {
	if r < 0 || r >= len(d.rows) {
		return false
	}
	return k == 0 || k == d.columns || d.owner[r][k-1] != d.owner[r][k] || d.owner[r][k] < 0
}

// above reports whether a line stands above row r in column k.
func (d *drawing) above(r, k int) bool {
	switch {
	case k < 0 || k >= d.columns:
		return false
	case r == 0 || r == len(d.rows):
		return true
	}
	return d.owner[r-1][k] != d.owner[r][k] || d.owner[r][k] < 0
}

// corner is the character in which lines meet.
func corner(up, right, down, left bool) rune {
	i := 0
	for bit, there := range []bool{up, right, down, left} {
		if there {
			i |= 1 << bit
		}
	}
	return []rune(" ╵╶└╷│┌├╴┘─┴┐┤┬┼")[i]
}
