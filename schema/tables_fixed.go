package schema

import (
	"slices"
	"strings"

	"github.com/apache/arrow/go/v17/arrow"
)

// sortKey is the order of every table that has one row or more for each report.
var sortKey = []string{"division_code", "agency", "report_id"}

const unknown = "unknown"

// The columns that several tables share.
var (
	colReportID = column{
		name: "report_id", typ: typeText,
		en: "names the report: the first 16 hex digits of the document's sha256, '-', and the report's ordinal in the document",
		zh: "报告编号：文件 sha256 的前 16 位十六进制数，加“-”和报告在文件中的序号",
	}
	colReportYear = column{
		name: "report_year", typ: typeYear, repeats: true, unit: "year", null: unknown,
		en: "the year reported on; equal to the partition key year",
		zh: "报告所属年度，与分区键 year 相同",
	}
	colDivision = column{
		name: "division_code", typ: typeCode, null: unknown,
		en: "code of the administrative division by GB/T 2260, six digits",
		zh: "行政区划代码（GB/T 2260，六位）",
	}
	colAgency = column{
		name: "agency", typ: typeText, repeats: true, null: unknown,
		en: "name of the reporting agency as stated, in simplified characters",
		zh: "报告机关名称（按原文，简体）",
	}
	colEdition = column{
		name: "edition", typ: typeCode,
		en: "edition of the form, read from its labels: 2019, 2021, …",
		zh: "报告格式的版本，依表中文字判定",
	}
	colDocID = column{name: "doc_id", typ: typeText, en: "names the document in the dataset", zh: "文件编号"}
	colURI   = column{
		name: "source_uri", typ: typeText,
		en: "address of the document, or its path below the source given, with slashes",
		zh: "来源地址，或本地路径（以所给来源为根）",
	}
	colMediaType = column{
		name: "media_type", typ: typeCode, null: "not known",
		en: "media type as found in the bytes, without parameters",
		zh: "媒体类型（依内容判定）",
	}
	colFetched = column{
		name: "fetched_at", typ: typeTime, unit: "time, UTC", null: "not fetched: a local document",
		en: "when the document was fetched",
		zh: "抓取时间（世界时）",
	}
)

func repeating(c column) column { c.repeats = true; return c }

func textColumn(name, null, en, zh string) column {
	return column{name: name, typ: typeText, null: null, en: en, zh: zh, long: true}
}

func codeColumn(name, null, en, zh string) column {
	return column{name: name, typ: typeCode, null: null, en: en, zh: zh}
}

func cellCount(name, en, zh string) column {
	return column{name: name, typ: typeCount, repeats: true, unit: "cells", en: en, zh: zh}
}

func placeColumns() []column {
	level := func(name, en, zh string) column {
		return column{name: name, typ: typeText, repeats: true, null: "unknown, or the agency stands above this level", en: en, zh: zh}
	}
	return []column{
		level("province", "province, autonomous region or municipality", "省、自治区、直辖市"),
		level("prefecture", "prefecture-level division", "地级行政区"),
		level("county", "county-level division", "县级行政区"),
		level("township", "township-level division", "乡级行政区"),
		codeColumn("admin_level", unknown, "level of the agency: national, province, prefecture, county, township", "机关层级"),
	}
}

// whoColumns say who reports: the same in reports and panel.
func whoColumns() []column {
	return slices.Concat([]column{
		textColumn("title", "the document shows none", "title of the report as printed, normalised", "报告标题"),
		colAgency,
		codeColumn("agency_status", "", "how the agency is known: stated, inferred, unknown", "机关名称的依据：原文、推断、未知"),
		colDivision,
	}, placeColumns())
}

func whenColumns() []column {
	return []column{
		colReportYear,
		codeColumn("year_source", unknown, "where the report year was read: title, period, text, url", "年度的依据：标题、统计期限、正文、地址"),
		colEdition,
		{
			name: "published_on", typ: typeDay, repeats: true, unit: "day", null: "the document does not say",
			en: "day of publication as the document states it", zh: "发布日期（按文件所载）",
		},
	}
}

func statusCounts() []column {
	return []column{
		cellCount("cells_expected", "cells of the edition's form", "该版本表格的单元格数"),
		cellCount("cells_observed", "cells with status observed", "状态为 observed 的单元格数"),
		cellCount("cells_blank", "cells with status blank", "状态为 blank 的单元格数"),
		cellCount("cells_inferred", "cells with status inferred", "状态为 inferred 的单元格数"),
		cellCount("cells_corrected", "cells with status corrected", "状态为 corrected 的单元格数"),
		cellCount("cells_missing", "cells with status missing", "状态为 missing 的单元格数"),
		cellCount("cells_conflict", "cells with status conflict", "状态为 conflict 的单元格数"),
		{name: "checks_run", typ: typeCount, repeats: true, unit: "identities", en: "identities that could be tested", zh: "可检验的勾稽关系数"},
		{name: "checks_failed", typ: typeCount, repeats: true, unit: "identities", en: "identities that do not hold", zh: "不成立的勾稽关系数"},
	}
}

var colReview = column{name: "review", typ: typeFlag, en: "whether a person should look at the report", zh: "是否需要人工核对"}

