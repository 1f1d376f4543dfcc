package align

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
	"gongkai/extractors/normalize"
	"gongkai/schema"
)

func normalised(text string) string { return normalize.Text(text) }

// cellTexts are what cells of a drawn grid hold.
var cellTexts = []string{
	"", "", "0", "7", "-5", "12.5", "1/2", "/", "规章", "行政许可", "行政许可71", "规章 0", "1.属于国家秘密", "(三)不予公开", "其他", "总计",
	"单位:万元", "单位:件", "件", "某地方栏目", "本列数据", "3.其他", "结果维持", "四、结转下年度继续办理",
}

func drawGrid(t *rapid.T) *layout.Grid {
	g := &layout.Grid{
		Kind:   rapid.SampledFrom([]layout.Kind{layout.HTML, layout.Piped, layout.Aligned, layout.Paragraphs}).Draw(t, "kind"),
		Blanks: rapid.SampledFrom([]layout.Blanks{layout.BlanksLost, layout.BlanksMarked, layout.BlanksKept}).Draw(t, "blanks"),
	}
	table := layout.Prose
	for r := range rapid.IntRange(0, 30).Draw(t, "rows") {
		if rapid.IntRange(0, 9).Draw(t, "new table") == 0 {
			table++
		}
		g.Rows = append(g.Rows, drawRow(t, table, r))
	}
	return g
}

func drawRow(t *rapid.T, table, index int) layout.Row {
	row := layout.Row{Table: table, Index: index}
	col := 0
	for c := range rapid.IntRange(0, 10).Draw(t, "cells") {
		span := rapid.IntRange(1, 3).Draw(t, "span")
		row.Cells = append(row.Cells, layout.Cell{
			Text: rapid.SampledFrom(cellTexts).Draw(t, "text"), Ordinal: c, Col: col, ColSpan: span, RowSpan: 1,
			Joined: rapid.IntRange(0, 9).Draw(t, "joined") == 0,
		})
		col += span
	}
	return row
}

// TestLinesLoseNothing: every cell that is not blank is a label, a slot or a
// stray of exactly one line; only a label that runs into digits is two things.
func TestLinesLoseNothing(t *testing.T) {
	t.Parallel()
	forms := schema.Forms()
	rapid.Check(t, func(t *rapid.T) {
		tmpl := templateOf(rapid.SampledFrom(forms).Draw(t, "form"))
		g := drawGrid(t)
		uses := map[ref]int{}
		for _, l := range tmpl.lines(marksOf(g)) {
			figures := 0
			for _, s := range l.slots {
				uses[s.ref]++
				if s.figure.Kind != figure.Blank {
					figures++
				}
			}
			for _, s := range l.stray {
				uses[s.ref]++
			}
			for i := range l.labels {
				uses[l.labels[i].ref]++
			}
			if figures != l.figures {
				t.Fatalf("line counts %d figures, holds %d", l.figures, figures)
			}
		}
		for r := range g.Rows {
			for c := range g.Rows[r].Cells {
				text := g.Rows[r].Cells[c].Text
				want := 1
				if text != "" && tmpl.fusedAt(text) > 0 {
					want = 2
				}
				if n := uses[ref{r, c}]; n != want && (text != "" || n > 1) {
					t.Fatalf("cell %q of row %d is used %d times, want %d", text, r, n, want)
				}
			}
		}
	})
}

func TestCutRow(t *testing.T) {
	t.Parallel()
	tmpl := templateOf(schema.FormOf("2021"))
	for _, tt := range []struct {
		name  string
		cells []string
		want  [][]string // for each line: labels, then figures after "=", strays after "<"
	}{
		{"a label and its figures", []string{"规章", "1", "", "3"}, [][]string{{"规章", "=1", "=", "=3"}}},
		{"two rows in one", []string{"行政许可", "1", "行政处罚", "2"}, [][]string{{"行政许可", "=1"}, {"行政处罚", "=2"}}},
		{"blank cells between labels", []string{"(三)不予公开", "", "1.属于国家秘密", "2"}, [][]string{{"(三)不予公开", "1.属于国家秘密", "=2"}}},
		{"a number before the label", []string{"5", "规章", "1", "2", "3"}, [][]string{{"规章", "=1", "=2", "=3", "<5"}}},
		{"no label", []string{"", "1", "2"}, [][]string{{"=", "=1", "=2"}}},
		{"a unit behind the figure", []string{"行政许可", "1", "单位:件"}, [][]string{{"行政许可", "单位:件", "=1"}}},
		{"a label that runs into digits", []string{"规章000"}, [][]string{{"规章", "=000"}}},
		{"digits that belong to the label", []string{"某项目12"}, [][]string{{"某项目12"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			checkCut(t, tmpl, tt.cells, tt.want)
		})
	}
}

func checkCut(t *testing.T, tmpl *template, cells []string, want [][]string) {
	t.Helper()
	g := gridOf(layout.Piped, layout.BlanksMarked, cells)
	var got [][]string
	for _, l := range tmpl.lines(marksOf(g)) {
		var words []string
		for i := range l.labels {
			words = append(words, l.labels[i].text)
		}
		for _, s := range l.slots {
			if s.fused {
				words = append(words, "="+s.figure.Digits)
				continue
			}
			words = append(words, "="+g.Rows[s.row].Cells[s.cell].Text)
		}
		for _, s := range l.stray {
			words = append(words, "<"+g.Rows[s.row].Cells[s.cell].Text)
		}
		got = append(got, words)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

// gridOf is a grid of one table with a cell in each column.
func gridOf(kind layout.Kind, blanks layout.Blanks, rows ...[]string) *layout.Grid {
	g := &layout.Grid{Kind: kind, Blanks: blanks}
	for r, texts := range rows {
		row := layout.Row{Index: r}
		for c, text := range texts {
			row.Cells = append(row.Cells, layout.Cell{Text: normalised(text), Ordinal: c, Col: c, ColSpan: 1, RowSpan: 1})
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}
