package extractors_test

import "strings"

// 14 to 18: values. Package figure tests each notation.
var mangledValues = []mangling{
	{
		line: 14, subject: "blank, not applicable and zero", media: "text/html",
		body: page(but(disclosed, "规章 | 1 | 2 | 30", "规章 | 　 | ／ | ０", "行政规范性文件 | 4 | 5 | 60", "行政规范性文件 | 无 | 不适用 | 零",
			"行政许可 | 71", "行政许可 | 0件", "行政处罚 | 82", "行政处罚 | --", "行政强制 | 93", "行政强制 | —", "行政事业性收费 | 10.5", "行政事业性收费 | N/A")),
		want: `
	disclosures/rules: _ / 0
	disclosures/normative_documents: / / 0
	disclosures/licensing: 0
	disclosures/penalties: /
	disclosures/coercion: /
	disclosures/fees: /
`,
	},
	{
		line: 15, subject: "signs, words of change, thousands and units", edition: "2019",
		body: but(title, "2022", "2020") + changed("采购总金额", "251000元"),
		want: changedCells + "\tdisclosures/procurement: 7 251000@CNY\n",
	},
	{
		line: 15, subject: "a unit in the figure", edition: "2019",
		body: but(title, "2022", "2020") + changed("采购总金额", "850万元"),
		want: changedCells + "\tdisclosures/procurement: 7 850@CNY_10k\n",
	},
	{
		line: 15, subject: "a unit in the header", edition: "2019",
		body: but(title, "2022", "2020") + changed("采购总金额(万元)", "477.35"),
		want: changedCells + "\tdisclosures/procurement: 7 477.35@CNY_10k\n",
	},
	{
		line: 15, subject: "no unit declared", edition: "2019",
		body: but(title, "2022", "2020") + changed("采购总金额", "477.35"),
		want: changedCells + "\tdisclosures/procurement: 7 477.35\n",
	},
	{
		line: 16, subject: "magnitudes seven orders apart",
		body: title + but(disclosed, "行政许可 | 71", "行政许可 | 11398889", "规章 | 1 | 2 | 30", "规章 | 0 | 0 | 3"),
		want: but(disclosedCells, "licensing: 71", "licensing: 11398889", "1 2 30", "0 0 3"),
	},
	{
		// The row has nine figures for seven columns. Only 3830 followed by five zeros adds up to the total.
		line: 17, subject: "a number split over neighbouring cells",
		body: title + disclosed + but(many, "| 3830 | 0 | 0 | 0 | 0 | 0 | 3830", "| 3 | 8 | 30 | 0 | 0 | 0 | 0 | 0 | 3830"),
		want: disclosedCells + but(manyCells, "received: 3830 0", "received: ~3830 0"),
	},
	{
		// 3960 and 704 belong to two rows. The number stays as printed, and somebody is told.
		line: 17, subject: "two rows run together",
		body: title + disclosed + but(applied(grantedFigures, grantedFigures, map[string]string{"partially_granted": "704 0 0 0 0 0 704"}),
			"| 19 | 5 | 0 | 0 | 0 | 0 | 24\n（二）", "| 3960704 | 5 | 0 | 0 | 0 | 0 | 3965\n（二）",
			"| 704 | 0 | 0 | 0 | 0 | 0 | 704", "|  | 0 | 0 | 0 | 0 | 0 | 704"),
		want: disclosedCells + but(appliedCells("!3960704 * 0 0 0 0 *", "* * 0 0 0 0 *", map[string]string{"partially_granted": "* 0 0 0 0 0 *"}),
			"new_received: 18 5 0 0 0 0 23", "new_received: * * 0 0 0 0 *", "carried_over: 2 0 0 0 0 0 2", "carried_over: * 0 0 0 0 0 *",
			"carried_forward: 1 0 0 0 0 0 1", "carried_forward: * 0 0 0 0 0 *"),
		review: []string{"identity_failed"},
	},
	{
		line: 18, subject: "a total column left out in every row", media: "text/html",
		body: page(disclosed + withoutTotals("") + contested),
		want: disclosedCells + withoutTotalsCells("_") + contestedCells, quiet: true,
	},
	{
		// Printed 0 where the parts come to 24: the agency's number stays and is in conflict.
		line: 18, subject: "a total column printed zero", media: "text/html",
		body: page(disclosed + but(withoutTotals("0"), "| 18 | 5 | 0 | 0 | 0 | 0 | 0", "| 18 | 5 | 0 | 0 | 0 | 0 | 23")),
		want: disclosedCells + but(withoutTotalsCells("*"), "new_received: 18 5 0 0 0 0 *", "new_received: 18 5 0 0 0 0 *",
			"granted: 19 5 0 0 0 0 *", "granted: * * * * * * !0"),
		review: []string{"identity_failed"},
	},
}

// changed is section 2 of the 2019 form with the ways in which a change and an
// amount are written.
func changed(header, amount string) string {
	return but(`二、主动公开政府信息情况
第二十条第（五）项
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政许可 | 1,234 | +19 | 1，234
其他对外管理服务事项 | 12 | 减少3 | 0
第二十条第（六）项
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政处罚 | 13 | 增加5项 | 3
行政强制 | 14 | -8 | 4
第二十条第（八）项
信息内容 | 上一年项目数量 | 本年增/减
行政事业性收费 | 15 | 减5
第二十条第（九）项
信息内容 | 采购项目数量 | HEADER
政府集中采购 | 7 | AMOUNT
`, "HEADER", header, "AMOUNT", amount)
}

const changedCells = `
	disclosures/licensing: 1234 19 1234
	disclosures/other_services: 12 -3 0
	disclosures/penalties: 13 5 3
	disclosures/coercion: 14 -8 4
	disclosures/fees: 15 -5
`

// many is section 3 with 3830 applications of natural persons, all granted but
// one that goes on; manyCells its cells.
var (
	many = but(applied("3829 0 0 0 0 0 3829", "3829 0 0 0 0 0 3829", nil),
		"| 18 | 5 | 0 | 0 | 0 | 0 | 23", "| 3830 | 0 | 0 | 0 | 0 | 0 | 3830", "| 2 | 0 | 0 | 0 | 0 | 0 | 2\n", "| 0 | 0 | 0 | 0 | 0 | 0 | 0\n")
	manyCells = but(appliedCells("3829 0 0 0 0 0 3829", "3829 0 0 0 0 0 3829", nil),
		"18 5 0 0 0 0 23", "3830 0 0 0 0 0 3830", "2 0 0 0 0 0 2", noApplications)
)

// withoutTotals is section 3 with something else in the place of every total.
func withoutTotals(instead string) string {
	var b strings.Builder
	for line := range strings.Lines(but(applied(grantedFigures, grantedFigures, nil), "三、本年度办理结果 | ", "")) {
		cells := strings.Split(strings.TrimRight(line, "\n"), " | ")
		if len(cells) == 8 && cells[7] != "总计" {
			cells[7] = instead
		}
		b.WriteString(strings.Join(cells, " | ") + "\n")
	}
	return b.String()
}

func withoutTotalsCells(instead string) string {
	var b strings.Builder
	for line := range strings.Lines(appliedCells(grantedFigures, grantedFigures, nil)) {
		words := strings.Fields(line)
		words[len(words)-1] = instead
		b.WriteString(strings.Join(words, " ") + "\n")
	}
	return b.String()
}
