package evaluate_test

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors"
	"gongkai/pipeline"
	"gongkai/pipeline/durable/durabletest"
	"gongkai/pipeline/evaluate"
	"gongkai/pipeline/pipelinetest"
	"gongkai/pipeline/source"
	"gongkai/schema"
)

// The documents, in the made-up format of pipelinetest: each number is the next
// cell of the form, the rest is blank. So report a says 11 rules issued, 22
// repealed and 33 in force.
var documents = source.Memory{
	{URI: "text/a.txt", Body: []byte("report 2021 2023 甲县司法局 11 22 33")},
	{URI: "text/b.txt", Body: []byte("report 2021 2022 - 0 7 x 9\nreview agency_unknown")},
	{URI: "other/c.txt", Body: []byte("nothing to see")},
	{URI: "other/d.txt", Body: []byte("report 2021 2023 丁局 0 5")},
	{URI: "other/f.txt", Body: []byte("report 2021 2022 戊局 1\nreport 2021 2023 戊局 2 0")},
}

// The labels. a: 30 in force, of which 33 was read; 5 normative documents, read as
// blank. b: 8 repealed, read as 7; 4 in force, not read; the 9 is lost and was
// found, a 3 is lost and was not; another year. c: rightly rejected. d: no report, but
// was read as one. e: not in the dataset. f: two reports, labelled in the other
// order; the 0 stands for a lost blank.
const labels = `
{"file": "text/a.txt", "family": "text", "edition": "2021", "report_year": 2023, "agency": "甲县司法局", "published_on": null, "cells": {"disclosures/rules/issued": {"value": 11, "unit": "item"}, "disclosures/rules/repealed": {"value": 22, "unit": "item"}, "disclosures/rules/in_force": {"value": 30, "unit": "item"}, "disclosures/normative_documents/issued": {"value": 5, "unit": "item"}, "disclosures/normative_documents/repealed": {"value": null, "unit": null, "status": "blank"}}}
{"file": "text/b.txt", "family": "text", "edition": "2021", "report_year": 2021, "agency": null, "broken": ["x/y"], "cells": {"disclosures/rules/issued": {"value": 0, "unit": "item"}, "disclosures/rules/repealed": {"value": 8, "unit": "item"}, "disclosures/rules/in_force": {"value": 4, "unit": "item"}, "disclosures/normative_documents/issued": {"value": 9, "unit": "item", "lost": true}, "disclosures/normative_documents/repealed": {"value": 3, "unit": "item", "lost": true}}}
{"file": "other/c.txt", "family": "other", "expect": "not_a_report"}
{"file": "other/d.txt", "family": "other", "expect": "older_form"}
{"file": "text/e.txt", "family": "text", "edition": "2021", "report_year": 2021, "cells": {"disclosures/rules/issued": {"value": 1, "unit": "item"}, "disclosures/rules/repealed": {"value": 0, "unit": "item"}, "disclosures/rules/in_force": {"value": null, "unit": null, "status": "blank"}}}
{"file": "other/f.txt", "report": 0, "family": "other", "edition": "2021", "report_year": 2023, "cells": {"disclosures/rules/issued": {"value": 2, "unit": "item"}, "disclosures/rules/repealed": {"value": null, "unit": null, "status": "blank", "lost": true}}}
{"file": "other/f.txt", "report": 1, "family": "other", "edition": "2021", "report_year": 2022, "cells": {"disclosures/rules/issued": {"value": 1, "unit": "item"}}}
`

