package align

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// TestBlankRowsBehindHeaders: in a text whose rows have no ends, the empty cells behind a
// header's words are those of the row where the labels say how many there must be, and all
// of them are there. Where one is missing, so may be its figure.
func TestBlankRowsBehindHeaders(t *testing.T) {
	t.Parallel()
	const section = "四、政府信息公开行政复议、行政诉讼情况\n"
	const stubs = "行政复议|行政诉讼|"
	results := "结果维持|结果纠正|其他结果|尚未审结|总计"
	header := stubs + results + "|未经复议直接起诉|复议后起诉|" + results + "|" + results
	without := strings.ReplaceAll(header, "|总计", "")
	const disclosures = "信息内容|本年制发件数|本年废止件数|现行有效件数|"
	const placed = "proceedings reconsideration by its place in the order:"
	const normative = "disclosures normative_documents exact: 1 2 3\n"
	empty := func(n int) string { return strings.Repeat("|", n) }
	for _, tt := range []struct {
		name   string
		blanks layout.Blanks
		text   string
		want   string
	}{
		{"a cell for each column", layout.BlanksMarked, section + header + empty(15), placed + strings.Repeat(" _", 15) + "\n"},
		{"a cell too few", layout.BlanksMarked, section + header + empty(14), ""},
		{"a cell too many", layout.BlanksMarked, section + header + empty(16), ""},
		{"cells for all but the sums, which the header names", layout.BlanksMarked, section + header + empty(12), ""},
		{"no cells for the sums", layout.BlanksMarked, section + without + empty(12), ""},
		{"a header without sums, and cells for them", layout.BlanksMarked, section + without + empty(15), ""},
		{"a header that lost a word", layout.BlanksMarked, section + strings.TrimSuffix(header, "|总计") + empty(15), ""},
		{"words in another order", layout.BlanksMarked, section + strings.Replace(header, "结果维持|结果纠正", "结果纠正|结果维持", 1) + empty(15), ""},
		{"other words among them", layout.BlanksMarked, section + strings.Replace(header, "复议后起诉", "办理机构", 1) + empty(15), ""},
		{"where cells leave no trace", layout.BlanksLost, section + header + empty(15), ""},
		{"figures below", layout.BlanksMarked, section + header + empty(15) + "\n1" + strings.Repeat("|1", 14), placed + strings.Repeat(" 1", 15) + "\n"},
		{"a row's label behind a header", layout.BlanksMarked, disclosures + "规章|||\n行政规范性文件|1|2|3\n", "disclosures rules exact: _ _ _\n" + normative},
		{"a label with a cell too few", layout.BlanksMarked, disclosures + "规章||\n行政规范性文件|1|2|3\n", normative},
		{"a label where cells leave no trace", layout.BlanksLost, disclosures + "规章|||\n行政规范性文件|1|2|3\n", normative},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := Align(gridOf(layout.CellPerLine, tt.blanks, table(tt.text)...), schema.FormOf("2021"))
			if diff := cmp.Diff(tt.want, cells(p)); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}

// TestBlankRowsOfAnEdition: rows of empty cells in a run are those of the edition that has
// them, whichever edition cut the text first; a label that is a column's too is the row's by
// its number, where all cells of the row are there.
func TestBlankRowsOfAnEdition(t *testing.T) {
	t.Parallel()
	const blank = "|||||||"
	const before = "三、收到和处理政府信息公开申请情况\n（六）其他处理|1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
	const fees = "|2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
	const all = "applications other_not_corrected_in_time exact: _ _ _ _ _ _ _\napplications other_fee_not_paid exact: _ _ _ _ _ _ _\n"
	const other, sum = "applications other_handling exact: _ _ _ _ _ _ _\n", "applications outcome_total exact: _ _ _ _ _ _ _\n"
	const carried = "applications carried_forward exact: _ _ _ _ _ _ _\n"
	for _, tt := range []struct{ name, other, want string }{
		{"all cells", "|3.其他" + blank, all + other + sum + carried},
		{"fewer cells, of which row is not known", "|3.其他|||", all + carried},
		{"no list number", "|其他" + blank, all + sum + carried},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			text := before + blank + fees + blank + tt.other + "|（七）总计" + blank + "|四、结转下年度继续办理" + blank
			g := gridOf(layout.CellPerLine, layout.BlanksMarked, table(text)...)
			s := NewSheet(g)
			s.linesFor(templateOf(schema.FormOf("2019")))
			a := s.compare(schema.FormOf("2021"))
			a.solve()
			if diff := cmp.Diff(tt.want, cells(a.placement())); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}
