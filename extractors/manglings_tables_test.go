package extractors_test

import (
	"strconv"
	"strings"
)

// 19 to 33: tables and layouts. Packages plain and markup test each layout.
var mangledTables = []mangling{
	{
		line: 19, subject: "trailing empties",
		body: title + but(disclosed, "行政许可 | 71", "行政许可 | 71 | ||", "行政处罚 | 82", "行政处罚 | 82 | ||", "行政强制 | 93", "行政强制 | 93 | ||",
			"收费 | 10.5", "收费 | 10.5 | ||"),
		want: disclosedCells,
	},
	{
		line: 19, subject: "leading marks and a markdown rule",
		body: title + "|项目|一|二|三|\n|---|---|---|---|\n" + piped(disclosed), want: disclosedCells,
	},
	{
		line: 20, subject: "a cell on each line, a lone mark on the next",
		body: title + strings.ReplaceAll(disclosed, " | ", "\n|\n"), want: disclosedCells,
	},
	{
		line: 20, subject: "a cell and a mark on each line",
		body: title + strings.ReplaceAll(disclosed, " | ", " |\n"), want: disclosedCells,
	},
	{
		line: 20, subject: "a paragraph for each cell",
		body: title + paragraphs(disclosed), want: disclosedCells,
	},
	{
		// Each row is 5, 0, 0, 0, 5 with two blanks gone. 5 at the end is the total. That one row's 5 is of
		// natural persons and the other's of businesses the columns say; which is which nobody can know.
		line: 21, subject: "blanks that leave nothing behind",
		body:   title + paragraphs(disclosed+but(twoGranted, "GRANTED", "5 | 0 | 0 | 0 | 5", "PARTLY", "5 | 0 | 0 | 0 | 5")),
		want:   disclosedCells + but(twoGrantedCells, "GRANTED", "- - 0? 0? 0? 0? 5", "PARTLY", "- - 0? 0? 0? 0? 5"),
		review: []string{"cells_unreadable"},
	},
	{
		// Here the columns leave one answer for the figures; no identity tells a blank from a lost zero.
		line: 21, subject: "blanks that the identities give",
		body: title + paragraphs(disclosed+but(twoGranted, "GRANTED", "5 | 0 | 0 | 0 | 5", "PARTLY", "0 | 5 | 0 | 0 | 0 | 0 | 5")),
		want: disclosedCells + but(twoGrantedCells, "GRANTED", "5 0? 0? 0? 0? 0? 5", "PARTLY", "0 5 0 0 0 0 5"),
	},
	{
		line: 22, subject: "one value and then blanks",
		body: title + disclosed + strings.ReplaceAll(applied(grantedFigures, grantedFigures, nil),
			"| 0 | 0 | 0 | 0 | 0 | 0 | 0\n", "| 0 | ||||||||\n"),
		want: disclosedCells + strings.ReplaceAll(appliedCells(grantedFigures, grantedFigures, nil), ": 0 0 0 0 0 0 0\n", ": 0 _ _ _ _ _ _\n"),
	},
	{
		line: 23, subject: "a group label repeated on each row",
		body: title + disclosed + grouped(applied(grantedFigures, grantedFigures, nil), "1. 2. 3. 4. 5. 6. 7. 8."),
		want: disclosedCells + appliedCells(grantedFigures, grantedFigures, nil),
	},
	{
		line: 23, subject: "a group label on its first row",
		body: title + disclosed + grouped(applied(grantedFigures, grantedFigures, nil), "1."),
		want: disclosedCells + appliedCells(grantedFigures, grantedFigures, nil),
	},
	{
		line: 23, subject: "a group label one row late",
		body: title + disclosed + grouped(applied(grantedFigures, grantedFigures, nil), "2."),
		want: disclosedCells + appliedCells(grantedFigures, grantedFigures, nil),
	},
	{
		line: 24, subject: "fifteen numbers whose header is lost",
		body: title + disclosed + applied(grantedFigures, grantedFigures, nil) +
			"四、政府信息公开行政复议、行政诉讼情况\n3 | 1 | 0 | 2 | 6 | 4 | 0 | 1 | 0 | 5 | 0 | 2 | 0 | 5 | 7\n",
		want: disclosedCells + appliedCells(grantedFigures, grantedFigures, nil) + contestedCells,
	},
	{
		line: 24, subject: "three rows of five",
		body: title + disclosed + applied(grantedFigures, grantedFigures, nil) + `四、政府信息公开行政复议、行政诉讼情况
类别 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
行政复议 | 3 | 1 | 0 | 2 | 6
未经复议直接起诉 | 4 | 0 | 1 | 0 | 5
复议后起诉 | 0 | 2 | 0 | 5 | 7
`,
		want: disclosedCells + appliedCells(grantedFigures, grantedFigures, nil) + contestedCells,
	},
	{
		// Twelve words, twelve values: no total is printed. Where one is given, it is what its parts come to.
		line: 24, subject: "twelve words and twelve values",
		body: title + disclosed + applied(grantedFigures, grantedFigures, nil) + `四、政府信息公开行政复议、行政诉讼情况
行政复议 | 行政诉讼
 | 未经复议直接起诉 | 复议后起诉
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结
3 | 1 | 0 | 2 | 4 | 0 | 1 | 0 | 0 | 2 | 0 | 5
`,
		want: disclosedCells + appliedCells(grantedFigures, grantedFigures, nil) + `
	proceedings/reconsideration: 3 1 0 2 6?
	proceedings/litigation_direct: 4 0 1 0 5?
	proceedings/litigation_after_reconsideration: 0 2 0 5 7?
`,
	},
	{
		// That 82 is of penalties and 93 of coercion follows from their order alone: whatever is made of them,
		// somebody is told to look.
		line: 25, subject: "numbers away from their rows",
		body: title + but(disclosed, "行政处罚 | 82\n行政强制 | 93\n", "行政处罚 | \n行政强制 | \n82\n93\n") +
			applied(grantedFigures, grantedFigures, nil) + contested,
		want: but(disclosedCells, "penalties: 82", "penalties: 82?", "coercion: 93", "coercion: 93?") +
			appliedCells(grantedFigures, grantedFigures, nil) + contestedCells,
		review: []string{"orphan_figures"},
	},
	{
		line: 25, subject: "every column apart from its rows",
		body: title + paragraphs(disclosed) + "\n" + columnsApart(applied(grantedFigures, grantedFigures, nil)) + paragraphs(contested) +
			"\n\n五、存在的主要问题及改进情况\n无。\n",
		want: disclosedCells + appliedCells(grantedFigures, grantedFigures, nil) + contestedCells,
	},
	{
		line: 26, subject: "a row and a table cut by a page",
		body: title + disclosed + but(applied(grantedFigures, grantedFigures, nil),
			"2.其他法律行政法规禁止公开 | 0 | 0 | 0 | 0 | 0 | 0 | 0\n",
			"2.其 | 0 | 0 | 0 | 0 | 0 | 0 | 0\n\n"+applicants[strings.Index(applicants, " | 自然人"):]+"他法律行政法规禁止公开 |  |  |  |  |  |  | \n"),
		want: disclosedCells + appliedCells(grantedFigures, grantedFigures, nil),
	},
	{
		line: 27, subject: "spans that are no numbers, or absurd", media: "text/html",
		body: but(page(disclosed), "<td>规章</td>", `<td colspan="1;">规章</td>`, "<td>二、主动公开政府信息情况</td>",
			`<td colspan="4;" rowspan="x">二、主动公开政府信息情况</td>`, "<td>行政处罚</td>", `<td rowspan="10000">行政处罚</td>`),
		want: disclosedCells,
	},
	{
		line: 28, subject: "tables around the report", media: "text/html",
		body: but(page(disclosed), "<body>", `<body><table><tr><td><table>
<tr><th>日</th><th>一</th><th>二</th><th>三</th></tr><tr><td>1</td><td>2</td><td>3</td><td>4</td></tr>
<tr><td>5</td><td>6</td><td>7</td><td>8</td></tr></table></td></tr></table>
<table><tr><td><a href="/a">行政许可</a></td><td><a href="/b">行政处罚</a></td><td>12</td></tr></table>`,
			"</body>", "<table><tr><td>访问量</td><td>123456</td></tr></table></body>"),
		want: disclosedCells,
	},
	{
		// One digit for each column leaves one cut; four digits for three columns leave several.
		line: 29, subject: "cells without a separator",
		body: title + but(disclosed, "规章 | 1 | 2 | 30", "规章000", "行政规范性文件 | 4 | 5 | 60", "行政规范性文件4560",
			"行政许可 | 71", "行政许可71", "行政处罚 | 82", "行政处罚82", "行政强制 | 93", "行政强制93"),
		want: but(disclosedCells, "1 2 30", "0 0 0", "4 5 60", "- - -"),
	},
	{
		// 24 is printed third and is the total: the columns of businesses and of scientific institutions say so.
		line: 30, subject: "blanks counted at the end of the row",
		body: title + disclosed + but(applied(grantedFigures, grantedFigures, nil), "公开 | 19 | 5 | 0 | 0 | 0 | 0 | 24", "公开 | 19 | 5 | 24 | ||||"),
		want: disclosedCells + appliedCells("19 5 0? 0? 0? 0? 24", grantedFigures, nil),
	},
	{
		// The second 1 and 2 went with every other repeated line. Of the three cells one is left: the others are
		// missing, not zero.
		line: 31, subject: "every repeated line removed",
		body: title + paragraphs(unrepeated(but(disclosed, "行政规范性文件 | 4 | 5 | 60", "行政规范性文件 | 1 | 2 | 60"))),
		want: but(disclosedCells, "4 5 60", "1? 2? 60?"), review: []string{"cells_missing"},
	},
	{
		line: 32, subject: "the label of a row lost",
		body: title + but(disclosed, "规章 | 1", " | 1"), want: disclosedCells,
	},
	{
		line: 32, subject: "the heading of the first article lost, numbers of articles emptied",
		body: title + but(disclosed, "第二十条第（一）项\n", "", "第二十条第（五）项", "第二十条第()项", "第二十条第（六）项", "第二十条第()", "第二十条第（八）项", "第二十条第（）项"),
		want: disclosedCells,
	},
	{
		line: 32, subject: "a header cell twice",
		body: title + but(disclosed, "本年制发件数 | 本年废止件数", "本年制发件数 | 本年制发件数"), want: disclosedCells,
	},
	{
		line: 32, subject: "columns in another order than the form's",
		body: title + but(disclosed, "本年制发件数 | 本年废止件数", "本年废止件数 | 本年制发件数", "规章 | 1 | 2 | 30", "规章 | 2 | 1 | 30",
			"行政规范性文件 | 4 | 5 | 60", "行政规范性文件 | 5 | 4 | 60"),
		want: disclosedCells,
	},
	{
		line: 32, subject: "columns in another order than the form's, with a blank", media: "text/html",
		body: page(but(disclosed, "本年制发件数 | 本年废止件数", "本年废止件数 | 本年制发件数", "规章 | 1 | 2 | 30", "规章 |  | 1 | 30",
			"行政规范性文件 | 4 | 5 | 60", "行政规范性文件 | 5 | 4 | 60")),
		want: but(disclosedCells, "1 2 30", "1 _ 30"),
	},
	{
		line: 33, subject: "header words printed downwards",
		body: title + disclosed + applied(grantedFigures, grantedFigures, nil) + `四、政府信息公开行政复议、行政诉讼情况
行政复议 | 行政诉讼
结 | 结 | 其 | 尚 | 总 | 结 | 结 | 其 | 尚 | 总 | 结 | 结 | 其 | 尚 | 总
果 | 果 | 他 | 未 | 计 | 果 | 果 | 他 | 未 | 计 | 果 | 果 | 他 | 未 | 计
维 | 纠 | 结 | 审 |  | 维 | 纠 | 结 | 审 |  | 维 | 纠 | 结 | 审 |
持 | 正 | 果 | 结 |  | 持 | 正 | 果 | 结 |  | 持 | 正 | 果 | 结 |
3 | 1 | 0 | 2 | 6 | 4 | 0 | 1 | 0 | 5 | 0 | 2 | 0 | 5 | 7
`,
		want: disclosedCells + appliedCells(grantedFigures, grantedFigures, nil) + contestedCells,
	},
}

