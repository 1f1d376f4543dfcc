package reconcile_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors/align"
	"gongkai/extractors/layout"
	"gongkai/extractors/reconcile"
	"gongkai/schema"
)

// squareAndLine is square with a fourth row of its own.
func squareAndLine(t *testing.T) *schema.Form {
	t.Helper()
	form, err := schema.ParseForm([]byte(`{"edition": "x", "cells": 12, "report_years": [null, null],
		"tables": [{"id": "t", "rows": [{"code": "r"}, {"code": "s"}, {"code": "sum"}, {"code": "line"}],
			"columns": [{"code": "a"}, {"code": "b"}, {"code": "total"}]}],
		"identities": [{"id": "t.row", "for_each": "row", "lhs": ["a", "b"], "rhs": ["total"]},
			{"id": "t.column", "for_each": "column", "lhs": ["r", "s"], "rhs": ["sum"]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	return form
}

// TestSharedVariant: which column too many is left out of three rows is decided by
// identities of these rows that hold on figures other than zero.
func TestSharedVariant(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		rows [][]string
		want string
	}{
		{
			// Without its last figure the first row is all zeros, and so is the rest: that
			// 1 and 2 make 3 elsewhere says nothing of it.
			"a slip among zeros is not left out",
			[][]string{{"0 0 3", "0 0 0"}, {"0 0 0", "0 0 0"}, {"0 0 0", "0 0 0"}, {"1 2 3"}},
			"0 0 ? 0 0 0 0 0 0 1 2 3",
		},
		{
			"figures prove it",
			[][]string{{"1 2 3", "1 2 2"}, {"3 0 3", "3 0 0"}, {"4 2 6", "4 2 2"}, {"1 2 3"}},
			"1 2 3 3 0 3 4 2 6 1 2 3",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			form := squareAndLine(t)
			var rows [][]string
			for _, readings := range tt.rows {
				var row []string
				for _, figures := range readings {
					row = append(row, "extra column: "+figures)
				}
				rows = append(rows, row)
			}
			rows[3][0] = "number: " + tt.rows[3][0]
			p := placement(form, layout.BlanksMarked, rows...)
			for r := range p.Rows[:3] {
				name(p.Rows[r].Readings)
			}
			if diff := cmp.Diff(tt.want, written(reconcile.Form(&layout.Grid{}, p))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func name(readings []align.Reading) {
	for i := range readings {
		readings[i].Variant = []string{"without 2 of 4", "without 3 of 4"}[i]
	}
}
