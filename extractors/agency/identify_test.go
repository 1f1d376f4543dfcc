package agency_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors/agency"
	"gongkai/extractors/layout"
)

// outcome is what a case expects, in short: place is province/prefecture/county/township.
type outcome struct {
	agency    string
	status    agency.Status
	year      int
	source    agency.YearSource
	published string
	place     string
	code      string
	level     string
	doubts    string
}

func outcomeOf(id agency.Identity) outcome {
	place := strings.TrimRight(strings.Join([]string{id.Province, id.Prefecture, id.County, id.Township}, "/"), "/")
	return outcome{
		id.Agency, id.Status, id.Year, id.YearSource, id.Published,
		place, id.DivisionCode, id.AdminLevel, strings.Join(id.Doubts, ","),
	}
}

type testCase struct {
	name  string
	text  string
	title string
	meta  []string // name, content, …
	uri   string
	want  outcome
}

func (c testCase) run(t *testing.T) {
	t.Helper()
	g := page(c.text)
	g.Title = c.title
	for i := 0; i+1 < len(c.meta); i += 2 {
		g.Meta = append(g.Meta, layout.Meta{Name: c.meta[i], Content: c.meta[i+1]})
	}
	got := outcomeOf(agency.Identify(g, 0, len(g.Rows), c.uri))
	if diff := cmp.Diff(c.want, got, cmp.AllowUnexported(outcome{})); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func runAll(t *testing.T, cases []testCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { c.run(t) })
	}
}

// body is an overview that names no year, nobody and no place, and the first
// lines of the form.
const body = `
一、总体情况
按照条例要求，我局把公开融入日常，着力回应群众关切，各项工作平稳推进，没有发生泄密事件，公开渠道保持畅通。
二、主动公开政府信息情况
第二十条第（一）项
信息内容	本年新制作数量	本年新公开数量	对外公开总数量
规章	3	4	5
六、其他需要报告的事项
无。
`

// wuyi is the place of most cases.
const wuyi = "浙江省/金华市/武义县"

func wuyiBureau(year int) outcome {
	return outcome{
		agency: "武义县水务局", status: agency.Stated, year: year, source: agency.YearFromTitle,
		place: wuyi, code: "330723", level: "county",
	}
}

func with(o outcome, edit func(*outcome)) outcome {
	edit(&o)
	return o
}

