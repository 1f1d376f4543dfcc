package evaluate

import (
	"testing"

	"gongkai/schema"
)

func TestJudge(t *testing.T) {
	n := func(v int64) *Decimal { d := Decimal(schema.Count(v)); return &d }
	item, cny, cny10k := schema.UnitItem, schema.UnitCNY, schema.UnitCNY10k
	given := func(status schema.Status, v int64, unit string) Cell {
		return Cell{Status: status, HasValue: true, Value: schema.Count(v), Unit: unit}
	}
	none := func(status schema.Status) Cell { return Cell{Status: status} }
	printed, lost := Figure{Value: n(5), Unit: &item}, Figure{Value: n(5), Unit: &item, Lost: true}
	blank, lostBlank := Figure{Status: "blank"}, Figure{Status: "blank", Lost: true}
	for _, tt := range []struct {
		name   string
		figure Figure
		cell   Cell
		want   verdict
	}{
		{"printed, observed", printed, given(schema.Observed, 5, item), right},
		{"printed, inferred", printed, given(schema.Inferred, 5, item), right},
		{"printed, in conflict but as printed", printed, given(schema.Conflict, 5, item), right},
		{"printed, in conflict and other", printed, given(schema.Conflict, 6, item), wrong},
		{"printed, other", printed, given(schema.Observed, 50, item), wrong},
		{"printed, zero", printed, given(schema.Observed, 0, item), wrong},
		{"printed, missing", printed, none(schema.Missing), missed},
		{"printed, unreadable", printed, none(schema.Unreadable), missed},
		{"printed, blank", printed, none(schema.Blank), asBlank},
		{"printed, dash", printed, none(schema.NotApplicable), asBlank},
		{"lost, found", lost, given(schema.Inferred, 5, item), right},
		{"lost, other", lost, given(schema.Inferred, 4, item), wrong},
		{"lost, zero", lost, given(schema.Observed, 0, item), wrong},
		{"lost, missing", lost, none(schema.Missing), neutral},
		{"lost, blank", lost, none(schema.Blank), neutral},
		{"blank, blank", blank, none(schema.Blank), neutral},
		{"blank, dash", blank, none(schema.NotApplicable), neutral},
		{"blank, unknown", blank, none(schema.Unreadable), neutral},
		{"blank, zero", blank, given(schema.Observed, 0, item), wrong},
		{"lost blank, zero", lostBlank, given(schema.Observed, 0, item), neutral},
		{"lost blank, five", lostBlank, given(schema.Observed, 5, item), wrong},
		{"unit as printed", Figure{Value: n(5), Unit: &cny10k}, given(schema.Observed, 5, cny10k), right},
		{"other unit", Figure{Value: n(5), Unit: &cny10k}, given(schema.Observed, 5, cny), wrong},
		{"unit not found", Figure{Value: n(5), Unit: &cny10k}, given(schema.Observed, 5, ""), missed},
		{"lost, unit not found", Figure{Value: n(5), Unit: &cny10k, Lost: true}, given(schema.Observed, 5, ""), neutral},
		{"no unit", Figure{Value: n(5)}, given(schema.Observed, 5, ""), right},
		{"unit made up", Figure{Value: n(5)}, given(schema.Observed, 5, cny), wrong},
	} {
		if got := judge(&tt.figure, &tt.cell); got != tt.want {
			t.Errorf("%s: verdict %d, want %d", tt.name, got, tt.want)
		}
	}
}

func TestFind(t *testing.T) {
	report := func(uri string) *Report { return &Report{ID: uri, URI: uri} }
	tables := &Tables{
		Reports: []*Report{report("docs/a.html"), report("x/docs/b.html"), report("y/docs/b.html"), report("c.html"), report("http://host/e/f.html")},
		Rejects: []Reject{{URI: "g.html"}},
	}
	at := newAddresses(tables, Aliases{"copies/h.html": "docs/a.html", "i.html": "nowhere"})
	for file, want := range map[string]string{
		"docs/a.html":        "docs/a.html",
		"a.html":             "docs/a.html",
		"root/docs/a.html":   "docs/a.html",
		"other/a.html":       "", // another folder's document of that name
		"docs/b.html":        "", // two fit
		"x/docs/b.html":      "x/docs/b.html",
		"deep/er/c.html":     "c.html",
		"e/f.html":           "http://host/e/f.html",
		"g.html":             "g.html",
		"copies/h.html":      "docs/a.html",
		"root/copies/h.html": "docs/a.html",
		"i.html":             "",
		"z.html":             "",
	} {
		got, ok := at.find(file)
		if got != want || ok != (want != "") {
			t.Errorf("find(%q) = %q, %t; want %q", file, got, ok, want)
		}
	}
}

func TestPercent(t *testing.T) {
	for want, r := range map[string]Rate{
		"–": {}, "0 %": rate(0, 7), "100 %": rate(7, 7), "66.67 %": rate(2, 3),
		"99.996 %": rate(24999, 25000), "0.004 %": rate(1, 25000), "99.99 %": rate(9999, 10000),
	} {
		if got := percent(r); got != want {
			t.Errorf("percent(%v) = %q, want %q", r, got, want)
		}
	}
}

// Numbers on page images are counted apart: a legible one that is missed, an
// altered one that an identity gives back, a lost one, a zero, a number of a text.
func TestNumbersOnPageImages(t *testing.T) {
	number := func(n int64, recognised string) *Figure {
		d := Decimal(n * int64(schema.One))
		return &Figure{Value: &d, Recognised: recognised, Lost: recognised == "altered" || recognised == "gone"}
	}
	given := func(n int64) *Cell { return &Cell{HasValue: true, Value: schema.Micros(n) * schema.One} }
	var c Counts
	for _, x := range []struct {
		figure *Figure
		cell   *Cell
	}{
		{number(5, "legible"), given(5)}, {number(6, "legible"), &Cell{}}, {number(7, "altered"), given(7)},
		{number(8, "gone"), &Cell{}}, {number(0, "legible"), given(0)}, {number(9, ""), given(9)},
	} {
		c.cell(x.figure, x.cell, true)
	}
	if c.Imaged != 4 || c.ImagedRight != 2 || c.Legible != 2 || c.LegibleRight != 1 {
		t.Errorf("%d of %d, of the legible %d of %d; want 2 of 4, 1 of 2", c.ImagedRight, c.Imaged, c.LegibleRight, c.Legible)
	}
}