// textCounts and otherCounts are counted by hand from the two lists above.
var textCounts = evaluate.Counts{
	Documents: 3, ReportDocuments: 3, Perfect: 0, ReportsExpected: 3, ReportsRead: 2, ReportsAbsent: 1,
	// a 5, b 5, e 3 cells. Due: a 11, 22, 30, 5; b 0, 8, 4 and the 9 that was found; e 1, 0.
	Cells: 13, Due: 10,
	// Right: 11, 22; 0, 9. Missed: b 4; e 1, 0.
	Right: 4, Missed: 3,
	// Not zero are due: 11, 22, 30, 5; 8, 4, 9; 1. Right: 11, 22, 9. Wrong: 33, 7.
	DueNonZero: 8, RightNonZero: 3, WrongNonZero: 2,
	// The 33 in a report that nobody looks at, the 7 in one up for review.
	Silent: 1, Flagged: 1, AsBlank: 1, SilentAsBlank: 1,
	// b is up for review, a sound report is a alone.
	Review: 1, Sound: 1, Whole: 1,
	Year:   evaluate.Fields{Judged: 2, Right: 1}, // b is wrong, but up for review
	Agency: evaluate.Fields{Judged: 2, Right: 2},
	Date:   evaluate.Fields{Judged: 1, Right: 1},
}

var otherCounts = evaluate.Counts{
	Documents: 3, ReportDocuments: 1, Perfect: 1, ReportsExpected: 2, ReportsRead: 2, ReportsExtra: 1,
	Cells: 3, Due: 2, Right: 2, DueNonZero: 2, RightNonZero: 2,
	// d gives 0 and 5 for what is no report.
	Silent: 2, WrongNonZero: 1,
	// The first report of f lost a cell.
	Sound: 2, Whole: 1, Year: evaluate.Fields{Judged: 2, Right: 2},
	RejectsExpected: 2, RejectsRight: 1,
}