func TestTitles(t *testing.T) {
	office := with(wuyiBureau(2021), func(o *outcome) { o.agency = "武义县人民政府办公室" })
	county := with(wuyiBureau(2021), func(o *outcome) { o.agency = "武义县" })
	runAll(t, []testCase{
		{name: "one line", text: "武义县水务局2020年政府信息公开工作年度报告" + body, want: wuyiBureau(2020)},
		{name: "name on a line before", text: "武义县水务局\n2020 年政府信息公开工作年度报告" + body, want: wuyiBureau(2020)},
		{name: "name, year, title on three lines", text: "武义县水务局\n2020年\n政府信息公开工作年度报告" + body, want: wuyiBureau(2020)},
		{name: "title broken after the core", text: "武义县水务局2020年政府信息公开\n工作年度报告" + body, want: wuyiBureau(2020)},
		{name: "title broken inside the core", text: "武义县水务局2020年政府\n信息公开工作年度报告" + body, want: wuyiBureau(2020)},
		{name: "title broken inside a word of the core", text: "武义县水务局2020年政府信\n息公开工作年度报告" + body, want: wuyiBureau(2020)},
		{name: "name broken over two lines", text: "武义县\n水务局2020年政府信息公开工作年度报告" + body, want: wuyiBureau(2020)},
		{name: "name after the title", text: "2020年政府信息公开工作年度报告\n武义县水务局" + body, want: wuyiBureau(2020)},
		{name: "name in brackets after the title", text: "政府信息公开工作年度报告（武义县水务局2020年度）" + body, want: wuyiBureau(2020)},
		{name: "year before the name", text: "2020年度武义县水务局政府信息公开年度报告" + body, want: wuyiBureau(2020)},
		{name: "about", text: "武义县水务局关于2020年度政府信息公开工作情况的报告" + body, want: wuyiBureau(2020)},
		{name: "about first", text: "关于武义县水务局2020年政府信息公开工作年度报告" + body, want: wuyiBureau(2020)},
		{name: "year after the core", text: "武义县水务局政府信息公开工作2020年度报告" + body, want: wuyiBureau(2020)},
		{name: "year in brackets", text: "武义县水务局政府信息公开工作年度报告（2020年）" + body, want: wuyiBureau(2020)},
		{name: "year in brackets on the next line", text: "武义县水务局政府信息公开工作年度报告\n（2020年度）" + body, want: wuyiBureau(2020)},
		{name: "short", text: "武义县水务局2020年信息公开年报" + body, want: wuyiBureau(2020)},
		{name: "public affairs", text: "武义县水务局2020年政务公开工作年度报告" + body, want: wuyiBureau(2020)},
		{name: "scrambled", text: "武义县水务局2020年政府信息公开工作告年度报" + body, want: wuyiBureau(2020)},
		{name: "markdown", text: "# **武义县水务局 2020 年政府信息公开工作年度报告**" + body, want: wuyiBureau(2020)},
		{name: "a space after every character", text: "武 义 县 水 务 局 2 0 2 0 年 政 府 信 息 公 开 工 作 年 度 报 告" + body, want: wuyiBureau(2020)},
		{name: "circles for zero", text: "武义县水务局二○二○年政府信息公开工作年度报告" + body, want: wuyiBureau(2020)},
		{name: "Chinese zero", text: "武义县水务局二〇二〇年政府信息公开工作年度报告" + body, want: wuyiBureau(2020)},
		{name: "letter O among Chinese digits", text: "武义县水务局二O二二年政府信息公开工作年度报告" + body, want: wuyiBureau(2022)},
		{name: "零", text: "武义县水务局二零二一年政府信息公开工作年度报告" + body, want: wuyiBureau(2021)},
		{name: "full-width digits", text: "武义县水务局２０２１年政府信息公开工作年度报告" + body, want: wuyiBureau(2021)},
		{name: "letter O among digits", text: "武义县水务局2O21年政府信息公开工作年度报告" + body, want: wuyiBureau(2021)},
		{name: "year without 年", text: "武义县水务局2021政府信息公开工作年度报告" + body, want: wuyiBureau(2021)},
		{name: "office of the government", text: "武义县人民政府办公室2021年政府信息公开工作年度报告" + body, want: office},
		{name: "office publishes the county's", text: "武义县人民政府办公室关于印发《武义县2021年政府信息公开工作年度报告》的通知" + body, want: county},
		{name: "quoted, issuer reports", text: "武义县水务局关于公布《2021年政府信息公开工作年度报告》的通知" + body, want: wuyiBureau(2021)},
		{name: "county alone", text: "武义县2021年政府信息公开工作年度报告" + body, want: county},
		{name: "government runs into the core", text: "武义县人民政府信息公开工作年度报告(2021年)" + body, want: with(county, func(o *outcome) { o.agency = "武义县人民政府" })},
		{name: "signature completes the county", text: "武义县2021年政府信息公开工作年度报告" + body + "武义县人民政府\n2022年1月20日",
			want: with(county, func(o *outcome) { o.agency, o.published = "武义县人民政府", "2022-01-20" })},
		{name: "signature completes a short name", text: "县水务局2020年政府信息公开工作年度报告" + body + "武义县水务局\n2021年1月20日",
			want: with(wuyiBureau(2020), func(o *outcome) { o.published = "2021-01-20" })},
		{name: "breadcrumb and menu before", text: "首页 > 政务公开 > 政府信息公开年报\n新闻中心\n政府信息公开年报\n武义县水务局2020年政府信息公开工作年度报告\n浏览次数：12" + body, want: wuyiBureau(2020)},
		{name: "links to other years before", text: "武义县水务局2018年政府信息公开工作年度报告\n武义县水务局2019年政府信息公开工作年度报告\n相关阅读\n武义县水务局2020年政府信息公开工作年度报告" + body, want: wuyiBureau(2020)},
		{name: "links to other years after", text: "武义县水务局2020年政府信息公开工作年度报告" + body + "武义县水务局2019年政府信息公开工作年度报告\n武义县水务局2018年政府信息公开工作年度报告", want: wuyiBureau(2020)},
		{name: "only the name repeats as site name", text: "武义县人民政府\n武义县水务局2020年政府信息公开工作年度报告" + body, want: wuyiBureau(2020)},
		{name: "attachment", text: "附件：武义县水务局2020年政府信息公开工作年度报告" + body, want: wuyiBureau(2020)},
		{name: "title in the header table", text: "索引号	A-1	名称	武义县水务局2020年政府信息公开工作年度报告\n政府信息公开工作年度报告" + body, want: wuyiBureau(2020)},
		{name: "document number under the title", text: "武义县水务局2020年政府信息公开工作年度报告\n武水〔2021〕7号" + body, want: wuyiBureau(2020)},
		{name: "month of publication in the title", text: "武义县水务局2020年政府信息公开工作年度报告（2021年1月）" + body, want: wuyiBureau(2020)},
		{name: "title element", title: "武义县水务局2020年政府信息公开工作年度报告-武义县人民政府网", text: body, want: wuyiBureau(2020)},
		{name: "printed twice, once without year", text: "武义县水务局2020年政府信息公开工作年度报告\n日期：2021-01-29\n武义县水务局政府信息公开工作年度报告" + body, want: with(wuyiBureau(2020), func(o *outcome) { o.published = "2021-01-29" })},
		{name: "flattened", text: "武义县水务局2020年政府信息公开工作年度报告 发布日期：2021-01-20 来源：武义县水务局 按照条例要求，我局编写了本报告，请公众监督，谢谢。" + body + "六、其他需要报告的事项 暂无，特此说明。 武义县水务局 2021年1月22日",
			want: with(wuyiBureau(2020), func(o *outcome) { o.published = "2021-01-22" })},
		{name: "name and year cut off as a row of a table", text: "武义县水务局	2020\n年政府信息公开工作年度报告" + body, want: wuyiBureau(2020)},
		{name: "title beside another cell", text: "武义县水务局2020年政府信息公开工作年度报告	字号 大 中 小" + body, want: wuyiBureau(2020)},
		{name: "date runs into the title", text: "武义县水务局政府信息公开工作年度报告 发布日期：2021-01-20" + body,
			want: with(wuyiBureau(0), func(o *outcome) { o.source, o.published = "", "2021-01-20" })},
		{name: "title in metadata", meta: []string{"ArticleTitle", "武义县水务局2020年政府信息公开工作年度报告"}, text: body, want: wuyiBureau(2020)},
	})
}

