package extractors_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/extractors"
	"gongkai/extractors/reconcile"
	"gongkai/schema"
)

// mangling is one document that shows what a line of MANGLINGS.md describes,
// with what a careful reader takes from it.
type mangling struct {
	// line is the number of the line, subject a word on it.
	line    int
	subject string
	media   string
	uri     string
	body    string
	// edition and year of the only report; "" and 0 are not compared.
	edition string
	year    int
	// want lists every cell that has something to say, one row of the form a line:
	//
	//	disclosures/rules: 1 2 30
	//
	// 5 is observed, =5 inferred, ~5 corrected, !5 in conflict, _ blank, / not
	// applicable, ? unreadable, # missing, - without a value, 5? is 5 or without a
	// value, * is not compared; 5@CNY_10k has a unit.
	// Rows that are not listed are missing.
	want string
	// review are reasons that must be among the report's; none where quiet.
	review []string
	quiet  bool
	// reject is the reason, where there is no report.
	reject schema.Reason
}

// manglings are grouped as in MANGLINGS.md: a file for each group.
func manglings() []mangling {
	return slices.Concat(mangledCharacters, mangledLabels, mangledValues, mangledTables, mangledDocuments)
}

func TestManglings(t *testing.T) {
	t.Parallel()
	for _, m := range manglings() {
		t.Run(fmt.Sprintf("%02d %s", m.line, m.subject), func(t *testing.T) {
			t.Parallel()
			m.check(t)
		})
	}
}

// TestEveryManglingHasATest: each of the numbered lines, and none that is not there.
func TestEveryManglingHasATest(t *testing.T) {
	t.Parallel()
	const lines = 40
	tested := map[int]bool{}
	for _, m := range manglings() {
		tested[m.line] = true
	}
	var want []int
	for n := range lines {
		want = append(want, n+1)
	}
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(tested))); diff != "" {
		t.Errorf("lines tested (-want +got):\n%s", diff)
	}
	list, err := os.ReadFile("../../shared/MANGLINGS.md")
	if err != nil {
		t.Logf("no list of manglings beside the repository: %v", err)
		return
	}
	numbered := regexp.MustCompile(`(?m)^\d+\. `).FindAll(list, -1)
	if len(numbered) != lines {
		t.Errorf("the list has %d lines, tested are %d", len(numbered), lines)
	}
}

func (m *mangling) check(t *testing.T) {
	t.Helper()
	got := extractors.Extract(context.Background(), extractors.Document{
		SourceURI: m.uri, MediaType: m.media, Body: []byte(m.body),
	})
	if m.reject != "" {
		checkReject(t, m.reject, got)
		return
	}
	if len(got.Reports) != 1 {
		t.Fatalf("%d reports, reject %v", len(got.Reports), got.Reject)
	}
	r := &got.Reports[0]
	if m.edition != "" && r.Form.Form.Edition != m.edition {
		t.Errorf("edition %s, want %s", r.Form.Form.Edition, m.edition)
	}
	if m.year != 0 && r.Who.Year != m.year {
		t.Errorf("year %d, want %d", r.Who.Year, m.year)
	}
	want := m.cells(t, r.Form.Form)
	if diff := cmp.Diff(want, printed(r, want)); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
	for _, reason := range m.review {
		if !slices.Contains(r.Review, reason) {
			t.Errorf("reasons for review %q lack %s", r.Review, reason)
		}
	}
	if m.quiet && len(r.Review) > 0 {
		t.Errorf("reasons for review %q", r.Review)
	}
}

// cells reads want: what each cell of the form must be.
func (m *mangling) cells(t *testing.T, form *schema.Form) map[schema.CellID]string {
	t.Helper()
	want := map[schema.CellID]string{}
	for line := range strings.Lines(m.want) {
		name, figures, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			if strings.TrimSpace(line) != "" {
				t.Fatalf("no row of the form: %q", line)
			}
			continue
		}
		ids := rowIDs(form, name)
		words := strings.Fields(figures)
		if len(words) != len(ids) {
			t.Fatalf("%s: %d figures for %d cells", name, len(words), len(ids))
		}
		for i, word := range words {
			if word != "#" {
				want[ids[i]] = word
			}
		}
	}
	return want
}

