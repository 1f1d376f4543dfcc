package plain

import (
	"slices"
	"testing"
)

// TestPartSpaced: where as many spaces part all cells, a cell that holds another space is
// an empty one; where they are columns, spaces say where cells stand.
func TestPartSpaced(t *testing.T) {
	for _, tt := range []struct {
		name  string
		lines []string
		want  []string
	}{
		{
			"an ideographic space",
			[]string{"　　二〇二一年", "一、本年新收  0  \u3000  3  3", "二、上年结转  1  0  0  1", "结转  下年"},
			[]string{"　　二〇二一年", "一、本年新收\t0\t\u3000\t3\t3", "二、上年结转\t1\t0\t0\t1", "结转\t下年"},
		},
		{
			"a no-break space at the end",
			[]string{"一、本年新收    0    3    \u00a0", "二、上年结转    1    0    1"},
			[]string{"一、本年新收\t0\t3\t\u00a0", "二、上年结转\t1\t0\t1"},
		},
		{
			"columns",
			[]string{"一、本年新收      0  \u3000  3", "二、上年结转结转  1   0   1"},
			[]string{"一、本年新收      0  \u3000  3", "二、上年结转结转  1   0   1"},
		},
		{"two cells", []string{"数量  　", "本年"}, []string{"数量  　", "本年"}},
		{"no empty cell", []string{"一、本年新收  0  3", "　　本年"}, []string{"一、本年新收  0  3", "　　本年"}},
	} {
		if got := partSpaced(slices.Clone(tt.lines)); !slices.Equal(got, tt.want) {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, tt.want)
		}
	}
	const body = "二、上年结转  1  0  0  1\n一、本年新收  0  \u3000  3  3"
	if rows := Read(body)[0].Rows; len(rows) != 2 || len(rows[1].Cells) != 5 || rows[1].Cells[2].Text != "" {
		t.Errorf("read as %+v", rows)
	}
}
