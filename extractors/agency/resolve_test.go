package agency_test

import (
	"testing"

	"gongkai/extractors/agency"
)

// resolved is the outcome of a report for 2020 whose title names the agency.
func resolved(name, place, code, level string) outcome {
	return outcome{agency: name, status: agency.Stated, year: 2020, source: agency.YearFromTitle, place: place, code: code, level: level}
}

func ambiguous(name, place, level string) outcome {
	return with(resolved(name, place, "", level), func(o *outcome) { o.doubts = "division_ambiguous" })
}

func reportOf(name string) string { return name + "2020年政府信息公开工作年度报告" + body }

func TestNamesResolved(t *testing.T) {
	for _, c := range []struct{ name, place, code, level string }{
		{"武义县水务局", "浙江省/金华市/武义县", "330723", "county"},
		{"浙江省武义县水务局", "浙江省/金华市/武义县", "330723", "county"},
		{"金华市武义县水务局", "浙江省/金华市/武义县", "330723", "county"},
		{"浙江省金华市武义县柳城畲族镇人民政府", "浙江省/金华市/武义县/柳城畲族镇", "330723", "township"},
		{"武义县白洋街道办事处", "浙江省/金华市/武义县/白洋街道", "330723", "township"},
		{"金华市教育局", "浙江省/金华市", "330700", "prefecture"},
		{"浙江省水利厅", "浙江省", "330000", "province"},
		{"浙江省人民政府", "浙江省", "330000", "province"},
		{"洛阳市西工区文化旅游局", "河南省/洛阳市/西工区", "410303", "county"},
		{"北京市朝阳区统计局", "北京市//朝阳区", "110105", "county"},
		{"上海市浦东新区司法局", "上海市//浦东新区", "310115", "county"},
		{"天津市水务局", "天津市", "120000", "province"},
		{"重庆市城口县林业局", "重庆市//城口县", "500229", "county"},
		{"景宁县农业农村局", "浙江省/丽水市/景宁畲族自治县", "331127", "county"},
		{"景宁畲族自治县农业农村局", "浙江省/丽水市/景宁畲族自治县", "331127", "county"},
		{"恩施州文化和旅游局", "湖北省/恩施土家族苗族自治州", "422800", "prefecture"},
		{"恩施市文化和旅游局", "湖北省/恩施土家族苗族自治州/恩施市", "422801", "county"},
		{"广西壮族自治区民政厅", "广西壮族自治区", "450000", "province"},
		{"广西自治区民政厅", "广西壮族自治区", "450000", "province"},
		{"内蒙古自治区锡林郭勒盟教育局", "内蒙古自治区/锡林郭勒盟", "152500", "prefecture"},
		{"莫旗水利局", "内蒙古自治区/呼伦贝尔市/莫力达瓦达斡尔族自治旗", "150722", "county"},
		{"东莞市虎门镇人民政府", "广东省/东莞市//虎门镇", "441900", "township"},
		{"仙桃市审计局", "湖北省//仙桃市", "429004", "county"},
		{"济源市发展和改革委员会", "河南省//济源市", "419001", "county"},
		{"孟津县财政局", "河南省/洛阳市/孟津县", "410322", "county"},
		{"国家税务总局武义县税务局", "浙江省/金华市/武义县", "330723", "county"},
		{"武义县公安局", "浙江省/金华市/武义县", "330723", "county"},
		{"武义县乡村振兴局", "浙江省/金华市/武义县", "330723", "county"},
		{"武义县住房和城乡建设局", "浙江省/金华市/武义县", "330723", "county"},
		{"海关总署", "", "", "national"},
		{"国家邮政局", "", "", "national"},
		{"中华人民共和国应急管理部", "", "", "national"},
		{"水利部黄河水利委员会", "", "", "national"},
		// Development zones have no code of their own.
		{"洛阳高新技术产业开发区管理委员会", "河南省/洛阳市", "", "prefecture"},
		{"苏州工业园区管理委员会", "江苏省/苏州市", "", "prefecture"},
		{"南阳市高新区管委会", "河南省/南阳市", "", "prefecture"},
		{"杭州钱江经济开发区管委会", "浙江省/杭州市", "", "prefecture"},
		{"枣庄高新区兴城街道办事处", "山东省/枣庄市/薛城区/兴城街道", "370403", "township"},
		{"河包镇人民政府", "重庆市//荣昌区/河包镇", "500153", "township"},
		{"武义县经济开发区管理委员会", "浙江省/金华市/武义县", "", "county"},
		// A shared name that its prefecture tells apart.
		{"南京市鼓楼区民政局", "江苏省/南京市/鼓楼区", "320106", "county"},
		{"福建省福州市鼓楼区民政局", "福建省/福州市/鼓楼区", "350102", "county"},
	} {
		t.Run(c.name, func(t *testing.T) {
			testCase{text: reportOf(c.name), want: resolved(c.name, c.place, c.code, c.level)}.run(t)
		})
	}
}

