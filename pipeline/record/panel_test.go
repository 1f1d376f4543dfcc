package record_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/extractors/agency"
	"gongkai/extractors/reconcile"
	"gongkai/pipeline/record"
	"gongkai/pipeline/record/recordtest"
	"gongkai/schema"
)

// candidate makes a report of an agency and year whose document's hash is made
// of one digit.
func candidate(form *schema.Form, digit, name string, year, lost int, review bool) *record.Row {
	row := smallRow(form)
	row.ContentSHA256, row.DocID, row.Ordinal = strings.Repeat(digit, 64), "doc-"+digit, 0
	row.Who.Agency, row.Who.Year, row.Review = name, year, nil
	if review {
		row.Review = []string{"reason"}
	}
	for i := range row.Form.Cells {
		row.Form.Cells[i] = reconcile.Cell{Status: schema.Blank}
		if i < lost {
			row.Form.Cells[i].Status = []schema.Status{schema.Missing, schema.Unreadable}[i%2]
		}
	}
	return row
}

func TestPanelTakesTheBest(t *testing.T) {
	form, tables := parse(t, smallForm)
	for _, c := range []struct {
		name string
		rows []*record.Row
		want string
	}{
		{"fewest cells lost", []*record.Row{candidate(form, "1", "甲局", 2021, 2, false), candidate(form, "2", "甲局", 2021, 1, true)}, "2"},
		{"then not under review", []*record.Row{candidate(form, "1", "甲局", 2021, 1, true), candidate(form, "2", "甲局", 2021, 1, false)}, "2"},
		{"then the first", []*record.Row{candidate(form, "2", "甲局", 2021, 1, false), candidate(form, "1", "甲局", 2021, 1, false)}, "1"},
		{"two agencies", []*record.Row{candidate(form, "1", "甲局", 2021, 0, false), candidate(form, "2", "乙局", 2021, 0, false)}, "21"},
		{"two years", []*record.Row{candidate(form, "2", "甲局", 2021, 0, false), candidate(form, "1", "甲局", 2022, 0, false)}, "21"},
		{"unknown agency", []*record.Row{candidate(form, "1", "", 2021, 1, false), candidate(form, "2", "", 2021, 0, false)}, "12"},
		{"unknown year", []*record.Row{candidate(form, "1", "甲局", 0, 1, false), candidate(form, "2", "甲局", 0, 0, false)}, "12"},
		{"copies do not compete", []*record.Row{candidate(form, "1", "甲局", 2021, 1, false), copyOf(candidate(form, "2", "甲局", 2021, 0, false))}, "1"},
		{"only copies", []*record.Row{copyOf(candidate(form, "1", "甲局", 2021, 0, false))}, ""},
	} {
		slices.SortFunc(c.rows, record.Compare)
		got := ""
		for _, id := range values(t, tables, "panel", []string{"report_id"}, c.rows...) {
			got += id[:1]
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func copyOf(row *record.Row) *record.Row {
	row.DuplicateOf = strings.Repeat("f", 16) + "-0"
	return row
}

// One name of unknown place may be two agencies, unless a place without a code is stated.
func TestPanelKeepsAgenciesOfUnknownPlace(t *testing.T) {
	form, tables := parse(t, smallForm)
	for _, c := range []struct {
		name string
		who  func(*agency.Identity)
		want int
	}{
		{"no place", func(id *agency.Identity) {}, 2},
		{"one of several counties", func(id *agency.Identity) {
			id.Province, id.AdminLevel, id.Doubts = "辽宁省", "county", []string{agency.DoubtDivision}
		}, 2},
		{"a zone in a known prefecture", func(id *agency.Identity) { id.Province, id.Prefecture = "辽宁省", "大连市" }, 1},
		{"national", func(id *agency.Identity) { id.AdminLevel = "national" }, 1},
	} {
		a, b := candidate(form, "1", "教育局", 2021, 0, false), candidate(form, "2", "教育局", 2021, 0, false)
		for _, r := range []*record.Row{a, b} {
			r.Who.DivisionCode, r.Who.Province, r.Who.AdminLevel = "", "", ""
			c.who(&r.Who)
		}
		if got := values(t, tables, "panel", []string{"report_id"}, a, b); len(got) != c.want {
			t.Errorf("%s: %d rows, want %d", c.name, len(got), c.want)
		}
	}
}

// The same agency's name in another division is another agency.
func TestPanelTellsDivisionsApart(t *testing.T) {
	form, tables := parse(t, smallForm)
	a, b := candidate(form, "1", "财政局", 2021, 0, false), candidate(form, "2", "财政局", 2021, 0, false)
	b.Who.DivisionCode = "130100"
	if got := values(t, tables, "panel", []string{"division_code"}, a, b); len(got) != 2 {
		t.Errorf("%q", got)
	}
}

func TestOrderOfReports(t *testing.T) {
	form, tables := parse(t, smallForm)
	row := func(digit, division, name string, year int) *record.Row {
		r := candidate(form, digit, name, year, 0, false)
		r.Who.DivisionCode = division
		return r
	}
	want := []*record.Row{
		row("9", "110000", "乙局", 2020), // 乙 U+4E59 before 甲 U+7532
		row("8", "110000", "甲局", 2020),
		row("7", "110000", "", 2020),
		row("6", "130000", "甲局", 2020),
		row("4", "", "甲局", 2020),
		row("5", "", "甲局", 2020),
		row("3", "", "", 2020),
		row("2", "110000", "甲局", 2021),
		row("1", "110000", "甲局", 0),
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, record.Compare)
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("place %d: %s, want %s", i, got[i].DocID, want[i].DocID)
		}
	}
	if _, err := collect(t, tables, want[1], want[0]); err == nil {
		t.Error("reports out of order were accepted")
	}
}

// Compare is a total order: antisymmetric, transitive, zero only for the same report.
func TestCompareIsTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := recordtest.Rows(rapid.Uint64().Draw(t, "seed"), 3)
		a, b, c := &rows[0], &rows[1], &rows[2]
		if record.Compare(a, b) != -record.Compare(b, a) {
			t.Error("not antisymmetric")
		}
		if record.Compare(a, b) <= 0 && record.Compare(b, c) <= 0 && record.Compare(a, c) > 0 {
			t.Error("not transitive")
		}
		if record.Compare(a, b) == 0 || record.Compare(a, a) != 0 {
			t.Error("zero for two reports")
		}
	})
}

