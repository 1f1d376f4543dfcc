package agency

import (
	"fmt"
	"testing"

	"gongkai/extractors/layout"
)

// organs are agencies that every county has or may have.
var testOrgans = []string{
	"人民政府", "人民政府办公室", "财政局", "人力资源和社会保障局", "住房和城乡建设局", "发展和改革委员会", "文化广电和旅游局", "教育体育局", "公安局交通警察大队", "市场监督管理局",
	"卫生健康委员会", "农业农村局", "乡村振兴局", "机关事务管理局", "行政审批服务局", "城市管理综合执法局", "应急管理局", "退役军人事务局", "审计局", "档案馆", "残疾人联合会",
	"供销合作社联合社", "公共资源交易中心", "民族宗教事务局", "红十字会", "气象局", "司法局", "统计局", "自然资源和规划局", "国有资产监督管理委员会", "地方金融监督管理局", "大数据局", "医疗保障局", "信访局",
	"水利局", "林业和草原局", "交通运输局", "工业和信息化局", "科学技术局", "商务局", "融媒体中心", "党史和地方志研究室", "区划地名办公室", "市政管理处", "州河管理站", "县域经济研究中心", "镇区建设管理办公室",
}

// templates print a report's title for an agency and a year.
var titleTemplates = []string{
	"%[1]s%[2]d年政府信息公开工作年度报告",
	"%[1]s\n%[2]d年政府信息公开工作年度报告",
	"%[2]d年度%[1]s政府信息公开年度报告",
	"%[1]s关于%[2]d年政府信息公开工作情况的报告",
	"%[1]s\n关于%[2]d年度政府信息公开工作的报告",
	"%[1]s政府信息公开工作年度报告(%[2]d年)",
	"%[1]s政府信息公开\n%[2]d年度工作报告",
	"%[1]s%[2]d年政府信息\n公开工作年度报告",
	"%[1]s\n%[2]d年\n政府信息公开工作年度报告",
}

func titlePage(text string) *layout.Grid {
	g := &layout.Grid{}
	add := func(s string) {
		g.Rows = append(g.Rows, layout.Row{Table: layout.Prose, Index: len(g.Rows), Cells: []layout.Cell{{Text: s, RowSpan: 1, ColSpan: 1}}})
	}
	start := 0
	for i := range len(text) + 1 {
		if i == len(text) || text[i] == '\n' {
			add(text[start:i])
			start = i + 1
		}
	}
	add("一、总体情况")
	add("按照条例要求,我局把公开融入日常,各项工作平稳推进。")
	return g
}

// TestEveryPlace prints titles for every county and prefecture of today, alone
// and below what it lies in. The agency must come back as it stands; the code
// must be the place's, or none with the doubt that several places have the name.
func TestEveryPlace(t *testing.T) {
	g := loadGazetteer()
	resolved, doubted := 0, 0
	for i, p := range g.places {
		if p.to != "" || p.kind != kindCounty && p.kind != kindPrefecture {
			continue
		}
		full := p.name
		if up := g.places[p.parent]; i%2 == 0 {
			full = up.name + p.name
		}
		agency := full + testOrgans[i%len(testOrgans)]
		year := 2023 + i%2
		text := fmt.Sprintf(titleTemplates[i%len(titleTemplates)], agency, year)
		grid := titlePage(text)
		id := Identify(grid, 0, len(grid.Rows), "")
		if id.Agency != agency || id.Year != year {
			t.Errorf("%q: agency %q, year %d", text, id.Agency, id.Year)
		}
		switch {
		case id.DivisionCode == p.code:
			resolved++
		case id.DivisionCode == "" && len(id.Doubts) == 1 && id.Doubts[0] == DoubtDivision && full == p.name:
			doubted++
		default:
			t.Errorf("%q: code %q of %s, doubts %q", agency, id.DivisionCode, p.code, id.Doubts)
		}
	}
	if resolved < 3000 || doubted == 0 || doubted > 80 {
		t.Errorf("%d resolved, %d doubted", resolved, doubted)
	}
}

// TestEveryTownship prints a title for a sample of the townships below their counties.
func TestEveryTownship(t *testing.T) {
	g := loadGazetteer()
	index := townIndex()
	n := 0
	for name, ids := range index {
		id := ids[len(ids)-1]
		p := g.places[id]
		if p.to != "" || p.kind != kindCounty || !endsTown(name) || !followsTown("") || len(g.full[p.name]) > 1 {
			continue
		}
		if !hasLevel(name) {
			continue
		}
		n++
		agency := p.name + name + "人民政府"
		grid := titlePage(agency + "2023年政府信息公开工作年度报告")
		got := Identify(grid, 0, len(grid.Rows), "")
		if got.Agency != agency || got.DivisionCode != p.code || got.Township != name || got.AdminLevel != "township" {
			t.Errorf("%q: %+v", agency, got)
		}
		if t.Failed() && n > 3000 {
			return
		}
	}
	if n < 20000 {
		t.Errorf("only %d townships", n)
	}
}

func hasLevel(name string) bool {
	for _, e := range townEndings {
		if len(name) > len(e)+2 && name[len(name)-len(e):] == e {
			return true
		}
	}
	return false
}
