package reconcile_test

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/extractors/layout"
	"gongkai/extractors/reconcile"
	"gongkai/schema"
)

// tall has so many rows of three columns, the third the sum of the others, and a last
// row that is the sum of those above.
func tall(t *testing.T, rows int) *schema.Form {
	t.Helper()
	var codes, names []string
	for r := range rows {
		codes = append(codes, fmt.Sprintf(`{"code": "r%d"}`, r))
		names = append(names, fmt.Sprintf(`"r%d"`, r))
	}
	form, err := schema.ParseForm([]byte(fmt.Sprintf(`{"edition": "x", "cells": %d, "report_years": [null, null],
		"tables": [{"id": "t", "rows": [%s, {"code": "sum"}], "columns": [{"code": "a"}, {"code": "b"}, {"code": "total"}]}],
		"identities": [{"id": "t.row", "for_each": "row", "lhs": ["a", "b"], "rhs": ["total"]},
			{"id": "t.column", "for_each": "column", "lhs": [%s], "rhs": ["sum"]}]}`,
		3*(rows+1), strings.Join(codes, ", "), strings.Join(names, ", "))))
	if err != nil {
		t.Fatal(err)
	}
	return form
}

// TestZeroOrBlank: an identity counts a blank cell as zero, so that it does not tell
// whether the agency printed a zero there or nothing.
func TestZeroOrBlank(t *testing.T) {
	t.Parallel()
	const rows = 20
	for _, tt := range []struct {
		name          string
		kind          layout.Kind
		first, second string
		misread       int
		want          string // of the first two rows
	}{
		{"a cell that is not there, all others zeros", layout.Piped, "columns: 0 # 0", "number: 0 0 0", 0, "0 =0 0 0 0 0"},
		{"the same beside a sign", layout.Piped, "columns: 0 # 0", "number: 0 / 0", 0, "0 _ 0 0 / 0"},
		{"a row that is not there", layout.Piped, "columns: # # #", "number: 0 0 0", 0, "=0 =0 =0 0 0 0"},
		{"the same beside a sign", layout.Piped, "columns: # # #", "number: 0 / 0", 0, "# # # 0 / 0"},
		{"a gap before a figure", layout.Aligned, "columns: 0 _ 0", "number: 0 0 0", 0, "0 _ 0 0 0 0"},
		// Of 62 zeros, a tenth of the labels being misread, 62 × 0.2 / 10 = 1.2 would be lost.
		{"a gap in text that was recognised", layout.Aligned, "columns: 0 _ 0", "number: 0 0 0", 2, "0 =0 0 0 0 0"},
		{"more gaps than recognition leaves", layout.Aligned, "columns: 0 _ 0", "columns: _ 0 0", 2, "0 _ 0 _ 0 0"},
		{"a number that the identities give", layout.Aligned, "columns: 3 _ 7", "number: 0 0 0", 0, "3 =4 7 0 0 0"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			texts := [][]string{{tt.first}, {tt.second}}
			for len(texts) < rows {
				texts = append(texts, []string{"number: 0 0 0"})
			}
			sum := "number: 0 0 0"
			if strings.Contains(tt.first, "7") {
				sum = "number: 3 4 7"
			}
			p := placement(tall(t, rows), layout.BlanksMarked, append(texts, []string{sum})...)
			p.Misread = tt.misread
			got := written(reconcile.Form(&layout.Grid{Kind: tt.kind}, p))
			if got := strings.Join(strings.Fields(got)[:6], " "); got != tt.want {
				t.Errorf("cells %s, want %s", got, tt.want)
			}
		})
	}
}

// TestVanishedBlank: where an empty cell leaves no trace, two zeros for three columns do
// not say where the agency printed none.
func TestVanishedBlank(t *testing.T) {
	t.Parallel()
	const rows = 20
	for _, tt := range []struct {
		blanks layout.Blanks
		want   string
	}{
		{layout.BlanksMarked, "=0 0 0"}, // a cell was lost, and any lost one was a zero
		{layout.BlanksLost, "? ? ?"},
	} {
		texts := [][]string{{"packed: _ 0 0", "packed: 0 _ 0", "packed: 0 0 _"}}
		for len(texts) <= rows {
			texts = append(texts, []string{"number: 0 0 0"})
		}
		got := written(reconcile.Form(&layout.Grid{}, placement(tall(t, rows), tt.blanks, texts...)))
		if got := strings.Join(strings.Fields(got)[:3], " "); got != tt.want {
			t.Errorf("blanks %d: cells %s, want %s", tt.blanks, got, tt.want)
		}
	}
}
