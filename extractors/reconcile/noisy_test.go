package reconcile_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/extractors/align"
	"gongkai/extractors/layout"
	"gongkai/extractors/reconcile"
	"gongkai/schema"
)

// sumsAndOne has rows of three figures of which two make the third, and a table of
// one figure that nothing bears on.
func sumsAndOne(t *testing.T, rows int) *schema.Form {
	t.Helper()
	var codes []string
	for r := range rows {
		codes = append(codes, fmt.Sprintf(`{"code": "r%d"}`, r))
	}
	form, err := schema.ParseForm([]byte(fmt.Sprintf(`{"edition": "x", "cells": %d, "report_years": [null, null],
		"tables": [{"id": "t", "rows": [%s], "columns": [{"code": "a"}, {"code": "b"}, {"code": "total"}]},
			{"id": "u", "rows": [{"code": "r"}], "columns": [{"code": "c"}]}],
		"identities": [{"id": "t.row", "for_each": "row", "lhs": ["a", "b"], "rhs": ["total"]}]}`, 3*rows+1, strings.Join(codes, ", "))))
	if err != nil {
		t.Fatal(err)
	}
	return form
}

// TestNoisyText: in a text whose labels are misread, a figure that no identity bears
// on is trusted only where so many others hold that one of them would be misread too.
func TestNoisyText(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name          string
		rows, misread int
		kind          layout.Kind
		row           string
		flagged       bool
	}{
		{"few labels misread", 10, 1, layout.Markdown, "number: 0 2 2", false},
		// A quarter of the labels, 12 zeros and 24 others: (12 × 0.2 + 24 × 0.4) / 4 is three
		// misread ones, which chance may spare.
		{"too few figures to tell", 12, 3, layout.Markdown, "number: 0 2 2", true},
		// (40 × 0.2 + 80 × 0.4) / 4 is ten.
		{"figures that all hold", 40, 10, layout.Markdown, "number: 0 2 2", false},
		{"an eighth of the labels misread", 32, 4, layout.Markdown, "number: 0 2 2", true},
		{"the same read off a page", 40, 10, layout.HOCR, "number: 0 2 2", true},
		{"a figure that was not read", 40, 10, layout.Markdown, "number: 0 1/2 2", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			form := sumsAndOne(t, tt.rows)
			rows := slices.Repeat([][]string{{"number: 0 2 2"}}, tt.rows)
			rows[0] = []string{tt.row}
			p := placement(form, layout.BlanksKept, rows...)
			p.Rows = append(p.Rows, align.Row{
				Table: 1, Cells: []schema.CellIndex{form.At(1, 0, 0, 0)},
				Readings: []align.Reading{{Rule: "number", Sure: true, Figures: []align.Figure{printed("7")}}},
			})
			p.Exact, p.Misread = tt.rows, tt.misread
			reasons := reconcile.Form(&layout.Grid{Kind: tt.kind}, p).Reasons
			if got := slices.Contains(reasons, reconcile.ReasonUnverified); got != tt.flagged {
				t.Errorf("reasons %v, unverified expected: %t", reasons, tt.flagged)
			}
		})
	}
}
