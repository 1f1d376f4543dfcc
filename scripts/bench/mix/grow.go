package mix

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// The sizes that pages are grown to, in bytes.
const (
	leastPage = 20 << 10
	mostPage  = 200 << 10
)

// grow puts the parts of a site around what a page holds, until it has a size
// drawn between leastPage and mostPage, evenly in its logarithm. A body without
// tags of its own is returned as it is.
func grow(rng *rand.Rand, body []byte) []byte {
	size := int(leastPage * math.Pow(mostPage/leastPage, rng.Float64()))
	start, end := bytes.Index(body, []byte("<body>")), bytes.LastIndex(body, []byte("</body>"))
	if start < 0 {
		return body
	}
	start += len("<body>")
	if end < 0 {
		end = len(body)
	}
	before, after := chrome(rng, (size-len(body))*2/3), chrome(rng, (size-len(body))/3)
	if !utf8.Valid(body) {
		before, after = inGBK(before), inGBK(after)
	}
	out := make([]byte, 0, len(body)+len(before)+len(after))
	out = append(append(out, body[:start]...), before...)
	out = append(append(out, body[start:end]...), after...)
	return append(out, body[end:]...)
}

func inGBK(s string) string {
	encoded, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		panic(fmt.Sprintf("mix: encode: %v", err))
	}
	return encoded
}

// chrome writes about size bytes of what stands around the article of a site.
func chrome(rng *rand.Rand, size int) string {
	var b strings.Builder
	for b.Len() < size {
		switch rng.IntN(8) {
		case 0:
			style(&b, rng)
		case 1, 2:
			script(&b, rng)
		case 3:
			picks(&b, rng)
		case 4:
			tabs(&b, rng)
		default:
			list(&b, rng)
		}
	}
	return b.String()
}

var (
	topics = []string{"要闻动态", "图片新闻", "公示公告", "办事指南", "便民查询", "领导之窗", "民意征集", "在线访谈", "招商引资", "旅游天地", "人事任免", "财政预决算"}
	titles = []string{
		"全市秋粮收购工作有序推进", "新一批充电桩投入使用", "城区三条道路完成改造", "群众文化节开幕", "供水管网检修通知", "冬季供暖准备就绪",
		"中小学秋季开学工作部署会召开", "山区公路护栏更新", "蔬菜价格总体平稳", "图书馆延长开放时间", "湿地公园迎来候鸟", "社区医院增设门诊",
	}
)

func pick(rng *rand.Rand, from []string) string { return from[rng.IntN(len(from))] }

// list writes a menu or a list of news.
func list(b *strings.Builder, rng *rand.Rand) {
	fmt.Fprintf(b, "<div class=\"box-%d clearfix\"><div class=\"hd\"><a href=\"/col/%d/index.html\" class=\"more\">更多&gt;&gt;</a><h3>%s</h3></div>\n<ul class=\"news-list\">\n",
		rng.IntN(40), rng.IntN(9999), pick(rng, topics))
	for range 5 + rng.IntN(8) {
		fmt.Fprintf(b, "  <li class=\"item\"><a href=\"/art/20%02d/%d/%d/art_%d.html\" title=\"%s\" target=\"_blank\">%s</a><span class=\"date\">%02d-%02d</span></li>\n",
			10+rng.IntN(14), 1+rng.IntN(12), 1+rng.IntN(28), rng.IntN(999999), pick(rng, titles), pick(rng, titles), 1+rng.IntN(12), 1+rng.IntN(28))
	}
	b.WriteString("</ul></div>\n")
}

// tabs writes nested boxes with pictures and no text.
func tabs(b *strings.Builder, rng *rand.Rand) {
	b.WriteString("<div class=\"swiper-container\"><div class=\"swiper-wrapper\">\n")
	for range 3 + rng.IntN(5) {
		fmt.Fprintf(b, "<div class=\"swiper-slide\" data-index=\"%d\"><a href=\"/pic/%d.html\"><img src=\"/upload/%d.jpg\" alt=\"%s\" width=\"320\" height=\"%d\"/></a><p class=\"tit\">%s</p></div>\n",
			rng.IntN(9), rng.IntN(99999), rng.IntN(99999), pick(rng, titles), 180+rng.IntN(60), pick(rng, titles))
	}
	b.WriteString("</div><div class=\"swiper-pagination\"></div></div>\n")
}

// picks writes a field that lists the links of friends.
func picks(b *strings.Builder, rng *rand.Rand) {
	fmt.Fprintf(b, "<form class=\"links\" action=\"/go\"><select name=\"s%d\" onchange=\"jump(this)\"><option value=\"\">%s</option>\n", rng.IntN(99), pick(rng, topics))
	for range 6 + rng.IntN(14) {
		fmt.Fprintf(b, "<option value=\"/site/%d/\">%s</option>\n", rng.IntN(9999), pick(rng, topics))
	}
	b.WriteString("</select></form>\n")
}

// script writes a script as content systems leave them in pages.
func script(b *strings.Builder, rng *rand.Rand) {
	b.WriteString("<script type=\"text/javascript\">\n")
	for range 8 + rng.IntN(24) {
		fmt.Fprintf(b, "  var v%d = document.getElementById(\"box%d\"); if (v%d && i < %d) { v%d.style.display = 'none'; $('#t%d').html('<i></i>'); }\n",
			rng.IntN(99), rng.IntN(99), rng.IntN(99), rng.IntN(999), rng.IntN(99), rng.IntN(99))
	}
	b.WriteString("</script>\n")
}

// style writes rules of style.
func style(b *strings.Builder, rng *rand.Rand) {
	b.WriteString("<style>\n")
	for range 8 + rng.IntN(24) {
		fmt.Fprintf(b, ".c%d li a:hover{color:#%06x;padding:%dpx %dpx;background:url(/images/bg%d.png) no-repeat}\n",
			rng.IntN(999), rng.IntN(1<<24), rng.IntN(20), rng.IntN(20), rng.IntN(30))
	}
	b.WriteString("</style>\n")
}
