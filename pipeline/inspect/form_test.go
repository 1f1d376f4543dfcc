package inspect

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/extractors/reconcile"
	"gongkai/schema"
)

func TestBox(t *testing.T) {
	b := &box{columns: 3, wrapAt: []int{4, 0, 0}}
	head := b.row(true)
	b.add(boxCell{text: "项目", row: head, rowSpan: 2})
	b.add(boxCell{text: "数量", row: head, column: 1, colSpan: 2, centred: true})
	second := b.row(true)
	b.add(boxCell{text: "甲", row: second, column: 1, centred: true})
	b.add(boxCell{text: "乙", row: second, column: 2, centred: true})
	for i, label := range []string{"许可", "强制执行"} {
		row := b.row(i == 0)
		b.add(boxCell{text: label, row: row})
		b.add(boxCell{text: "5", row: row, column: 1, figure: true})
		b.add(boxCell{text: "12345", row: row, column: 2, figure: true})
	}
	want := strings.TrimPrefix(`
┌──────┬────────────┐
│ 项目 │    数量    │
│      ├────┬───────┤
│      │ 甲 │  乙   │
├──────┼────┼───────┤
│ 许可 │  5 │ 12345 │
│ 强制 │  5 │ 12345 │
│ 执行 │    │       │
└──────┴────┴───────┘
`, "\n")
	if diff := cmp.Diff(want, b.draw(Style{})); diff != "" {
		t.Errorf("box (-want +got):\n%s", diff)
	}
}

// A label that spans rows goes on beside the lines between them.
func TestBoxTextBesideRules(t *testing.T) {
	b := &box{columns: 2, wrapAt: []int{2, 0}}
	for i := range 2 {
		row := b.row(true)
		if i == 0 {
			b.add(boxCell{text: "一二三四", row: row, rowSpan: 2})
		}
		b.add(boxCell{text: "7", row: row, column: 1, figure: true})
	}
	want := strings.TrimPrefix(`
┌────┬───┐
│ 一 │ 7 │
│ 二 ├───┤
│ 三 │ 7 │
│ 四 │   │
└────┴───┘
`, "\n")
	if diff := cmp.Diff(want, b.draw(Style{})); diff != "" {
		t.Errorf("box (-want +got):\n%s", diff)
	}
}

// filled is a form with a different value in each cell: 100000 and its place.
func filled(form *schema.Form) *reconcile.Report {
	r := &reconcile.Report{Form: form, Cells: make([]reconcile.Cell, len(form.Cells)), Checks: make([]reconcile.Check, len(form.Identities))}
	for i := range r.Cells {
		r.Cells[i] = reconcile.Cell{Status: schema.Observed, HasValue: true, Value: schema.Count(int64(100000 + i)), Unit: schema.UnitItem}
	}
	return r
}

var value = regexp.MustCompile(`1\d{5}`)

// The drawn form shows every cell once, in the printed order of the form, and
// every line of a table is of one width.
func checkDrawn(t interface {
	Helper()
	Fatalf(string, ...any)
}, form *schema.Form, s Style,
) {
	t.Helper()
	var b strings.Builder
	writeForm(&b, s, filled(form))
	var want []string
	for i := range form.Cells {
		want = append(want, strconv.Itoa(100000+i))
	}
	if diff := cmp.Diff(want, value.FindAllString(b.String(), -1)); diff != "" {
		t.Fatalf("edition %s: values in order (-want +got):\n%s", form.Edition, diff)
	}
	held := 0
	for line := range strings.Lines(b.String()) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(line, "┌"):
			held = width(line)
		case strings.HasPrefix(line, "│"), strings.HasPrefix(line, "├"), strings.HasPrefix(line, "└"):
			if width(line) != held {
				t.Fatalf("edition %s: a line is %d wide in a table of %d: %s", form.Edition, width(line), held, line)
			}
		}
	}
}

func TestFormShowsEveryCell(t *testing.T) {
	for _, form := range schema.Forms() {
		rapid.Check(t, func(rt *rapid.T) {
			checkDrawn(rt, form, Style{Width: rapid.IntRange(1, 300).Draw(rt, "width")})
		})
	}
}

// An edition that exists nowhere, with labels where the known ones have none,
// is laid out without a line of code.
const otherEdition = `{"edition": "x", "issued_as": "", "report_years": [null, null],
 "sections": [{"section": 1, "code": "a", "label": "甲、概况"}, {"section": 2, "code": "b", "label": "乙、情况"}],
 "tables": [
  {"id": "a", "section": 1, "blocks": [
   {"label": "", "unit": "item", "columns": [{"code": "n", "label": "数"}], "rows": [{"code": "r", "label": "行"}]},
   {"label": "块", "unit": "item", "columns": [{"code": "p", "label": "前"}, {"code": "q", "label": "后"}], "rows": [
     {"code": "s", "label": "一", "group": "g", "group_label": "组"}, {"code": "t", "label": "二", "group": "g", "group_label": "组"}]}]},
  {"id": "b", "section": 2, "header_note": "（注）", "columns": [{"code": "n", "label": "数"}, {"code": "total", "label": "总计"}],
   "row_groups": [{"code": "u", "label": "左"}, {"code": "v", "label": "右"}]}],
 "identities": [], "cells": 9}`

