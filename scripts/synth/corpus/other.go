package corpus

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"gongkai/schema"
	"gongkai/scripts/synth/mangle"
	"gongkai/scripts/synth/page"
	"gongkai/scripts/synth/print"
	"gongkai/scripts/synth/prose"
)

// otherFamilies are documents that give no report, or more or less than one.
func otherFamilies() []family {
	html := func(name string, maker func(*rand.Rand, *family, Options, []mangle.Operator) Document) family {
		return family{name: name, mediaType: "text/html", extension: ".html", group: "other", make: maker}
	}
	return []family{
		html("two_reports", makeTwo),
		html("cut_report", makeCut),
		html("older_form", reject(schema.OlderForm, olderForm)),
		html("index_page", reject(schema.IndexPage, indexPage)),
		html("attachment_only", reject(schema.AttachmentOnly, attachmentOnly)),
		html("narrative_only", reject(schema.NoTables, narrativeOnly)),
		html("not_a_report", reject(schema.NotAReport, notAReport)),
		html("login_page", reject(schema.LoginPage, loginPage)),
		html("error_page", reject(schema.ErrorPage, errorPage)),
		html("script_shell", reject(schema.ScriptShell, scriptShell)),
		{name: "empty", mediaType: "text/html", extension: ".html", group: "other", make: reject(schema.Empty, emptyPage)},
	}
}

// reject makes a document that must be rejected for a reason.
func reject(reason schema.Reason, body func(*draft) string) func(*rand.Rand, *family, Options, []mangle.Operator) Document {
	return func(rng *rand.Rand, _ *family, opt Options, _ []mangle.Operator) Document {
		d := newDraft(rng, opt)
		return Document{Body: []byte(body(d)), Gold: Gold{Expect: string(reason)}}
	}
}

// makeTwo prints two reports of one agency for different years on one page.
func makeTwo(rng *rand.Rand, _ *family, opt Options, ops []mangle.Operator) Document {
	first, second := newDraft(rng, opt), newDraft(rng, opt)
	for !first.named {
		first.recompose()
	}
	second.agency = first.agency
	if second.year == first.year {
		second.year++
	}
	second.named = false
	for !second.named {
		second.recompose()
	}
	site := page.Site{Title: first.title, Charset: "utf-8"}
	var body strings.Builder
	golds := make([]Gold, 2)
	for i, d := range []*draft{first, second} {
		d.damage(ops)
		if d.doc.Unanchored {
			d.doc.Ambiguous()
		}
		body.WriteString(page.Body(rng, d.doc, page.Clean))
		golds[i] = d.gold()
	}
	return Document{Body: []byte(page.Wrap(site, "<body>"+body.String()+"</body>")), Gold: golds[0], More: golds[1:]}
}

// recompose writes a draft's blocks again after its agency or year changed.
func (d *draft) recompose() {
	d.date = prose.DrawDate(d.rng, d.year)
	d.title = prose.Title(d.rng, d.agency, d.year)
	d.doc.Blocks, d.dated = nil, false
	clear(d.doc.Lost)
	d.compose(drawShape(d.rng, d.doc, d.amountUnit()))
}

// amountUnit is the unit of amounts that the report declares.
func (d *draft) amountUnit() string {
	for i := range d.doc.Values.Cells {
		if f := d.doc.Values.Form; f.Cells[i].Amount && f.Cells[i].Unit == "" {
			return d.doc.Values.Cells[i].Unit
		}
	}
	return ""
}

// makeCut prints a report that breaks off within section 3. What follows is lost.
func makeCut(rng *rand.Rand, _ *family, opt Options, ops []mangle.Operator) Document {
	d := newDraft(rng, withoutSlips(opt, rng, true))
	d.damage(ops)
	d.doc.Unanchored = true
	d.doc.Ambiguous()
	d.cutWithin(1)
	d.dated = strings.Contains(d.doc.Blocks[1].Text, d.date.ISO())
	markup := page.Render(rng, d.doc, page.Site{Title: d.title, Charset: "utf-8"}, page.Clean)
	end := strings.LastIndex(markup, "</tbody>")
	return Document{Body: []byte(markup[:end]), Gold: d.gold()}
}

