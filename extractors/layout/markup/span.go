package markup

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	// maxColumns bounds the columns of a table: cells that would start later are
	// one cell with their texts joined.
	maxColumns = 512
	// maxSpan is the widest span that is taken at its word. A wider one means "the
	// rest of the row" and is cut to the widest row of the table.
	maxSpan = 100
	// unbounded stands for a span too long to count.
	unbounded = 1 << 20
)

// span reads a span attribute as browsers do: leading digits count, what follows
// is ignored. ok is false where there are none.
func span(s string) (n int, ok bool) {
	i := 0
	for i < len(s) && blank(s[i]) {
		i++
	}
	if i < len(s) && s[i] == '+' {
		i++
	}
	for ; i < len(s) && digit(s[i]); i++ {
		n, ok = min(n*10+int(s[i]-'0'), unbounded), true
	}
	return n, ok
}

// colspan is the number of columns a cell asks for, at least 1.
func colspan(n *html.Node) int {
	c, _ := span(attr(n, "colspan"))
	return max(c, 1)
}

// rowspan is the number of rows a cell asks for: 0 means to the end of the row
// group.
func rowspan(n *html.Node) int {
	r, ok := span(attr(n, "rowspan"))
	if !ok {
		return 1
	}
	return r
}

// placer finds the columns of cells, with the spans of earlier rows in mind.
type placer struct {
	// until holds, for each column, the first row that is free again.
	until []int
}

// free is the first column from col on that no earlier row covers in row.
func (p *placer) free(row, col int) int {
	for col < len(p.until) && p.until[col] > row {
		col++
	}
	return col
}

// cover marks the columns of a cell as taken up to the row end.
func (p *placer) cover(col, width, end int) {
	for len(p.until) < col+width {
		p.until = append(p.until, 0)
	}
	for c := col; c < col+width; c++ {
		p.until[c] = max(p.until[c], end)
	}
}

// sane is the width that the cells of a row ask for, absurd ones not counted, and
// the number of cells.
func sane(tr *html.Node) (width, cells int) {
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if !isCell(c) {
			continue
		}
		cells++
		if w := colspan(c); w <= maxSpan {
			width += w
		}
	}
	return width, cells
}

// isCell reports whether a child of a row is a cell that is shown.
func isCell(n *html.Node) bool {
	return (n.DataAtom == atom.Td || n.DataAtom == atom.Th) && !hidden(n)
}
