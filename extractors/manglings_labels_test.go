package extractors_test

import "strings"

// 8 to 13: labels.
var mangledLabels = []mangling{
	{
		line: 8, subject: "other wordings of rows and columns",
		body: title + but(disclosed, "现行有效件数", "现行有效件", "行政规范性文件", "规范性文件") +
			but(applied(grantedFigures, grantedFigures, nil), "社会公益组织", "社会组织", "商业企业", "企业", " | 总计", " | 合计", "（七）总计", "办理结果合计",
				"四、结转下年度继续办理", "四、结转下一年继续办理") +
			but(contested, "结果维持", "维持", "结果纠正", "纠正", "其他结果", "其他", "尚未审结", "未审结", "未经复议直接起诉", "未经复议直接诉讼",
				"复议后起诉", "复议后诉讼"),
		edition: "2021", want: disclosedCells + appliedCells(grantedFigures, grantedFigures, nil) + contestedCells, quiet: true,
	},
	{
		line: 8, subject: "a total numbered as a section",
		body: title + disclosed + but(applied(grantedFigures, grantedFigures, nil), "（七）总计", "七、总计", "四、结转下年度继续办理", "四、结转下一年度"),
		want: disclosedCells + appliedCells(grantedFigures, grantedFigures, nil),
	},
	{
		line: 8, subject: "a total with its number behind it",
		body: title + disclosed + but(applied(grantedFigures, grantedFigures, nil), "（七）总计", "总计（7）"),
		want: disclosedCells + appliedCells(grantedFigures, grantedFigures, nil),
	},
	{
		line: 9, subject: "headings in other words and a scrambled title",
		body: "临江县教育局2022年政府信息公开工作告年度报\n\n" + but(disclosed, "二、主动公开政府信息情况", "二、行政机关主动公开政府信息情况") +
			but(applied(grantedFigures, grantedFigures, nil), "三、收到和处理政府信息公开申请情况", "三、收到和处理政府信息公开的申请情况") +
			but(contested, "四、政府信息公开行政复议、行政诉讼情况", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况") +
			"五、政府信息公开工作存在的主要问题及改进情况\n\n培训不够，已加强。\n",
		want: disclosedCells + appliedCells(grantedFigures, grantedFigures, nil) + contestedCells,
	},
	{
		line: 10, subject: "labels that hold digits", edition: "2019",
		body: but(title, "2022", "2019") + `二、主动公开政府信息情况
第二十条第（五）项
信息内容 | 上一年项目数量（指2018年事项数） | 本年增/减（减用负值表示，如 -8） | 处理决定数量
行政许可 | 11 | -5 | 31
其他对外管理服务事项 | 12 | +6 | 32
第二十条第（六）项
信息内容 | 上一年项目数量（指2018年事项数） | 本年增/减（减用负值表示，如 -8） | 处理决定数量
行政处罚 | 13 | 7 | 33
行政强制 | 14 | 0 | 34
第二十条第（八）项
信息内容 | 上一年项目数量 | 本年增/减
行政事业性收费 | 15 | -1
`,
		want: `
	disclosures/licensing: 11 -5 31
	disclosures/other_services: 12 6 32
	disclosures/penalties: 13 7 33
	disclosures/coercion: 14 0 34
	disclosures/fees: 15 -1
`,
	},
	{
		line: 11, subject: "three meanings of 其他",
		body: title + disclosed +
			applied("16 5 0 0 0 0 21", grantedFigures, map[string]string{"other_handling": "3 0 0 0 0 0 3"}) +
			but(contested, "其他结果", "其他"),
		want: disclosedCells + appliedCells("16 5 0 0 0 0 21", grantedFigures, map[string]string{"other_handling": "3 0 0 0 0 0 3"}) +
			contestedCells, quiet: true,
	},
	{
		line: 12, subject: "an extra row is kept out of the form",
		body: title + but(disclosed, "第二十条第（五）项\n", "其他主动公开文件 | 111 | 222 | 333\n第二十条第（五）项\n"), want: disclosedCells,
	},
	{
		line: 12, subject: "the total of a group is no row of the form",
		body: title + disclosed + but(applied("16 5 0 0 0 0 21", grantedFigures, map[string]string{"refused_state_secret": "3 0 0 0 0 0 3"}),
			"1.本机关不掌握", "不予公开 合计 | 3 | 0 | 0 | 0 | 0 | 0 | 3\n1.本机关不掌握"),
		want: disclosedCells + appliedCells("16 5 0 0 0 0 21", grantedFigures, map[string]string{"refused_state_secret": "3 0 0 0 0 0 3"}),
	},
	{
		line: 12, subject: "a column of subtotals is left out",
		media: "text/html", body: page(disclosed + subtotalled(but(applied(grantedFigures, grantedFigures, nil), "三、本年度办理结果 | ", ""))),
		want: disclosedCells + appliedCells(grantedFigures, grantedFigures, nil),
	},
	{
		// Two characters off: 行政子罚 is as far from 行政处罚 as from 行政许可. Its place decides, for one row
		// is missing between its neighbours and one stands there.
		line: 13, subject: "a short label misread stands by its place",
		body: title + but(disclosed, "行政处罚", "行政子罚"), want: disclosedCells,
	},
	{
		// One of 许可 处罚 强制 is lost and the label of another misread: which of them it is cannot be known.
		line: 13, subject: "a short label is never taken for its neighbour",
		body: title + but(disclosed, "行政处罚 | 82\n", "", "行政强制", "行政口口"),
		want: but(disclosedCells, "penalties: 82", "penalties: -", "coercion: 93", "coercion: 93?"),
	},
}

// subtotalled adds to section 3 the column 法人或其他组织小计 before the totals: what
// the five kinds of organisations come to.
func subtotalled(section string) string {
	var b strings.Builder
	for line := range strings.Lines(section) {
		cells := strings.Split(strings.TrimRight(line, "\n"), " | ")
		if len(cells) == 8 {
			subtotal := cells[2]
			if subtotal == "商业企业" {
				subtotal = "法人或其他组织小计"
			}
			cells = append(cells[:7:7], subtotal, cells[7])
		}
		b.WriteString(strings.Join(cells, " | ") + "\n")
	}
	return b.String()
}
