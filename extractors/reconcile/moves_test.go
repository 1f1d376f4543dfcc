package reconcile_test

import (
	"strings"
	"testing"

	"gongkai/extractors/align"
	"gongkai/extractors/layout"
	"gongkai/extractors/reconcile"
	"gongkai/schema"
)

// TestMovedBlanks: where identities prove of one row that its empty cells were moved to its
// end, those at the end of another row, of which no identity speaks, may have been moved too.
func TestMovedBlanks(t *testing.T) {
	t.Parallel()
	form, err := schema.ParseForm([]byte(`{"edition": "x", "cells": 12, "report_years": [null, null],
		"tables": [{"id": "t", "rows": [{"code": "r"}, {"code": "s"}, {"code": "sum"}],
			"columns": [{"code": "a"}, {"code": "b"}, {"code": "total"}]},
			{"id": "u", "rows": [{"code": "u"}], "columns": [{"code": "d"}, {"code": "e"}, {"code": "f"}]}],
		"identities": [{"id": "t.row", "for_each": "row", "lhs": ["a", "b"], "rhs": ["total"]},
			{"id": "t.column", "for_each": "column", "lhs": ["r", "s"], "rhs": ["sum"]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name  string
		first []string
		want  string
	}{
		{"moved", []string{"flush: 3 3 _", "packed: 3 _ 3", "packed: _ 3 3"}, "3 _ 3 1 1 2 4 1 5 ? ? ?"},
		{"kept", []string{"number: 3 0 3"}, "3 0 3 1 1 2 4 1 5 7 _ _"},
	} {
		p := placement(form, layout.BlanksMarked, tt.first, one("number: 1 1 2"), one("number: 4 1 5"))
		row := align.Row{Table: 1}
		for c := range 3 {
			row.Cells = append(row.Cells, form.At(1, 0, 0, c))
		}
		for _, text := range []string{"header place: 7 _ _", "packed: _ 7 _", "packed: _ _ 7"} {
			rule, figures, _ := strings.Cut(text, ": ")
			reading := align.Reading{Rule: rule}
			for _, word := range strings.Fields(figures) {
				reading.Figures = append(reading.Figures, printed(word))
			}
			row.Readings = append(row.Readings, reading)
		}
		p.Rows = append(p.Rows, row)
		if got := written(reconcile.Form(&layout.Grid{}, p)); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}