func reportsTable() *TableSchema {
	columns := slices.Concat(
		[]column{
			colReportID, colDocID, colURI,
			{name: "content_sha256", typ: typeText, en: "sha256 of the document's bytes, hex", zh: "文件内容的 sha256"},
			colMediaType,
			codeColumn("layout", "", "how the document lays the form out: html, tabbed, piped, cell_per_line, markdown, aligned, paragraphs, flat, hocr, tsv, docx, pdf", "版面形式"),
			codeColumn("script", "", "characters that the document is written in: hans, hant", "简体或繁体"),
		},
		whoColumns(), whenColumns(),
		[]column{
			textColumn("overview", "the section is absent", "section 1, overview, as text", "一、总体情况（文字）"),
			textColumn("problems", "the section is absent", "section 5, problems and improvements, as text", "五、存在的主要问题及改进情况（文字）"),
			textColumn("other_matters", "the section is absent", "section 6, other matters, as text", "六、其他需要报告的事项（文字）"),
		},
		statusCounts(),
		[]column{
			colReview,
			{name: "review_reasons", typ: typeList, repeats: true, en: "why a person should look, sorted codes; empty where nobody need", zh: "需要核对的原因"},
			{name: "duplicate_of", typ: typeText, null: "the report is no copy, or is the preferred one", en: "report_id of the preferred copy of the same report", zh: "同一报告的首选副本编号"},
			codeColumn("extractor_version", "", "version of the extractor that read the document", "提取程序版本"),
			colFetched,
		},
	)
	return &TableSchema{
		Name:        ReportsTable,
		Description: "One row for each report.", DescriptionZH: "每份报告一行。",
		Arrow: arrowSchema(columns...), Partitioned: true,
		SortKey: sortKey, PrimaryKey: []string{"report_id"},
	}
}

func checksTable(forms []*Form) *TableSchema {
	figure, unit := figureType(forms)
	side := func(name, en, zh string) column {
		return column{name: name, typ: figure, repeats: true, unit: unit, null: "the identity could not be tested", en: en, zh: zh}
	}
	return &TableSchema{
		Name:        ChecksTable,
		Description: "One row for each identity of the form tested on a report.", DescriptionZH: "每份报告的每条勾稽关系一行。",
		Partitioned: true, SortKey: sortKey, PrimaryKey: []string{"report_id", "check_id", "scope"},
		Arrow: arrowSchema(
			repeating(colReportID), colReportYear, colDivision, colAgency,
			codeColumn("check_id", "", "name of the rule in the form", "勾稽关系名称"),
			codeColumn("scope", "", "row, column or group that the rule ran over", "所检验的行、列或行组"),
			side("lhs", "sum of the left side, blanks as 0", "左边之和"),
			side("rhs", "sum of the right side, blanks as 0", "右边之和"),
			side("delta", "lhs minus rhs", "左右之差"),
			codeColumn("outcome", "", "pass, fail, not_assessable", "结果：成立、不成立、无法检验"),
			column{name: "cells", typ: typeList, repeats: true, en: "cells of the identity, left side first", zh: "所涉及的单元格"},
		),
	}
}

// figureType is the type of a sum of cells: counts, unless some identity
// relates amounts.
func figureType(forms []*Form) (arrow.DataType, string) {
	for _, f := range forms {
		for _, identity := range f.Identities {
			for _, c := range slices.Concat(identity.LHS, identity.RHS) {
				if f.Cells[c].Amount {
					return typeAmount, "that of the cells"
				}
			}
		}
	}
	return typeCount, UnitItem
}

func rejectsTable() *TableSchema {
	var reasons []string
	for _, r := range Reasons {
		reasons = append(reasons, string(r.Reason))
	}
	return &TableSchema{
		Name:        RejectsTable,
		Description: "One row for each document that gave no report.", DescriptionZH: "未得出报告的文件，每个一行。",
		SortKey: []string{"doc_id"}, PrimaryKey: []string{"doc_id"},
		Arrow: arrowSchema(
			colDocID, colURI,
			column{name: "content_sha256", typ: typeText, null: "the content was never had", en: "sha256 of the document's bytes, hex", zh: "文件内容的 sha256"},
			colMediaType,
			column{name: "bytes", typ: typeCount, unit: "bytes", null: "the content was never had", en: "size of the document", zh: "文件大小（字节）"},
			codeColumn("reason", "", "why there is no report: "+strings.Join(reasons, ", "), "原因"),
			textColumn("detail", "nothing more to say", "one line for a person", "说明"),
			colFetched,
		),
	}
}

func labelsTable() *TableSchema {
	return &TableSchema{
		Name:        LabelsTable,
		Description: "Labels met near a form table and not recognised, counted.", DescriptionZH: "表格附近未能识别的文字及其出现次数。",
		SortKey: []string{"edition", "table", "label"}, PrimaryKey: []string{"edition", "table", "label"},
		Arrow: arrowSchema(
			colEdition,
			codeColumn("table", "", "table of the form near which the label stands", "所在表"),
			column{name: "label", typ: typeText, long: true, en: "the label, normalised", zh: "文字"},
			column{name: "nearest", typ: typeText, repeats: true, null: "none is near", en: "nearest label of the form", zh: "最接近的表格文字"},
			column{name: "distance", typ: typeCount, repeats: true, unit: "edits", null: "none is near", en: "edits between the two", zh: "编辑距离"},
			column{name: "documents", typ: typeCount, unit: "documents", en: "documents that have the label", zh: "出现的文件数"},
			column{name: "example_doc", typ: typeText, en: "doc_id of one document that has it", zh: "示例文件编号"},
		),
	}
}
