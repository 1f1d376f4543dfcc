package markup

import (
	"strings"

	"gongkai/extractors/layout"

	"golang.org/x/net/html"
)

// columns is the number of columns of a grid whose children flow, and 0 where n is
// none, or has less than two full rows, or children that are no cells.
func (d *divReader) columns(n *html.Node) int {
	if !strings.HasSuffix(d.sheet.value(n, "display"), "grid") {
		return 0
	}
	columns := tracks(d.sheet.value(n, "grid-template-columns"))
	cells, figures := 0, 0
	for c := range shownChildren(n) {
		if !d.flows(c) {
			return 0
		}
		cells++
		if s := d.read(c).Text; isFigure(s) {
			figures++
		}
	}
	if cells <= columns || figures == 0 {
		return 0
	}
	return columns
}

// flows reports whether n is a cell of a grid whose children flow: each child is,
// but for those that hold rows.
func (d *divReader) flows(n *html.Node) bool {
	l := look{left: maxLook, runes: maxCellRunes}
	return kindOf(n) != table && l.fits(n) && !structured(n) && !d.row(n)
}

// flow reads the children of n as cells that fill rows of so many columns.
func (d *divReader) flow(n *html.Node, columns int) {
	f := flow{columns: columns}
	first := len(d.reader.grid.Rows)
	for c := range shownChildren(n) {
		width, height := d.spans(c, columns)
		if f.place(width, min(height, maxTracks)) && len(f.cells) > 0 {
			d.add(f.cells)
			f.cells = nil
		}
		cell := d.read(c)
		cell.Ordinal, cell.Col, cell.ColSpan, cell.RowSpan = len(f.cells), f.col, width, min(height, maxTracks)
		f.cells = append(f.cells, cell)
		f.col += width
	}
	d.add(f.cells)
	d.end()
	cutSpans(d.reader.grid.Rows[first:])
}

// flow is the row that is being filled.
type flow struct {
	placer
	columns, row, col int
	cells             []layout.Cell
}

// place finds the next place for a cell, and reports whether it is in a new row.
func (f *flow) place(width, height int) bool {
	row := f.row
	for !f.fits(width) {
		if f.col++; f.col+width > f.columns {
			f.row, f.col = f.row+1, 0
		}
	}
	f.cover(f.col, width, f.row+height)
	return f.row > row
}

// fits reports whether so many columns are free at the current place.
func (f *flow) fits(width int) bool {
	if f.col+width > f.columns {
		return false
	}
	for c := f.col; c < min(f.col+width, len(f.until)); c++ {
		if f.until[c] > f.row {
			return false
		}
	}
	return true
}

// cutSpans ends the row spans of a table with the table.
func cutSpans(rows []layout.Row) {
	for i := range rows {
		for j := range rows[i].Cells {
			c := &rows[i].Cells[j]
			c.RowSpan = min(c.RowSpan, len(rows)-i)
		}
	}
}
