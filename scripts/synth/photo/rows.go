package photo

import (
	"fmt"
	"html"
	"strings"
)

// asTabs prints the cells of each row with tabs between, what a span covers as
// empty cells; lines of one cell are joined.
func asTabs(pieces []piece) string {
	return joinTables(pieces, func(rows [][]string) string {
		var b strings.Builder
		for _, row := range rows {
			b.WriteString(strings.Join(row, "\t") + "\n")
		}
		return b.String()
	})
}

// asMarkdown prints piped rows with a rule below the first, as services for
// tables print them: line breaks as elements.
func asMarkdown(pieces []piece) string {
	return joinTables(pieces, func(rows [][]string) string {
		var b strings.Builder
		for i, row := range rows {
			b.WriteString("| " + strings.ReplaceAll(strings.Join(row, " | "), "\n", "<br>") + " |\n")
			if i == 0 {
				b.WriteString("|" + strings.Repeat(" --- |", len(row)) + "\n")
			}
		}
		return b.String()
	})
}

// joinTables prints strips as they are and tables through a function of their
// rows, in which every position is a text.
func joinTables(pieces []piece, show func([][]string) string) string {
	var b strings.Builder
	for from := 0; from < len(pieces); {
		to := from + 1
		for to < len(pieces) && pieces[to].table == pieces[from].table && pieces[to].page == pieces[from].page {
			to++
		}
		if pieces[from].table < 0 {
			b.WriteString(pieces[from].text + "\n\n")
		} else {
			b.WriteString(show(matrix(pieces[from:to])) + "\n")
		}
		from = to
	}
	return b.String()
}

// matrix lays cells out by row and column.
func matrix(cells []piece) [][]string {
	columns := 0
	for i := range cells {
		columns = max(columns, cells[i].col+cells[i].colSpan)
	}
	var rows [][]string
	for i := range cells {
		for len(rows) <= cells[i].row {
			rows = append(rows, make([]string, columns))
		}
		rows[cells[i].row][cells[i].col] = strings.Join(strings.Fields(cells[i].text), " ")
	}
	return rows
}

// asHTML prints tables with spans, and strips as paragraphs.
func asHTML(pieces []piece) string {
	var b strings.Builder
	b.WriteString("<html><head><meta charset=\"utf-8\"></head><body>\n")
	table, row := -1, -1
	for i := range pieces {
		p := &pieces[i]
		if p.table != table && table >= 0 {
			b.WriteString("</tr></table>\n")
		}
		switch {
		case p.table < 0:
			for line := range strings.Lines(p.text) {
				fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(strings.TrimSpace(line)))
			}
		case p.table != table:
			b.WriteString("<table border=\"1\"><tr>")
		case p.row != row:
			b.WriteString("</tr>\n<tr>")
		}
		if table, row = p.table, p.row; table >= 0 {
			fmt.Fprintf(&b, "<td%s%s>%s</td>", span("rowspan", p.rowSpan), span("colspan", p.colSpan), html.EscapeString(p.text))
		}
	}
	if table >= 0 {
		b.WriteString("</tr></table>\n")
	}
	return b.String() + "</body></html>\n"
}

func span(name string, n int) string {
	if n <= 1 {
		return ""
	}
	return fmt.Sprintf(" %s=\"%d\"", name, n)
}
