package print

// Cut divides a table before row r into two whose spans hold. A span that
// reaches over the cut begins again, empty, in the second part. With header,
// the second part repeats the header rows.
func (t *Table) Cut(r int, header bool) (*Table, *Table) {
	first := &Table{Form: t.Form, Columns: t.Columns, HeaderRows: t.HeaderRows, Loose: t.Loose}
	second := &Table{Form: t.Form, Columns: t.Columns, Loose: t.Loose}
	for i := range r {
		row := t.Rows[i].copy()
		for c := range row.Cells {
			row.Cells[c].RowSpan = min(row.Cells[c].RowSpan, r-i)
		}
		first.Rows = append(first.Rows, row)
	}
	if header {
		for i := range t.HeaderRows {
			second.Rows = append(second.Rows, t.Rows[i].copy())
		}
		second.HeaderRows = t.HeaderRows
	}
	for i := r; i < len(t.Rows); i++ {
		row := t.Rows[i].copy()
		if i == r {
			t.reopen(&row, r)
		}
		second.Rows = append(second.Rows, row)
	}
	return first, second
}

func (r *Row) copy() Row {
	return Row{Cells: append([]Cell(nil), r.Cells...), PageBreak: r.PageBreak}
}

// reopen starts again the spans that reach into row r.
func (t *Table) reopen(row *Row, r int) {
	for c := range row.Cells {
		if row.Cells[c].Cover != Above {
			continue
		}
		for top := r - 1; top >= 0; top-- {
			if c >= len(t.Rows[top].Cells) {
				break
			}
			if o := t.Rows[top].Cells[c]; o.Cover == Bare {
				row.Cells[c] = Cell{RowSpan: max(1, o.RowSpan-(r-top)), ColSpan: o.ColSpan}
				break
			}
		}
	}
}
