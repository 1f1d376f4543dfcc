package overrides_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gongkai/extractors"
	"gongkai/pipeline/overrides"
	"gongkai/pipeline/pipelinetest"
	"gongkai/schema"
)

// read reads a document of the made-up format, its second report being the one looked at.
func read(lines ...string) extractors.Result {
	body := "report 2021 2021 别\nreport 2021 2022 甲\n" + strings.Join(lines, "\n")
	return pipelinetest.Extract(context.Background(), extractors.Document{Body: []byte(body)})
}

// apply applies lines "cell,value,unit" to the second report.
func apply(t *testing.T, result *extractors.Result, lines ...string) []string {
	t.Helper()
	text := header
	for _, l := range lines {
		text += fmt.Sprintf("%s,1,%s,zhang,2026-11-21,seen\n", sha, l)
	}
	set, err := overrides.Read(folder(map[string]string{"x.csv": text}))
	if err != nil {
		t.Fatal(err)
	}
	var effects []string
	for _, o := range set.Apply(sha, result) {
		effects = append(effects, string(o.Effect))
	}
	return effects
}

const row = "applications/granted/"

// state is the cells of the row granted that matter here, the outcome of the
// row's identity, and the reasons for review.
func state(r *extractors.Report) string {
	var parts []string
	for _, column := range []string{"natural_person", "business", "total"} {
		i, _ := r.Form.Form.Cell(schema.CellID(row + column))
		c := r.Form.Cells[i]
		text := c.Status.String()
		if c.HasValue {
			text += " " + c.Value.String()
		}
		parts = append(parts, fmt.Sprintf("%s e%d", text, c.Evidence))
	}
	for i, identity := range r.Form.Form.Identities {
		if identity.ID == "applications.applicants" && identity.Scope == "granted" {
			parts = append(parts, r.Form.Checks[i].Outcome.String())
		}
	}
	return strings.Join(append(parts, strings.Join(r.Review, ",")), "; ")
}

func TestApply(t *testing.T) {
	for _, tt := range []struct {
		name      string
		lines     []string
		overrides []string
		want      string
	}{
		{
			"a misread number is put right and its identity holds",
			[]string{"cell " + row + "natural_person conflict 7", "cell " + row + "business observed 2", "cell " + row + "total observed 3", "check"},
			[]string{row + "natural_person,1,item"},
			"verified 1 e1; observed 2 e1; observed 3 e1; pass; ",
		},
		{
			"the others of the broken identity are no conflict any more",
			[]string{"cell " + row + "natural_person conflict 1", "cell " + row + "business conflict 2", "cell " + row + "total conflict 7", "check"},
			[]string{row + "total,3,"},
			"observed 1 e1; observed 2 e1; verified 3 e1; pass; ",
		},
		{
			"what was lost is found",
			[]string{"cell " + row + "natural_person missing", "cell " + row + "business observed 2", "cell " + row + "total observed 3", "check", "review cells_missing"},
			[]string{row + "natural_person,1,"},
			"verified 1 e1; observed 2 e1; observed 3 e1; pass; ",
		},
		{
			"a verified number that contradicts the others: they are in conflict, it is not",
			[]string{"cell " + row + "natural_person observed 1", "cell " + row + "business observed 2", "cell " + row + "total observed 3", "check"},
			[]string{row + "natural_person,5,"},
			"verified 5 e0; conflict 2 e0; conflict 3 e0; fail; identity_failed",
		},
		{
			"what was inferred from the number is withdrawn",
			[]string{"cell " + row + "natural_person observed 1", "cell " + row + "business inferred 2", "cell " + row + "total observed 3", "check", "review inferred_from_one_identity"},
			[]string{row + "natural_person,2,"},
			"verified 2 e0; missing e0; observed 3 e0; not_assessable; cells_missing",
		},
		{
			"a total that was left out; those of the columns still are",
			[]string{"cell " + row + "natural_person observed 1", "cell " + row + "business observed 2", "check", "review totals_left_out", "review agency_unknown"},
			[]string{row + "total,3,"},
			"observed 1 e1; observed 2 e1; verified 3 e1; pass; agency_unknown,totals_left_out",
		},
		{
			"several figures at once",
			[]string{"cell " + row + "natural_person conflict 7", "cell " + row + "business unreadable", "cell " + row + "total observed 3", "check", "review cells_unreadable", "review identity_failed"},
			[]string{row + "natural_person,1,", row + "business,2,"},
			"verified 1 e1; verified 2 e1; observed 3 e1; pass; ",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			result := read(tt.lines...)
			for _, effect := range apply(t, &result, tt.overrides...) {
				if effect != "applied" {
					t.Errorf("effect %s", effect)
				}
			}
			once := state(&result.Reports[1])
			if diff := cmp.Diff(tt.want, once); diff != "" {
				t.Errorf("report (-want +got):\n%s", diff)
			}
			apply(t, &result, tt.overrides...)
			if diff := cmp.Diff(once, state(&result.Reports[1])); diff != "" {
				t.Errorf("applied twice (-once +twice):\n%s", diff)
			}
			if diff := cmp.Diff(read().Reports[0].Form, result.Reports[0].Form, cmp.Comparer(func(a, b *schema.Form) bool { return a == b })); diff != "" {
				t.Errorf("the other report changed:\n%s", diff)
			}
		})
	}
}