func TestSharedNames(t *testing.T) {
	const bureau = "鼓楼区民政局"
	nanjing := resolved(bureau, "江苏省/南京市/鼓楼区", "320106", "county")
	prose := func(s string) string {
		return bureau + "2020年政府信息公开工作年度报告\n一、总体情况\n" + s + "\n二、主动公开政府信息情况\n"
	}
	runAll(t, []testCase{
		{name: "no evidence", text: reportOf(bureau), want: ambiguous(bureau, "", "county")},
		{name: "site", text: reportOf(bureau), meta: []string{"SiteName", "南京市鼓楼区人民政府"}, want: nanjing},
		{name: "title element", text: reportOf(bureau), title: "年度报告-南京市人民政府", want: nanjing},
		{name: "signature", text: reportOf(bureau) + "南京市鼓楼区民政局\n2021年1月5日", want: with(nanjing, func(o *outcome) { o.published = "2021-01-05" })},
		{name: "prose names it in full", text: prose("按照南京市鼓楼区的统一部署，我局扎实推进公开，各项工作平稳有序。"), want: nanjing},
		{name: "prose names its city", text: prose("按照南京市的统一部署，我局扎实推进公开，各项工作平稳有序，群众满意。"), want: nanjing},
		{name: "prose names two of its cities", text: prose("我局赴徐州市和南京市学习，扎实推进公开，各项工作平稳有序，群众满意。"), want: ambiguous(bureau, "", "county")},
		{name: "prose names one of its cities in passing", text: prose("我局赴南京市学习，扎实推进公开，各项工作平稳有序，群众满意，社会认可。"), want: ambiguous(bureau, "", "county")},
		{name: "prose names its city often", text: prose("我局在南京市率先试点，南京市多次推广我局的经验，各项工作平稳有序。"), want: nanjing},
		{name: "prose names another city", text: prose("我局赴杭州市学习，扎实推进公开，各项工作平稳有序，群众满意，社会认可。"), want: ambiguous(bureau, "", "county")},
		{name: "host spells its city", text: reportOf(bureau), uri: "http://mzj.nanjing.gov.cn/x.html", want: nanjing},
		{name: "host spells the shared name", text: reportOf(bureau), uri: "http://www.gulou.gov.cn/x.html", want: ambiguous(bureau, "", "county")},
		{name: "host spells its province", text: reportOf(bureau), uri: "http://www.fujian.gov.cn/x.html", want: resolved(bureau, "福建省/福州市/鼓楼区", "350102", "county")},
		{name: "a host not a government's spells nothing", text: reportOf(bureau), uri: "http://www.nanjing.com/x.html", want: ambiguous(bureau, "", "county")},
		{name: "county without place and evidence", text: reportOf("县财政局"), want: resolved("县财政局", "", "", "")},
		{name: "bare level and site", text: reportOf("县财政局"), meta: []string{"SiteName", "武义县人民政府"}, want: resolved("县财政局", wuyi, "330723", "county")},
		{name: "bare level of another level", text: reportOf("市财政局"), meta: []string{"SiteName", "武义县人民政府"}, want: resolved("市财政局", "", "", "")},
		{name: "no place, prose", text: "教育局2020年政府信息公开工作年度报告\n一、总体情况\n在武义县委的领导下，我局扎实推进公开，各项工作平稳有序。", want: resolved("教育局", wuyi, "330723", "county")},
		{name: "no place, a county in passing", text: "教育局2020年政府信息公开工作年度报告\n一、总体情况\n我局赴武义县学习，扎实推进公开，各项工作平稳有序，群众满意。", want: resolved("教育局", "", "", "")},
		{name: "police host", text: reportOf("公安局"), uri: "http://gongan.ly.gov.cn/x.html", want: resolved("公安局", "", "", "")},
		{name: "no place, prose of two counties", text: "教育局2020年政府信息公开工作年度报告\n一、总体情况\n我局组织武义县和缙云县的同志交流，扎实推进公开，各项工作有序。", want: resolved("教育局", "", "", "")},
		{name: "no place, host", text: reportOf("教育局"), uri: "http://www.jinyun.gov.cn/x.html", want: resolved("教育局", "浙江省/丽水市/缙云县", "331122", "county")},
		{name: "no place, province's host", text: reportOf("教育厅"), uri: "http://jyt.henan.gov.cn/x.html", want: resolved("教育厅", "河南省", "410000", "province")},
		{name: "no place, host of a county that spells a province", text: reportOf("教育局"), uri: "http://www.hebei.gov.cn/x.html", want: resolved("教育局", "河北省", "130000", "province")},
		{name: "no place, city below its province's host", text: reportOf("市教育局"), uri: "http://jinhua.zj.gov.cn/x.html", want: resolved("市教育局", "浙江省/金华市", "330700", "prefecture")},
		{name: "a zone's bureau", text: reportOf("示范区教育局"), uri: "https://jyj.yangling.gov.cn/x.html", want: resolved("示范区教育局", "陕西省/咸阳市/杨陵区", "", "county")},
		{name: "township of many", text: reportOf("城关镇人民政府"), want: with(ambiguous("城关镇人民政府", "///城关镇", "township"), func(o *outcome) {})},
		{name: "township and site", text: reportOf("城关镇人民政府"), meta: []string{"SiteName", "南召县人民政府"}, want: resolved("城关镇人民政府", "河南省/南阳市/南召县/城关镇", "411321", "township")},
		{name: "township of one", text: reportOf("柳城畲族镇人民政府"), want: resolved("柳城畲族镇人民政府", wuyi+"/柳城畲族镇", "330723", "township")},
		{name: "street below a city", text: reportOf("南京市湖南路街道办事处"), want: resolved("南京市湖南路街道办事处", "江苏省/南京市/鼓楼区/湖南路街道", "320106", "township")},
	})
}

