package agency_test

import (
	"strings"

	"gongkai/extractors/layout"
	"gongkai/extractors/normalize"
)

// page makes a grid of lines: a line with tabs is a row of a table, any other
// a paragraph. Cells are normalised.
func page(text string) *layout.Grid {
	g := &layout.Grid{Kind: layout.Tabbed}
	table, inTable := -1, false
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimRight(line, " ")
		if strings.TrimSpace(line) == "" {
			continue
		}
		row := layout.Row{Table: layout.Prose}
		if strings.Contains(line, "\t") {
			if !inTable {
				table++
			}
			row.Table = table
		}
		inTable = row.Table >= 0
		for i, part := range strings.Split(line, "\t") {
			part = normalize.Text(part)
			row.Cells = append(row.Cells, layout.Cell{Text: part, Ordinal: i, Col: i, RowSpan: 1, ColSpan: 1})
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}
