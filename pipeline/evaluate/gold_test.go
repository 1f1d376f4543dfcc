package evaluate

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/schema"
)

func TestParseGold(t *testing.T) {
	gold, err := parseGold(strings.NewReader(
		`{"file": "a.txt", "edition": "2021", "report_year": 2023, "agency": null, "cells": {` +
			`"disclosures/fees/fee_amount": {"value": -850.000001, "unit": "CNY_10k"}, "disclosures/rules/issued": {"value": null, "unit": null, "status": "blank", "lost": true}}}` +
			"\n\n" + `{"file": "b.txt", "expect": "index_page", "family": "html", "agency": "甲局", "published_on": "2024-01-12", "operators": ["x"]}` + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	amount, unit := Decimal(-850_000_001), schema.UnitCNY10k
	want := []Gold{
		{
			File: "a.txt", Family: NoFamily, Expect: ExpectReport, Edition: "2021", ReportYear: 2023, Agency: Stated{Judged: true},
			Cells: map[schema.CellID]Figure{
				"disclosures/fees/fee_amount": {Value: &amount, Unit: &unit},
				"disclosures/rules/issued":    {Status: "blank", Lost: true},
			},
		},
		{
			File: "b.txt", Family: "html", Expect: "index_page", Agency: Stated{true, "甲局"},
			PublishedOn: Stated{true, "2024-01-12"}, Operators: []string{"x"},
		},
	}
	if diff := cmp.Diff(want, gold); diff != "" {
		t.Errorf("gold (-want +got):\n%s", diff)
	}
}

func TestGoldFaults(t *testing.T) {
	for name, text := range map[string]string{
		"nothing":             "\n",
		"over two lines":      "{\"file\":\n\"a\"}",
		"no file":             `{"expect": "report"}`,
		"no JSON":             `{"file": `,
		"unknown edition":     `{"file": "a", "edition": "1999", "cells": {}}`,
		"unknown cell":        `{"file": "a", "edition": "2021", "cells": {"a/b/c": {"value": 1}}}`,
		"seven decimals":      `{"file": "a", "edition": "2021", "cells": {"disclosures/fees/fee_amount": {"value": 0.0000001}}}`,
		"exponent":            `{"file": "a", "edition": "2021", "cells": {"disclosures/fees/fee_amount": {"value": 1e3}}}`,
		"too large":           `{"file": "a", "edition": "2021", "cells": {"disclosures/fees/fee_amount": {"value": 99999999999999}}}`,
		"negative report":     `{"file": "a", "report": -1}`,
		"one report twice":    `{"file": "a"}` + "\n" + `{"file": "a"}`,
		"two families":        `{"file": "a", "family": "x"}` + "\n" + `{"file": "a", "family": "y", "report": 1}`,
		"report and rejected": `{"file": "a"}` + "\n" + `{"file": "a", "expect": "empty", "report": 1}`,
	} {
		if gold, err := parseGold(strings.NewReader(text)); err == nil {
			t.Errorf("%s: read as %+v", name, gold)
		}
	}
}

// The labels of real documents, where they are at hand, are read.
func TestSeedLabels(t *testing.T) {
	path := filepath.Join("..", "..", "..", "shared", "seeds", "gold.jsonl")
	if _, err := os.Stat(path); err != nil {
		t.Logf("no seeds beside the repository: %v", err)
		return
	}
	gold, err := ReadGold(path)
	if err != nil {
		t.Fatal(err)
	}
	cells := 0
	for _, g := range gold {
		cells += len(g.Cells)
	}
	if len(gold) != 5 || cells != 990 {
		t.Errorf("%d documents, %d cells", len(gold), cells)
	}
}
