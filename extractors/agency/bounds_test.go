package agency_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gongkai/extractors/agency"
	"gongkai/extractors/layout"
)

const long = "按照条例要求，我局把公开融入日常，着力回应群众关切，各项工作平稳推进，没有发生泄密事件，公开渠道保持畅通，2020年公开信息33条。"

// twoYears is a page with the reports of two bureaus for two years.
func twoYears() (g *layout.Grid, second int) {
	first := "武义县水务局2020年政府信息公开工作年度报告" + body + "武义县水务局\n2021年1月11日\n"
	g = page(first + "武义县教育局2019年政府信息公开工作年度报告" + body + "武义县教育局\n2020年1月9日")
	for i, row := range g.Rows {
		if strings.Contains(row.Cells[0].Text, "2019年") {
			return g, i
		}
	}
	return g, len(g.Rows)
}

func TestTwoReports(t *testing.T) {
	g, second := twoYears()
	for _, title := range []struct {
		name string
		at   int
	}{{"range starts at the title", second}, {"title stands before the range", second + 1}, {"range starts at the overview's text", second + 2}} {
		t.Run(title.name, func(t *testing.T) {
			a := agency.Identify(g, 0, second, "x.html")
			b := agency.Identify(g, title.at, len(g.Rows), "x.html")
			if a.Agency != "武义县水务局" || a.Year != 2020 || a.Published != "2021-01-11" {
				t.Errorf("first: %+v", a)
			}
			if b.Agency != "武义县教育局" || b.Year != 2019 || b.Published != "2020-01-09" {
				t.Errorf("second: %+v", b)
			}
		})
	}
}

// TestTablesAlone gives the rows of the tables as the range.
func TestTablesAlone(t *testing.T) {
	g, second := twoYears()
	for _, c := range []struct {
		from, to int
		want     string
	}{{0, second, "武义县水务局 2020 title 2021-01-11"}, {second, len(g.Rows), "武义县教育局 2019 title 2020-01-09"}} {
		first, last := tables(g, c.from, c.to)
		id := agency.Identify(g, first, last, "x.html")
		if got := fmt.Sprint(id.Agency, " ", id.Year, " ", id.YearSource, " ", id.Published); got != c.want {
			t.Errorf("rows %d to %d: %s, want %s", first, last, got, c.want)
		}
	}
}

// tables returns the range of the rows of tables in a part of a grid.
func tables(g *layout.Grid, from, to int) (first, last int) {
	first = to
	for i := from; i < to; i++ {
		if g.Rows[i].Table != layout.Prose {
			first, last = min(first, i), i+1
		}
	}
	return first, last
}

func TestRangeOutsideTheGrid(t *testing.T) {
	g, _ := twoYears()
	for _, r := range [][2]int{{-5, 3}, {3, 1}, {1000, 2000}, {0, 1 << 30}} {
		agency.Identify(g, r[0], r[1], "")
	}
	agency.Identify(&layout.Grid{}, 0, 0, "")
}

// pieces are what hostile documents are made of.
var pieces = []string{
	"年", "月", "日", "二〇二〇年", "2020年", "1月1日", "至", "12月31日", "〔", "〕", "《", "》", "政府信息公开", "工作年度报告", "报告", "关于", "武义县", "鼓楼区",
	"城关镇", "人民政府", "水务局", "国家税务总局", "我局", "首页", ">", ":", "发布日期", "发布机构", "(", ")", " ", "，", "。", "第二十条", "一、总体情况", "自治", "\t", "\n", "\x80", "开发区", "十", "零",
}

// TestLaws draws documents of such pieces: whatever they say, the identity
// keeps its invariants and is the same twice.
func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 60).Draw(t, "pieces"), "")
		g := page(text)
		g.Title = rapid.SampledFrom([]string{"", "武义县人民政府-年度报告", text}).Draw(t, "title")
		uri := rapid.SampledFrom([]string{"", "a.txt", "http://www.jinyun.gov.cn/2021.html", "http://[::1", text}).Draw(t, "uri")
		id := agency.Identify(g, 0, len(g.Rows), uri)
		if problem := brokenLaw(id); problem != "" {
			t.Fatalf("%s: %+v", problem, id)
		}
		if again := agency.Identify(g, 0, len(g.Rows), uri); again.Agency != id.Agency || again.DivisionCode != id.DivisionCode {
			t.Fatalf("differs: %+v, %+v", id, again)
		}
	})
}

// brokenLaw names an invariant of the package that an identity breaks, or "".
func brokenLaw(id agency.Identity) string {
	switch {
	case id.Year != 0 && (id.Year < 2008 || id.Year > 2100):
		return "year out of range"
	case (id.Year == 0) != (id.YearSource == agency.YearUnknown):
		return "year without source"
	case (id.Agency == "") != (id.Status == agency.Unknown):
		return "agency and status"
	case id.DivisionCode != "" && (len(id.DivisionCode) != 6 || id.Province == ""):
		return "division"
	case id.Agency == "" && id.AdminLevel != "":
		return "level of nobody"
	case strings.HasPrefix(id.Agency, "我") || strings.HasPrefix(id.Agency, "本"):
		return "pronoun"
	}
	if id.Published != "" {
		if _, err := time.Parse(time.DateOnly, id.Published); err != nil {
			return "date"
		}
	}
	return ""
}

func FuzzIdentify(f *testing.F) {
	f.Add("武义县水务局2020年政府信息公开工作年度报告"+body, "title", "http://www.wuyi.gov.cn/")
	f.Add(strings.Join(pieces, ""), "", "")
	f.Fuzz(func(t *testing.T, text, title, uri string) {
		g := page(text)
		g.Title = title
		g.Meta = []layout.Meta{{Name: "PubDate", Content: title}, {Name: "SiteName", Content: uri}}
		if problem := brokenLaw(agency.Identify(g, 0, len(g.Rows), uri)); problem != "" {
			t.Error(problem)
		}
	})
}

func BenchmarkIdentify(b *testing.B) {
	table := strings.Repeat("行政许可\t1\t2\t3\n", 60)
	prose := strings.Repeat(long+"\n", 30)
	for name, text := range map[string]string{
		"stated":    "武义县水务局2020年政府信息公开工作年度报告\n一、总体情况\n" + prose + table + prose,
		"ambiguous": "鼓楼区民政局2020年政府信息公开工作年度报告\n一、总体情况\n" + prose + table + prose,
		"unknown":   "年度报告\n一、总体情况\n" + prose + table + prose,
	} {
		g := page(text)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				agency.Identify(g, 0, len(g.Rows), "http://www.example.gov.cn/2021/1.html")
			}
		})
	}
}
