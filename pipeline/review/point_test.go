package review

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors"
	"gongkai/extractors/agency"
	"gongkai/extractors/reconcile"
	"gongkai/pipeline/record"
	"gongkai/schema"
)

// reported is a report with some cells; the others are blank.
func reported(cells map[string]reconcile.Cell, reasons ...string) *extractors.Report {
	form := schema.FormOf("2021")
	r := &reconcile.Report{Form: form, Cells: make([]reconcile.Cell, len(form.Cells))}
	for i := range r.Cells {
		r.Cells[i].Status = schema.Blank
		if c, ok := cells[string(form.Cells[i].ID)]; ok {
			r.Cells[i] = c
		}
	}
	r.Checks = reconcile.Retest(form, r.Cells)
	return &extractors.Report{Form: r, Review: reasons}
}

func number(status schema.Status, n int64) reconcile.Cell {
	return reconcile.Cell{Status: status, HasValue: true, Value: schema.Count(n), Unit: schema.UnitItem}
}

func TestPoints(t *testing.T) {
	const row = "applications/granted/"
	r := reported(map[string]reconcile.Cell{
		row + "natural_person": number(schema.Conflict, 2), row + "business": number(schema.Verified, 1), row + "total": number(schema.Conflict, 4),
		"disclosures/rules/issued":                            {Status: schema.Missing},
		"disclosures/licensing/decisions":                     {Status: schema.Unreadable},
		"proceedings/reconsideration/upheld":                  number(schema.Inferred, 1),
		"proceedings/litigation_direct/upheld":                number(schema.Corrected, 1),
		"proceedings/litigation_after_reconsideration/upheld": number(schema.Observed, 1),
	}, "agency_unknown", reconcile.ReasonMissing, reconcile.ReasonUnreadable, reconcile.ReasonIdentity, reconcile.ReasonOnce, reconcile.ReasonUnverified, reconcile.ReasonTotals)
	var got []string
	for _, p := range points(r) {
		var names []string
		for _, c := range p.cells {
			names = append(names, string(r.Form.Form.Cells[c].ID))
		}
		text := p.reason
		if p.identity >= 0 {
			text += " " + r.Form.Form.Identities[p.identity].Scope
		}
		got = append(got, fmt.Sprintf("%s: %d cells, accepting verifies %d", text, len(names), len(p.accepted(r.Form))))
		if len(names) == 1 {
			got = append(got, "  "+names[0])
		}
	}
	want := []string{
		"agency_unknown: 0 cells, accepting verifies 0",
		"cells_missing: 1 cells, accepting verifies 0", "  disclosures/rules/issued",
		"cells_unreadable: 1 cells, accepting verifies 0", "  disclosures/licensing/decisions",
		"identity_failed granted: 7 cells, accepting verifies 2", // one is verified, four are blank
		"inferred_from_one_identity: 2 cells, accepting verifies 2",
		// The column of the totals has granted/total only: no identity bears it out; nor
		// the others' rows.
		"noisy_text_unverified: 1 cells, accepting verifies 1", "  proceedings/litigation_after_reconsideration/upheld",
	}
	// The totals that are left out: three of proceedings; in section 3 those of the
	// columns natural_person, business and total.
	want = append(want, "totals_left_out: 6 cells, accepting verifies 0")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("points (-want +got):\n%s", diff)
	}
}

// Every reason that is given is explained.
func TestReasonsAreExplained(t *testing.T) {
	given := []string{
		reconcile.ReasonIdentity, reconcile.ReasonMissing, reconcile.ReasonUnreadable, reconcile.ReasonOnce, reconcile.ReasonOrphans,
		reconcile.ReasonUnverified, reconcile.ReasonTotals, reconcile.ReasonColumns,
		agency.DoubtYear, agency.DoubtDivision, agency.DoubtMirror,
		record.ReasonOutOfRange, record.ReasonFraction, record.ReasonBadDate,
		"agency_unknown", "year_unknown", "edition_uncertain", "tables_missing", "order_unproven", "characters_lost",
	}
	for _, code := range given {
		if schema.ReviewMeaning(code) == "" {
			t.Errorf("no meaning of %s", code)
		}
	}
	if len(given) != len(schema.ReviewReasons) {
		t.Errorf("%d reasons given, %d explained", len(given), len(schema.ReviewReasons))
	}
}