func rowIDs(form *schema.Form, name string) []schema.CellID {
	var ids []schema.CellID
	for i := range form.Cells {
		if strings.HasPrefix(string(form.Cells[i].ID), name+"/") {
			ids = append(ids, form.Cells[i].ID)
		}
	}
	return ids
}

// printed writes the cells of a report as want does; missing cells are left out.
func printed(r *extractors.Report, want map[schema.CellID]string) map[schema.CellID]string {
	out := map[schema.CellID]string{}
	for i := range r.Form.Cells {
		id, cell := r.Form.Form.Cells[i].ID, &r.Form.Cells[i]
		value, loose := strings.CutSuffix(want[id], "?")
		loose = loose && value != ""
		switch {
		case want[id] == "*", want[id] == "-" && !cell.HasValue, loose && (!cell.HasValue || cell.Value.String() == value):
			out[id] = want[id]
		case cell.Status != schema.Missing || cell.HasValue:
			out[id] = written(cell, r.Form.Form.Cells[i].Amount)
		}
	}
	return out
}

var marks = map[schema.Status]string{
	schema.Observed: "", schema.Inferred: "=", schema.Corrected: "~", schema.Conflict: "!",
	schema.Blank: "_", schema.NotApplicable: "/", schema.Unreadable: "?", schema.Missing: "#",
}

func written(cell *reconcile.Cell, amount bool) string {
	s := marks[cell.Status]
	if cell.HasValue {
		s += cell.Value.String()
	}
	if amount && cell.HasValue && cell.Unit != "" {
		s += "@" + cell.Unit
	}
	return s
}

// The documents below are put together from the form's own labels.

// title heads a document that says whose report it is, and for which year.
const title = "临江县教育局2022年政府信息公开工作年度报告\n\n"

// disclosed is section 2 of the 2021 form between marks, with figures that are all
// different; the rows say which is which.
const disclosed = `二、主动公开政府信息情况
第二十条第（一）项
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | 1 | 2 | 30
行政规范性文件 | 4 | 5 | 60
第二十条第（五）项
信息内容 | 本年处理决定数量
行政许可 | 71
第二十条第（六）项
信息内容 | 本年处理决定数量
行政处罚 | 82
行政强制 | 93
第二十条第（八）项
信息内容 | 本年收费金额（单位：万元）
行政事业性收费 | 10.5
`

// disclosedCells are the cells of disclosed.
const disclosedCells = `
	disclosures/rules: 1 2 30
	disclosures/normative_documents: 4 5 60
	disclosures/licensing: 71
	disclosures/penalties: 82
	disclosures/coercion: 93
	disclosures/fees: 10.5@CNY_10k
`

// but is a text with some of its parts replaced: pairs of old and new, each of
// which must be there.
func but(text string, pairs ...string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			panic(fmt.Sprintf("%q is not in %q", pairs[i], text))
		}
		text = strings.ReplaceAll(text, pairs[i], pairs[i+1])
	}
	return text
}

// applicants heads section 3 of either form.
const applicants = `三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况
 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计
`

// row is a printed row: a label and figures that spaces part; _ is a blank.
func row(label, figures string) string {
	cells := []string{label}
	for _, f := range strings.Fields(figures) {
		if f == "_" {
			f = ""
		}
		cells = append(cells, f)
	}
	return strings.Join(cells, " | ") + "\n"
}

