package reconcile_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors/align"
	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
	"gongkai/extractors/reconcile"
	"gongkai/schema"
)

// square has three rows and three columns; the third of each is the sum of the
// others, so that every cell is in two identities.
func square(t *testing.T) *schema.Form {
	t.Helper()
	form, err := schema.ParseForm([]byte(`{"edition": "x", "cells": 9, "report_years": [null, null],
		"tables": [{"id": "t", "rows": [{"code": "r"}, {"code": "s"}, {"code": "sum"}],
			"columns": [{"code": "a"}, {"code": "b"}, {"code": "total"}]}],
		"identities": [{"id": "t.row", "for_each": "row", "lhs": ["a", "b"], "rhs": ["total"]},
			{"id": "t.column", "for_each": "column", "lhs": ["r", "s"], "rhs": ["sum"]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	return form
}

// placement places rows as they stand in the form. A row is its readings, the
// likeliest first: a rule, then a figure for each cell; _ is empty, # absent, ?
// not to be assigned.
func placement(form *schema.Form, blanks layout.Blanks, rows ...[]string) *align.Placement {
	p := &align.Placement{Form: form, Blanks: blanks, Exact: len(rows), TablesFound: 1, TablesExpected: 1}
	for r, texts := range rows {
		row := align.Row{}
		for c := range form.Tables[0].Blocks[0].Columns {
			row.Cells = append(row.Cells, form.At(0, 0, r, c))
		}
		for _, text := range texts {
			rule, figures, _ := strings.Cut(text, ": ")
			reading := align.Reading{Rule: rule, Sure: rule == "number"}
			for _, word := range strings.Fields(figures) {
				reading.Figures = append(reading.Figures, printed(word))
			}
			row.Readings = append(row.Readings, reading)
		}
		p.Rows = append(p.Rows, row)
	}
	return p
}

func printed(word string) align.Figure {
	f := align.Figure{GridRow: -1, GridCell: -1}
	switch word {
	case "_":
		f.Presence = align.Empty
	case "#":
		f.Presence = align.Absent
	case "?":
		f.Presence = align.Unsure
	default:
		f.Presence, f.Text, f.Parsed = align.Printed, word, figure.Parse(word)
	}
	return f
}

// written is a report's cells: 5 observed, =5 inferred, ~5 corrected, !5 in
// conflict, _ blank, / not applicable, # missing, ? unreadable.
func written(r *reconcile.Report) string {
	marks := map[schema.Status]string{
		schema.Inferred: "=", schema.Corrected: "~", schema.Conflict: "!", schema.Blank: "_",
		schema.NotApplicable: "/", schema.Missing: "#", schema.Unreadable: "?",
	}
	var words []string
	for i := range r.Cells {
		word := marks[r.Cells[i].Status]
		if r.Cells[i].HasValue {
			word += r.Cells[i].Value.String()
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

type formCase struct {
	name    string
	form    func(*testing.T) *schema.Form
	blanks  layout.Blanks
	rows    [][]string
	want    string
	reasons []string
}

func one(text string) []string { return []string{text} }

var formCases = []formCase{
	{"observed", square, layout.BlanksKept, [][]string{one("number: 1 2 3"), one("number: 4 5 9"), one("number: 5 7 12")}, "1 2 3 4 5 9 5 7 12", nil},
	{"blank", square, layout.BlanksKept, [][]string{one("columns: 1 _ 1"), one("number: 4 5 9"), one("number: 5 5 10")}, "1 _ 1 4 5 9 5 5 10", nil},
	{"not applicable", square, layout.BlanksKept, [][]string{one("number: 1 / 1"), one("number: 4 5 9"), one("number: 5 5 10")}, "1 / 1 4 5 9 5 5 10", nil},
	{
		"inferred by two identities", square, layout.BlanksKept,
		[][]string{one("columns: 1 # 3"), one("number: 4 5 9"), one("number: 5 7 12")}, "1 =2 3 4 5 9 5 7 12", nil,
	},
	{
		"inferred by one identity is flagged", tinyForm, layout.BlanksKept,
		[][]string{one("columns: 1 # 3")}, "1 =2 3", []string{reconcile.ReasonOnce},
	},
	{
		// 1/2 is no single figure; the row and the column leave 2.
		"corrected", square, layout.BlanksKept,
		[][]string{one("number: 1 1/2 3"), one("number: 4 5 9"), one("number: 5 7 12")}, "1 ~2 3 4 5 9 5 7 12", nil,
	},
	{
		// Whichever way the first row stands, its own identity says 5 where 1/2 is
		// printed; the column says 10. What nobody printed is taken back.
		"a correction in doubt is withdrawn", square, layout.BlanksLost,
		[][]string{{"packed: 5 _ 1/2", "packed: _ 5 1/2"}, one("number: 4 5 9"), one("columns: # # 19")},
		"? ? ? 4 5 9 # # 19", []string{reconcile.ReasonMissing, reconcile.ReasonUnreadable},
	},
	{
		"one identity corrects nothing", tinyForm, layout.BlanksKept,
		[][]string{one("number: 1 1/2 3")}, "1 ? 3", []string{reconcile.ReasonUnreadable},
	},
	{
		// Neither part nor total can be told wrong: all three are in conflict, none is changed.
		"conflict stays as printed", tinyForm, layout.BlanksKept,
		[][]string{one("number: 1 2 4")}, "!1 !2 !4", []string{reconcile.ReasonIdentity},
	},
	{
		// 13 breaks its row and its column; every other figure holds in one identity.
		"the conflict is where fewest identities hold", square, layout.BlanksKept,
		[][]string{one("number: 1 2 3"), one("number: 4 5 9"), one("number: 5 7 13")}, "1 2 3 4 5 9 5 7 !13", []string{reconcile.ReasonIdentity},
	},
	{
		// The table prints no sums: nothing is lost, and the sum of both parts is no guess.
		"sums that the table does not have", square, layout.BlanksKept,
		[][]string{one("number: 1 2 #"), one("number: _ _ #"), one("number: 1 2 #")}, "1 2 =3 _ _ # 1 2 =3", nil,
	},
	{"a sum that no word of the header names", tinyForm, layout.BlanksMarked, [][]string{one("header order: 1 2 #")}, "1 2 =3", nil},
	{"the same, none of its parts printed", tinyForm, layout.BlanksMarked, [][]string{one("header order: _ _ #")}, "_ _ #", nil},
	{
		"the same, a part of it perhaps lost", tinyForm, layout.BlanksMarked,
		[][]string{one("header order: 1 _ #")}, "1 _ =1", []string{reconcile.ReasonOnce},
	},
	{
		"a sum left out that the header does not speak of", tinyForm, layout.BlanksMarked,
		[][]string{one("without sums: 1 2 #")}, "1 2 =3", []string{reconcile.ReasonOnce},
	},
	{
		// The second row prints its sum: the first one's is lost.
		"a sum lost beside one that is printed", square, layout.BlanksKept,
		[][]string{one("number: 1 2 #"), one("columns: _ 4 4"), one("number: 1 6 #")}, "1 2 =3 _ 4 4 1 6 =7", []string{reconcile.ReasonOnce},
	},
	{
		// Which of the four figures is too many is not known; the first two are the same in each reading.
		"rows with one figure too many", square, layout.BlanksKept,
		[][]string{
			{"extra column: 5 0 0", "extra column: 5 0 5"}, {"extra column: 5 0 0", "extra column: 5 0 5"}, {"extra column: 10 0 0", "extra column: 10 0 5"},
		},
		"5 0 ? 5 0 ? 10 0 ?", []string{reconcile.ReasonUnreadable},
	},
	{"missing", tinyForm, layout.BlanksKept, [][]string{one("columns: 1 # #")}, "1 # #", []string{reconcile.ReasonMissing}},
	{"a row that is not there", tinyForm, layout.BlanksKept, nil, "# # #", []string{reconcile.ReasonMissing}},
	{"unreadable", tinyForm, layout.BlanksKept, [][]string{one("unassigned: ? ? ?")}, "? ? ?", []string{reconcile.ReasonUnreadable}},
	{"an empty row", tinyForm, layout.BlanksKept, [][]string{one("empty row: _ _ _")}, "_ _ _", nil},
	{"a total left out is no zero", tinyForm, layout.BlanksKept, [][]string{one("columns: 1 2 _")}, "1 2 _", nil},
	{"a total left out where cells may move", tinyForm, layout.BlanksMarked, [][]string{one("columns: 1 2 _")}, "1 2 _", []string{reconcile.ReasonTotals}},
	{
		// Two figures for three columns: 5 is a part and the total, or both parts are there and the total is left out.
		"packed and not known", tinyForm, layout.BlanksLost,
		[][]string{{"packed: 5 5 _", "packed: 5 _ 5", "packed: _ 5 5"}}, "? ? ?", []string{reconcile.ReasonUnreadable},
	},
	{
		// The columns sum to 5 each: the two rows differ, but either may be the one.
		"packed rows that may be exchanged", square, layout.BlanksLost,
		[][]string{{"packed: 5 _ 5", "packed: _ 5 5"}, {"packed: 5 _ 5", "packed: _ 5 5"}, one("number: 5 5 10")},
		"? ? 5 ? ? 5 5 5 10", []string{reconcile.ReasonUnreadable},
	},
	{
		// Only where both stand in the first column do the columns sum to 12 and 0.
		"packed rows with one solution", square, layout.BlanksLost,
		[][]string{{"packed: _ 5 5", "packed: 5 _ 5"}, {"packed: _ 7 7", "packed: 7 _ 7"}, one("number: 12 0 12")}, "5 _ 5 7 _ 7 12 0 12", nil,
	},
	{
		// 1, 2, 3, 24 stand where three figures belong: only 1, 23, 24 adds up.
		"digits joined in the only way", tinyForm, layout.BlanksMarked,
		[][]string{{"joined digits: 12 3 24", "joined digits: 1 23 24"}}, "1 23 24", nil,
	},
	{
		// The agency's total of the first row is wrong. Without it the columns would hold too.
		"what the document leaves no other way for is not moved", square, layout.BlanksMarked,
		[][]string{{"number: 0 / 2", "extra column: 0 / 0"}, one("number: 1 2 3"), one("number: 1 2 3")},
		"0 / !2 1 2 3 1 2 3", []string{reconcile.ReasonIdentity, reconcile.ReasonColumns},
	},
	{
		// That no figure and a zero come to a total of nothing proves neither.
		"readings that the document speaks for alike", tinyForm, layout.BlanksMarked,
		[][]string{{"header place: _ _ _", "columns: _ 0 _"}}, "_ ? _", []string{reconcile.ReasonUnreadable, reconcile.ReasonTotals},
	},
	{
		"a guess that nothing proves", tinyForm, layout.BlanksMarked,
		[][]string{one("neighbour: 0 _ _")}, "? ? ?", []string{reconcile.ReasonUnreadable},
	},
	{
		// 1, 1 and a sum of 2 that was lost, or 1, nothing and a sum of 1 that moved.
		"a row that may have been packed to the left", square, layout.BlanksMarked,
		[][]string{one("header guess: 1 1 _"), one("number: 0 0 0"), one("number: 1 1 2")},
		"1 1 =2 0 0 0 1 1 2", []string{reconcile.ReasonTotals},
	},
	{"a header over the cells, counted", tinyForm, layout.BlanksMarked, [][]string{one("header guess: 0 _ _")}, "0 _ _", nil},
	{
		"digits joined in no way that holds", tinyForm, layout.BlanksMarked,
		[][]string{{"joined digits: 12 3 25", "joined digits: 1 23 25"}}, "? ? ?", []string{reconcile.ReasonUnreadable},
	},
}

func TestForm(t *testing.T) {
	t.Parallel()
	for _, tt := range formCases {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := reconcile.Form(&layout.Grid{}, placement(tt.form(t), tt.blanks, tt.rows...))
			if diff := cmp.Diff(tt.want, written(got)); diff != "" {
				t.Errorf("cells (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.reasons, got.Reasons); diff != "" {
				t.Errorf("reasons (-want +got):\n%s", diff)
			}
		})
	}
}

// TestFormIsTheSameEveryTime: a hundred times, with the readings that are as
// likely in any order.
func TestFormIsTheSameEveryTime(t *testing.T) {
	t.Parallel()
	for _, tt := range formCases {
		form := tt.form(t)
		rng := rand.New(rand.NewPCG(1, 1))
		for range 100 {
			var rows [][]string
			for _, readings := range tt.rows {
				shuffled := append([]string(nil), readings...)
				if strings.HasPrefix(readings[0], "number") {
					rows = append(rows, shuffled)
					continue // none is as likely
				}
				rng.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
				rows = append(rows, shuffled)
			}
			got := reconcile.Form(&layout.Grid{}, placement(form, tt.blanks, rows...))
			if diff := cmp.Diff(tt.want, written(got)); diff != "" {
				t.Fatalf("%s: readings %q (-want +got):\n%s", tt.name, rows, diff)
			}
		}
	}
}

// What was chosen is told, also where the rows were solved together: the columns
// leave the second reading of each.
func TestFormChoosing(t *testing.T) {
	t.Parallel()
	p := placement(square(t), layout.BlanksLost,
		[]string{"packed: _ 5 5", "packed: 5 _ 5"}, []string{"packed: _ 7 7", "packed: 7 _ 7"}, one("number: 12 0 12"))
	report, chosen := reconcile.FormChoosing(&layout.Grid{}, p)
	if diff := cmp.Diff([]int{1, 1, 0}, chosen); diff != "" {
		t.Errorf("chosen (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff("5 _ 5 7 _ 7 12 0 12", written(report)); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
}
