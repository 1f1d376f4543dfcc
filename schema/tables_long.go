package schema

import "slices"

// LongKeys says how a table of the form became a long table: which column
// names the row of a cell, its group of rows, its column. A name is "" where
// the form has nothing of the kind.
type LongKeys struct {
	// Article is the article of the regulation that the cell's block reports on.
	Article string
	// Row, Group and Column hold the codes of the form.
	Row, Group, Column string
	// Total is the column that tells totals from their parts.
	Total string
	// Unit is the column of the unit, where not every cell counts items.
	Unit string
	// Amount says whether values are decimals.
	Amount bool
}

// keyNames is what the rows, groups of rows and columns of a form table are
// called in the dataset. A table that is not named here uses row, row_group and
// column, so that a new edition needs a line only for the sake of its readers.
var keyNames = []struct{ table, row, group, column string }{
	{"disclosures", "subject", "subject_group", "measure"},
	{"applications", "outcome", "outcome_group", "applicant"},
	{"proceedings", "proceeding", "proceeding_group", "result"},
}

// longTables makes one long table for each table of any edition, in the order
// in which the editions name them.
func longTables(forms []*Form) []*TableSchema {
	var ids []string
	for _, f := range forms {
		for _, t := range f.Tables {
			if !slices.Contains(ids, t.ID) {
				ids = append(ids, t.ID)
			}
		}
	}
	var tables []*TableSchema
	for _, id := range ids {
		tables = append(tables, longTable(id, forms))
	}
	return tables
}

func longTable(id string, forms []*Form) *TableSchema {
	keys := longKeys(id, forms)
	primary := []string{"report_id", keys.Row, keys.Column}
	return &TableSchema{
		Name:          id,
		Description:   "One row for each cell of the form's table " + id + " of each report.",
		DescriptionZH: "每份报告中该表（" + headings(id, forms) + "）的每个单元格一行。",
		Arrow:         arrowSchema(longColumns(keys)...), Partitioned: true,
		SortKey: sortKey, PrimaryKey: primary, Long: keys,
	}
}

// longKeys finds what the form's table has in any edition.
func longKeys(id string, forms []*Form) *LongKeys {
	keys := &LongKeys{Row: "row", Column: "column"}
	group := "row_group"
	for _, n := range keyNames {
		if n.table == id {
			keys.Row, group, keys.Column = n.row, n.group, n.column
		}
	}
	for _, f := range forms {
		for _, c := range f.Cells {
			table := &f.Tables[c.Table]
			if table.ID != id {
				continue
			}
			block := &table.Blocks[c.Block]
			if block.Article != "" {
				keys.Article = "article"
			}
			if block.Rows[c.Row].Group != "" {
				keys.Group = group
			}
			if c.IsTotal {
				keys.Total = "is_total"
			}
			if c.Unit != UnitItem {
				keys.Unit = "unit"
			}
			keys.Amount = keys.Amount || c.Amount
		}
	}
	return keys
}

func longColumns(keys *LongKeys) []column {
	columns := []column{repeating(colReportID), colReportYear, colDivision, colAgency, colEdition}
	add := func(present string, c column) {
		if present != "" {
			c.name = present
			columns = append(columns, c)
		}
	}
	add(keys.Article, codeColumn("", "the block reports on no article", "article of the regulation that the block reports on, as 20(1)", "所依据的条例条款"))
	add(keys.Row, codeColumn("", "", "row of the form, its code", "行（代码）"))
	add(keys.Group, codeColumn("", "the row belongs to no group", "group of rows that the row belongs to, its code", "行组（代码）"))
	add(keys.Column, codeColumn("", "", "column of the form, its code", "列（代码）"))
	add(keys.Total, column{typ: typeFlag, en: "whether the cell is a total of others", zh: "是否为合计"})
	columns = append(columns, valueColumn(keys))
	add(keys.Unit, codeColumn("", "no document or form declares it", "unit of the value: item, CNY, CNY_10k", "单位：件、元、万元"))
	return append(columns, provenanceColumns()...)
}

func valueColumn(keys *LongKeys) column {
	c := column{
		name: "value", typ: typeCount, repeats: true, unit: UnitItem,
		null: "the status says why: blank, not_applicable, missing, unreadable",
		en:   "the figure as printed, inferred, corrected or verified", zh: "数值",
		caveat:   "a blank is null and no zero; rows and columns that mean another thing in another edition are listed above, under comparable series",
		caveatZH: "空格为空值，不是零；各版本含义不同的行、列见上文“可比序列”",
	}
	if keys.Amount {
		c.typ = typeAmount
	}
	if keys.Unit != "" {
		c.unit = "that of the column " + keys.Unit
	}
	return c
}

func provenanceColumns() []column {
	place := func(name, null, en, zh string) column {
		return column{name: name, typ: typePlace, repeats: true, unit: "ordinal from 0", null: null, en: en, zh: zh}
	}
	const nowhere = "the figure stands nowhere in the document"
	return []column{
		codeColumn("status", "", "how the value came about; see the statuses", "单元格状态"),
		{
			name: "raw", typ: typeText, long: true, repeats: true, null: "the value says all",
			en: "the text as found, where it says more than the value does", zh: "原文（与数值不同时）",
		},
		{
			name: "evidence", typ: typeSmall, repeats: true, unit: "identities",
			en: "how many identities that the cell takes part in hold, at most 127", zh: "成立的相关勾稽关系数",
		},
		place("source_table", nowhere, "table of the normalised document; -1 is running text", "所在表的序号"),
		place("source_row", nowhere, "row of that table", "所在行的序号"),
		place("source_col", nowhere, "cell of that row", "所在格的序号"),
	}
}

// headings lists the printed headings of a table over the editions.
func headings(id string, forms []*Form) string {
	var labels editionLabels
	for _, f := range forms {
		for _, t := range f.Tables {
			if t.ID == id {
				labels.add(f.Edition, t.Heading)
			}
		}
	}
	return labels.String()
}