// cutWithin drops everything after a random row of a table.
func (d *draft) cutWithin(table int) {
	seen := 0
	for i := range d.doc.Blocks {
		b := &d.doc.Blocks[i]
		if b.Kind != print.TableBlock {
			continue
		}
		if seen == table {
			r := b.Table.HeaderRows + 2 + d.rng.IntN(len(b.Table.Rows)-b.Table.HeaderRows-4)
			d.loseFrom(i, r)
			b.Table, _ = b.Table.Cut(r, false)
			d.doc.Blocks = d.doc.Blocks[:i+1]
			return
		}
		seen++
	}
}

// loseFrom marks the figures from a row of a block on as lost.
func (d *draft) loseFrom(block, row int) {
	for i := block; i < len(d.doc.Blocks); i++ {
		t := d.doc.Blocks[i].Table
		if t == nil {
			continue
		}
		for r := range t.Rows {
			if i > block || r >= row {
				d.doc.Lose(&t.Rows[r])
			}
		}
	}
}

// wrapped puts markup into a page of the agency's site.
func (d *draft) wrapped(title, body string) string {
	return page.Wrap(page.Site{Title: title, Name: firstOf(d.agency.County, d.agency.Prefecture, d.agency.Province) + "人民政府", Charset: "utf-8"}, "<body>"+body+"</body>")
}

// olderForm is the annex in force before 2019: an indicator, a unit and a number in each row.
func olderForm(d *draft) string {
	year := 2014 + d.rng.IntN(5)
	title := fmt.Sprintf("%s%d年政府信息公开工作年度报告", d.agency.Name, year)
	var b strings.Builder
	fmt.Fprintf(&b, "<h1>%s</h1><p>现将%d年政府信息公开情况公布如下。</p><h2>政府信息公开情况统计表</h2><p>（%d年度）</p><table><tr><td>指　标　名　称</td><td>计量单位</td><td>代码</td><td>统 计 数</td></tr>", title, year, year)
	code := 0
	for _, row := range olderRows {
		number := ""
		if row[1] != "" {
			code++
			number = fmt.Sprint(d.rng.IntN(1 + d.rng.IntN(2000)))
		}
		fmt.Fprintf(&b, "<tr><td>%s</td><td>%s</td><td>%02d</td><td>%s</td></tr>", row[0], row[1], code, number)
	}
	b.WriteString("</table><p>单位负责人：　　审核人：　　填报人：</p>")
	return d.wrapped(title, b.String())
}

var olderRows = [][2]string{
	{"一、主动公开情况", ""}, {"（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条"}, {"其中：主动公开规范性文件数", "条"}, {"制发规范性文件总数", "件"},
	{"（二）通过不同渠道和方式公开政府信息的情况", ""}, {"1.政府公报公开政府信息数", "条"}, {"2.政府网站公开政府信息数", "条"}, {"3.政务微博公开政府信息数", "条"},
	{"4.政务微信公开政府信息数", "条"}, {"5.其他方式公开政府信息数", "条"}, {"二、回应解读情况", ""}, {"（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次"},
	{"三、依申请公开情况", ""}, {"（一）收到申请数", "件"}, {"1.当面申请数", "件"}, {"2.传真申请数", "件"}, {"3.网络申请数", "件"}, {"4.信函申请数", "件"},
	{"（二）申请办结数", "件"}, {"1.按时办结数", "件"}, {"2.延期办结数", "件"}, {"（三）申请答复数", "件"}, {"1.属于已主动公开范围数", "件"}, {"2.同意公开答复数", "件"},
	{"3.同意部分公开答复数", "件"}, {"4.不同意公开答复数", "件"}, {"其中：涉及国家秘密", "件"}, {"涉及商业秘密", "件"}, {"四、行政复议数量", "件"}, {"（一）维持具体行政行为数", "件"},
	{"（二）被依法纠错数", "件"}, {"（三）其他情形数", "件"}, {"五、行政诉讼数量", "件"}, {"（一）维持具体行政行为或者驳回原告诉讼请求数", "件"}, {"六、举报投诉数量", "件"},
	{"七、依申请公开信息收取的费用", "万元"}, {"八、机构建设和保障经费情况", ""}, {"（一）政府信息公开工作专门机构数", "个"}, {"（二）设置政府信息公开查阅点数", "个"},
}