// handled lists the rows of section 3 of the 2021 form between its first two and
// its last.
var handled = []struct{ code, label string }{
	{"granted", "（一）予以公开"},
	{"partially_granted", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"},
	{"refused_state_secret", "1.属于国家秘密"},
	{"refused_barred_by_law", "2.其他法律行政法规禁止公开"},
	{"refused_security_stability", "3.危及“三安全一稳定”"},
	{"refused_third_party_rights", "4.保护第三方合法权益"},
	{"refused_internal_affairs", "5.属于三类内部事务信息"},
	{"refused_deliberative", "6.属于四类过程性信息"},
	{"refused_enforcement_file", "7.属于行政执法案卷"},
	{"refused_administrative_inquiry", "8.属于行政查询事项"},
	{"unavailable_not_held", "1.本机关不掌握相关政府信息"},
	{"unavailable_needs_creation", "2.没有现成信息需要另行制作"},
	{"unavailable_still_unclear", "3.补正后申请内容仍不明确"},
	{"not_processed_petition", "1.信访举报投诉类申请"},
	{"not_processed_repeat", "2.重复申请"},
	{"not_processed_publication", "3.要求提供公开出版物"},
	{"not_processed_excessive", "4.无正当理由大量反复申请"},
	{"not_processed_reconfirmation", "5.要求行政机关确认或重新出具已获取信息"},
	{"other_not_corrected_in_time", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"},
	{"other_fee_not_paid", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"},
	{"other_handling", "3.其他"},
}

const noApplications = "0 0 0 0 0 0 0"

// applied is section 3: 18 applications of natural persons and 5 of businesses
// are new, 2 of natural persons came over; all were granted but one that goes on,
// and those for which figures are given otherwise.
func applied(granted, total string, other map[string]string) string {
	var b strings.Builder
	b.WriteString(applicants)
	b.WriteString(row("一、本年新收政府信息公开申请数量", "18 5 0 0 0 0 23"))
	b.WriteString(row("二、上年结转政府信息公开申请数量", "2 0 0 0 0 0 2"))
	b.WriteString("三、本年度办理结果 | ")
	for _, h := range handled {
		figures := noApplications
		if h.code == "granted" {
			figures = granted
		}
		if f, ok := other[h.code]; ok {
			figures = f
		}
		b.WriteString(row(h.label, figures))
	}
	b.WriteString(row("（七）总计", total))
	b.WriteString(row("四、结转下年度继续办理", "1 0 0 0 0 0 1"))
	return b.String()
}

// appliedCells are the cells of applied in the notation of want.
func appliedCells(granted, total string, other map[string]string) string {
	var b strings.Builder
	line := func(code, figures string) { fmt.Fprintf(&b, "applications/%s: %s\n", code, figures) }
	line("new_received", "18 5 0 0 0 0 23")
	line("carried_over", "2 0 0 0 0 0 2")
	for _, h := range handled {
		figures := noApplications
		if h.code == "granted" {
			figures = granted
		}
		if f, ok := other[h.code]; ok {
			figures = f
		}
		line(h.code, figures)
	}
	line("outcome_total", total)
	line("carried_forward", "1 0 0 0 0 0 1")
	return b.String()
}

// grantedFigures are those of applied where nothing else was decided: 20 - 1 and 5.
const grantedFigures = "19 5 0 0 0 0 24"

// contested is section 4 in one row, contestedCells its cells.
const (
	contested = `四、政府信息公开行政复议、行政诉讼情况
行政复议 | 行政诉讼
 | 未经复议直接起诉 | 复议后起诉
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
3 | 1 | 0 | 2 | 6 | 4 | 0 | 1 | 0 | 5 | 0 | 2 | 0 | 5 | 7
`
	contestedCells = `
	proceedings/reconsideration: 3 1 0 2 6
	proceedings/litigation_direct: 4 0 1 0 5
	proceedings/litigation_after_reconsideration: 0 2 0 5 7
`
)

// page is a page with one table of the rows of a text between marks.
func page(text string) string {
	var b strings.Builder
	b.WriteString("<html><head><title>年度报告</title></head><body><h1>临江县教育局2022年政府信息公开工作年度报告</h1><table>")
	for line := range strings.Lines(text) {
		b.WriteString("<tr>")
		for _, cell := range strings.Split(strings.TrimRight(line, "\n"), " | ") {
			b.WriteString("<td>" + cell + "</td>")
		}
		b.WriteString("</tr>")
	}
	return b.String() + "</table></body></html>"
}

// gbk is a text in GBK.
func gbk(text string) string {
	encoded, err := simplifiedchinese.GBK.NewEncoder().String(text)
	if err != nil {
		panic(err)
	}
	return encoded
}
