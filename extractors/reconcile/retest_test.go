package reconcile_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors/reconcile"
	"gongkai/schema"
)

// tinyForm has one identity: a + b = total.
func tinyForm(t *testing.T) *schema.Form {
	t.Helper()
	form, err := schema.ParseForm([]byte(`{"edition": "x", "cells": 3, "report_years": [null, null],
		"tables": [{"id": "t", "rows": [{"code": "r"}], "columns": [{"code": "a"}, {"code": "b"}, {"code": "total"}]}],
		"identities": [{"id": "t.row", "for_each": "row", "lhs": ["a", "b"], "rhs": ["total"]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	return form
}

func TestRetest(t *testing.T) {
	form := tinyForm(t)
	n := func(v int64) reconcile.Cell {
		return reconcile.Cell{Status: schema.Observed, HasValue: true, Value: schema.Count(v)}
	}
	blank, lost := reconcile.Cell{Status: schema.Blank}, reconcile.Cell{Status: schema.Missing}
	for _, tt := range []struct {
		name    string
		cells   []reconcile.Cell
		want    reconcile.Outcome
		omitted bool
	}{
		{"holds", []reconcile.Cell{n(1), n(2), n(3)}, reconcile.Pass, false},
		{"fails", []reconcile.Cell{n(1), n(2), n(4)}, reconcile.Fail, false},
		{"a blank counts as nothing", []reconcile.Cell{n(3), blank, n(3)}, reconcile.Pass, false},
		{"a part is lost", []reconcile.Cell{n(3), lost, n(3)}, reconcile.NotAssessable, false},
		{"nothing is printed", []reconcile.Cell{blank, blank, blank}, reconcile.NotAssessable, false},
		{"the total is left out", []reconcile.Cell{n(1), n(2), blank}, reconcile.NotAssessable, true},
		{"a blank total of nothing", []reconcile.Cell{n(0), n(0), blank}, reconcile.Pass, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := reconcile.Retest(form, tt.cells)
			if diff := cmp.Diff([]reconcile.Outcome{tt.want}, []reconcile.Outcome{got[0].Outcome}); diff != "" {
				t.Errorf("outcome (-want +got):\n%s", diff)
			}
			if omitted := reconcile.TotalsOmitted(form, tt.cells); len(omitted) > 0 != tt.omitted {
				t.Errorf("totals omitted: %v", omitted)
			}
		})
	}
}
