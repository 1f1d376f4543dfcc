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
