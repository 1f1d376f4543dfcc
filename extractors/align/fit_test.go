package align

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// located is a grid of rows of words, each written text@left and a character ten
// units wide; all in one table, every figure a column of its own.
func located(rows ...string) *layout.Grid {
	g := &layout.Grid{Kind: layout.TSV, Blanks: layout.BlanksKept}
	for r, line := range rows {
		row := layout.Row{Index: r}
		for c, word := range strings.Fields(line) {
			text, at, _ := strings.Cut(word, "@")
			left, _ := strconv.Atoi(at)
			row.Cells = append(row.Cells, layout.Cell{
				Text: text, Ordinal: c, Col: c, RowSpan: 1, ColSpan: 1, Left: left, Right: left + 10*len([]rune(text)),
			})
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}

// TestPlacesOnThePage: figures stand in the columns of the rows that have all of
// theirs, whatever the reader's columns are.
func TestPlacesOnThePage(t *testing.T) {
	for _, tt := range []struct {
		name, row string
		want      []string
	}{
		{"all there", "3.其他@0 1@230 2@280 3@330 4@380 5@430 6@480 21@530", []string{"1", "2", "3", "4", "5", "6", "21"}},
		{"two lost", "3.其他@0 1@230 3@330 4@380 6@480 21@530", []string{"1", "", "3", "4", "", "6", "21"}},
		{"one in the place of another's edge", "3.其他@0 1@238 21@535", []string{"1", "", "", "", "", "", "21"}},
		{"two in one column", "3.其他@0 1@230 2@278 7@289 3@330 4@380 5@430 6@480 21@530", []string{"1", "2 7?", "3", "4", "5", "6", "21"}},
	} {
		g := located(
			"一、本年新收政府信息公开申请数量@0 1@230 2@280 3@330 4@380 5@430 6@480 21@530",
			"二、上年结转政府信息公开申请数量@0 10@225 20@275 30@325 40@375 50@425 60@475 210@525",
			tt.row,
		)
		p := Align(g, schema.FormOf("2021"))
		row := p.Rows[len(p.Rows)-1].Readings[0]
		var got []string
		for _, f := range row.Figures {
			text := f.Text
			if f.Presence == Printed && f.Parsed.Digits == "" {
				text += "?"
			}
			got = append(got, text)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" || row.Rule != "places" {
			t.Errorf("%s: by %q (-want +got):\n%s", tt.name, row.Rule, diff)
		}
	}
}
