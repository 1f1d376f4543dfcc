package print

import "strings"

// boxed prints a table with drawn lines, as a page dumper draws a table with a
// border: in line-drawing characters, or in ASCII.
func (w *writer) boxed(t *Table) {
	c := newCanvas(t)
	for r := range t.Rows {
		for col := range t.Rows[r].Cells {
			c.cell(t, r, col)
		}
	}
	glyphs := lineGlyphs
	if w.layout == Grid {
		glyphs = asciiGlyphs
	}
	for _, line := range c.squares {
		w.WriteString(strings.TrimRight(drawn(line, glyphs), " ") + "\n")
	}
}

// square is one display column of a line. Edges are the directions in which a
// drawn line leaves it; the second half of a wide character is taken.
type square struct {
	edges int
	text  rune
	taken bool
}

const (
	up = 1 << iota
	down
	left
	right
)

// The glyphs by edges, every combination of up, down, left and right.
var (
	lineGlyphs  = []rune(" │││─┘┐┤─└┌├─┴┬┼")
	asciiGlyphs = []rune(" |||-+++-+++-+++")
)

// canvas is a table drawn on squares. xs and ys are where the lines between
// columns and rows stand.
type canvas struct {
	squares [][]square
	xs, ys  []int
}

func newCanvas(t *Table) *canvas {
	starts := columnStarts(t)
	c := &canvas{xs: make([]int, len(starts)), ys: make([]int, len(t.Rows)+1)}
	for i := 1; i < len(starts); i++ {
		c.xs[i] = c.xs[i-1] + starts[i] - starts[i-1] - 1
	}
	for r := range t.Rows {
		height := 1
		for col := range t.Rows[r].Cells {
			if cell := &t.Rows[r].Cells[col]; cell.RowSpan <= 1 || t.Loose {
				height = max(height, len(wrap(cell.Text, c.width(t, r, col))))
			}
		}
		c.ys[r+1] = c.ys[r] + height + 1
	}
	c.squares = make([][]square, c.ys[len(t.Rows)]+1)
	for y := range c.squares {
		c.squares[y] = make([]square, c.xs[len(c.xs)-1]+1)
	}
	return c
}

// reach is the row and column behind a cell's span.
func reach(t *Table, r, col, columns int) (int, int) {
	cell := &t.Rows[r].Cells[col]
	if t.Loose {
		return r + 1, col + 1
	}
	return min(r+max(cell.RowSpan, 1), len(t.Rows)), min(col+max(cell.ColSpan, 1), columns)
}

func (c *canvas) width(t *Table, r, col int) int {
	_, end := reach(t, r, col, len(c.xs)-1)
	return c.xs[end] - c.xs[col] - 1
}

// cell draws the frame of a cell and its text in the middle of it.
func (c *canvas) cell(t *Table, r, col int) {
	cell := &t.Rows[r].Cells[col]
	if cell.Cover != Bare && !t.Loose {
		return
	}
	endRow, endCol := reach(t, r, col, len(c.xs)-1)
	top, bottom, from, to := c.ys[r], c.ys[endRow], c.xs[col], c.xs[endCol]
	for x := from; x < to; x++ {
		for _, y := range []int{top, bottom} {
			c.squares[y][x].edges |= right
			c.squares[y][x+1].edges |= left
		}
	}
	for y := top; y < bottom; y++ {
		for _, x := range []int{from, to} {
			c.squares[y][x].edges |= down
			c.squares[y+1][x].edges |= up
		}
	}
	if cell.Text == "" {
		return
	}
	lines := wrap(cell.Text, to-from-1)
	first := top + 1 + max(0, (bottom-top-1-len(lines))/2)
	for i, line := range lines[:min(len(lines), bottom-top-1)] {
		c.write(first+i, from+1, line)
	}
}

func (c *canvas) write(y, x int, text string) {
	for _, r := range text {
		if x >= len(c.squares[y]) {
			return
		}
		c.squares[y][x].text = r
		for range runeWidth(r) - 1 {
			x++
			c.squares[y][x].taken = true
		}
		x++
	}
}

// drawn writes a line of squares.
func drawn(line []square, glyphs []rune) string {
	var b strings.Builder
	for _, s := range line {
		switch {
		case s.taken:
		case s.text != 0:
			b.WriteRune(s.text)
		default:
			b.WriteRune(glyphs[s.edges])
		}
	}
	return b.String()
}
