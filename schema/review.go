package schema

// ReviewReason describes why a person should look at a report.
type ReviewReason struct {
	// Code is stored in reports.review_reasons.
	Code string
	// Meaning and MeaningZH are one line for the dictionary.
	Meaning, MeaningZH string
}

// ReviewReasons is the table of the reasons for review.
var ReviewReasons = []ReviewReason{
	{"agency_unknown", "the document does not say who reports", "文件未写明报告机关"},
	{"cells_missing", "the text lost figures that no identity gives", "文本缺失若干数值，且勾稽关系无法补足"},
	{"cells_unreadable", "something is printed from which no single number follows", "表中有内容，但不能确定是哪个数"},
	{"characters_lost", "bytes that are no characters in the document's charset were replaced", "有字节无法按所用字符集解码，已替换"},
	{"columns_uncertain", "a table has a column more than the form, and rows of it lack figures", "表格比规定格式多出一列，且部分行缺数，列的归属存疑"},
	{"division_ambiguous", "the agency's name fits several places", "机关名称可对应多个地方"},
	{"edition_uncertain", "the labels fit two editions of the form about as well", "表中文字与两个版本的格式同样接近"},
	{"fraction_in_count", "a count was printed with a fraction", "件数印成了小数"},
	{"identity_failed", "an identity of the form does not hold on the figures as printed", "按印出的数值，有勾稽关系不成立"},
	{"inferred_from_one_identity", "a figure rests on one identity alone", "有数值只由一条勾稽关系推得"},
	{"mirror_suspected", "the agency's place is unknown and the host is no government's", "机关所在地不明，且网站不是政府网站，疑为转载"},
	{"noisy_text_unverified", "the text reads like OCR output, and figures stand in it that no identity bears out", "文本疑为识别（OCR）所得，且有数值没有勾稽关系可以印证"},
	{"order_unproven", "figures of a row stand apart on the pages of a PDF, and nothing proves that they were written in its order", "PDF文本中同一行的数值各自成段，无法证实其先后次序"},
	{"orphan_figures", "figures stand near the form that have no place in it", "表格附近有数字无处可归"},
	{"published_on_invalid", "the day of publication is no day", "发布日期不是有效日期"},
	{"tables_missing", "a table of the form was not found", "有规定的表格没有找到"},
	{"totals_left_out", "a total is blank though its parts are not, where figures may have moved", "合计为空而分项不为空，数值可能错位"},
	{"value_out_of_range", "a figure is too large for the column", "数值超出列所能容纳的范围"},
	{"year_disagrees", "title and statistical period state different years", "标题与统计期限所写年度不一致"},
	{"year_unknown", "the document does not say for which year it reports", "文件未写明报告年度"},
}

// ReviewMeaning is the meaning of a reason, "" of one that is not in the table.
func ReviewMeaning(code string) string {
	for _, r := range ReviewReasons {
		if r.Code == code {
			return r.Meaning
		}
	}
	return ""
}
