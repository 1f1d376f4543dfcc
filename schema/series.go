package schema

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

const seriesHead = `## Comparable series across editions

Which columns of the panel (and cells of the long tables, by the same names) can be followed over the editions of the form. Reports
for 2019 and 2020 should use the edition of 2019, reports since 2021 that of 2021; which one a report uses is read from its labels, so go by
\x60edition\x60, not by the year. A blank is no zero in any of them: agencies print 0, leave the cell empty or draw a dash; the long tables
tell which (\x60status\x60). 哪些列在各版本之间可以连成序列，哪些不可以；
依 \x60edition\x60 判断，不要依年度。

`

// series groups the cells of all editions by whether they can be compared.
func writeSeries(b *bytes.Buffer, forms []*Form) {
	b.WriteString(strings.ReplaceAll(seriesHead, `\x60`, "`"))
	cells := unionCells(forms)
	writeCells(b, "The same in all editions that have them 各版本含义相同", cells, func(p *panelCell) bool {
		return comparability(p.id, p.editions) == ComparableYes
	})
	writeCells(b, "One column, not the same in all editions: do not compare without care 列名相同而含义不同，不可直接比较", cells, func(p *panelCell) bool {
		return comparability(p.id, p.editions) == ComparableNo
	})
	for _, f := range forms {
		title := fmt.Sprintf("Only in edition %s: no series beyond it 仅见于 %s 版", f.Edition, f.Edition)
		writeCells(b, title, cells, func(p *panelCell) bool { return len(p.editions) == 1 && p.editions[0] == f.Edition })
	}
}

// writeCells writes the cells of one kind, a line for each row of the form.
func writeCells(b *bytes.Buffer, title string, cells []*panelCell, is func(*panelCell) bool) {
	var rows []string
	columns, notes := map[string][]string{}, map[string][]string{}
	total := 0
	for _, p := range cells {
		if !is(p) {
			continue
		}
		total++
		at := strings.LastIndex(string(p.id), "/")
		row := string(p.id)[:at]
		if columns[row] == nil {
			rows = append(rows, row)
		}
		columns[row] = append(columns[row], string(p.id)[at+1:])
		if en, zh := caveats(p.id); en != "" && !slices.Contains(notes[row], en+" "+zh) {
			notes[row] = append(notes[row], en+" "+zh)
		}
	}
	fmt.Fprintf(b, "### %s\n\n%d cells.\n\n| row | columns | what to know |\n|---|---|---|\n", title, total)
	for _, row := range rows {
		markdownRow(b, "`"+row+"`", "`"+strings.Join(columns[row], "`, `")+"`", strings.Join(notes[row], "; "))
	}
	b.WriteString("\n")
}
