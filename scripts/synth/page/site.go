package page

import (
	"fmt"
	"html"
	"math/rand/v2"
	"strings"

	"gongkai/scripts/synth/print"
)

// Site is what a page says around the report.
type Site struct {
	// Title is the report's title; Name the site's name.
	Title, Name string
	// Source and Date go into the header metadata; "" leaves them out.
	Source, Date string
	// Charset is what the page declares; "" declares none.
	Charset string
}

// Container ids and classes that content systems use.
var containers = []string{`id="zoom"`, `class="TRS_Editor"`, `id="UCAP-CONTENT"`, `class="xxgk_content"`, `class="article-content"`, `id="artibody"`}

// Body writes the blocks of a document without a page around them.
func Body(rng *rand.Rand, d *print.Document, dialect Dialect) string {
	w := newWriter(rng, dialect)
	for i := range d.Blocks {
		w.block(&d.Blocks[i])
	}
	return w.String()
}

// Render writes a bare page: head, body, report.
func Render(rng *rand.Rand, d *print.Document, site Site, dialect Dialect) string {
	return Wrap(site, "<body>\n"+Body(rng, d, dialect)+"</body>")
}

// Wrap writes head and body of a page.
func Wrap(site Site, body string) string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html>\n<html>\n<head>\n")
	if site.Charset != "" {
		fmt.Fprintf(&b, "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=%s\">\n", site.Charset)
	}
	title := site.Title
	if site.Name != "" {
		title += "_" + site.Name
	}
	fmt.Fprintf(&b, "<title>%s</title>\n", html.EscapeString(title))
	for _, m := range [][2]string{{"SiteName", site.Name}, {"ArticleTitle", site.Title}, {"PubDate", site.Date}, {"ContentSource", site.Source}} {
		if m[1] != "" {
			fmt.Fprintf(&b, "<meta name=\"%s\" content=\"%s\">\n", m[0], html.EscapeString(m[1]))
		}
	}
	b.WriteString("</head>\n" + body + "\n</html>\n")
	return b.String()
}

// RenderSite writes a whole page of a government's site: menus, path, a
// calendar, other tables, related links, a footer.
func RenderSite(rng *rand.Rand, d *print.Document, site Site, dialect Dialect) string {
	var b strings.Builder
	b.WriteString("<body>\n<script>var _hmt=_hmt||[];(function(){var s=document.createElement('script');s.src='/js/count.js?id=20210111';})();</script>\n")
	b.WriteString(menu(rng, site))
	fmt.Fprintf(&b, "<div class=\"main\"><div class=\"left\">%s%s</div>\n", links(rng, 8), calendar(rng))
	if site.Date != "" {
		fmt.Fprintf(&b, "<div class=\"info\"><span>发布时间：%s %02d:%02d</span><span>浏览次数：<i id=\"hits\">%d</i></span></div>\n", site.Date, 8+rng.IntN(10), rng.IntN(60), rng.IntN(9000))
	}
	fmt.Fprintf(&b, "<div %s>\n<style type=\"text/css\">.t td{border:1px solid #000}</style>\n%s</div>\n", containers[rng.IntN(len(containers))], Body(rng, d, dialect))
	b.WriteString("<div class=\"share\">【打印本页】【关闭窗口】</div><h3>相关链接</h3>" + links(rng, 5) + footer(rng) + "</div></body>")
	return Wrap(site, b.String())
}

// RenderNested puts the report into layout tables, as old sites do.
func RenderNested(rng *rand.Rand, d *print.Document, site Site, dialect Dialect) string {
	body := "<body><table width=\"1000\" border=\"0\"><tr><td colspan=\"2\">" + menu(rng, site) + "</td></tr><tr><td width=\"200\">" +
		"<table><tr><td>信息分类</td></tr><tr><td>" + links(rng, 6) + "</td></tr></table></td><td><table width=\"100%\"><tr><td>" +
		Body(rng, d, dialect) + "</td></tr></table></td></tr><tr><td colspan=\"2\">" + footer(rng) + "</td></tr></table></body>"
	return Wrap(site, body)
}

var menuItems = []string{"首页", "走进我们", "新闻动态", "政务服务", "互动交流", "专题专栏", "政策文件", "数据开放", "法定主动公开内容", "依申请公开", "机构职能"}

func menu(rng *rand.Rand, site Site) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<div class=\"header\"><h2>%s</h2><ul>", html.EscapeString(site.Name))
	for _, i := range rng.Perm(len(menuItems))[:7] {
		fmt.Fprintf(&b, "<li><a href=\"/c%d/index.html\">%s</a></li>", 100+rng.IntN(900), menuItems[i])
	}
	b.WriteString("</ul></div><div class=\"path\">当前位置：<a href=\"/\">首页</a> &gt; <a href=\"/xxgk/\">政务公开</a></div>\n")
	return b.String()
}

var newsItems = []string{
	"关于开展全国第%d个安全生产月活动的通知", "我地第%d次经济普查工作启动", "今年前%d个月外贸进出口平稳增长", "第%d批便民措施公布",
	"%d名志愿者参加义务植树", "新建改建农村公路%d公里", "%d项惠民实事全部办结", "本周平均气温%d度",
}

func links(rng *rand.Rand, n int) string {
	var b strings.Builder
	b.WriteString("<ul class=\"list\">")
	for range n {
		item := fmt.Sprintf(newsItems[rng.IntN(len(newsItems))], 1+rng.IntN(60))
		fmt.Fprintf(&b, "<li><a href=\"/art/%d.html\">%s</a><span>%02d-%02d</span></li>", rng.IntN(99999), item, 1+rng.IntN(12), 1+rng.IntN(28))
	}
	b.WriteString("</ul>\n")
	return b.String()
}

// calendar is a table of numbers that belongs to the site.
func calendar(rng *rand.Rand) string {
	var b strings.Builder
	b.WriteString("<table class=\"calendar\"><tr><th>日</th><th>一</th><th>二</th><th>三</th><th>四</th><th>五</th><th>六</th></tr><tr>")
	first := rng.IntN(7)
	for range first {
		b.WriteString("<td></td>")
	}
	for day := 1; day <= 30; day++ {
		if (first+day-1)%7 == 0 && day > 1 {
			b.WriteString("</tr><tr>")
		}
		fmt.Fprintf(&b, "<td>%d</td>", day)
	}
	b.WriteString("</tr></table>\n")
	return b.String()
}

func footer(rng *rand.Rand) string {
	return fmt.Sprintf("<div class=\"footer\"><table><tr><td>主办：政府办公室</td><td>电话：0%d-%d</td></tr><tr><td>备案号：ICP备%d号</td><td>网站标识码：%d</td></tr></table></div>\n",
		300+rng.IntN(600), 2000000+rng.IntN(6999999), 5000000+rng.IntN(15999999), 1000000000+rng.IntN(899999999))
}
