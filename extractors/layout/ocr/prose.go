package ocr

import (
	"gongkai/extractors/layout"
	"gongkai/extractors/normalize"
)

// builder puts rows into a grid.
type builder struct {
	grid            layout.Grid
	tables, proseAt int
}

func newCell(raw string) layout.Cell {
	cell := layout.Cell{Text: normalize.Text(raw), RowSpan: 1, ColSpan: 1}
	if cell.Text != raw {
		cell.Raw = raw
	}
	return cell
}

// prose adds rows as paragraphs: a line that begins at the left margin goes on
// with the paragraph of a line that ends at the right one.
func (b *builder) prose(p *page, rows []row) {
	margins := rows[0].box
	for i := range rows {
		margins = margins.union(rows[i].box)
	}
	text := ""
	for i := range rows {
		line := textOf(rows[i].words, p.size)
		if i > 0 && p.continues(&rows[i-1], &rows[i], margins) {
			text += line
			continue
		}
		b.paragraph(text)
		text = line
	}
	b.paragraph(text)
}

// continues reports whether a line goes on with the paragraph of the one before.
func (p *page) continues(a, b *row, margins box) bool {
	return margins.width() > 20*p.size && a.right > margins.right-3*p.size &&
		b.left < a.left+p.size && b.left < margins.left+p.size+p.size/2 && b.mid-a.mid < 3*p.size
}

func (b *builder) paragraph(raw string) {
	if raw == "" {
		return
	}
	b.grid.Rows = append(b.grid.Rows, layout.Row{Table: layout.Prose, Index: b.proseAt, Cells: []layout.Cell{newCell(raw)}})
	b.proseAt++
}
