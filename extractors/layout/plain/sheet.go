package plain

import (
	"iter"
	"slices"

	"gongkai/extractors/layout"
	"gongkai/extractors/normalize"
)

// sheet collects rows in reading order and numbers tables, rows and paragraphs.
type sheet struct {
	grid   layout.Grid
	table  int
	rows   int
	proses int
	// room is what the cells of paragraphs are cut from.
	room layout.Room
}

// row adds a row to the open table, and opens one where none is open.
func (s *sheet) row(cells []layout.Cell) {
	if len(cells) == 0 {
		return
	}
	for i := range cells {
		cells[i].Ordinal = i
	}
	s.grid.Rows = append(s.grid.Rows, layout.Row{Table: s.table, Index: s.rows, Cells: cells})
	s.rows++
}

// prose adds a paragraph and ends the open table.
func (s *sheet) prose(raw string) {
	s.end()
	cell := newCell(raw, markless(raw))
	if cell.Text == "" && cell.Raw == "" {
		return
	}
	s.grid.Rows = append(s.grid.Rows, layout.Row{Table: layout.Prose, Index: s.proses, Cells: s.room.Alone(cell)})
	s.proses++
}

// margins adds the lines of page margins as paragraphs of their own kind.
func (s *sheet) margins(raws []string) {
	for _, raw := range raws {
		before := len(s.grid.Rows)
		s.prose(raw)
		for i := before; i < len(s.grid.Rows); i++ {
			s.grid.Rows[i].Margin = true
		}
	}
}

// end ends the open table.
func (s *sheet) end() {
	if s.rows > 0 {
		s.table++
		s.rows = 0
	}
}

// newCell makes a cell of the text as found and the same text without its
// markup. Col is left 0.
func newCell(raw, clean string) layout.Cell {
	c := layout.Cell{Text: clean, RowSpan: 1, ColSpan: 1}
	if isPlainFigure(clean) && len(clean) == len(raw) {
		return c
	}
	c.Text = normalize.Text(clean)
	if c.Text != raw {
		c.Raw = raw
	}
	return c
}

// ordinalCells makes cells whose columns are their ordinals.
func ordinalCells(raws []string) []layout.Cell {
	return cellsOf(slices.Values(raws), len(raws))
}

// cellsOf is ordinalCells of texts in turn, n of them.
func cellsOf(raws iter.Seq[string], n int) []layout.Cell {
	cells := make([]layout.Cell, 0, n)
	for raw := range raws {
		cell := newCell(raw, inlineText(raw))
		cell.Col = len(cells)
		cells = append(cells, cell)
	}
	return cells
}
