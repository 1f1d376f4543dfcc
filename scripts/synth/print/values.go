package print

import (
	"encoding/csv"
	"strings"
)

// separated writes a row as comma-separated values.
func separated(cells []string) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	// A strings.Builder takes every write.
	_ = w.Write(cells)
	w.Flush()
	return strings.TrimSuffix(b.String(), "\n")
}

// framed draws a table with rules above it, below its header and at its end alone.
func (w *writer) framed(t *Table) {
	var rows [][]string
	var widths []int
	for i := range t.Rows {
		row := cells(w.oneLine(&t.Rows[i]), true, true)
		for c, text := range row {
			if c == len(widths) {
				widths = append(widths, 0)
			}
			widths[c] = max(widths[c], displayWidth(text))
		}
		rows = append(rows, row)
	}
	var rule strings.Builder
	for _, n := range widths {
		rule.WriteString("+" + strings.Repeat("-", n+2))
	}
	rule.WriteString("+\n")
	w.WriteString(rule.String())
	for i, row := range rows {
		for c, n := range widths {
			text := ""
			if c < len(row) {
				text = row[c]
			}
			w.WriteString("| " + text + strings.Repeat(" ", n-displayWidth(text)+1))
		}
		w.WriteString("|\n")
		if i == 0 && w.trailing > 0 {
			w.WriteString(rule.String())
		}
	}
	w.WriteString(rule.String())
}