func TestYears(t *testing.T) {
	none := outcome{status: agency.Unknown}
	year := func(y int, s agency.YearSource) outcome { return outcome{status: agency.Unknown, year: y, source: s} }
	intro := func(s string) string {
		return "政府信息公开工作年度报告\n一、总体情况\n" + s + "\n二、主动公开政府信息情况\n规章	3	4	5\n"
	}
	runAll(t, []testCase{
		{name: "period", text: intro("本报告所列数据的统计期限自2020年1月1日起至2020年12月31日止。"), want: year(2020, agency.YearFromPeriod)},
		{name: "period without second year", text: intro("统计期限为2020年1月1日到12月31日，下同。"), want: year(2020, agency.YearFromPeriod)},
		{name: "period with dash and spaces", text: intro("数据统计时间：2020 年 1 月 1 日—2020 年 12 月 31 日。"), want: year(2020, agency.YearFromPeriod)},
		{name: "period in figures", text: intro("统计时段（2020.1.1-2020.12.31）内的数据均来自台账记录。"), want: year(2020, agency.YearFromPeriod)},
		{name: "period with padded figures", text: intro("统计时段（2020-01-01至2020-12-31）内的数据均来自台账记录。"), want: year(2020, agency.YearFromPeriod)},
		{name: "period in Chinese", text: intro("统计期限为二〇二〇年一月一日至二〇二〇年十二月三十一日。"), want: year(2020, agency.YearFromPeriod)},
		{name: "period over two years is none", text: intro("统计期限为2019年1月1日至2020年12月31日，这里不作说明。"), want: none},
		{name: "overview", text: intro("2019年，我局扎实推进公开。对照2018年的不足补齐短板，2019年公开信息33条。"), want: year(2019, agency.YearFromText)},
		{name: "year with 度", text: intro("2021年度，我单位主动公开信息12条，同比2020年增加2条。"), want: year(2021, agency.YearFromText)},
		{name: "plan for the next year", text: intro("2021年，我局公开信息90条，办结申请3件。2021年共开展培训两次。下一步在2022年工作中继续努力。"), want: year(2021, agency.YearFromText)},
		{name: "two years alike are none", text: intro("会议总结了2019年的做法，安排了2020年的任务，要求各科室落实到位。"), want: none},
		{name: "year of another title", text: intro("学习《2018年政务公开工作要点》，我局逐条对照，落实到人，形成闭环。"), want: none},
		{name: "dates are no years", text: intro("我局于2021年1月14日召开会议，2021年3月2日再次部署，层层压实责任。"), want: none},
		{name: "dates that lost their units", text: intro("会议于2021926召开，印发〔202130号文，对照国发〔2019〕711号逐条落实。"), want: none},
		{name: "long number", text: intro("共计12020年次浏览，累计120201年次，数据由后台导出并经人工核对。"), want: none},
		{name: "outside the range", text: intro("1998年，这里建成了第一座水库，档案保存完好，全部电子化并可供查询。"), want: none},
		{name: "address with 年", text: intro("我局按要求推进公开，重视平台建设，强化责任，及时回应了群众的关切。"), uri: "a/武义县2022年报告.txt", want: year(2022, agency.YearFromURL)},
		{name: "address of one year", text: intro("我局按要求推进公开，重视平台建设，强化责任，及时回应了群众的关切。"), uri: "nianbao/wuyi_2022.html", want: year(2022, agency.YearFromURL)},
		{name: "date folders of an address", text: intro("我局按要求推进公开，重视平台建设，强化责任，及时回应了群众的关切。"), uri: "http://www.wuyi.gov.cn/art/2021/1/15/art_122_345.html", want: none},
		{name: "title before period", text: "2021年政府信息公开工作年度报告\n一、总体情况\n统计期限为2020年1月1日至2020年12月31日，特此说明。",
			want: with(year(2021, agency.YearFromTitle), func(o *outcome) { o.doubts = "year_disagrees" })},
		{name: "title before text", text: "2023年政府信息公开工作年度报告\n一、总体情况\n2022年，我局公开信息90条，2022年没有收到申请。", want: year(2023, agency.YearFromTitle)},
		{name: "introduction before the first section", text: "政府信息公开工作年度报告\n根据条例规定，编制本报告。统计期限为2020年1月1日至2020年12月31日。\n一、总体情况\n我局扎实推进公开。", want: year(2020, agency.YearFromPeriod)},
		{name: "nothing", text: "", want: none},
	})
}

