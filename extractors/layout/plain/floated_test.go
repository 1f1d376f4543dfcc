package plain

import (
	"slices"
	"strings"
	"testing"
)

// TestRefloat: as many figures on lines of their own as rows lack one in the same column
// are that column's; where the number or the column is not certain they stay where they are.
func TestRefloat(t *testing.T) {
	rows := []string{
		"|一、本年新收||1|0||1|", "|二、上年结转||0|0||0|", "|三、本年度|（一）予以公开|4|2||6|",
		"||（二）部分公开|0|0||0|", "|（七）总计||4|2||6|", "|四、结转||3|1||4|",
	}
	lone := []string{"10", "20", "30", "40", "50", "60"}
	whole := []string{"1 0 10 1", "0 0 20 0", "4 2 30 6", "0 0 40 0", "4 2 50 6", "3 1 60 4"}
	apart := []string{"1 0 1", "0 0 0", "4 2 6", "0 0 0", "4 2 6", "3 1 4"}
	two := strings.Split(strings.ReplaceAll(strings.Join(rows, "\n"), "||1|", "|||1|"), "\n")
	for i := range two {
		two[i] = strings.TrimSuffix(two[i], "|") + "||"
	}
	for _, tt := range []struct {
		name  string
		lines []string
		want  []string
	}{
		{"behind the table", slices.Concat(rows, lone), whole},
		{"before it", slices.Concat([]string{"||||企业||总计|"}, lone, rows), whole},
		{"one too few", slices.Concat(rows, lone[1:]), slices.Concat(apart, lone[1:])},
		{"in two places", slices.Concat(lone[:3], rows, lone[3:]), slices.Concat(lone[:3], apart, lone[3:])},
		{"two empty columns", slices.Concat(two, lone), slices.Concat(apart, lone)},
		{"a row that has it", slices.Concat([]string{"|一、本年新收||1|0|5|6|"}, rows[1:], lone), slices.Concat([]string{"1 0 5 6"}, apart[1:], lone)},
	} {
		if got := figuresOfRows(strings.Join(tt.lines, "\n") + "\n"); !slices.Equal(got, tt.want) {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, tt.want)
		}
	}
}
