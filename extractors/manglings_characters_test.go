package extractors_test

// 1 to 7: characters. Package normalize and package decode test each rule.
var mangledCharacters = []mangling{
	{
		line: 1, subject: "traditional in part and too much",
		body: title + but(disclosed, "规章", "規章", "行政规范性文件", "行政規範性文件", "主动公开", "主動公开", "本年制发件数", "本年製发件數",
			"行政许可", "行政許可", "行政处罚", "行政處罰", "行政事业性收费", "行政事業性收費"),
		want: disclosedCells,
	},
	{
		line: 2, subject: "pinyin in brackets",
		body: title + but(disclosed, "本年制发件数", "本年制(zhi)发件数(shù)", "规章", "规(guī)章", "行政规范性文件", "行(xíng)(xíng)政规范性文件",
			"行政处罚", "行政处(chù)罚(fá)", "行政事业性收费", "行政事业性收(shōu(shou))费"),
		want: disclosedCells,
	},
	{
		line: 3, subject: "dates without units are no years",
		body: "临江县教育局政府信息公开工作年度报告\n\n印发于2021926，依据〔202130要求编制。\n\n" + disclosed,
		want: disclosedCells, review: []string{"year_unknown"},
	},
	{
		line: 4, subject: "a space that became a question mark",
		body: title + but(disclosed, "规章 | 1 | 2 | 30", "规章 | ? 1 | ? 2 | ? 30", "行政许可 | 71", "行政许可 | ? 0"),
		want: but(disclosedCells, "licensing: 71", "licensing: 0"),
	},
	{
		line: 4, subject: "a non-breaking space alone is a blank",
		media: "text/html", body: page(but(disclosed, "规章 | 1 | 2 | 30", "规章 | 1 | &nbsp; | 30")),
		want: but(disclosedCells, "1 2 30", "1 _ 30"),
	},
	{
		line: 4, subject: "the same, turned into a question mark",
		media: "text/html", body: page(but(disclosed, "规章 | 1 | 2 | 30", "规章 | 1 | ?  | 30")),
		want: but(disclosedCells, "1 2 30", "1 _ 30"),
	},
	{
		line: 5, subject: "misread characters, spaces and digits",
		body: title + but(disclosed, "行政处罚 | 82", "行 政 处 罚 | 8２", "行政事业性收费", "行政事业性收賫", "本年处理决定数量", "本年业理决定数量",
			"规章 | 1 | 2 | 30", "规 章 | 1 | 2 | 3〇", "行政许可 | 71", "行政许可 | 7，100"),
		// 3〇 has no other reading than 30, but nothing bears it out: whether it is asserted is for the
		// figures' own tests. 7，100 is 7100.
		want: but(disclosedCells, "1 2 30", "1 2 *", "licensing: 71", "licensing: 7100"),
	},
	{
		line: 6, subject: "ordinals, brackets and quotes of either width",
		body: title + disclosed + but(applied(grantedFigures, grantedFigures, nil),
			"一、本年新收", "一. 本年新收", "二、上年结转", "二．上年结转", "（一）予以公开", "(一) 予以公开", "3.危及“三安全一稳定”", "3．危及\"三安全一稳定\"",
			"四、结转", "四．结转", "（七）总计", "(七)  总计") + contested,
		want: disclosedCells + appliedCells(grantedFigures, grantedFigures, nil) + contestedCells, quiet: true,
	},
	{
		line: 7, subject: "a byte-order mark and control characters",
		body: "\ufeff" + title + but(disclosed, "规章 | 1", "规\u0000章 | 1\u0007", "行政许可", "行\u200b政许可"),
		want: disclosedCells,
	},
	{
		line: 7, subject: "GBK declared as UTF-8", media: "text/plain; charset=utf-8",
		body: gbk(title + disclosed), want: disclosedCells,
	},
	{
		line: 7, subject: "GBK declared in a meta element alone", media: "text/html",
		body: gbk(but(page(disclosed), "<head>", `<head><meta charset="gb2312">`)), want: disclosedCells,
	},
}
