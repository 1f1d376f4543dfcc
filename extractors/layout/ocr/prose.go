package ocr

import (
	"slices"

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
		text = ""
		if cells := p.loose(&rows[i]); len(cells) > 0 {
			b.cells(cells)
			continue
		}
		text = line
	}
	b.paragraph(text)
}

// loose are the cells of a line among the prose that is a row of a table by itself:
// a label of some characters and figures, or figures alone.
func (p *page) loose(r *row) []layout.Cell {
	all := p.segments(r)
	label := 0
	for label < len(all) && !all[label].figure {
		label++
	}
	if label > 1 || label == len(all) || slices.ContainsFunc(all[label:], func(s segment) bool { return !s.figure }) ||
		label == 1 && hanRunes(all[0].words) < leastLabel {
		return nil
	}
	var cells []layout.Cell
	for i := range all {
		cell := newCell(textOf(all[i].words, p.size))
		cell.Left, cell.Right, cell.Col = all[i].left, all[i].right, i
		cells = append(cells, cell)
	}
	return numbered(cells)
}

// leastLabel is the least length of a label of such a line, in Chinese characters.
const leastLabel = 2

// continues reports whether a line goes on with the paragraph of the one before.
func (p *page) continues(a, b *row, margins box) bool {
	return margins.width() > 20*p.size && a.right > margins.right-3*p.size &&
		b.left < a.left+p.size && b.left < margins.left+p.size+p.size/2 && b.mid-a.mid < 3*p.size
}

func (b *builder) paragraph(raw string) {
	if raw != "" {
		b.cells([]layout.Cell{newCell(raw)})
	}
}

func (b *builder) cells(cells []layout.Cell) {
	b.grid.Rows = append(b.grid.Rows, layout.Row{Table: layout.Prose, Index: b.proseAt, Cells: cells})
	b.proseAt++
}
