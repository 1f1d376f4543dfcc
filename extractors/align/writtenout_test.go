package align

import (
	"testing"

	"gongkai/schema"
)

// TestWrittenOut: equal figures of a row with fewer columns, each in a cell of its own,
// are one cell written out; digits close together and figures that differ are not.
func TestWrittenOut(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ edition, row, want string }{
		"one column":             {"2021", "行政许可@0 58@300 58@500 58@700", "written out 58"},
		"a digit":                {"2021", "行政许可@0 7@300 7@500 7@700", "written out 7"},
		"digits of one number":   {"2021", "行政许可@0 7@300 7@315 7@330", "joined digits 777"},
		"one misread":            {"2021", "行政许可@0 58@300 68@500 58@700", "joined digits 586858"},
		"two columns, the last":  {"2019", "行政事业性收费@0 27@300 4@500 4@700", "written out 27 4"},
		"two columns, the first": {"2019", "行政事业性收费@0 27@300 27@500 4@700", "written out 27 4"},
		"two columns of zeros":   {"2019", "行政事业性收费@0 0@300 0@500 0@700", "written out 0 0"},
		"two columns, one lost":  {"2019", "行政事业性收费@0 4@300 4@500 4@700", "extra column 4 4"},
	} {
		p := Align(located("第二十条第(八)项@0", tt.row), schema.FormOf(tt.edition))
		if len(p.Rows) != 1 {
			t.Fatalf("%s: %d rows", name, len(p.Rows))
		}
		row := &p.Rows[0].Readings[0]
		got := row.Rule
		for _, f := range row.Figures {
			got += " " + f.Parsed.Digits
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
