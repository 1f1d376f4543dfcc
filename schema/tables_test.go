package schema_test

import (
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/google/go-cmp/cmp"

	"gongkai/schema"
)

// columnsOf prints a table's columns as "name type", with ? for nullable.
func columnsOf(t *schema.TableSchema) []string {
	short := strings.NewReplacer("dictionary<values=utf8, indices=int32, ordered=false>", "code", "utf8", "string")
	var columns []string
	for _, f := range t.Arrow.Fields() {
		column := f.Name + " " + short.Replace(f.Type.String())
		if f.Nullable {
			column += "?"
		}
		columns = append(columns, column)
	}
	return columns
}

func words(s string) []string {
	var lines []string
	for _, line := range strings.Split(strings.TrimSpace(s), "\n") {
		lines = append(lines, strings.TrimSpace(line))
	}
	return lines
}

// The columns of the contract, in its order.
func TestContractColumns(t *testing.T) {
	const keys = `report_id string
		report_year int32?
		division_code code?
		agency string?
		`
	const provenance = `
		status code
		raw string?
		evidence int8
		source_table int32?
		source_row int32?
		source_col int32?`
	for table, want := range map[string]string{
		"reports": `report_id string
			doc_id string
			source_uri string
			content_sha256 string
			media_type code?
			layout code
			script code
			title string?
			agency string?
			agency_status code
			division_code code?
			province string?
			prefecture string?
			county string?
			township string?
			admin_level code?
			report_year int32?
			year_source code?
			edition code
			published_on date32?
			overview string?
			problems string?
			other_matters string?
			cells_expected int64
			cells_observed int64
			cells_blank int64
			cells_inferred int64
			cells_corrected int64
			cells_missing int64
			cells_conflict int64
			checks_run int64
			checks_failed int64
			review bool
			review_reasons list<element: string>
			duplicate_of string?
			extractor_version code
			fetched_at timestamp[us, tz=UTC]?`,
		"disclosures":  keys + "edition code\narticle code?\nsubject code\nmeasure code\nvalue decimal(18, 6)?\nunit code?" + provenance,
		"applications": keys + "edition code\noutcome code\noutcome_group code?\napplicant code\nis_total bool\nvalue int64?" + provenance,
		"proceedings":  keys + "edition code\nproceeding code\nresult code\nis_total bool\nvalue int64?" + provenance,
		"checks": keys + `check_id code
			scope code
			lhs int64?
			rhs int64?
			delta int64?
			outcome code
			cells list<element: string>`,
		"rejects": "doc_id string\nsource_uri string\ncontent_sha256 string?\nmedia_type code?\nbytes int64?\nreason code\ndetail string?\nfetched_at timestamp[us, tz=UTC]?",
		"labels":  "edition code\ntable code\nlabel string\nnearest string?\ndistance int64?\ndocuments int64\nexample_doc string",
	} {
		if diff := cmp.Diff(words(want), columnsOf(schema.TableOf(table))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", table, diff)
		}
	}
}