// The last total that was left out is found: nobody need look.
func TestLastTotal(t *testing.T) {
	result := read("cell proceedings/reconsideration/upheld observed 2", "check", "review totals_left_out")
	if diff := cmp.Diff([]string{"applied"}, apply(t, &result, "proceedings/reconsideration/total,2,item")); diff != "" {
		t.Errorf("effects (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{}, result.Reports[1].Review); diff != "" {
		t.Errorf("review (-want +got):\n%s", diff)
	}
}

func TestEffects(t *testing.T) {
	result := read("cell "+row+"total observed 3", "cell "+row+"business conflict 3", "cell disclosures/fees/fee_amount blank")
	got := apply(t, &result,
		row+"total,3,item",                        // read so: the line can go
		row+"business,3,item",                     // read so, and in conflict
		"disclosures/fees/fee_amount,1.5,CNY_10k", // read as blank
		"disclosures/rules/made,1,",               // a cell of edition 2019
	)
	// By report and cell: granted/business, granted/total, fees, rules.
	if diff := cmp.Diff([]string{"confirmed", "same", "applied", "no_cell"}, got); diff != "" {
		t.Errorf("effects (-want +got):\n%s", diff)
	}
	for cell, want := range map[schema.CellID]schema.Micros{
		row + "total": schema.Count(3), row + "business": schema.Count(3), "disclosures/fees/fee_amount": 1_500_000,
	} {
		i, _ := result.Reports[1].Form.Form.Cell(cell)
		if c := result.Reports[1].Form.Cells[i]; c.Status != schema.Verified || c.Value != want {
			t.Errorf("%s: %+v", cell, c)
		}
	}
	rejected := extractors.Result{Reject: schema.Rejectf(schema.NotAReport, "nothing")}
	if diff := cmp.Diff([]string{"no_report"}, apply(t, &rejected, row+"total,3,item")); diff != "" {
		t.Errorf("of a rejected document (-want +got):\n%s", diff)
	}
}

// A failed identity of which every number is verified needs no further look; one
// of which a number is not still does.
func TestPrintedWrong(t *testing.T) {
	lines := []string{"cell " + row + "natural_person conflict 1", "cell " + row + "business conflict 2", "cell " + row + "total conflict 7", "check"}
	for _, tt := range []struct {
		overrides []string
		want      string
	}{
		{[]string{row + "natural_person,1,", row + "business,2,"}, "verified 1 e0; verified 2 e0; conflict 7 e0; fail; identity_failed"},
		{[]string{row + "natural_person,1,", row + "business,2,", row + "total,7,"}, "verified 1 e0; verified 2 e0; verified 7 e0; fail; "},
	} {
		result := read(lines...)
		for _, effect := range apply(t, &result, tt.overrides...) {
			if effect != "confirmed" {
				t.Errorf("effect %s", effect)
			}
		}
		if diff := cmp.Diff(tt.want, state(&result.Reports[1])); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.overrides, diff)
		}
	}
}

// Where the source prints no figure, a person can say so.
func TestVerifiedBlank(t *testing.T) {
	result := read("cell "+row+"natural_person missing", "cell "+row+"business unreadable", "review cells_missing", "review cells_unreadable")
	got := apply(t, &result, row+"business,not_applicable,", row+"natural_person,blank,", row+"total,blank,")
	if diff := cmp.Diff([]string{"applied", "applied", "same"}, got); diff != "" {
		t.Errorf("effects (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff("blank e0; not_applicable e0; blank e0; not_assessable; ", state(&result.Reports[1])); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
}

// A reason is settled for what was seen, and comes up again when the report is
// read otherwise.
func TestSettledReason(t *testing.T) {
	lines := []string{"cell " + row + "total observed 3", "review agency_unknown", "review orphan_figures"}
	before := read(lines...)
	seen := overrides.Fingerprint(&before.Reports[1])
	for _, tt := range []struct {
		name    string
		lines   []string
		effects []string
		review  []string
	}{
		{"as seen", lines, []string{"applied"}, []string{"orphan_figures"}},
		{"read otherwise", append([]string{"cell " + row + "business observed 1"}, lines...), []string{"stale"}, []string{"agency_unknown", "orphan_figures"}},
		{"no reason any more", []string{lines[0]}, []string{"same"}, nil},
	} {
		result := read(tt.lines...)
		if diff := cmp.Diff(tt.effects, apply(t, &result, "review/agency_unknown,"+seen+",")); diff != "" {
			t.Errorf("%s: effects (-want +got):\n%s", tt.name, diff)
		}
		if diff := cmp.Diff(tt.review, result.Reports[1].Review, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: review (-want +got):\n%s", tt.name, diff)
		}
	}
	// A figure put right beside it does not unsettle it.
	result := read(lines...)
	apply(t, &result, row+"total,4,", "review/agency_unknown,"+seen+",")
	if diff := cmp.Diff([]string{"orphan_figures"}, result.Reports[1].Review); diff != "" {
		t.Errorf("with a figure (-want +got):\n%s", diff)
	}
}
