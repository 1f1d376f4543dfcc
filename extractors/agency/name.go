package agency

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// organEndings are the words with which the names of agencies end.
var organEndings = []string{
	"人民政府", "政府", "办公室", "办公厅", "管理委员会", "委员会", "管委会", "街道办事处", "办事处", "局", "委", "办", "厅", "部", "署",
	"院", "中心", "处", "所", "站", "支队", "大队", "总队", "队", "馆", "总会", "红十字会", "联合会", "总工会", "协会", "学会", "委会", "供销社", "合作社", "总社",
	"学校", "大学", "学院", "小学", "中学", "幼儿园", "医院", "集团", "公司", "海关", "银行", "台", "社", "校", "残联", "妇联", "团委", "镇", "乡", "街道", "公署", "法院", "检察院", "分局", "档案馆",
	"研究室", "室", "会", "党校", "中心站", "电视台",
	"开发区", "园区", "新区", "示范区", "高新区", "农场", "林场", "兵团", "师",
}

// organEnds are the characters with which the endings end, as a set of bits.
var organEnds = func() *[0x10000 / 64]uint64 {
	var set [0x10000 / 64]uint64
	for _, e := range organEndings {
		r, _ := utf8.DecodeLastRuneInString(e)
		set[r/64] |= 1 << (r % 64)
	}
	return &set
}()

// mayHoldOrgan reports whether a text holds a character with which names of agencies end: what
// is left of it after marks were taken off may be such a name.
func mayHoldOrgan(s string) bool {
	for _, r := range s {
		if r < 0x10000 && organEnds[r/64]&(1<<(r%64)) != 0 {
			return true
		}
	}
	return false
}

// stopWords never stand in the name of an agency.
var stopWords = []string{
	"首页", "当前位置", "网站", "门户", "关于", "年度", "报告", "信息公开", "登录", "版权所有", "备案号", "联系我们", "联系电话", "上一篇", "下一篇", "打印", "关闭",
	"本机关", "本局", "本单位", "本级", "机构职能", "机构概况", "来源", "日期", "主办", "承办", "通知", "公告", "指南", "目录", "条例", "情况", "工作动态", "服务大厅", "办事大厅", "搜索", "欢迎", "您", "附件", "二维码", "无障碍",
}

// siteSections are entries of sites' menus that end as agencies' names do.
var siteSections = []string{"新闻中心", "服务中心", "资讯中心", "互动中心", "办事中心", "数据中心", "下载中心", "信息中心", "会员中心", "用户中心", "个人中心", "媒体中心", "公开平台", "政务平台", "机关内设处", "领导之窗", "市政府", "县政府", "区政府", "省政府", "国务院", "人民政府", "政府"}

// pronouns point at whoever speaks, or at nobody in particular.
var pronouns = []string{"我", "本", "各", "该", "其", "全县", "全市", "全区", "全省", "全镇", "全乡", "全局", "全州", "全旗", "全国", "全街", "有关", "相关", "上级", "下级", "所属"}

// isPronoun reports whether a name points at its speaker instead of naming anybody.
func isPronoun(s string) bool {
	for _, p := range pronouns {
		if strings.HasPrefix(s, p) {
			return !loadGazetteer().startsPlace(s)
		}
	}
	return false
}

// isName reports whether a text can stand as an agency's name where its place
// in the title already says that it is one.
func isName(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 2 || n > 40 || isPronoun(s) || hasStopWord(s) {
		return false
	}
	for i, r := range s {
		if !isHan(r) && (i == 0 || !strings.ContainsRune("()·、-—“”\"", r)) {
			return false
		}
	}
	return true
}

func hasStopWord(s string) bool {
	for _, w := range stopWords {
		if i := strings.Index(s, w); i >= 0 {
			if w == "信息公开" && strings.Contains(s, "信息公开办") {
				continue
			}
			return true
		}
	}
	return false
}

// isOrgan reports whether a text alone, without a title around it, is the name
// of an agency: a name that ends as agencies' names do.
func isOrgan(s string) bool {
	return endsOrgan(strings.TrimRight(s, ")")) && isName(s) && utf8.RuneCountInString(s) >= 3 && !slices.Contains(siteSections, s)
}

// endsOrgan reports whether a text ends as the names of agencies do, with something before.
func endsOrgan(s string) bool {
	if r, _ := utf8.DecodeLastRuneInString(s); r >= 0x10000 || organEnds[r/64]&(1<<(r%64)) == 0 {
		return false
	}
	for _, e := range organEndings {
		if strings.HasSuffix(s, e) && len(s) > len(e) {
			return true
		}
	}
	return false
}

// cleanName takes off what titles put around a name.
func cleanName(s string) string {
	for {
		before := s
		s = strings.Trim(s, " *#_·.,:;、。-—–|/<>《》〈〉【】[]\"“”'‘’=~")
		s = trimPairs(s)
		for _, p := range []string{"关于公布", "关于发布", "关于印发", "关于报送", "关于编制", "关于做好", "关于", "附件", "标题", "名称", "公布", "印发", "转发", "度"} {
			s = strings.TrimPrefix(s, p)
		}
		for _, p := range []string{"关于公布", "关于发布", "关于印发", "关于报送", "关于编制", "关于", "公布", "印发", "发布", "编制的", "编制", "对", "的", "年", "年度"} {
			s = strings.TrimSuffix(s, p)
		}
		if s == before {
			return s
		}
	}
}

// trimPairs takes off a bracket that opens or closes nothing, and a pair that
// encloses the whole.
func trimPairs(s string) string {
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") && strings.Count(s, "(") == 1 {
		return s[1 : len(s)-1]
	}
	if strings.HasSuffix(s, "(") || strings.HasPrefix(s, ")") {
		return strings.Trim(s, "()")
	}
	if strings.HasPrefix(s, "(") && !strings.Contains(s, ")") {
		return s[1:]
	}
	if strings.HasSuffix(s, ")") && !strings.Contains(s, "(") {
		return s[:len(s)-1]
	}
	return s
}
