package align

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// TestBlankRows: a row of empty cells is a row where the layout keeps cells, and
// nothing where it does not, or where there are no cells.
func TestBlankRows(t *testing.T) {
	t.Parallel()
	const header = "信息内容|本年制发件数|本年废止件数|现行有效件数\n"
	across := "四、政府信息公开行政复议、行政诉讼情况\n行政复议|||||行政诉讼|||||||||\n结果维持|结果纠正|其他结果|尚未审结|总计|未经复议直接起诉|||||复议后起诉||||\n" +
		"|||||结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计\n"
	withoutSums := "四、政府信息公开行政复议、行政诉讼情况\n行政复议||||行政诉讼|||||||\n结果维持|结果纠正|其他结果|尚未审结|未经复议直接起诉||||复议后起诉|||\n" +
		"||||结果维持|结果纠正|其他结果|尚未审结|结果维持|结果纠正|其他结果|尚未审结\n"
	const outcomes = "三、收到和处理政府信息公开申请情况\n3.要求提供公开出版物|1||||||1\n"
	const outcomesRead = "applications not_processed_publication exact: 1 _ _ _ _ _ 1\n" +
		"applications other_handling exact: _ _ _ _ _ _ _\napplications outcome_total exact: _ _ _ _ _ _ _\n"
	wide := strings.ReplaceAll(across, "\n|||||结果维持", "||||\n|||||结果维持")
	const results = "四、政府信息公开行政复议、行政诉讼情况\n类别||结果维持|结果纠正|其他结果|尚未审结|总计\n"
	const resultsRead = "proceedings reconsideration exact: _ _ _ _ _\nproceedings litigation_direct exact: _ _ _ _ _\n" +
		"proceedings litigation_after_reconsideration exact: _ _ _ _ _\n"
	empty := func(n int) string { return "\n" + strings.Repeat("|", n-1) + "\n" }
	for _, tt := range []struct {
		name   string
		kind   layout.Kind
		blanks layout.Blanks
		text   string
		want   string
	}{
		{"the form's label", layout.HTML, layout.BlanksKept, header + "规章|||\n行政规范性文件|1|2|3\n", "disclosures rules exact: _ _ _\ndisclosures normative_documents exact: 1 2 3\n"},
		{"in other words", layout.HTML, layout.BlanksKept, header + "规章|1|2|3\n行政规范性文件数|||\n", "disclosures rules exact: 1 2 3\ndisclosures normative_documents fuzzy: _ _ _\n"},
		{"too few cells", layout.HTML, layout.BlanksKept, header + "规章|1|2|3\n行政规范性文件数||\n", "disclosures rules exact: 1 2 3\n"},
		{"a label without cells", layout.HTML, layout.BlanksKept, header + "规章|1|2|3\n行政规范性文件\n", "disclosures rules exact: 1 2 3\n"},
		{"a label broken in two", layout.Tabbed, layout.BlanksMarked, header + "规章|1|2|3\n行政规范\n性文件\n", "disclosures rules exact: 1 2 3\ndisclosures normative_documents exact: _ _ _\n"},
		{"a label and other words", layout.Tabbed, layout.BlanksMarked, header + "规章|1|2|3\n行政规范\n1.性文件\n", "disclosures rules exact: 1 2 3\n"},
		{"a layout that marks cells", layout.Tabbed, layout.BlanksMarked, header + "规章|1|2|3\n行政规范性文件数|||\n", "disclosures rules exact: 1 2 3\ndisclosures normative_documents fuzzy: _ _ _\n"},
		{"a misread label without cells", layout.Tabbed, layout.BlanksMarked, header + "规章|1|2|3\n行攻规范性文件\n", "disclosures rules exact: 1 2 3\ndisclosures normative_documents fuzzy: _ _ _\n"},
		{"a label less like, too few cells", layout.Tabbed, layout.BlanksMarked, header + "规章|1|2|3\n行政规范文书类||\n", "disclosures rules exact: 1 2 3\n"},
		{"a misread label where cells leave no trace", layout.Paragraphs, layout.BlanksLost, header + "规章|1|2|3\n行攻规范性文件\n", "disclosures rules exact: 1 2 3\n"},
		{"a cell of two lines beside one of one", layout.Tabbed, layout.BlanksMarked, outcomes + "4.无正|大量反复申请|||\n当理由||||\n", strings.SplitAfter(outcomesRead, "\n")[0] + "applications not_processed_excessive exact: _ _ _ _ _ _ _\n"},
		{"a label with a list number that is a column's too", layout.Tabbed, layout.BlanksMarked, outcomes + "3.其他\n(七)总计\n", outcomesRead},
		{"columns of the same words", layout.Tabbed, layout.BlanksMarked, outcomes + "其他\n总计\n", strings.SplitAfter(outcomesRead, "\n")[0]},
		{"a label cut within a character", layout.Tabbed, layout.BlanksMarked, header + "规章|1|2|3\n行政规范性|性文件|||\n", "disclosures rules exact: 1 2 3\ndisclosures normative_documents exact: _ _ _\n"},
		{"a piece of a label that spans rows", layout.Tabbed, layout.BlanksMarked, outcomes + "理|不|4.无正当理由大量反复申请|||||||\n", strings.SplitAfter(outcomesRead, "\n")[0] + "applications not_processed_excessive exact: _ _ _ _ _ _ _\n"},
		{"a block in one row, as wide as its header", layout.Tabbed, layout.BlanksMarked, wide + empty(19)[1:], "proceedings reconsideration by its place in the order: _ _ _ _ _ _ _ _ _ _ _ _ _ _ _\n"},
		{"a row wider than the header", layout.Tabbed, layout.BlanksMarked, wide + empty(20)[1:], ""},
		{"a block in three rows", layout.Tabbed, layout.BlanksMarked, results + "行政复议||||||\n行政诉讼|未经复议直接起诉|||||\n|复议后起诉|||||\n", resultsRead},
		{"the header of a block in one row", layout.Tabbed, layout.BlanksMarked, "四、政府信息公开行政复议、行政诉讼情况\n行政复议|||||行政诉讼|||||||||\n|||||未经复议直接起诉|||||复议后起诉||||\n", ""},
		{
			"a block in one row", layout.HTML, layout.BlanksKept, across + strings.TrimPrefix(empty(15), "\n"),
			"proceedings reconsideration by its place in the order: _ _ _ _ _ _ _ _ _ _ _ _ _ _ _\n",
		},
		{"an empty row of another width", layout.HTML, layout.BlanksKept, across + strings.TrimPrefix(empty(9), "\n"), ""},
		{
			"a figure among them", layout.HTML, layout.BlanksKept, across + "||3||||||||||||\n",
			"proceedings reconsideration by its place in the order: _ _ 3 _ _ _ _ _ _ _ _ _ _ _ _\n",
		},
		{
			"a block without sums", layout.HTML, layout.BlanksKept, withoutSums + "||3|||||||||\n",
			"proceedings reconsideration by its place in the order: _ _ 3 _ # _ _ _ _ # _ _ _ _ #\n",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := Align(gridOf(tt.kind, tt.blanks, table(tt.text)...), schema.FormOf("2021"))
			if diff := cmp.Diff(tt.want, cells(p)); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}

// TestLostRow: a row without figures in a text that prints every other one lost them.
func TestLostRow(t *testing.T) {
	t.Parallel()
	rows := "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量|0|0|0|0|0|0|0\n二、上年结转政府信息公开申请数量|0|0|0|0|0|0|0\n（一）予以公开|0|0|0|0|0|0|0\n"
	for _, label := range []string{
		"1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益", "5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷",
	} {
		rows += label + "|0|0|0|0|0|0|0\n"
	}
	const bare = "8.属于行政查询事项\n"
	for _, tt := range []struct {
		name   string
		blanks layout.Blanks
		rows   string
		want   string
	}{
		{"all other rows printed", layout.BlanksLost, rows + bare, "# # # # # # #"},
		{"blanks leave a trace", layout.BlanksMarked, rows + bare, "_ _ _ _ _ _ _"},
		{"too few other rows", layout.BlanksLost, strings.Replace(rows, "1.属于国家秘密|0|0|0|0|0|0|0\n", "", 1) + bare, "_ _ _ _ _ _ _"},
		{"another row prints less", layout.BlanksLost, strings.Replace(rows, "1.属于国家秘密|", "（二）部分公开|0|0\n1.属于国家秘密|", 1) + bare, "_ _ _ _ _ _ _"},
	} {
		got := cells(Align(gridOf(layout.Paragraphs, tt.blanks, table(tt.rows)...), schema.FormOf("2021")))
		if _, read, _ := strings.Cut(got, "refused_administrative_inquiry exact: "); strings.SplitN(read, "\n", 2)[0] != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, read, tt.want)
		}
	}
}

