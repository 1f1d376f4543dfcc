package inspect_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/pipeline/inspect"
)

// explainOne explains a cell of a golden file's document.
func explainOne(t *testing.T, file, cell string) *inspect.Explanation {
	t.Helper()
	_, name, body := document(t, file)
	all, err := inspect.Explain(view(t, name, body), inspect.All, cell)
	if err != nil || len(all) != 1 {
		t.Fatalf("explain %s: %d explanations, %v", cell, len(all), err)
	}
	return all[0]
}

// The sum that the agency printed wrong: read where it stands, both identities fail.
func TestExplainConflict(t *testing.T) {
	e := explainOne(t, "page.txtar", "applications/carried_over/total")
	if e.Cell.Status != "conflict" || e.Cell.Value == nil || e.Cell.Evidence != 0 {
		t.Errorf("cell: %+v", e.Cell)
	}
	if diff := cmp.Diff([]string{"二、上年结转政府信息公开申请数量"}, e.Cell.RowLabels); diff != "" {
		t.Errorf("row labels (-want +got):\n%s", diff)
	}
	// The fourth row of the second table of the page, after two rows of header.
	if diff := cmp.Diff(&inspect.Source{Table: 1, Row: 3, Col: 7}, e.Cell.Source); diff != "" {
		t.Errorf("source (-want +got):\n%s", diff)
	}
	sums := map[string][2]string{}
	for _, c := range e.Identities {
		lhs, err := json.Marshal(c.LHS)
		if err != nil {
			t.Fatal(err)
		}
		rhs, err := json.Marshal(c.RHS)
		if err != nil {
			t.Fatal(err)
		}
		sums[c.CheckID+"/"+c.Scope+" "+c.Outcome] = [2]string{string(lhs), string(rhs)}
	}
	want := map[string][2]string{
		"applications.balance/total fail":           {"15", "14"}, // 13 + 2, 12 + 2
		"applications.applicants/carried_over fail": {"1", "2"},
	}
	if diff := cmp.Diff(want, sums); diff != "" {
		t.Errorf("identities (-want +got):\n%s", diff)
	}
	marked := 0
	for _, row := range e.Around {
		if row.Marked >= 0 {
			marked++
			if row.Cells[row.Marked] != "2" || row.Cells[0] != "二、上年结转政府信息公开申请数量" {
				t.Errorf("marked: %q in %q", row.Cells[row.Marked], row.Cells)
			}
		}
	}
	if marked != 1 || len(e.Around) != 7 {
		t.Errorf("%d cells marked in %d rows", marked, len(e.Around))
	}
}

// The last cell of a row was lost: no source, the row's figures around it.
func TestExplainInferred(t *testing.T) {
	e := explainOne(t, "town.txtar", "applications/granted/total")
	value, err := json.Marshal(e.Cell.Value)
	if err != nil {
		t.Fatal(err)
	}
	if e.Cell.Status != "inferred" || string(value) != "5" || e.Cell.Source != nil {
		t.Errorf("cell: %s %+v", value, e.Cell)
	}
	if e.Placing == nil || e.Placing.Label != "(一)予以公开" || e.Placing.Match != "exact" {
		t.Fatalf("placing: %+v", e.Placing)
	}
	chosen := 0
	for _, r := range e.Placing.Readings {
		if r.Chosen {
			chosen++
		}
		if r.This != 6 || len(r.Figures) != 7 {
			t.Errorf("reading %s: cell %d of %d", r.Rule, r.This, len(r.Figures))
		}
	}
	if chosen != 1 {
		t.Errorf("%d readings chosen", chosen)
	}
	found := false
	for _, row := range e.Around {
		found = found || row.Cells[0] == "(一)予以公开"
	}
	if !found {
		t.Errorf("the row is not around the cell: %+v", e.Around)
	}
}

func TestExplainText(t *testing.T) {
	_, name, body := document(t, "page.txtar")
	var out bytes.Buffer
	if err := inspect.WriteExplanation(&out, view(t, name, body), 0, "disclosures/fees/fee_amount", inspect.Style{}); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"  row        第二十条第（八）项 › 行政事业性收费\n",
		"  column     本年收费金额（单位：万元）\n",
		"  value      12.5 · CNY_10k\n",
		"  status     observed: read where it is printed\n",
		"  source     table 0, row 13, cell 1, counted from 0\n",
		" 行政事业性收费 | [12.5]\n",
		"No identity bears on this cell\n",
	} {
		if !strings.Contains(out.String(), line) {
			t.Errorf("no %q in:\n%s", line, out.String())
		}
	}
}

