package mangle

import (
	"strconv"

	"gongkai/scripts/synth/print"
)

// leastNumbered is the narrowest table whose columns are counted.
const leastNumbered = 5

// numberedColumns adds a row that counts the columns above each table.
func numberedColumns(p *patient) bool {
	start, done := p.rng.IntN(2), false
	for _, t := range p.doc.Tables() {
		if t.Columns < leastNumbered {
			continue
		}
		var row print.Row
		for c := range t.Columns {
			row.Cells = append(row.Cells, numberCell(start+c))
		}
		t.Rows = append([]print.Row{row}, t.Rows...)
		if t.HeaderRows > 0 {
			t.HeaderRows++
		}
		done = true
	}
	return done
}

// numberedRows adds a column that counts the rows before each table.
func numberedRows(p *patient) bool {
	start, done := p.rng.IntN(2), false
	for _, t := range p.doc.Tables() {
		for r := range t.Rows {
			insertCells(&t.Rows[r], 0, numberCell(start+r))
		}
		t.Columns++
		done = done || len(t.Rows) > 0
	}
	return done
}

func numberCell(n int) print.Cell {
	return print.Cell{Text: strconv.Itoa(n), Role: print.Foreign, RowSpan: 1, ColSpan: 1}
}