// publish extracts documents into a dataset.
func publish(t *testing.T, docs source.Memory, extract func(context.Context, extractors.Document) extractors.Result) string {
	t.Helper()
	dir := t.TempDir()
	for i := range docs {
		docs[i].Bytes = int64(len(docs[i].Body))
	}
	_, err := pipeline.Run(t.Context(), pipeline.Config{
		Dataset: dir, Source: docs, Workers: 2, Build: "test", Version: "test-1", Extract: extract,
		FS: durabletest.NoSync, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func readGold(t *testing.T, text string) []evaluate.Gold {
	t.Helper()
	path := filepath.Join(t.TempDir(), "gold.jsonl")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	gold, err := evaluate.ReadGold(path)
	if err != nil {
		t.Fatal(err)
	}
	return gold
}

func evaluated(t *testing.T, dir, text string) *evaluate.Result {
	t.Helper()
	tables, err := evaluate.Read(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return evaluate.Evaluate(readGold(t, text), tables, nil)
}

func TestEvaluate(t *testing.T) {
	result := evaluated(t, publish(t, documents, pipelinetest.Extract), labels)
	got := map[string]evaluate.Counts{}
	for _, f := range result.Families {
		got[f.Family] = f.Counts
	}
	if diff := cmp.Diff(map[string]evaluate.Counts{"text": textCounts, "other": otherCounts}, got); diff != "" {
		t.Errorf("families (-want +got):\n%s", diff)
	}
	value := func(v float64) evaluate.Rate { return evaluate.Rate{Defined: true, Value: v} }
	all := evaluate.Rates{
		Recall: value(0.5), RecallNonZero: value(0.5), // 6 of 12, 5 of 10
		Precision: value(0.6), PrecisionNonZero: value(0.625), // 6 of 6+4, 5 of 5+3
		SilentPerMillion: value(187500),                                              // 3 in 16
		Perfect:          value(0.25),                                                // 1 of 4
		Review:           value(0.25), ReviewBeyond: value(0), ReviewWhole: value(0), // 1 of 4, 0 of 3, 0 of 2
		Year: value(0.75), Agency: value(1), Date: value(1), Rejects: value(0.5),
	}
	if diff := cmp.Diff(all, result.All.Rates); diff != "" {
		t.Errorf("rates of all (-want +got):\n%s", diff)
	}
	confusion := []evaluate.Confusion{
		{Expected: "not_a_report", Got: "not_a_report", Documents: 1},
		{Expected: "older_form", Got: "report", Documents: 1},
		{Expected: "report", Got: "absent", Documents: 1},
		{Expected: "report", Got: "report", Documents: 3},
	}
	if diff := cmp.Diff(confusion, result.Confusion); diff != "" {
		t.Errorf("confusion (-want +got):\n%s", diff)
	}
	var worst []string
	for _, d := range result.Worst(10) {
		worst = append(worst, d.File+" "+d.Cell+": "+d.Want+" | "+d.Has)
	}
	want := []string{
		"other/d.txt disclosures/rules/issued: nothing | 0 item, observed",
		"text/a.txt disclosures/rules/in_force: 30 item | 33 item, observed",
		"text/b.txt disclosures/rules/repealed: 8 item | 7 item, observed",
		"text/e.txt disclosures/rules/issued: 1 item | missing",
	}
	if diff := cmp.Diff(want, worst); diff != "" {
		t.Errorf("worst documents (-want +got):\n%s", diff)
	}
}

// Amounts come back with their decimals and units, and a null unit is none.
func TestAmounts(t *testing.T) {
	extract := func(ctx context.Context, doc extractors.Document) extractors.Result {
		result := pipelinetest.Extract(ctx, doc)
		form := result.Reports[0].Form
		at, _ := form.Form.Cell("disclosures/fees/fee_amount")
		form.Cells[at].Status, form.Cells[at].HasValue, form.Cells[at].Value = schema.Observed, true, 532_934_410_001
		if strings.HasPrefix(doc.SourceURI, "declared") {
			form.Cells[at].Unit = schema.UnitCNY
		}
		return result
	}
	dir := publish(t, source.Memory{
		{URI: "declared.txt", Body: []byte("report 2021 2023 甲局 1")},
		{URI: "undeclared.txt", Body: []byte("report 2021 2023 乙局 1")},
	}, extract)
	line := func(file, value, unit string) string {
		return `{"file": "` + file + `", "family": "` + file + value + unit + `", "edition": "2021", "cells": {"disclosures/rules/issued": {"value": 1, "unit": "item"}, ` +
			`"disclosures/fees/fee_amount": {"value": ` + value + `, "unit": ` + unit + `}}}` + "\n"
	}
	for _, tt := range []struct {
		file, value, unit string
		right, wrong      int
	}{
		{"declared.txt", "532934.410001", `"CNY"`, 2, 0},
		{"declared.txt", "532934.41", `"CNY"`, 1, 1},
		{"declared.txt", "532934.410001", `"CNY_10k"`, 1, 1},
		{"declared.txt", "532934.410001", "null", 1, 1},
		{"undeclared.txt", "532934.410001", "null", 2, 0},
		{"undeclared.txt", "532934.410001", `"CNY"`, 1, 0},
	} {
		all := evaluated(t, dir, strings.ReplaceAll(line(tt.file, tt.value, tt.unit), `"family": "`+tt.file+tt.value+tt.unit+`", `, "")).All
		if all.Right != tt.right || all.Silent != tt.wrong || all.Due != 2 {
			t.Errorf("%s %s %s: %d right, %d wrong, %d due", tt.file, tt.value, tt.unit, all.Right, all.Silent, all.Due)
		}
	}
}

// Documents of equal bytes are stored once, under one address; the labels of the
// other are found.
func TestEqualBytes(t *testing.T) {
	dir := publish(t, source.Memory{
		{URI: "x/one.txt", Body: []byte("report 2021 2023 甲局 1")},
		{URI: "y/two.txt", Body: []byte("report 2021 2023 甲局 1")},
	}, pipelinetest.Extract)
	tables, err := evaluate.Read(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	gold := readGold(t, `{"file": "x/one.txt"}`+"\n"+`{"file": "y/two.txt"}`)
	if !evaluate.Evaluate(gold, tables, nil).Lacks() {
		t.Error("the second document is not absent without aliases")
	}
	aliases, err := evaluate.FindAliases(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if result := evaluate.Evaluate(gold, tables, aliases); result.Lacks() || result.All.ReportsRead != 2 {
		t.Errorf("with aliases %v: %d reports read", aliases, result.All.ReportsRead)
	}
}

// The result as JSON reads back as it was, and the same input gives the same bytes.
func TestJSON(t *testing.T) {
	dir := publish(t, documents, pipelinetest.Extract)
	result := evaluated(t, dir, labels)
	var first, second bytes.Buffer
	if err := result.WriteJSON(&first, nil); err != nil {
		t.Fatal(err)
	}
	if err := evaluated(t, dir, labels).WriteJSON(&second, nil); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first.String(), second.String()); diff != "" {
		t.Errorf("two evaluations differ:\n%s", diff)
	}
	path := filepath.Join(t.TempDir(), "result.json")
	if err := os.WriteFile(path, first.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	back, err := evaluate.ReadResult(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(result, back); diff != "" {
		t.Errorf("read back (-want +got):\n%s", diff)
	}
	if err := os.WriteFile(path, []byte(`{"format": "other/1"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := evaluate.ReadResult(path); err == nil {
		t.Error("another format was read")
	}
}

// After a fix of a (30 read, 5 not) and a new fault in f (a zero more).
func TestCompare(t *testing.T) {
	before := evaluated(t, publish(t, documents, pipelinetest.Extract), labels)
	changed := append(source.Memory{}, documents...)
	changed[0].Body = []byte("report 2021 2023 甲县司法局 11 22 30 5")
	changed[4].Body = []byte("report 2021 2022 戊局 1 0\nreport 2021 2023 戊局 2 0")
	after := evaluated(t, publish(t, changed, pipelinetest.Extract), labels)
	changes := evaluate.Compare(before, after)
	got := map[string]string{}
	for _, c := range changes.Rates {
		got[c.Family+" "+c.Measure] = c.Direction
	}
	want := map[string]string{
		"all silent as blank": "better", // 1 → 0
		"all recall":          "better", // 6 → 8 of 12
		"all recall ≠0":       "better", // 5 → 7 of 10
		"all precision":       "better", // 6 of 10 → 8 of 12: 33 right now, one zero more is wrong
		"all precision ≠0":    "better", // 5 of 8 → 7 of 9
		// Perfect: a came, f went. Silent: 3 → 3.
		"text silent errors":      "better", // 1 → 0
		"text silent as blank":    "better",
		"text recall":             "better",
		"text recall ≠0":          "better",
		"text precision":          "better",
		"text precision ≠0":       "better",
		"text perfect documents":  "better", // 0 → 1
		"other silent errors":     "worse",  // 2 → 3
		"other precision":         "worse",
		"other perfect documents": "worse", // 1 → 0
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
	var docs []string
	for _, d := range changes.Documents {
		docs = append(docs, d.File+" "+d.Direction)
	}
	if diff := cmp.Diff([]string{"other/f.txt worse", "text/a.txt better"}, docs); diff != "" {
		t.Errorf("documents (-want +got):\n%s", diff)
	}
	if same := evaluate.Compare(before, before); len(same.Rates)+len(same.Documents)+same.Gone+same.Appeared != 0 {
		t.Errorf("compared with itself: %+v", same)
	}
}

func TestRead(t *testing.T) {
	dir := publish(t, documents, pipelinetest.Extract)
	tables, err := evaluate.Read(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	snapshot, err := evaluate.Read(t.Context(), filepath.Join(dir, "snapshots", tables.Snapshot))
	if err != nil {
		t.Fatal(err)
	}
	if len(tables.Reports) != 5 || len(tables.Rejects) != 1 || len(snapshot.Reports) != 5 {
		t.Errorf("%d reports, %d rejects; from the snapshot's folder %d", len(tables.Reports), len(tables.Rejects), len(snapshot.Reports))
	}
	if _, err := evaluate.Read(t.Context(), t.TempDir()); err == nil {
		t.Error("an empty folder was read")
	}
}
