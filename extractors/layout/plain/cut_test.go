package plain

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Cells that are given away may be changed: who asks next finds those of the line.
func TestCellsGivenAway(t *testing.T) {
	for _, raw := range []string{"行政许可\t11\t减5\t31", "| 规章 | 2 | | 15 |", "\t\t", "a \\| b | 规章 |"} {
		l := classify(raw)
		want := slices.Clone(l.cells())
		for range 2 {
			taken := l.takeCells()
			if diff := cmp.Diff(want, taken); diff != "" {
				t.Errorf("%q (-first +next):\n%s", raw, diff)
			}
			for i := range taken {
				taken[i].Text, taken[i].Col = "spoilt", 99
			}
		}
	}
}