func TestUnknownCell(t *testing.T) {
	_, name, body := document(t, "page.txtar")
	v := view(t, name, body)
	for cell, nearest := range map[string]string{
		"granted/natural_person":              "applications/granted/natural_person",
		"applications/granted/natural_persn":  "applications/granted/natural_person",
		"applications_granted_natural_person": "applications/granted/natural_person",
		// The 2019 edition has this cell, the document's does not.
		"disclosures/procurement/procurement_amount": "disclosures/fees/fee_amount",
	} {
		_, err := inspect.Explain(v, inspect.All, cell)
		var unknown *inspect.UnknownCellError
		if !errors.As(err, &unknown) {
			t.Errorf("%s: %v", cell, err)
			continue
		}
		if !strings.Contains(strings.Join(unknown.Nearest, " "), nearest) {
			t.Errorf("%s: nearest are %q, want %s among them", cell, unknown.Nearest, nearest)
		}
	}
	// A rejected document has every edition's cells, and none to explain.
	rejected := view(t, "minutes.txt", "Minutes of a meeting.")
	if all, err := inspect.Explain(rejected, inspect.All, "disclosures/procurement/procurement_amount"); err != nil || len(all) != 0 {
		t.Errorf("rejected: %d explanations, %v", len(all), err)
	}
	if _, err := inspect.Explain(rejected, inspect.All, "x"); err == nil {
		t.Error("rejected: an unknown cell is no error")
	}
}

func TestNoReport(t *testing.T) {
	_, name, body := document(t, "page.txtar")
	if err := inspect.WriteText(&bytes.Buffer{}, view(t, name, body), 1, inspect.Style{}); !errors.Is(err, inspect.ErrNoReport) {
		t.Errorf("report 1 of one: %v", err)
	}
}

// The JSON has every cell and identity of the edition, with exact values.
func TestJSON(t *testing.T) {
	_, name, body := document(t, "page.txtar")
	v := view(t, name, body)
	var out bytes.Buffer
	if err := inspect.WriteJSON(&out, v, inspect.All); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Format   string
		Document struct {
			SHA256 string
			Bytes  int
		}
		Reject  any
		Reports []struct {
			ReportID      string   `json:"report_id"`
			Agency        string   `json:"agency"`
			ReportYear    int      `json:"report_year"`
			ReviewReasons []string `json:"review_reasons"`
			Counts        map[string]int
			Checks        []struct{ Outcome string }
			Labels        []struct{ Label string }
			Cells         []struct {
				Cell, Status string
				Value        json.Number
				Unit, Raw    *string
				ColumnLabels []string `json:"column_labels"`
			}
		}
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Format != inspect.FormatReport || got.Reject != nil || len(got.Reports) != 1 || got.Document.Bytes != len(body) {
		t.Fatalf("format %q, reject %v, %d reports, %d bytes", got.Format, got.Reject, len(got.Reports), got.Document.Bytes)
	}
	r := got.Reports[0]
	if r.ReportID != got.Document.SHA256[:16]+"-0" || r.Agency != "临江县水利局" || r.ReportYear != 2023 {
		t.Errorf("report %s of %s for %d", r.ReportID, r.Agency, r.ReportYear)
	}
	if len(r.Cells) != 200 || len(r.Checks) != 42 || len(r.Labels) != 1 {
		t.Errorf("%d cells, %d checks, %d labels", len(r.Cells), len(r.Checks), len(r.Labels))
	}
	if diff := cmp.Diff([]string{"identity_failed"}, r.ReviewReasons); diff != "" {
		t.Errorf("review reasons (-want +got):\n%s", diff)
	}
	// Three blanks in the row of rules, two dashes, one sum that conflicts.
	want := map[string]int{
		"observed": 194, "blank": 3, "not_applicable": 2, "conflict": 1,
		"inferred": 0, "corrected": 0, "verified": 0, "missing": 0, "unreadable": 0,
	}
	if diff := cmp.Diff(want, r.Counts); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	for _, c := range r.Cells {
		switch c.Cell {
		case "disclosures/fees/fee_amount":
			if c.Value != "12.5" || *c.Unit != "CNY_10k" {
				t.Errorf("%s: %s %v", c.Cell, c.Value, c.Unit)
			}
		case "disclosures/rules/issued":
			if c.Value != "" || c.Status != "blank" {
				t.Errorf("%s: %q %s", c.Cell, c.Value, c.Status)
			}
		case "applications/new_received/business":
			if diff := cmp.Diff([]string{"法人或其他组织", "商业企业"}, c.ColumnLabels); c.Value != "4" || diff != "" {
				t.Errorf("%s: %s, labels %s", c.Cell, c.Value, diff)
			}
		}
	}
}

func TestRejectJSON(t *testing.T) {
	var out bytes.Buffer
	if err := inspect.WriteJSON(&out, view(t, "minutes\u202e.txt", "Minutes of a meeting."), inspect.All); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Document struct {
			SourceURI string `json:"source_uri"`
		}
		Reject  struct{ Reason string }
		Reports []any
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Reject.Reason != "not_a_report" || got.Reports == nil || len(got.Reports) != 0 || got.Document.SourceURI != "minutes\u202e.txt" {
		t.Errorf("got %+v", got)
	}
	if strings.ContainsRune(out.String(), '\u202e') {
		t.Error("a directional mark reaches the terminal")
	}
}
