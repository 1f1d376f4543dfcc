package classify_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// chrome puts a document's body into the page of a site: a menu above it, a list
// of news and a column of links beside it, a footer below.
func chrome(body string) string {
	var top, side strings.Builder
	for i, entry := range []string{
		"网站首页", "走进我市", "新闻中心", "政务公开", "办事服务", "互动交流", "数据开放", "专题专栏", "登录", "注册",
		"政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开", "政策解读", "重点领域",
		"机构设置", "基本情况", "概况", "监督保障", "人事信息", "财政信息", "行政执法", "招标采购", "应急管理",
	} {
		fmt.Fprintf(&top, "<li><a href=\"/n%d/\">%s</a></li>", i, entry)
	}
	for i, entry := range []string{
		"全市经济工作会议召开", "我市新增三家省级企业技术中心", "关于部分路段临时交通管制的通告", "本周天气预报",
		"市图书馆开馆时间调整", "第十届菊花展开幕", "市长接听热线电话",
	} {
		fmt.Fprintf(&side, "<li><a href=\"/a%d.html\">%s</a><span>0%d-1%d</span></li>", i, entry, i+1, i)
	}
	before := "<div class=\"nav\"><ul>" + top.String() + "</ul></div><div class=\"side\"><h3>最新信息</h3><ul>" + side.String() + "</ul></div><div class=\"con\">"
	after := "</div><div class=\"foot\"><p>主办单位：市人民政府办公室　网站标识码：3000000000</p><p>ICP备00000000号　公安备案00000000000000号</p><p>建议使用1440×900分辨率浏览</p></div><script src=\"/js/jquery.min.js\"></script>"
	start := strings.Index(body, "<body")
	start += strings.Index(body[start:], ">") + 1
	end := strings.LastIndex(body, "</body>")
	if end < 0 {
		end = len(body)
	}
	return body[:start] + before + body[start:end] + after + body[end:]
}

// TestWithinSite classifies the documents within the page of a site, which says
// nothing of the reason. Pages without content of their own are left out, as
// they have some then.
func TestWithinSite(t *testing.T) {
	documents(t, func(reason, name string, body []byte) {
		if filepath.Ext(name) != ".html" || reason == "empty" || reason == "script_shell" || !strings.Contains(string(body), "<body") || name == "challenge_program.html" {
			return
		}
		t.Run(reason+"/"+name, func(t *testing.T) {
			page := chrome(string(body))
			if got := reasonOf(t, []byte(page), "text/html; charset=utf-8"); string(got.Reason) != reason {
				t.Errorf("%v, want %s", got, reason)
			}
		})
	})
}
