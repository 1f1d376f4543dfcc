package markup

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// report is markup as pages carry it inside other notations.
const report = `<table class="a"><tr><td>规章</td><td>1</td></tr></table>`

func TestEmbedded(t *testing.T) {
	quoted := strings.ReplaceAll(report, `"`, `\"`)
	entities := strings.NewReplacer("<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(report)
	unicode := strings.NewReplacer("<", `\u003c`, ">", `\u003E`, `"`, `\u0022`, "规", `\u89c4`, "/", `\/`).Replace(report)
	tests := []struct {
		name, page string
		want       []string
	}{
		{"nothing", "<p>一</p>" + report, nil},
		{"empty", "", nil},
		{"script string", `<script>var a = "` + quoted + `";</script>`, []string{report}},
		{"single quotes", `<script>var a = '` + report + `';</script>`, []string{report}},
		{"template literal", "<script>let a = `\n" + report + "\n`;</script>", []string{"\n" + report + "\n"}},
		{"apostrophe in a comment", "<script>// don't\n/* \" */ var a = '" + report + "';</script>", []string{report}},
		{"escapes", `<script>var a = "` + unicode + `";</script>`, []string{report}},
		{"hex escapes", `<script>var a = "` + strings.ReplaceAll(quoted, "<", `\x3c`) + `";</script>`, []string{report}},
		{"JSON body", `{"code":0,"content":"` + unicode + `"}`, []string{report}},
		{"JSON in a call", `callback({"content":"` + quoted + `"})`, []string{report}},
		{"JSON list", `[{"content":"` + quoted + `"}]`, []string{report}},
		{"JSON with line ends", "{\"content\":\"\n" + quoted + "\n\"}", []string{"\n" + report + "\n"}},
		{"JSON cut off", `{"content":"` + quoted, []string{report}},
		{"JSON in JSON", `{"data":"{\"content\":\"` + strings.ReplaceAll(quoted, `\"`, `\\\"`) + `\"}"}`, []string{report}},
		{"JSON in a script", `<script type="application/json">{"content":"` + quoted + `"}</script>`, []string{report}},
		{"entities in JSON", `{"content":"` + entities + `"}`, []string{report}},
		{"addressed", `<script>document.write(unescape("` + strings.NewReplacer("<", "%3C", ">", "%3E", `"`, "%22").Replace(report) + `"))</script>`, []string{report}},
		{"script template", `<script type="text/template">` + report + `</script>`, []string{report}},
		{"textarea", `<textarea>` + entities + `</textarea>`, []string{report}},
		{"textarea unescaped", `<textarea>` + report + `</textarea>`, []string{report}},
		{"xmp", `<xmp>` + report + `</xmp>`, []string{report}},
		{"noscript", `<noscript>` + report + `</noscript>`, []string{report}},
		{"noframes", `<noframes>` + report + `</noframes>`, []string{report}},
		{"comment", `<!-- ` + report + ` -->`, []string{" " + report + " "}},
		{"escaped text", `<div>` + entities + `</div>`, []string{report}},
		{"escaped twice", `<div>` + strings.ReplaceAll(entities, "&", "&amp;") + `</div>`, []string{report}},
		{"frame", `<iframe srcdoc="` + entities + `"></iframe>`, []string{report}},
		{"hidden field", `<input type="hidden" value="` + entities + `">`, []string{report}},
		{"hidden", `<div style="display:none"><div hidden><p>甲</p><p>乙</p><p>丙</p></div></div>`,
			[]string{`<div hidden=""><p>甲</p><p>乙</p><p>丙</p></div>`}},
		{"template", `<template><p>甲</p><p>乙</p><p>丙</p></template>`, []string{`<p>甲</p><p>乙</p><p>丙</p>`}},
		{"joined", `<script>var a = '<table><tr>' +
			"<td>规章</td>" + '<td>1</td>' + '</tr></table>';</script>`, []string{`<table><tr><td>规章</td><td>1</td></tr></table>`}},
		{"written in pieces", `<script>document.write("<table><tr><td>规章</td>");
			document.write("<td>1</td></tr></table>");</script>`,
			[]string{`<table><tr><td>规章</td><td>1</td></tr></table>`, `<table><tr><td>规章</td>`}},
		{"largest first", `<!--<td>甲</td>--><!--<td>乙乙</td>--><!--<td>丙</td>--><!--<td>甲</td>-->`,
			[]string{`<td>乙乙</td>`, `<td>甲</td>`, `<td>丙</td>`}},
		{"programs", `<script>var a = "<div class='b'></div><div></div><div></div>", c = "<p>确定</p>";</script>`, nil},
		{"text that starts with a bracket", `[2021]3号<p>"` + report + `"</p><!--<td>甲</td>-->`, []string{`<td>甲</td>`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, Embedded(test.page)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestEmbeddedIsBounded(t *testing.T) {
	var page strings.Builder
	for i := range 100 {
		page.WriteString("<!--<td>" + strings.Repeat("甲", i+1) + "</td>-->")
	}
	got := Embedded(page.String())
	if len(got) != maxEmbedded || got[0] != "<td>"+strings.Repeat("甲", 100)+"</td>" {
		t.Errorf("%d pieces, the first %q", len(got), got[0])
	}
}

func TestLiterals(t *testing.T) {
	tests := []struct {
		name, code string
		broken     bool
		want       []string
	}{
		{"kinds", "'a' \"b\" `c`", false, []string{"a", "b", "c"}},
		{"joined", `'a' + "b"+ 'c', 'd'`, false, []string{"abc", "d"}},
		{"side by side", `'a' 'b'`, false, []string{"a", "b"}},
		{"escapes", `'\'\"\\\/\n\t\x41\u4e2d\ud83d\ude00\q'`, false, []string{`'"\/  A中😀q`}},
		{"broken escapes", `'\xZZ\u12'`, false, []string{"xZZu12"}},
		{"lone surrogate", `'\ud83d-'`, false, []string{"\uFFFD-"}},
		{"line end", "'a\n'b'", false, []string{"b"}},
		{"line end allowed", "'a\nb'", true, []string{"a\nb"}},
		{"continued", "'a\\\nb'", false, []string{"a b"}},
		{"cut off", `'a`, false, []string{"a"}},
		{"cut off in an escape", `'a\`, false, []string{`a\`}},
		{"comments", "// 'a'\n/* 'b' */ 'c' // 'd'", false, []string{"c"}},
		{"address", `'http://a'`, false, []string{"http://a"}},
		{"open comment", "'a' /* 'b'", false, []string{"a"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, literals(test.code, test.broken)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
