package strips

import "gongkai/extractors/layout"

// builder numbers the tables, rows and paragraphs of a grid anew.
type builder struct {
	grid                 layout.Grid
	tables, rows, proses int
}

// add adds rows that follow each other; their tables are other tables than those before.
func (b *builder) add(rows []layout.Row) {
	last := layout.Prose
	for _, row := range rows {
		if row.Table != last && b.rows > 0 {
			b.tables++
			b.rows = 0
		}
		last = row.Table
		if row.Table == layout.Prose {
			row.Index = b.proses
			b.proses++
		} else {
			row.Table, row.Index = b.tables, b.rows
			b.rows++
		}
		b.grid.Rows = append(b.grid.Rows, row)
	}
	if b.rows > 0 {
		b.tables++
		b.rows = 0
	}
}