// piped gives each line a mark on either side and four cells.
func piped(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		cells := strings.Split(strings.TrimRight(line, "\n"), " | ")
		for len(cells) < 4 {
			cells = append(cells, "")
		}
		b.WriteString("|" + strings.Join(cells, "|") + "|\n")
	}
	return b.String()
}

// paragraphs prints a paragraph for each cell; an empty one leaves nothing.
func paragraphs(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		for _, cell := range strings.Split(strings.TrimRight(line, "\n"), " | ") {
			if cell = strings.TrimSpace(cell); cell != "" {
				b.WriteString(cell + "\n\n")
			}
		}
	}
	return b.String()
}

// unrepeated leaves out of a text between marks every cell that has come before.
func unrepeated(text string) string {
	seen := map[string]bool{}
	var b strings.Builder
	for line := range strings.Lines(text) {
		for _, cell := range strings.Split(strings.TrimRight(line, "\n"), " | ") {
			if !seen[cell] {
				b.WriteString(cell + "\n")
			}
			seen[cell] = true
		}
	}
	return b.String()
}

// twoGranted is section 3 with eleven applications, five of them granted and five
// in part; the two rows' figures are put in.
var (
	twoGranted = but(applied("1 1 1 1 1 1 1", "5 5 0 0 0 0 10", map[string]string{"partially_granted": "2 2 2 2 2 2 2"}),
		"1 | 1 | 1 | 1 | 1 | 1 | 1", "GRANTED", "2 | 2 | 2 | 2 | 2 | 2 | 2", "PARTLY",
		"18 | 5 | 0 | 0 | 0 | 0 | 23", "6 | 5 | 0 | 0 | 0 | 0 | 11", "| 2 | 0 | 0 | 0 | 0 | 0 | 2\n", "| 0 | 0 | 0 | 0 | 0 | 0 | 0\n")
	twoGrantedCells = but(appliedCells("GRANTED", "5 5 0 0 0 0 10", map[string]string{"partially_granted": "PARTLY"}),
		"18 5 0 0 0 0 23", "6 5 0 0 0 0 11", "2 0 0 0 0 0 2", noApplications)
)

// grouped prints the label of the refusals before the rows of that group that
// have one of the given numbers.
func grouped(section, numbers string) string {
	var b strings.Builder
	within := false
	for line := range strings.Lines(section) {
		within = within && !strings.HasPrefix(line, "1.") || strings.HasPrefix(line, "1.属于国家秘密")
		if within && strings.Contains(" "+numbers, " "+line[:2]) {
			line = "（三）不予公开 | " + line
		}
		b.WriteString(line)
	}
	return b.String()
}

// columnsApart writes a table's labels, then its figures column by column, as a
// converter does that reads a page by its columns.
func columnsApart(table string) string {
	var labels []string
	columns := make([][]string, 7)
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.Trim(line, " |\n"), " | ")
		figures := max(0, len(cells)-len(columns))
		if _, err := strconv.Atoi(cells[len(cells)-1]); err != nil {
			figures = len(cells)
		}
		labels = append(labels, cells[:figures]...)
		for c, figure := range cells[figures:] {
			columns[c] = append(columns[c], figure)
		}
	}
	blocks := []string{strings.Join(labels, "\n")}
	for _, column := range columns {
		blocks = append(blocks, strings.Join(column, "\n"))
	}
	return strings.Join(blocks, "\n\n") + "\n\n"
}
