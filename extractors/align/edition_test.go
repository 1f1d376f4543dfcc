package align

import (
	"testing"

	"gongkai/extractors/layout"
)

// A form of 2021 whose spans were written out has as many figures in its rows as the
// form of 2019 has columns; the header's words tell the two apart.
func TestColumnsNameTheEdition(t *testing.T) {
	spans := [][]string{
		{"第二十条第（五）项", "第二十条第（五）项", "第二十条第（五）项", "第二十条第（五）项"},
		{"信息内容", "本年处理决定数量", "本年处理决定数量", "本年处理决定数量"},
		{"行政许可", "31", "31", "31"},
		{"第二十条第（六）项", "第二十条第（六）项", "第二十条第（六）项", "第二十条第（六）项"},
		{"行政处罚", "5", "5", "5"},
		{"行政强制", "142", "142", "142"},
	}
	first := func(columns ...string) [][]string {
		return append([][]string{append([]string{"信息内容"}, columns...), {"规章", "18", "7", "9"}}, spans...)
	}
	for _, tc := range []struct {
		name    string
		rows    [][]string
		edition string
	}{
		{"2021", first("本年制发件数", "本年废止件数", "现行有效件数"), "2021"},
		{"2019", first("本年新制作数量", "本年新公开数量", "对外公开总数量"), "2019"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			best, rival := NewSheet(gridOf(layout.Tabbed, layout.BlanksMarked, tc.rows...)).Best()
			if best.Form.Edition != tc.edition {
				t.Errorf("edition %s, want %s", best.Form.Edition, tc.edition)
			}
			if rival >= best.Score {
				t.Errorf("the other edition scores %.1f of %.1f", rival, best.Score)
			}
		})
	}
}

// Rows that only the form of 2019 has below columns that only that of 2021 has: the
// edition taken has a rival as good as itself, so that its report is flagged.
func TestColumnsOfTheOtherEdition(t *testing.T) {
	best, rival := NewSheet(gridOf(
		layout.Tabbed, layout.BlanksMarked,
		[]string{"信息内容", "本年制发件数", "本年废止件数", "现行有效件数"},
		[]string{"规章", "18", "7", "9"},
		[]string{"行政许可", "31", "2", "3"},
		[]string{"其他对外管理服务事项", "8", "2", "1"},
		[]string{"行政处罚", "5", "1", "6"},
		[]string{"行政强制", "142", "9", "8"},
		[]string{"政府集中采购", "12", "800"},
	)).Best()
	if best.Form.Edition != "2019" {
		t.Fatalf("edition %s, want 2019", best.Form.Edition)
	}
	if rival < best.Score {
		t.Errorf("the rival scores %.1f of %.1f and flags nothing", rival, best.Score)
	}
}
