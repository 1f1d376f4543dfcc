package markup

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/extractors/layout"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// region is a cell of a drawn table: its place, size and text.
type region struct {
	row, col, height, width int
	text                    string
}

// drawTable tiles a matrix with rectangles, so that every span is legal.
func drawTable(t *rapid.T) (rows int, tiles []region) {
	rows = rapid.IntRange(1, 8).Draw(t, "rows")
	columns := rapid.IntRange(2, 9).Draw(t, "columns")
	taken := make([][]bool, rows)
	for r := range taken {
		taken[r] = make([]bool, columns)
	}
	for r := range rows {
		for c := range columns {
			if taken[r][c] {
				continue
			}
			g := region{row: r, col: c, text: drawText(t)}
			g.height, g.width = drawSize(t, taken, r, c)
			for i := range g.height * g.width {
				taken[r+i/g.width][c+i%g.width] = true
			}
			tiles = append(tiles, g)
		}
	}
	return rows, tiles
}

// drawSize draws how far a cell at r, c reaches over free places.
func drawSize(t *rapid.T, taken [][]bool, r, c int) (height, width int) {
	if rapid.IntRange(0, 3).Draw(t, "spans") > 0 {
		return 1, 1
	}
	for width = 1; c+width < len(taken[r]) && !taken[r][c+width]; width++ {
	}
	width = rapid.IntRange(1, width).Draw(t, "width")
	for height = 1; r+height < len(taken) && !taken[r+height][c]; height++ {
	}
	return rapid.IntRange(1, height).Draw(t, "height"), width
}

func drawText(t *rapid.T) string {
	return rapid.SampledFrom([]string{"", "0", "17", "减5", "行政许可", "3 4", "850万元", "/", "其他"}).Draw(t, "text")
}

// printTable prints a table with a cell in one of the ways in which pages do.
func printTable(t *rapid.T, rows int, tiles []region) string {
	var s strings.Builder
	s.WriteString(rapid.SampledFrom([]string{"<table>", "<TABLE border=1><tbody>", "<div><table><caption></caption>"}).Draw(t, "open"))
	for r := range rows {
		s.WriteString(rapid.SampledFrom([]string{"<tr>", "<tr class=a>\n", "<TR>"}).Draw(t, "tr"))
		for _, g := range tiles {
			if g.row == r {
				s.WriteString(printCell(t, g))
			}
		}
		s.WriteString(rapid.SampledFrom([]string{"", "</tr>", "</tr>\n"}).Draw(t, "/tr"))
	}
	return s.String() + "</table>"
}

func printCell(t *rapid.T, g region) string {
	span := ""
	if g.height > 1 || rapid.Bool().Draw(t, "say 1") {
		span += fmt.Sprintf(` rowspan=%d`, g.height)
	}
	if g.width > 1 {
		span += fmt.Sprintf(` colspan="%d"`, g.width)
	}
	form := rapid.SampledFrom([]string{
		"<td%s>%s</td>", "<td%s>\n %s\n", "<th%s><p>%s</p></th>", "<td%s><span>%s</span><o:p></o:p>",
		"<td%s><div><p>%s<p></div></td>", "<td%s><input value='%s'></td>",
	}).Draw(t, "form")
	return fmt.Sprintf(form, span, g.text)
}

// TestDrawnTables checks that a table printed in any way comes back with the
// places, spans and texts it was drawn with.
func TestDrawnTables(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, tiles := drawTable(t)
		want := wantRows(rows, tiles)
		if len(want) == 1 && len(want[0].Cells) == 1 {
			t.Skip("a table of one cell is prose")
		}
		page := printTable(t, rows, tiles)
		got := Read(page).Rows
		if oneColumn(want) && len(got) > 0 && got[0].Table == layout.Prose {
			t.Skip("a table of one column with paragraphs is prose")
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s\n(-want +got):\n%s", page, diff)
		}
	})
}

func oneColumn(rows []layout.Row) bool {
	for i := range rows {
		if len(rows[i].Cells) > 1 {
			return false
		}
	}
	return true
}

// wantRows is the table as rows, made from the tiles alone. A row that holds no
// cell of its own is none, and spans count the rows that do.
func wantRows(rows int, tiles []region) []layout.Row {
	own := make([]int, rows)
	for _, g := range tiles {
		own[g.row]++
	}
	var out []layout.Row
	for r := range rows {
		if own[r] == 0 {
			continue
		}
		row := layout.Row{Index: len(out)}
		for _, g := range tiles {
			if g.row != r {
				continue
			}
			height := 0
			for i := r; i < r+g.height; i++ {
				if own[i] > 0 {
					height++
				}
			}
			row.Cells = append(row.Cells, layout.Cell{Text: g.text, Ordinal: len(row.Cells), Col: g.col, RowSpan: height, ColSpan: g.width})
		}
		out = append(out, row)
	}
	return out
}
