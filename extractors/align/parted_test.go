package align

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors/layout"
)

// A cell with several figures gives as many, where the row then has one for each
// column, and nothing else in it.
func TestPartedCells(t *testing.T) {
	for _, tc := range []struct {
		name  string
		cells []string
		want  []string // nil: no reading
	}{
		{"the last two columns in one cell", []string{"99", "42", "-", "-", "16", "10 167"}, []string{"99", "42", "-", "-", "16", "10", "167"}},
		{"three in the middle", []string{"1", "0 0 /", "5", "0", "6"}, []string{"1", "0", "0", "/", "5", "0", "6"}},
		{"one figure too many", []string{"1", "2", "3", "4", "5", "6", "7 8"}, nil},
		{"nothing apart", []string{"1", "2", "3", "4", "5", "6"}, nil},
		{"a word beside the figure", []string{"1", "2", "3", "4", "5", "件 21"}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			g := &layout.Grid{Rows: []layout.Row{{}}}
			var filled []slot
			for i, text := range tc.cells {
				cell := layout.Cell{Text: text, Col: i}
				g.Rows[0].Cells = append(g.Rows[0].Cells, cell)
				filled = append(filled, slot{ref: ref{0, i}, text: text})
			}
			var got []string
			for _, reading := range parted(g, filled, 7) {
				if reading.Sure {
					t.Error("a parted cell is sure without proof")
				}
				for _, f := range reading.Figures {
					got = append(got, f.Parsed.Digits)
					if f.Parsed.Digits == "" {
						got[len(got)-1] = f.Text
					}
				}
			}
			want := tc.want
			for i := range want {
				if want[i] == "/" {
					want[i] = "0 0 /" // the raw text of the whole cell
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("figures (-want +got):\n%s", diff)
			}
		})
	}
}