func TestOtherEdition(t *testing.T) {
	form, err := schema.ParseForm([]byte(otherEdition))
	if err != nil {
		t.Fatal(err)
	}
	checkDrawn(t, form, Style{})
	r := filled(form)
	for i := range r.Cells {
		r.Cells[i].Value = schema.Count(int64(i))
	}
	var b strings.Builder
	writeForm(&b, Style{}, r)
	for _, line := range []string{"甲、概况", "│ 组 │ 一 │", "│    │ 二 │", "乙、情况", "│ （注）", "│ 数 │ 总计 │ 数 │ 总计 │", "│  5 │    6 │  7 │    8 │"} {
		if !strings.Contains(b.String(), line) {
			t.Errorf("no %q in:\n%s", line, b.String())
		}
	}
}

// Every status has a mark of its own, and shows its value or that there is none.
func TestMarks(t *testing.T) {
	want := map[schema.Status]string{
		schema.Observed: "3", schema.Blank: "·", schema.NotApplicable: "/", schema.Inferred: "~3", schema.Corrected: "!3",
		schema.Conflict: "3✗", schema.Missing: "?", schema.Unreadable: "#", schema.Verified: "3✓",
	}
	if len(want) != len(schema.Statuses()) || len(shown) != len(want) {
		t.Errorf("%d statuses, %d marks, %d in the legend", len(schema.Statuses()), len(want), len(shown))
	}
	for _, status := range schema.Statuses() {
		c := reconcile.Cell{Status: status}
		if status.Asserted() || status == schema.Conflict {
			c.HasValue, c.Value = true, schema.Count(3)
		}
		if got := Figure(&c); got != want[status] {
			t.Errorf("%s is shown as %q, want %q", status, got, want[status])
		}
		if !slices.Contains(shown, status) {
			t.Errorf("%s is in no legend", status)
		}
	}
}

func TestUnits(t *testing.T) {
	amount := func(unit string) string {
		return withUnit(&reconcile.Cell{Status: schema.Observed, HasValue: true, Value: 12_500_000, Unit: unit}, true)
	}
	got := []string{amount(schema.UnitCNY), amount(schema.UnitCNY10k), amount(""), amount("USD")}
	if diff := cmp.Diff([]string{"12.5 元", "12.5 万元", "12.5 unit?", "12.5 USD"}, got); diff != "" {
		t.Errorf("amounts (-want +got):\n%s", diff)
	}
	blank := reconcile.Cell{Status: schema.Blank, Unit: schema.UnitCNY10k}
	if got := withUnit(&blank, true); got != "·" {
		t.Errorf("a blank amount is shown as %q", got)
	}
}

func TestPaint(t *testing.T) {
	r := filled(schema.Forms()[0])
	r.Cells[0].Status = schema.Conflict
	var plain, coloured strings.Builder
	writeForm(&plain, Style{}, r)
	writeForm(&coloured, Style{Color: true}, r)
	if strings.Contains(plain.String(), "\x1b") || !strings.Contains(coloured.String(), "\x1b[1;31m100000✗\x1b[0m") {
		t.Errorf("colours: plain has escapes or coloured lacks the red conflict")
	}
	stripped := regexp.MustCompile("\x1b\\[[0-9;]*m").ReplaceAllString(coloured.String(), "")
	if diff := cmp.Diff(plain.String(), stripped); diff != "" {
		t.Errorf("colours move text (-plain +coloured):\n%s", diff)
	}
}

// Of a long row the cells about the marked one are shown, and how many are not.
func TestLongRow(t *testing.T) {
	row := DocumentRow{Marked: 50}
	for i := range 100 {
		row.Cells = append(row.Cells, strconv.Itoa(i))
	}
	got := row.text(Style{})
	if !strings.HasPrefix(got, "… 38 cells | 38 | 39 | ") || !strings.Contains(got, " | 49 | [50] | 51 | ") || !strings.HasSuffix(got, " | 61 | 38 cells …") {
		t.Errorf("a long row: %s", got)
	}
	short := DocumentRow{Marked: -1, Cells: []string{"a", "", "b"}}
	if got := short.text(Style{}); got != "a |  | b" {
		t.Errorf("a short row: %s", got)
	}
}
