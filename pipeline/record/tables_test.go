package record_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/google/go-cmp/cmp"

	"gongkai/extractors"
	"gongkai/extractors/agency"
	"gongkai/extractors/layout"
	"gongkai/extractors/reconcile"
	"gongkai/pipeline/record"
	"gongkai/pipeline/record/recordtest"
	"gongkai/schema"
)

// smallForm is an edition with one table of counts and one of amounts, so that
// what a report becomes can be written down in full.
const smallForm = `{"edition": "t1", "cells": 5, "report_years": [null, null],
 "tables": [
  {"id": "applications", "rows": [{"code": "granted", "label": "予以公开", "group": "disclosed"}],
   "columns": [{"code": "person", "label": "自然人"}, {"code": "firm", "label": "企业"}, {"code": "total", "label": "总计"}]},
  {"id": "disclosures", "blocks": [{"article": "20(9)", "label": "第九项", "rows": [{"code": "procurement", "label": "采购"}],
   "columns": [{"code": "items", "label": "数量"}, {"code": "amount", "label": "金额", "unit": "CNY_10k or as declared"}]}]}],
 "identities": [{"id": "applications.applicants", "for_each": "row", "lhs": ["person", "firm"], "rhs": ["total"]}]}`

func parse(t *testing.T, raw string) (*schema.Form, []*schema.TableSchema) {
	t.Helper()
	form, err := schema.ParseForm([]byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	tables, err := schema.TablesFor([]*schema.Form{form})
	if err != nil {
		t.Fatal(err)
	}
	return form, tables
}

var sum = strings.Repeat("0123456789abcdef", 4)

func smallRow(form *schema.Form) *record.Row {
	return &record.Row{
		DocID: "d1", SourceURI: "a/b.html", ContentSHA256: sum, MediaType: "text/html",
		FetchedAt: time.Date(2024, 1, 2, 3, 4, 5, 6000, time.UTC),
		Report: extractors.Report{
			Ordinal: 1, Layout: layout.HTML, Script: "hans",
			Who: agency.Identity{
				Title: "某局2021年报告", Agency: "某局", Status: agency.Stated, DivisionCode: "110000", Province: "北京市",
				AdminLevel: "province", Year: 2021, YearSource: agency.YearFromTitle, Published: "2022-01-31",
			},
			Overview: "概述。", Review: []string{"b_reason", "a_reason"},
			Form: &reconcile.Report{
				Form: form,
				Cells: []reconcile.Cell{
					{Status: schema.Observed, HasValue: true, Value: schema.Count(-3), Unit: "item", Raw: "减3", Evidence: 1, Source: &reconcile.Source{Table: 2, Row: 4, Col: 1}},
					{Status: schema.Blank, Unit: "item", Source: &reconcile.Source{Table: 2, Row: 4, Col: 2}},
					{Status: schema.Inferred, HasValue: true, Value: schema.Count(-3), Unit: "item", Evidence: 300},
					{Status: schema.Missing, Unit: "item"},
					{Status: schema.Conflict, HasValue: true, Value: 532934_410000, Source: &reconcile.Source{Table: -1, Row: 7}},
				},
				Checks: []reconcile.Check{{Outcome: reconcile.Fail, LHS: schema.Count(-3), RHS: schema.Count(4)}},
			},
		},
	}
}

// collect runs rows through the tables and returns each table's rows as JSON
// objects. Every allocation must have been freed.
func collect(t *testing.T, tables []*schema.TableSchema, rows ...*record.Row) (map[string][]string, error) {
	t.Helper()
	mem := memory.NewCheckedAllocator(memory.NewGoAllocator())
	defer mem.AssertSize(t, 0)
	got := map[string][]string{}
	builders, err := record.NewTables(mem, tables, func(table string, rec arrow.Record) error {
		got[table] = append(got[table], jsonRows(t, rec)...)
		return nil
	})
	if err != nil {
		return nil, err
	}
	defer builders.Release()
	for _, row := range rows {
		if err := builders.Append(row); err != nil {
			return nil, err
		}
	}
	return got, builders.Finish()
}

func jsonRows(t *testing.T, rec arrow.Record) []string {
	t.Helper()
	raw, err := rec.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var objects []map[string]any
	if err := decoder.Decode(&objects); err != nil {
		t.Fatal(err)
	}
	var rows []string
	for i, o := range objects {
		exactDecimals(rec, i, o)
		rows = append(rows, format(t, o))
	}
	return rows
}

// exactDecimals puts decimals as strings of all their digits; Arrow's JSON
// prints them as floats.
func exactDecimals(rec arrow.Record, row int, object map[string]any) {
	for c, f := range rec.Schema().Fields() {
		if decimals, ok := rec.Column(c).(*array.Decimal128); ok && decimals.IsValid(row) {
			object[f.Name] = decimals.Value(row).ToString(6)
		}
	}
}

func format(t *testing.T, object map[string]any) string {
	t.Helper()
	out, err := json.MarshalIndent(object, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// canonical sorts the keys of a JSON object and keeps its numbers as written.
func canonical(t *testing.T, raw string) string {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(raw))
	decoder.UseNumber()
	var object map[string]any
	if err := decoder.Decode(&object); err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	return format(t, object)
}

func TestReportInEveryTable(t *testing.T) {
	form, tables := parse(t, smallForm)
	got, err := collect(t, tables, smallRow(form))
	if err != nil {
		t.Fatal(err)
	}
	const keys = `"report_id": "0123456789abcdef-1", "report_year": 2021, "division_code": "110000", "agency": "某局", `
	const who = keys + `"source_uri": "a/b.html", "title": "某局2021年报告", "agency_status": "stated", "province": "北京市",
		"prefecture": null, "county": null, "township": null, "admin_level": "province", "year_source": "title",
		"edition": "t1", "published_on": "2022-01-31", "review": true, `
	nowhere := `"source_table": null, "source_row": null, "source_col": null`
	at := func(table, row, col int) string {
		return fmt.Sprintf(`"source_table": %d, "source_row": %d, "source_col": %d`, table, row, col)
	}
	application := func(applicant, total, rest string) string {
		return `{` + keys + `"edition": "t1", "outcome": "granted", "outcome_group": "disclosed", "applicant": "` + applicant + `", "is_total": ` + total + `, ` + rest + `}`
	}
	disclosure := func(measure, rest string) string {
		return `{` + keys + `"edition": "t1", "article": "20(9)", "subject": "procurement", "measure": "` + measure + `", ` + rest + `}`
	}
	want := map[string][]string{
		"reports": {`{` + who + `"doc_id": "d1", "content_sha256": "` + sum + `", "media_type": "text/html", "layout": "html", "script": "hans",
			"overview": "概述。", "problems": null, "other_matters": null, "cells_expected": 5, "cells_observed": 1, "cells_blank": 1,
			"cells_inferred": 1, "cells_corrected": 0, "cells_missing": 1, "cells_conflict": 1, "checks_run": 1, "checks_failed": 1,
			"review_reasons": ["a_reason", "b_reason"], "duplicate_of": null, "extractor_version": "` + extractors.Version + `",
			"fetched_at": "2024-01-02 03:04:05.000006Z"}`},
		"panel": {`{` + who + `"applications_granted_person": -3, "applications_granted_firm": null, "applications_granted_total": -3,
			"disclosures_procurement_items": null, "disclosures_procurement_amount": "532934.410000", "disclosures_procurement_amount_unit": null}`},
		"applications": {
			application("person", "false", `"value": -3, "status": "observed", "raw": "减3", "evidence": 1, `+at(2, 4, 1)),
			application("firm", "false", `"value": null, "status": "blank", "raw": null, "evidence": 0, `+at(2, 4, 2)),
			application("total", "true", `"value": -3, "status": "inferred", "raw": null, "evidence": 127, `+nowhere),
		},
		"disclosures": {
			disclosure("items", `"value": null, "unit": "item", "status": "missing", "raw": null, "evidence": 0, `+nowhere),
			disclosure("amount", `"value": "532934.410000", "unit": null, "status": "conflict", "raw": null, "evidence": 0, `+at(-1, 7, 0)),
		},
		"checks": {`{` + keys + `"check_id": "applications.applicants", "scope": "granted", "lhs": -3, "rhs": 4, "delta": -7, "outcome": "fail",
			"cells": ["applications/granted/person", "applications/granted/firm", "applications/granted/total"]}`},
	}
	for table := range want {
		for i := range want[table] {
			want[table][i] = canonical(t, want[table][i])
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("tables (-want +got):\n%s", diff)
	}
}

// values runs one row and returns some columns of a table.
func values(t *testing.T, tables []*schema.TableSchema, table string, columns []string, rows ...*record.Row) []string {
	t.Helper()
	got, err := collect(t, tables, rows...)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, row := range got[table] {
		var object map[string]any
		decoder := json.NewDecoder(strings.NewReader(row))
		decoder.UseNumber()
		if err := decoder.Decode(&object); err != nil {
			t.Fatal(err)
		}
		var cells []string
		for _, c := range columns {
			cells = append(cells, fmt.Sprint(object[c]))
		}
		out = append(out, strings.Join(cells, " "))
	}
	return out
}

func TestAbsentMetadataIsNull(t *testing.T) {
	form, tables := parse(t, smallForm)
	row := smallRow(form)
	row.Who, row.FetchedAt, row.MediaType, row.Overview, row.Review = agency.Identity{}, time.Time{}, "", "", nil
	row.ExtractorVersion, row.DuplicateOf = "0.9", "aaaaaaaaaaaaaaaa-0"
	columns := []string{"report_year", "agency", "agency_status", "division_code", "year_source", "published_on", "fetched_at",
		"media_type", "title", "review", "review_reasons", "extractor_version", "duplicate_of"}
	got := values(t, tables, "reports", columns, row)
	want := []string{"<nil> <nil> unknown <nil> <nil> <nil> <nil> <nil> <nil> false [] 0.9 aaaaaaaaaaaaaaaa-0"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := values(t, tables, "panel", []string{"report_id"}, row); got != nil {
		t.Errorf("a copy is in the panel: %s", got)
	}
}

// What a column cannot hold is unreadable, kept as raw text, and flagged.
func TestFiguresThatDoNotFit(t *testing.T) {
	const count, amount = 0, 4 // cells of smallForm
	for _, c := range []struct {
		name   string
		cell   int
		in     reconcile.Cell
		want   string // value status raw
		reason string
	}{
		{"largest count", count, reconcile.Cell{Status: schema.Observed, HasValue: true, Value: recordtest.MaxCount}, "999999999999 observed <nil>", "[]"},
		{"count of thirteen digits", count, reconcile.Cell{Status: schema.Observed, HasValue: true, Value: recordtest.MaxCount + schema.One},
			"<nil> unreadable 1000000000000", "[value_out_of_range]"},
		{"raw text kept", count, reconcile.Cell{Status: schema.Corrected, HasValue: true, Value: -recordtest.MaxCount - schema.One, Raw: "-1O00000000000"},
			"<nil> unreadable -1O00000000000", "[value_out_of_range]"},
		{"count with a fraction", count, reconcile.Cell{Status: schema.Observed, HasValue: true, Value: 500_000}, "<nil> unreadable 0.5", "[fraction_in_count]"},
		{"smallest amount", amount, reconcile.Cell{Status: schema.Observed, HasValue: true, Value: -1}, "-0.000001 observed <nil>", "[]"},
		{"largest amount", amount, reconcile.Cell{Status: schema.Verified, HasValue: true, Value: recordtest.MaxAmount}, "999999999999.999999 verified <nil>", "[]"},
		{"amount out of range", amount, reconcile.Cell{Status: schema.Inferred, HasValue: true, Value: -recordtest.MaxAmount - 1},
			"<nil> unreadable -1000000000000", "[value_out_of_range]"},
		{"value without an asserting status", count, reconcile.Cell{Status: schema.Blank, HasValue: true, Value: schema.One}, "<nil> blank <nil>", "[]"},
		{"status without a value", count, reconcile.Cell{Status: schema.Observed, Value: schema.One}, "<nil> observed <nil>", "[]"},
	} {
		form, tables := parse(t, smallForm)
		row := smallRow(form)
		row.Review = nil
		row.Form.Cells[c.cell] = c.in
		table, line := "applications", 0
		if c.cell == amount {
			table, line = "disclosures", 1
		}
		if got := values(t, tables, table, []string{"value", "status", "raw"}, row)[line]; got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		if got := values(t, tables, "reports", []string{"review_reasons"}, row)[0]; got != c.reason {
			t.Errorf("%s: reasons %s, want %s", c.name, got, c.reason)
		}
	}
}

func TestDateThatIsNone(t *testing.T) {
	form, tables := parse(t, smallForm)
	row := smallRow(form)
	row.Who.Published, row.Review = "2021-02-30", nil
	got := values(t, tables, "reports", []string{"published_on", "review", "review_reasons"}, row)
	if diff := cmp.Diff([]string{"<nil> true [published_on_invalid]"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestCheckWithoutOutcomeHasNoSums(t *testing.T) {
	form, tables := parse(t, smallForm)
	row := smallRow(form)
	row.Form.Checks[0] = reconcile.Check{Outcome: reconcile.NotAssessable, LHS: schema.One, RHS: schema.One}
	got := values(t, tables, "checks", []string{"outcome", "lhs", "rhs", "delta"}, row)
	if diff := cmp.Diff([]string{"not_assessable <nil> <nil> <nil>"}, got); diff != "" {
		t.Error(diff)
	}
	if got := values(t, tables, "reports", []string{"checks_run", "checks_failed"}, row)[0]; got != "0 0" {
		t.Errorf("checks run and failed: %s", got)
	}
}

func TestRowsThatAreRefused(t *testing.T) {
	form, tables := parse(t, smallForm)
	for name, spoil := range map[string]func(*record.Row){
		"no form":        func(r *record.Row) { r.Form = nil },
		"cells missing":  func(r *record.Row) { r.Form.Cells = r.Form.Cells[1:] },
		"checks missing": func(r *record.Row) { r.Form.Checks = nil },
		"no hash":        func(r *record.Row) { r.ContentSHA256 = "" },
		"other edition": func(r *record.Row) {
			r.Form.Form = schema.Forms()[0]
			r.Form.Cells = make([]reconcile.Cell, len(r.Form.Form.Cells))
			r.Form.Checks = make([]reconcile.Check, len(r.Form.Form.Identities))
		},
	} {
		row := smallRow(form)
		spoil(row)
		if _, err := collect(t, tables, row); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestErrorOfEmitIsReturned(t *testing.T) {
	form, tables := parse(t, smallForm)
	for _, failing := range []string{"reports", "panel", "applications", "disclosures", "checks"} {
		mem := memory.NewCheckedAllocator(memory.NewGoAllocator())
		broken := errors.New("disk full")
		builders, err := record.NewTables(mem, tables, func(table string, _ arrow.Record) error {
			if table == failing {
				return broken
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := builders.Append(smallRow(form)); err != nil {
			t.Fatal(err)
		}
		if err := builders.Finish(); !errors.Is(err, broken) {
			t.Errorf("%s: error %v", failing, err)
		}
		builders.Release()
		mem.AssertSize(t, 0)
	}
}

func TestTablesNeedTheirSchemas(t *testing.T) {
	_, tables := parse(t, smallForm)
	if _, err := record.NewTables(memory.NewGoAllocator(), tables[1:], nil); err == nil {
		t.Error("tables without reports were accepted")
	}
	// A column that nothing fills, in a copy of the checks table.
	checks := *tables[4]
	checks.Arrow = arrow.NewSchema(append(checks.Arrow.Fields(), arrow.Field{Name: "extra", Type: arrow.BinaryTypes.String}), nil)
	if _, err := record.NewTables(memory.NewGoAllocator(), []*schema.TableSchema{tables[0], tables[1], &checks}, nil); err == nil {
		t.Error("a column that nothing fills was accepted")
	}
}
