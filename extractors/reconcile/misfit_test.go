package reconcile_test

import (
	"testing"

	"gongkai/extractors/layout"
	"gongkai/extractors/reconcile"
	"gongkai/schema"
)

// TestMisfits: of readings that the document does not tell apart one is left where in the
// others a figure stands that its column cannot hold.
func TestMisfits(t *testing.T) {
	t.Parallel()
	form, err := schema.ParseForm([]byte(`{"edition": "x", "cells": 3, "report_years": [null, null],
		"tables": [{"id": "t", "rows": [{"code": "r"}], "columns": [{"code": "items"},
			{"code": "change", "label": "本年增/减"}, {"code": "amount", "unit": "CNY_10k unless declared"}]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		row  []string
		want string
	}{
		{"nothing tells", []string{"header guess: _ 3 _", "trimmed: 3 _ _"}, "? ? _"},
		{"a sign", []string{"header guess: _ -3 _", "trimmed: -3 _ _"}, "_ -3 _"},
		{"a plus", []string{"header guess: _ +3 _", "trimmed: +3 _ _"}, "_ 3 _"},
		{"decimals", []string{"header guess: _ _ 30.5", "trimmed: 30.5 _ _", "trimmed: _ 30.5 _"}, "_ _ 30.5"},
		{"a unit", []string{"header guess: _ _ 30万元", "trimmed: 30万元 _ _", "trimmed: _ 30万元 _"}, "_ _ 30"},
		{"it fits nowhere", []string{"header guess: _ _ -3", "trimmed: -3 _ _"}, "? _ ?"},
		{"what is left is a guess", []string{"header guess: -3 _ _", "trimmed: _ -3 _"}, "? ? ?"},
	} {
		p := placement(form, layout.BlanksMarked, tt.row)
		if got := written(reconcile.Form(&layout.Grid{}, p)); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}
