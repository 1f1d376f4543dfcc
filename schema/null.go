package schema

// nullZH holds what null means, in Chinese, by what the column's metadata say in
// English. It stands here and not in the metadata: some sentences belong to
// hundreds of columns, and every file would carry them.
var nullZH = map[string]string{
	unknown:                                          "未知",
	"not known":                                      "未知",
	"none is near":                                   "没有相近的标签",
	"nothing more to say":                            "无更多说明",
	"the value says all":                             "该值已说明一切",
	"the section is absent":                          "报告没有这一部分",
	"the document shows none":                        "文件中没有",
	"the document does not say":                      "文件未载明",
	"the content was never had":                      "从未取得内容",
	"the row belongs to no group":                    "该行不属于任何一组",
	"the identity could not be tested":               "该勾稽关系无法检验",
	"no document or form declares it":                "文件和表式均未注明",
	"the block reports on no article":                "该栏目不对应条款",
	"the figure stands nowhere in the document":      "文件中没有该数字的位置",
	"not fetched: a local document":                  "本地文件，未经抓取",
	"the report is no copy, or is the preferred one": "不是重复报告，或是其中优先采用的一份",
	"unknown, or the agency stands above this level": "未知，或机关层级高于此级",
	"neither the form nor the report declares it, or there is no value":                 "表式和报告均未注明，或没有数值",
	"the status says why: blank, not_applicable, missing, unreadable":                   "原因见状态列：空白（blank）、不适用（not_applicable）、缺失（missing）、无法辨认（unreadable）",
	"no value (the long table has the status), or no such cell in the report's edition": "没有数值（状态见长表），或该版表式没有此格",
}