func TestAgencies(t *testing.T) {
	stated := func(name string) outcome {
		return outcome{agency: name, status: agency.Stated, place: wuyi, code: "330723", level: "county"}
	}
	inferred := func(name string) outcome {
		return with(stated(name), func(o *outcome) { o.status = agency.Inferred })
	}
	unknown := outcome{status: agency.Unknown}
	intro := func(s string) string {
		return "政府信息公开工作年度报告\n" + s + "\n一、总体情况\n各项工作平稳推进，没有发生泄密事件，公开渠道保持畅通，群众满意。\n"
	}
	runAll(t, []testCase{
		{name: "signature", text: intro("") + "武义县水务局\n2021年1月11日", want: with(stated("武义县水务局"), func(o *outcome) { o.published = "2021-01-11" })},
		{name: "signature on one line", text: intro("") + "武义县水务局 2021年1月11日", want: with(stated("武义县水务局"), func(o *outcome) { o.published = "2021-01-11" })},
		{name: "date above the name", text: intro("") + "二〇二一年一月十一日\n武义县水务局", want: with(stated("武义县水务局"), func(o *outcome) { o.published = "2021-01-11" })},
		{name: "signature over two lines", text: intro("") + "武义县\n水务局\n2021年1月11日", want: with(stated("武义县水务局"), func(o *outcome) { o.published = "2021-01-11" })},
		{name: "answer and signature side by side", text: intro("") + "六、其他需要报告的事项\n暂无。\t武义县水务局\t2021年1月11日\n【打印本页】", want: with(stated("武义县水务局"), func(o *outcome) { o.published = "2021-01-11" })},
		{name: "signature, side by side with links", text: intro("") + "六、其他需要报告的事项\n暂无。\t武义县水务局\t2021年1月11日\t【打印本页】\t相关链接\t•", want: with(stated("武义县水务局"), func(o *outcome) { o.published = "2021-01-11" })},
		{name: "lists of links behind the signature", text: intro("") + "六、其他需要报告的事项\n暂无。\n武义县水务局\n2021年1月11日\n相关链接\n" + strings.Repeat("县域气温回升\n11月2日\n", 60),
			want: with(stated("武义县水务局"), func(o *outcome) { o.published = "2021-01-11" })},
		{name: "signature with a seal", text: intro("") + "武义县水务局（盖章）\n2021.1.11", want: with(stated("武义县水务局"), func(o *outcome) { o.published = "2021-01-11" })},
		{name: "signature without a date", text: intro("") + "六、其他需要报告的事项\n无。\n武义县水务局", want: stated("武义县水务局")},
		{name: "footer is no signature", text: intro("") + "六、其他需要报告的事项\n无。\n主办：武义县人民政府\n版权所有 武义县大数据局", want: with(unknown, func(o *outcome) { o.place, o.code = wuyi, "330723" }), uri: "https://www.zjwuyi.gov.cn/x.html",
			meta: []string{"SiteName", "武义县人民政府"}},
		{name: "prepared by", text: intro("根据条例规定，武义县水务局编制本报告，由六部分组成，供查阅。"), want: stated("武义县水务局")},
		{name: "this report was prepared by", text: intro("本报告由武义县水务局编制，所列数据来自台账，欢迎监督。"), want: stated("武义县水务局")},
		{name: "report follows", text: intro("现将武义县水务局2020年度政府信息公开工作报告如下，请监督。"), want: with(stated("武义县水务局"), func(o *outcome) { o.year, o.source = 2020, agency.YearFromText })},
		{name: "subject", text: intro("武义县水务局认真贯彻落实上级部署，扎实推进公开，成效良好。"), want: stated("武义县水务局")},
		{name: "abbreviated in brackets", text: intro("特向社会公布国家税务总局武义县税务局（以下简称“县税务局”，下同）的政府信息公开工作年度报告，请监督。"), want: stated("国家税务总局武义县税务局")},
		{name: "whom to ask", text: intro("如对本报告有疑问，请与武义县水务局办公室联系（地址：城中路3号）。"), want: stated("武义县水务局")},
		{name: "whom to ask, a government's office", text: intro("如对本报告有疑问，请与武义县人民政府办公室联系（地址：城中路3号）。"), want: stated("武义县人民政府办公室")},
		{name: "whom to call", text: intro("如有不明之处，可拨打电话0579—3300联系武义县水务局办公室。"), want: stated("武义县水务局")},
		{name: "whom to call, a township's office", text: intro("如有不明之处，可电话联系武义县桃溪镇人民政府办公室。"),
			want: with(stated("武义县桃溪镇人民政府"), func(o *outcome) { o.place, o.level = wuyi+"/桃溪镇", "township" })},
		{name: "whom to call, a county's office", text: intro("如有不明之处，可电话联系武义县人民政府办公室。"), want: with(unknown, func(o *outcome) { o.place, o.code = wuyi, "330723" })},
		{name: "whom they served", text: intro("一年来联系武义县水务局服务企业，各项工作平稳推进，群众比较满意。"), want: unknown},
		{name: "prepared by, passive", text: intro("2020年度报告根据条例的要求，由武义县水务局编制而成，分为六个部分。"), want: with(stated("武义县水务局"), func(o *outcome) { o.year, o.source = 2020, agency.YearFromText })},
		{name: "announced in quotes", text: intro("现公布《武义县水务局2020年政府信息公开工作年度报告》，欢迎公众监督。"), want: stated("武义县水务局")},
		{name: "quoted, not announced", text: intro("我局学习了有关同志撰写的文章，参照《武义县水务局2020年政府信息公开工作年度报告》。"), want: unknown},
		{name: "may be asked", text: intro("如对本报告有疑问，可与武义县水务局联系，地址为城中路3号。"), want: stated("武义县水务局")},
		{name: "text completes the title", text: "水务局2020年政府信息公开工作年度报告\n" + "如对本报告有疑问，请与武义县水务局联系，地址为城中路3号。" + body, want: wuyiBureau(2020)},
		{name: "a township is the subject", text: intro("一年来，柳城畲族镇严格按照要求，把公开融入日常，各项工作平稳推进。"),
			want: with(stated("柳城畲族镇"), func(o *outcome) { o.place, o.level = wuyi+"/柳城畲族镇", "township" })},
		{name: "a bureau speaks of its county", text: intro("一年来，武义县认真贯彻条例，我局作为牵头单位，各项工作平稳推进。"), want: unknown},
		{name: "a county speaks of itself", text: intro("一年来，武义县认真贯彻条例，我县各项工作平稳推进，群众比较满意。"), want: stated("武义县")},
		{name: "pronouns", text: intro("根据条例规定，我局编制本报告，本机关对其真实性负责，欢迎监督。"), want: unknown},
		{name: "pronoun title", text: "我局2020年政府信息公开工作年度报告" + body, want: with(unknown, func(o *outcome) { o.year, o.source = 2020, agency.YearFromTitle })},
		{name: "author of a cited document", text: intro("我局落实《武义县水务局关于加强公开的通知》，把责任落到每一名同志。"), want: with(unknown, func(o *outcome) { o.place, o.code = wuyi, "330723" })},
		{name: "issuer in the header", text: "发布机构：武义县水务局 发布日期：2021-01-20\n" + intro(""), want: with(inferred("武义县水务局"), func(o *outcome) { o.published = "2021-01-20" })},
		{name: "issuer in a header table", text: "发布机构	武义县水务局	成文日期	2021-01-19\n" + intro(""), want: with(inferred("武义县水务局"), func(o *outcome) { o.published = "2021-01-19" })},
		{name: "source metadata", meta: []string{"ContentSource", "武义县水务局"}, text: intro(""), want: inferred("武义县水务局")},
		{name: "bureau's own site", meta: []string{"SiteName", "武义县水务局网站"}, text: intro(""), want: inferred("武义县水务局")},
		{name: "the county's site names nobody", meta: []string{"SiteName", "武义县人民政府门户网站"}, text: intro(""), want: with(unknown, func(o *outcome) { o.place, o.code = wuyi, "330723" })},
		{name: "source that is no agency", meta: []string{"ContentSource", "本站原创"}, text: intro(""), want: unknown},
		{name: "title before metadata", meta: []string{"ContentSource", "武义县大数据局"}, text: "武义县水务局政府信息公开工作年度报告\n" + intro(""), want: stated("武义县水务局")},
	})
}

