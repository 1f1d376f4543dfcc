package extractors_test

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/extractors/align"
	"gongkai/extractors/layout"
	"gongkai/extractors/reconcile"
	"gongkai/schema"
	"gongkai/scripts/bench/clock"
)

// worst are grids that are made to take long: more rows than are paired, all of them
// like the form, or as many reports one behind the other.
var worst = []struct {
	name   string
	blanks layout.Blanks
	row    func(r int) []string
}{
	{"one label", layout.BlanksKept, func(int) []string { return figures("3.其他", 7) }},
	{"no label", layout.BlanksKept, func(int) []string { return figures("", 7) }},
	{"no label, every number of figures", layout.BlanksKept, func(r int) []string { return figures("", 1+r%15) }},
	{"all labels in turn", layout.BlanksKept, func(r int) []string { return figures(rowLabel(r), 7) }},
	{"all labels backwards", layout.BlanksKept, func(r int) []string { return figures(rowLabel(1<<20-r), 7) }},
	{"labels cut short", layout.BlanksLost, func(r int) []string { return figures(firstHalf(rowLabel(r)), 1+r%7) }},
	{"labels in two rows", layout.BlanksMarked, func(r int) []string {
		if r%2 == 0 {
			return []string{firstHalf(rowLabel(r / 2))}
		}
		return figures(strings.TrimPrefix(rowLabel(r/2), firstHalf(rowLabel(r/2))), 7)
	}},
	{"wide rows", layout.BlanksKept, func(r int) []string { return figures(rowLabel(r), 200) }},
	{"figures lost", layout.BlanksLost, func(r int) []string { return figures(rowLabel(r), 4) }},
}

// BenchmarkWorst measures align and reconcile on grids of ten thousand rows.
func BenchmarkWorst(b *testing.B) {
	for _, w := range worst {
		g := &layout.Grid{Kind: layout.HTML, Blanks: w.blanks}
		for r := range 10_000 {
			row := layout.Row{Index: r}
			for c, text := range w.row(r) {
				row.Cells = append(row.Cells, layout.Cell{Text: text, Ordinal: c, Col: c, RowSpan: 1, ColSpan: 1})
			}
			g.Rows = append(g.Rows, row)
		}
		b.Run(w.name, func(b *testing.B) {
			b.ReportAllocs()
			reports, began := 0, clock.Processor()
			for b.Loop() {
				reports += alignAll(g)
			}
			b.ReportMetric(float64(reports)/float64(b.N), "reports")
			b.ReportMetric(float64((clock.Processor()-began).Microseconds())/float64(reports), "cpu-µs/report")
		})
	}
}

// alignAll aligns and reconciles the reports of a grid, and counts them.
func alignAll(g *layout.Grid) int {
	sheet := align.NewSheet(g)
	defer sheet.Close()
	spans := sheet.Split()
	for _, span := range spans {
		part := *g
		part.Rows = g.Rows[span.From:span.To]
		p, _ := sheet.Part(span, &part).Best()
		reconcile.Form(&part, p)
	}
	return len(spans)
}

func figures(label string, n int) []string {
	out := []string{label}
	if label == "" {
		out = nil
	}
	for c := range n {
		out = append(out, fmt.Sprint(c%3))
	}
	return out
}

// rowLabels are the labels of the rows of the newest form.
var rowLabels = func() (labels []string) {
	forms := schema.Forms()
	for _, table := range forms[len(forms)-1].Tables {
		for _, block := range table.Blocks {
			for _, row := range block.Rows {
				labels = append(labels, row.Label)
			}
		}
	}
	return labels
}()

func rowLabel(r int) string { return rowLabels[r%len(rowLabels)] }

func firstHalf(label string) string { return string([]rune(label)[:len([]rune(label))/2]) }