// indexPage is a list of links to reports.
func indexPage(d *draft) string {
	var b strings.Builder
	b.WriteString("<h2>政府信息公开年报</h2><ul class=\"list\">")
	for range 12 + d.rng.IntN(20) {
		agency, year := prose.DrawAgency(d.rng), 2014+d.rng.IntN(11)
		fmt.Fprintf(&b, "<li><a href=\"/art/%d.html\">%s</a><span>%s</span></li>", d.rng.IntN(99999), prose.Title(d.rng, agency, year), prose.DrawDate(d.rng, year).ISO())
	}
	fmt.Fprintf(&b, "</ul><div class=\"page\">共%d条 第1/%d页 <a href=\"index_1.html\">下一页</a></div>", 100+d.rng.IntN(900), 5+d.rng.IntN(40))
	return d.wrapped("政府信息公开年报", b.String())
}

// attachmentOnly is a page whose report is an attached file.
func attachmentOnly(d *draft) string {
	kind := []string{"doc", "docx", "pdf", "wps", "xls"}[d.rng.IntN(5)]
	body := fmt.Sprintf("<h1>%s</h1><p>发布时间：%s</p><div id=\"zoom\"><p><a href=\"/upload/%d.%s\">%s.%s</a></p></div>", d.title, d.date.ISO(), d.rng.IntN(99999), kind, d.title, kind)
	if d.rng.IntN(2) == 0 {
		body = strings.Replace(body, "<p><a", "<p>附件：<a", 1)
	}
	return d.wrapped(d.title, body)
}

// narrativeOnly is a report that states its figures in prose alone.
func narrativeOnly(d *draft) string {
	var blocks []print.Block
	for _, b := range d.doc.Blocks {
		if b.Kind != print.TableBlock {
			blocks = append(blocks, b)
			continue
		}
		blocks = append(blocks, print.Block{Kind: print.Para, Text: fmt.Sprintf("本年度该项工作共办理%d件，均已办结，未发生争议。", d.rng.IntN(300))})
	}
	d.doc.Blocks = blocks
	return page.Render(d.rng, d.doc, page.Site{Title: d.title, Charset: "utf-8"}, page.Clean)
}

// notAReport is a page of news.
func notAReport(d *draft) string {
	var b strings.Builder
	ctx := &prose.Context{Agency: d.agency, Year: d.year}
	fmt.Fprintf(&b, "<h1>%s召开工作会议</h1>", d.agency.Name)
	for _, text := range prose.Unrelated(d.rng, ctx, 4) {
		b.WriteString("<p>" + text + "</p>")
	}
	return d.wrapped(d.agency.Name+"召开工作会议", b.String())
}

func loginPage(d *draft) string {
	return d.wrapped("用户登录", "<form action=\"/login\" method=\"post\"><label>用户名</label><input name=\"user\"><label>密码</label><input type=\"password\" name=\"pass\"><label>验证码</label><input name=\"code\"><button>登录</button></form><p>请登录后访问该页面。</p>")
}

func errorPage(d *draft) string {
	texts := []string{"404 Not Found</h1><p>您访问的页面不存在或已被删除", "页面出错了</h1><p>抱歉，您要查看的内容暂时无法显示，5秒后返回首页", "502 Bad Gateway</h1><p>nginx", "系统提示</h1><p>没有找到该信息，可能已过期或被撤回"}
	return d.wrapped("提示信息", "<h1>"+texts[d.rng.IntN(len(texts))]+"</p>")
}

func scriptShell(d *draft) string {
	return "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>" + d.title + "</title><link href=\"/static/app.css\" rel=\"stylesheet\"></head><body><noscript>请启用JavaScript后浏览</noscript><div id=\"app\"></div><script src=\"/static/chunk-vendors.js\"></script><script src=\"/static/app.js\"></script></body></html>"
}

func emptyPage(d *draft) string {
	return []string{"", "\n", "\ufeff"}[d.rng.IntN(3)]
}
