package align

import (
	"slices"
	"strings"
	"testing"

	"gongkai/extractors/layout"
)

// TestCutRuns: where zeros show that figures of a row ran into each other, it is read in each
// way that gives every column a figure.
func TestCutRuns(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, row string
		want      []string
	}{
		{"one way", "5|001006", []string{"5 0 0 1 0 0 6"}},
		{"in a run by themselves", "0010001", []string{"0 0 1 0 0 0 1"}},
		{"three ways", "12|0|000112", []string{"1 2 0 0 0 0 112", "12 0 0 0 0 1 12", "12 0 0 0 0 11 2"}},
		{"a figure of two digits", "10|000|4|0|14", []string{"10 0 0 0 4 0 14"}},
		{"too few digits", "0|0010", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			text := strings.Split(applicants, "\n")[0] + "\n1.信访举报投诉类申请|8|0|0|0|0|0|8\n2.重复申请|" + tt.row + "\n"
			var got []string
			for _, r := range readingsOf(t, gridOf(layout.Aligned, layout.BlanksLost, table(text)...), "2.重复申请") {
				if r.Rule != "cut digits" {
					continue
				}
				var figures []string
				for _, f := range r.Figures {
					figures = append(figures, f.Parsed.Digits)
				}
				got = append(got, strings.Join(figures, " "))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("read %q, want %q", got, tt.want)
			}
		})
	}
}
