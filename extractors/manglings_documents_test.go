package extractors_test

import (
	"encoding/json"

	"gongkai/schema"
)

// 34 to 40: documents. Packages agency and classify test each rule.
var mangledDocuments = []mangling{
	{
		line: 34, subject: "topics of the overview numbered like sections", year: 2022,
		body: title + "一、总体情况\n\n一、主动公开。公开信息120条。\n\n二、依申请公开。收到申请5件。\n\n三、平台建设。维护网站3个。\n\n" +
			disclosed + applied(grantedFigures, grantedFigures, nil) + contested,
		want: disclosedCells + appliedCells(grantedFigures, grantedFigures, nil) + contestedCells,
	},
	{
		line: 34, subject: "sections numbered one further", year: 2022,
		body: title + "一、引言\n\n二、总体情况\n\n稳步推进。\n\n" + but(disclosed, "二、主动", "三、主动") +
			but(applied(grantedFigures, grantedFigures, nil), "三、收到", "四、收到") + but(contested, "四、政府", "五、政府"),
		want: disclosedCells + appliedCells(grantedFigures, grantedFigures, nil) + contestedCells,
	},
	{
		line: 35, subject: "a narrative before the table that contradicts it",
		body: title + "二、政府信息公开申请情况\n\n本年新收政府信息公开申请99件，其中自然人98件，予以公开97件，总计96件。行政许可500件。\n\n" +
			disclosed + applied(grantedFigures, grantedFigures, nil) + contested,
		want: disclosedCells + appliedCells(grantedFigures, grantedFigures, nil) + contestedCells,
	},
	{
		line: 36, subject: "the 2019 form used for 2022", edition: "2019", year: 2022,
		body: title + changed("采购总金额（万元）", "3.5"),
		want: changedCells + "\tdisclosures/procurement: 7 3.5@CNY_10k\n",
	},
	{
		line: 36, subject: "a body that still says last year", edition: "2021", year: 2023,
		body: but(title, "2022", "2023") + "2022年，全局公开信息120条。\n\n" + disclosed,
		want: disclosedCells,
	},
	{
		line: 36, subject: "title and period that disagree",
		body: but(title, "2022", "2023") + "本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。\n\n" + disclosed,
		want: disclosedCells, review: []string{"year_disagrees"},
	},
	{
		line: 37, subject: "the annex of before 2019", reject: schema.OlderForm,
		body: but(title, "2022", "2016") + `附表
政府信息公开情况统计表
统计指标 | 单位 | 统计数
一、主动公开情况 | —— | ——
（一）主动公开政府信息数 | 条 | 412
其中：主动公开规范性文件数 | 条 | 3
制发规范性文件总数 | 件 | 3
（二）通过不同渠道和方式公开政府信息的情况 | —— | ——
1.政府公报公开政府信息数 | 条 | 20
二、回应解读情况 | —— | ——
三、依申请公开情况 | —— | ——
（一）收到申请数 | 件 | 9
`,
	},
	{
		line: 38, subject: "an index page", media: "text/html", reject: schema.IndexPage,
		body: `<html><head><title>政府信息公开年报</title></head><body><h2>政府信息公开工作年度报告</h2><ul>
<li><a href="1.html">临江县教育局2022年政府信息公开工作年度报告</a> 2023-01-20</li>
<li><a href="2.html">临江县民政局2022年政府信息公开工作年度报告</a> 2023-01-19</li>
<li><a href="3.html">临江县财政局2022年政府信息公开工作年度报告</a> 2023-01-18</li>
<li><a href="4.html">临江县水利局2022年政府信息公开工作年度报告</a> 2023-01-17</li>
<li><a href="5.html">临江县司法局2022年政府信息公开工作年度报告</a> 2023-01-16</li>
</ul><a href="index_2.html">下一页</a></body></html>`,
	},
	{
		line: 38, subject: "a page whose report is an attachment", media: "text/html", reject: schema.AttachmentOnly,
		body: `<html><head><title>临江县教育局2022年政府信息公开工作年度报告</title></head><body>
<h1>临江县教育局2022年政府信息公开工作年度报告</h1><p>附件：<a href="P020230120.pdf">临江县教育局2022年政府信息公开工作年度报告.pdf</a></p></body></html>`,
	},
	{
		line: 38, subject: "a script shell", media: "text/html", reject: schema.ScriptShell,
		body: `<html><head><title></title><script src="/static/js/app.3f2a.js"></script></head><body><noscript>请启用JavaScript</noscript><div id="app"></div></body></html>`,
	},
	{
		line: 38, subject: "a login page", media: "text/html", reject: schema.LoginPage,
		body: `<html><head><title>用户登录</title></head><body><form><input name="username" placeholder="请输入用户名"><input type="password" name="password"><button>登录</button></form></body></html>`,
	},
	{
		line: 38, subject: "an error page", media: "text/html", reject: schema.ErrorPage,
		body: `<html><head><title>404 Not Found</title></head><body><h1>404</h1><p>您访问的页面不存在或已删除</p></body></html>`,
	},
	{
		// The place is in no gazetteer and the host is nobody's government.
		line: 39, subject: "a mirror with another name", uri: "https://www.qiche-remai.example/gk/2022.html",
		body: but(title, "临江县教育局", "热卖汽车县教育局") + disclosed, want: disclosedCells, review: []string{"mirror_suspected"},
	},
	{
		line: 40, subject: "an element that many sites use", media: "text/html",
		body: but(page(disclosed), "<body>", `<body><div class="nav"><a href="/">首页</a> 2024-01-01</div><div id="zoom" class="TRS_Editor">`, "</body>", "</div></body>"),
		want: disclosedCells,
	},
	{
		line: 40, subject: "a script string", media: "text/html",
		body: `<html><head><title>年报</title></head><body><div id="UCAP-CONTENT"></div><script>var content = ` + quoted(page(disclosed)) +
			`; document.getElementById("UCAP-CONTENT").innerHTML = content;</script></body></html>`,
		want: disclosedCells,
	},
	{
		line: 40, subject: "JSON with escaped markup", media: "application/json",
		body: `{"code": 0, "data": {"title": "年报", "content": ` + quoted(page(disclosed)) + `}}`, want: disclosedCells,
	},
}

// quoted is a text as a JSON string, markup escaped.
func quoted(text string) string {
	raw, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(raw)
}