// Laws of the tables on random reports: every report in reports, every cell in
// one long table, every identity in checks, one panel row for each known agency
// and year with a preferred copy.
func TestLawsOfTheTables(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		rows := recordtest.Rows(rapid.Uint64().Draw(rt, "seed"), rapid.IntRange(0, 12).Draw(rt, "n"))
		var sorted []*record.Row
		cells, checks := 0, 0
		panel := map[[3]any]bool{}
		for i := range rows {
			r := &rows[i]
			sorted = append(sorted, r)
			cells += len(r.Form.Cells)
			checks += len(r.Form.Checks)
			switch {
			case r.DuplicateOf != "":
			case r.Who.Agency == "" || r.Who.Year == 0:
				panel[[3]any{r.ReportID()}] = true
			case r.Who.DivisionCode == "" && r.Who.AdminLevel != "national" && r.Who.Province == "":
				panel[[3]any{r.ReportID()}] = true
			default:
				panel[[3]any{r.Who.DivisionCode, r.Who.Agency, r.Who.Year}] = true
			}
		}
		slices.SortFunc(sorted, record.Compare)
		got := countRows(rt, sorted)
		long := got["disclosures"] + got["applications"] + got["proceedings"]
		want := []int{len(rows), cells, checks, len(panel)}
		if diff := cmp.Diff(want, []int{got["reports"], long, got["checks"], got["panel"]}); diff != "" {
			rt.Errorf("reports, cells, checks, panel rows (-want +got):\n%s", diff)
		}
	})
}

func countRows(t *rapid.T, sorted []*record.Row) map[string]int {
	got := map[string]int{}
	tables, err := record.NewTables(memory.NewGoAllocator(), schema.Tables(), func(table string, rec arrow.Record) error {
		got[table] += int(rec.NumRows())
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	defer tables.Release()
	for _, row := range sorted {
		if err := tables.Append(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := tables.Finish(); err != nil {
		t.Fatal(err)
	}
	return got
}