func TestTableNames(t *testing.T) {
	var got []string
	for _, table := range schema.Tables() {
		got = append(got, table.Name)
	}
	want := []string{"reports", "panel", "disclosures", "applications", "proceedings", "checks", "rejects", "labels"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if schema.TableOf("nothing") != nil {
		t.Error("TableOf makes tables up")
	}
}

// The panel has every cell of every edition once, with its labels and editions.
func TestPanelColumns(t *testing.T) {
	panel := schema.TableOf("panel")
	cells := map[schema.CellID]bool{}
	for _, form := range schema.Forms() {
		for _, cell := range form.Cells {
			cells[cell.ID] = true
			if !panel.Arrow.HasField(schema.PanelColumn(cell.ID)) {
				t.Errorf("no column for %s of edition %s", cell.ID, form.Edition)
			}
		}
	}
	// 16 columns say who and when; two cells are amounts and have a unit beside them.
	if want := 16 + len(cells) + 2; panel.Arrow.NumFields() != want {
		t.Errorf("%d columns, want %d", panel.Arrow.NumFields(), want)
	}
	for name, want := range map[string][3]string{
		"applications_refused_state_secret_other_org": {
			"int64?", "2019,2021", "三、本年度办理结果 / （三）不予公开 / 1.属于国家秘密 × 法人或其他组织 / 其他"},
		"disclosures_licensing_decisions": {
			"int64?", "2019,2021", "2019: 第二十条第（五）项 / 行政许可 × 处理决定数量; 2021: 第二十条第（五）项 / 行政许可 × 本年处理决定数量"},
		"disclosures_procurement_procurement_amount": {
			"decimal(18, 6)?", "2019", "第二十条第（九）项 / 政府集中采购 × 采购总金额"},
		"applications_other_fee_not_paid_total": {
			"int64?", "2021", "三、本年度办理结果 / （六）其他处理 / 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 × 总计"},
	} {
		i := panel.Arrow.FieldIndices(name)
		if len(i) != 1 {
			t.Errorf("%s: %d columns", name, len(i))
			continue
		}
		f := panel.Arrow.Field(i[0])
		got := [3]string{f.Type.String() + "?", schema.Meta(f, schema.MetaEditions), schema.Meta(f, schema.MetaLabel)}
		if diff := cmp.Diff(want, got); diff != "" || !f.Nullable {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// A cell that only the newer edition has stands at its place in the form.
func TestPanelOrder(t *testing.T) {
	panel := schema.TableOf("panel").Arrow
	last := -1
	for _, name := range []string{
		"review", "disclosures_rules_issued", "disclosures_licensing_decisions", "disclosures_procurement_procurement_amount",
		"disclosures_procurement_procurement_amount_unit", "applications_not_processed_reconfirmation_total",
		"applications_other_not_corrected_in_time_natural_person", "applications_other_fee_not_paid_total",
		"applications_other_handling_natural_person", "applications_carried_forward_total", "proceedings_reconsideration_upheld",
	} {
		at := panel.FieldIndices(name)
		if len(at) != 1 || at[0] <= last {
			t.Fatalf("column %s stands at %v, the one before at %d", name, at, last)
		}
		last = at[0]
	}
}

// thirdEdition is a form as before 2019: an indicator, a unit and a number per row.
const thirdEdition = `{
 "edition": "2014", "report_years": [2014, 2018], "cells": 6,
 "sections": [{"section": 1, "code": "statistics", "label": "政府信息公开情况统计表"}],
 "tables": [{"id": "indicators", "section": 1, "blocks": [
  {"columns": [{"code": "number", "label": "数量", "unit": "item"}],
   "rows": [{"code": "disclosed", "label": "主动公开政府信息数"}, {"code": "website", "label": "网站公开数", "group": "disclosed_by"},
            {"code": "gazette", "label": "公报公开数", "group": "disclosed_by"}]},
  {"columns": [{"code": "amount", "label": "金额", "unit": "CNY_10k unless the report says otherwise"}],
   "rows": [{"code": "fees", "label": "收取费用"}, {"code": "budget", "label": "专项经费"}, {"code": "spent", "label": "支出"}]}]}],
 "identities": []}`

// A new edition's table becomes a long table and panel columns without code.
func TestThirdEdition(t *testing.T) {
	form, err := schema.ParseForm([]byte(thirdEdition))
	if err != nil {
		t.Fatal(err)
	}
	tables, err := schema.TablesFor(append([]*schema.Form{form}, schema.Forms()...))
	if err != nil {
		t.Fatal(err)
	}
	want := words(`report_id string
		report_year int32?
		division_code code?
		agency string?
		edition code
		row code
		row_group code?
		column code
		value decimal(18, 6)?
		unit code?
		status code
		raw string?
		evidence int8
		source_table int32?
		source_row int32?
		source_col int32?`)
	if diff := cmp.Diff(want, columnsOf(tables[2])); diff != "" || tables[2].Name != "indicators" {
		t.Errorf("%s (-want +got):\n%s", tables[2].Name, diff)
	}
	panel := tables[1].Arrow
	for name, typ := range map[string]arrow.Type{
		"indicators_disclosed_number": arrow.INT64, "indicators_fees_amount": arrow.DECIMAL128,
		"indicators_fees_amount_unit": arrow.DICTIONARY, "applications_granted_total": arrow.INT64,
	} {
		if i := panel.FieldIndices(name); len(i) != 1 || panel.Field(i[0]).Type.ID() != typ {
			t.Errorf("panel column %s: %v", name, i)
		}
	}
}

// Two cells whose codes run together to one column name are refused.
func TestPanelCollision(t *testing.T) {
	form, err := schema.ParseForm([]byte(`{"edition": "x", "cells": 2, "report_years": [null, null],
		"tables": [{"id": "t", "rows": [{"code": "a_b"}], "columns": [{"code": "c"}]}, {"id": "t_a", "rows": [{"code": "b"}], "columns": [{"code": "c"}]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := schema.TablesFor([]*schema.Form{form}); err == nil || !strings.Contains(err.Error(), "t_a_b_c") {
		t.Errorf("error %v, want one that names t_a_b_c", err)
	}
}

// A table of the form may not take the name of another table.
func TestTableNameTaken(t *testing.T) {
	form, err := schema.ParseForm([]byte(`{"edition": "x", "cells": 1, "report_years": [null, null],
		"tables": [{"id": "checks", "rows": [{"code": "a"}], "columns": [{"code": "c"}]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := schema.TablesFor([]*schema.Form{form}); err == nil {
		t.Error("two tables named checks were allowed")
	}
}

func TestPartition(t *testing.T) {
	for year, want := range map[int]string{2021: "year=2021", 0: "year=__HIVE_DEFAULT_PARTITION__"} {
		if got := schema.Partition(year); got != want {
			t.Errorf("Partition(%d) = %s, want %s", year, got, want)
		}
	}
}