func TestPublished(t *testing.T) {
	on := func(date string) outcome {
		return with(wuyiBureau(2020), func(o *outcome) { o.published = date })
	}
	const title = "武义县水务局2020年政府信息公开工作年度报告\n"
	runAll(t, []testCase{
		{name: "header line", text: title + "发布时间：2021-01-22 16:05 来源：武义县水务局 浏览次数：3" + body, want: on("2021-01-22")},
		{name: "metadata", meta: []string{"PubDate", "2021-01-22 16:05"}, text: title + body, want: on("2021-01-22")},
		{name: "date under the title", text: title + "2021/1/22" + body, want: on("2021-01-22")},
		{name: "created", text: title + "生成日期：2021年01月22日" + body, want: on("2021-01-22")},
		{name: "labels without colons", text: title + "索引号 0160607/2021-0223004 发布机构 县政府办 发布日期 2021-01-22 09:00" + body, want: on("2021-01-22")},
		{name: "published before written", text: title + "成文日期：2021-01-20 发布日期：2021-01-22" + body, want: on("2021-01-22")},
		{name: "dates of links after the signature", text: title + body + "武义县水务局\n2021年1月11日\n相关链接\n城乡供水工程开工\n2023-05-06\n水库除险加固完成\n2023-07-08", want: on("2021-01-11")},
		{name: "dates of links after a date alone", text: title + body + "2021年1月11日\n相关链接\n城乡供水工程开工\n2023-05-06", want: on("2021-01-11")},
		{name: "slip of the year", text: title + "发布日期：2021-01-22" + body + "武义县水务局\n2020年1月20日", want: on("2021-01-22")},
		{name: "slip of the year alone", text: title + body + "武义县水务局\n2020年1月20日", want: on("2020-01-20")},
		{name: "earlier than the year", text: title + "发布日期：2019-12-01" + body, want: on("")},
		{name: "no such day", text: title + "发布日期：2021-02-30" + body, want: on("")},
		{name: "date in a sentence is none", text: title + body + "本报告电子版可自2021年3月31日起在本网站下载，欢迎公众查阅，并提出宝贵意见和建议。", want: on("")},
	})
}