// TestMisread tells misread labels from reworded ones.
func TestMisread(t *testing.T) {
	t.Parallel()
	tmpl := templateOf(schema.FormOf("2021"))
	for _, tt := range []struct {
		text, row string
		want      bool
	}{
		{"本年新收申请数量", "new_received", false},          // words left out
		{"本年度新收到的政府信息公开申请数量", "new_received", false}, // words added
		{"本年新牧政府信息公开申请数量", "new_received", true},     // 牧 is in no label
		{"木年新收政府信息公开申请数量", "new_received", true},
		{"信访举报及投诉类申请", "not_processed_petition", false},
		{"信访举扱投诉类申请", "not_processed_petition", true},
	} {
		for i := range tmpl.items {
			it := &tmpl.items[i]
			if it.kind != valueRow || tmpl.form.Tables[it.table].Blocks[it.block].Rows[it.row].Code != tt.row {
				continue
			}
			if got := tmpl.misread(tt.text, it); got != tt.want {
				t.Errorf("%q for %s: misread %v", tt.text, tt.row, got)
			}
		}
	}
}

// TestBlankRowBeforeAnother: where a text has no line ends, a label behind a row's empty
// cells begins the next row, and its figures are not those of the row before it. Words of a
// header with empty cells between them are one line.
func TestBlankRowBeforeAnother(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, rows, label, want string }{
		{"the row after it", "1.信访举报投诉类申请||||||||||2.重复申请|3|0|1|0|0|0|4\n", "2.重复申请", "3 0 1 0 0 0 4"},
		{"the empty row", "1.信访举报投诉类申请||||||||||2.重复申请|3|0|1|0|0|0|4\n", "1.信访举报投诉类申请", "· · · · · · ·"},
		{"a group behind it", "8.属于行政查询事项|||||||||（四）无法提供|1.本机关不掌握相关政府信息|3|0|1|0|0|0|4\n", "8.属于行政查询事项", "· · · · · · ·"},
		{"the label again", "2.重复申请||2.重复申请|3|0|1|0|0|0|4\n", "2.重复申请", "3 0 1 0 0 0 4"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			g := gridOf(layout.CellPerLine, layout.BlanksMarked, table(applicants+tt.rows)...)
			var got []string
			for _, f := range readingsOf(t, g, tt.label)[0].Figures {
				text := "·"
				if f.Presence == Printed {
					text = f.Parsed.Value.String()
				}
				got = append(got, text)
			}
			if text := strings.Join(got, " "); text != tt.want {
				t.Errorf("%s, want %s", text, tt.want)
			}
		})
	}
}
