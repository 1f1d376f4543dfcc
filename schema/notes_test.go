package schema

import (
	"path"
	"slices"
	"testing"

	"gongkai/data"
)

// Every note is about some cell, and "no" and "yes" are said of cells that several
// editions have.
func TestNotes(t *testing.T) {
	notes, err := parseNotes(data.FormNotes)
	if err != nil || len(notes) == 0 {
		t.Fatalf("%d notes, %v", len(notes), err)
	}
	for _, n := range notes {
		matched := 0
		for _, p := range unionCells(Forms()) {
			if ok, _ := path.Match(n.cells, string(p.id)); ok {
				matched++
				if n.comparable == "no" && len(p.editions) < 2 {
					t.Errorf("%s: %s has one edition", n.cells, p.id)
				}
			}
		}
		if matched == 0 {
			t.Errorf("%s is no cell", n.cells)
		}
	}
	for _, text := range []string{"", "cells\n", "cells,comparable,caveat,caveat_zh\na/*,maybe,x,y\n", "cells,comparable,caveat,caveat_zh\na/[,,x,y\n", "cells,comparable,caveat,caveat_zh\na,,,y\n"} {
		if _, err := parseNotes([]byte(text)); err == nil {
			t.Errorf("%q is read", text)
		}
	}
}

// A cell whose row's label differs between the editions is a note's matter: it is
// said whether it is comparable.
func TestChangedLabelsAreJudged(t *testing.T) {
	forms := Forms()
	for _, p := range unionCells(forms) {
		var labels []string
		for _, f := range forms {
			if i, ok := f.Cell(p.id); ok {
				labels = append(labels, f.RowOf(i).Label+" "+f.ColumnOf(i).Label)
			}
		}
		judged := slices.ContainsFunc(notesOf(p.id), func(n note) bool { return n.comparable != "" })
		if len(slices.Compact(labels)) > 1 && !judged {
			t.Errorf("%s is printed %q, and no note says whether that is the same", p.id, labels)
		}
	}
}

func TestComparability(t *testing.T) {
	for _, tt := range []struct {
		cell CellID
		want string
	}{
		{"applications/granted/total", ComparableYes},
		{"disclosures/penalties/decisions", ComparableYes},
		{"applications/other_handling/total", ComparableNo},
		{"applications/other_fee_not_paid/total", ComparableAlone},
		{"disclosures/licensing/change", ComparableAlone},
	} {
		var editions []string
		for _, f := range Forms() {
			if _, ok := f.Cell(tt.cell); ok {
				editions = append(editions, f.Edition)
			}
		}
		if got := comparability(tt.cell, editions); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.cell, got, tt.want)
		}
	}
}