func TestChangedCodes(t *testing.T) {
	report := func(name, year string) string { return name + year + "年政府信息公开工作年度报告" + body }
	of := func(name string, year int, place, code string) outcome {
		return with(resolved(name, place, code, "county"), func(o *outcome) { o.year = year })
	}
	runAll(t, []testCase{
		{name: "merged district before", text: report("崇川区教育局", "2019"), want: of("崇川区教育局", 2019, "江苏省/南通市/崇川区", "320602")},
		{name: "merged district after", text: report("崇川区教育局", "2020"), want: of("崇川区教育局", 2020, "江苏省/南通市/崇川区", "320613")},
		{name: "county under its former prefecture's code", text: report("双湖县教育局", "2015"), want: of("双湖县教育局", 2015, "西藏自治区/那曲地区/双湖县", "542431")},
		{name: "county after the prefecture became a city", text: report("双湖县教育局", "2021"), want: of("双湖县教育局", 2021, "西藏自治区/那曲市/双湖县", "540630")},
		{name: "new county", text: report("和安县教育局", "2025"), want: of("和安县教育局", 2025, "新疆维吾尔自治区/和田地区/和安县", "653229")},
		{name: "two districts of which one had gone", text: report("梅列区教育局", "2022"), want: of("梅列区教育局", 2022, "福建省/三明市/梅列区", "350402")},
	})
}

func TestMirrors(t *testing.T) {
	const name = "好运来县水务局"
	plain := resolved(name, "", "", "")
	mirror := with(plain, func(o *outcome) { o.doubts = "mirror_suspected" })
	runAll(t, []testCase{
		{name: "unknown place on a foreign host", text: reportOf(name), uri: "http://www.example.com/a.html", want: mirror},
		{name: "unknown place on a government's host", text: reportOf(name), uri: "http://www.xyz.gov.cn/a.html", want: plain},
		{name: "unknown place, known one in the text", text: name + "2020年政府信息公开工作年度报告\n一、总体情况\n在武义县委的领导下，我局扎实推进公开，各项工作平稳有序。", uri: "http://www.example.com/a.html", want: mirror},
		{name: "unknown place in a file", text: reportOf(name), uri: "corpus/a.txt", want: plain},
		{name: "known place on a foreign host", text: reportOf("武义县水务局"), uri: "http://www.example.com/a.html", want: wuyiBureau(2020)},
		{name: "the State's on a foreign host", text: reportOf("国家邮政局"), uri: "http://www.example.com/a.html", want: resolved("国家邮政局", "", "", "national")},
		{name: "host that only looks like a government's", text: reportOf(name), uri: "http://www.gov.cn.example.com/a.html", want: mirror},
	})
}
