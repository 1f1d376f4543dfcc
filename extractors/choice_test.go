package extractors_test

import (
	"strings"
	"testing"

	"gongkai/extractors"
	"gongkai/schema"
)

func extractPage(t *testing.T, body string) extractors.Result {
	t.Helper()
	return extractors.Extract(t.Context(), extractors.Document{
		SourceURI: "page.html", MediaType: "text/html; charset=utf-8", Body: []byte("<html><head><meta charset=\"utf-8\"></head><body>" + body + "</body></html>"),
	})
}

// TestNamesWithoutFiguresAreAMenu: a site that lists what it discloses prints
// labels of the form and none of its figures; one figure beside them makes a report.
func TestNamesWithoutFiguresAreAMenu(t *testing.T) {
	t.Parallel()
	menu := func(figure string) string {
		var b strings.Builder
		b.WriteString("<h1>法定主动公开内容</h1><table>")
		for _, name := range []string{"规章", "行政规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费"} {
			b.WriteString("<tr><td>" + name + "</td><td>" + figure + "</td><td></td><td></td></tr>")
		}
		return b.String() + "</table>"
	}
	if got := extractPage(t, menu("")); got.Reject == nil {
		t.Errorf("a menu gives %d reports", len(got.Reports))
	}
	if got := extractPage(t, menu("3")); len(got.Reports) != 1 {
		t.Errorf("the same table with figures is rejected: %v", got.Reject)
	}
}

// TestBlankForm: labels that no menu has in such numbers are a form, be it blank and
// without one of its tables.
func TestBlankForm(t *testing.T) {
	t.Parallel()
	form := schema.FormOf("2021")
	var b strings.Builder
	b.WriteString("<h1>某某局2022年政府信息公开工作年度报告</h1><table>")
	for _, table := range form.Tables[:2] {
		for _, block := range table.Blocks {
			for _, row := range block.Rows {
				b.WriteString("<tr><td>" + row.Label + "</td>" + strings.Repeat("<td></td>", len(block.Columns)) + "</tr>")
			}
		}
	}
	got := extractPage(t, b.String()+"</table>")
	if len(got.Reports) != 1 {
		t.Fatalf("rejected: %v", got.Reject)
	}
	for c, cell := range got.Reports[0].Form.Cells {
		if cell.HasValue {
			t.Errorf("%s has the value %v", form.Cells[c].ID, cell.Value)
		}
	}
}

// TestNotices: who asks for reports gives none, also where the notice lists the
// sections that a report has.
func TestNotices(t *testing.T) {
	t.Parallel()
	const body = "<p>各科室、各镇街：</p><p>请按下列提纲编写，并于一月底前公布。</p><p>一、总体情况</p><p>写明全年概况。</p>" +
		"<p>二、主动公开政府信息情况</p><p>按表填写，不得空缺。</p><p>某某区政府办公室</p>"
	for _, title := range []string{
		"关于做好2023年政府信息公开工作年度报告编制工作的通知", "关于做好《2023年政府信息公开工作年度报告》编制工作的通知",
		"关于编制和公布2023年政府信息公开工作年度报告的通知", "关于2023年政府信息公开年度报告编报工作的通知",
	} {
		got := extractors.Extract(t.Context(), extractors.Document{
			SourceURI: "page.html", MediaType: "text/html; charset=utf-8", Body: []byte("<title>" + title + "</title><h1>" + title + "</h1>" + body),
		})
		if got.Reject == nil || got.Reject.Reason != schema.NotAReport {
			t.Errorf("%q: %v, want %v", title, got.Reject, schema.NotAReport)
		}
	}
}

// TestWhatIsShownIsRead: a copy of another year, not shown, is not read where the
// page shows a report, be it damaged; it is where the page shows none.
func TestWhatIsShownIsRead(t *testing.T) {
	t.Parallel()
	section := func(licences, penalties string) string {
		return "<table><tr><td>规章</td><td>1</td><td>0</td><td>5</td></tr><tr><td>行政规范性文件</td><td>2</td><td>0</td><td>7</td></tr>" +
			"<tr><td>行政许可</td><td>" + licences + "</td></tr><tr><td>行政处罚</td><td>" + penalties + "</td></tr><tr><td>行政强制</td><td>0</td></tr></table>"
	}
	hidden := "<div style=\"display:none\">" + section("41", "42") + "<p>三、收到和处理政府信息公开申请情况</p><p>另附</p></div>"
	read := func(body, id string) (schema.Micros, bool) {
		got := extractPage(t, "<h1>某某县2022年政府信息公开工作年度报告</h1>"+body)
		if len(got.Reports) == 0 {
			t.Fatalf("no report: %v", got.Reject)
		}
		form := got.Reports[0].Form
		c, _ := form.Form.Cell(schema.CellID(id))
		return form.Cells[c].Value, form.Cells[c].HasValue
	}
	const licences, penalties = "disclosures/licensing/decisions", "disclosures/penalties/decisions"
	if v, ok := read(hidden+section("31", "3 2 x"), licences); !ok || v != schema.Count(31) {
		t.Errorf("licences: %v, %v, want the 31 that the page shows", v, ok)
	}
	if v, ok := read(hidden+section("31", "3 2 x"), penalties); ok {
		t.Errorf("penalties: %v, want none: what the page shows is no figure", v)
	}
	if v, ok := read(hidden, licences); !ok || v != schema.Count(41) {
		t.Errorf("licences: %v, %v, want the 41 that the page carries", v, ok)
	}
}
