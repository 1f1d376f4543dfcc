package corpus

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/schema"
	"gongkai/scripts/synth/form"
	"gongkai/scripts/synth/mangle"
	"gongkai/scripts/synth/print"
)

func rng(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 11)) }

func TestSameSeedSameDocument(t *testing.T) {
	for seed := range uint64(150) {
		a, b := Draw(rng(seed)), Draw(rng(seed))
		if !bytes.Equal(a.Body, b.Body) || a.Name != b.Name {
			t.Fatalf("seed %d: %s and %s differ", seed, a.Name, b.Name)
		}
		if seed%10 == 0 {
			if diff := cmp.Diff(a.Gold, b.Gold); diff != "" {
				t.Fatalf("seed %d: %s", seed, diff)
			}
		}
	}
}

func TestEveryFamilyMakesDocuments(t *testing.T) {
	rejected := map[schema.Reason]bool{}
	for _, r := range schema.Reasons {
		rejected[r.Reason] = true
	}
	for _, name := range Families() {
		for seed := range uint64(25) {
			d := Make(rng(seed), name)
			switch {
			case d.Gold.Family != name || d.Gold.File != d.Name || d.MediaType == "":
				t.Errorf("%s: family %q, file %q, name %q, media type %q", name, d.Gold.Family, d.Gold.File, d.Name, d.MediaType)
			case d.Gold.Expect == ExpectReport && (len(d.Gold.Cells) < 198 || len(d.Body) < 2000 || d.Gold.ReportYear < 2019):
				t.Errorf("%s: %d cells, %d bytes, year %d", name, len(d.Gold.Cells), len(d.Body), d.Gold.ReportYear)
			case d.Gold.Expect != ExpectReport && (!rejected[schema.Reason(d.Gold.Expect)] || d.Gold.Cells != nil):
				t.Errorf("%s: expect %q with %d cells", name, d.Gold.Expect, len(d.Gold.Cells))
			}
		}
	}
}

// TestGoldIsWhatIsPrinted reads the undamaged tables back, cell by cell, and
// compares them with the gold.
func TestGoldIsWhatIsPrinted(t *testing.T) {
	for seed := range uint64(300) {
		d := newDraft(rng(seed), Options{})
		printed := map[schema.CellID]string{}
		for _, table := range d.doc.Tables() {
			for r := range table.Rows {
				for _, i := range table.Rows[r].Figures() {
					c := table.Rows[r].Cells[i]
					printed[d.doc.Values.Form.Cells[c.Index].ID] = c.Text
				}
			}
		}
		for id, figure := range d.gold().Cells {
			text, ok := printed[id]
			if figure.Lost {
				if ok {
					t.Errorf("seed %d: %s is lost and printed %q", seed, id, text)
				}
				continue
			}
			if got := reading(text); !ok || got != want(figure) {
				t.Errorf("seed %d: %s printed %q, gold %s", seed, id, text, want(figure))
			}
		}
	}
}

// reading is what a printed cell says, in the words of want.
func reading(text string) string {
	switch text {
	case "":
		return "blank"
	case "/", "／", "-", "—", "--", "无":
		return "not_applicable"
	}
	var d Decimal
	if err := d.UnmarshalJSON([]byte(text)); err != nil {
		return err.Error()
	}
	return d.String()
}

func want(f Figure) string {
	if f.Value == nil {
		return f.Status
	}
	return f.Value.String()
}

// TestEveryOperatorDamagesSomething applies each operator to forms that offer
// it what it damages.
func TestEveryOperatorDamagesSomething(t *testing.T) {
	rich := &form.Options{Distinct: true, AmountUnit: schema.UnitCNY}
	plain := map[string]*form.Options{
		"blanks_to_end": {Profile: form.Province, Zeros: form.ZerosBlank},
		"one_value_row": {Profile: form.Township},
	}
	for _, o := range mangle.Operators() {
		opt := Options{Edition: "2019", Form: rich}
		if f := plain[o.Name]; f != nil {
			opt.Form = f
		}
		hits := 0
		for seed := range uint64(20) {
			clean := MakeWith(rng(seed), opt, "tabbed")
			damaged := MakeWith(rng(seed), opt, "tabbed", o.Name)
			if len(damaged.Operators) == 1 {
				hits++
				if bytes.Equal(clean.Body, damaged.Body) {
					t.Errorf("%s, seed %d: counted, but the text is as before", o.Name, seed)
				}
			}
		}
		if hits == 0 {
			t.Errorf("%s damaged none of 20 documents", o.Name)
		}
	}
}

// TestOperatorsKeepTheTruth: an operator changes no gold value, and a figure
// that it does not declare lost is still in its cell.
func TestOperatorsKeepTheTruth(t *testing.T) {
	for _, o := range mangle.Operators() {
		if o.Name == "one_value_row" {
			continue // changes what the agency prints; see TestOneValueRow
		}
		for seed := range uint64(20) {
			d := newDraft(rng(seed), Options{Form: &form.Options{Distinct: true}})
			before := cellsOf(d.doc)
			d.damage([]mangle.Operator{o})
			for id, figure := range cellsOf(d.doc) {
				if want(figure) != want(before[id]) {
					t.Errorf("%s: %s was %s, is %s", o.Name, id, want(before[id]), want(figure))
				}
				if c, _ := d.doc.Values.Form.Cell(id); !figure.Lost && !stands(d.doc, c, want(figure)) {
					t.Errorf("%s, seed %d: %s is not lost, and %s is not in its cell", o.Name, seed, id, want(figure))
				}
			}
		}
	}
}

// stands reports whether some cell of that figure still shows its digits.
func stands(d *print.Document, c schema.CellIndex, number string) bool {
	for _, table := range d.Tables() {
		for r := range table.Rows {
			for _, i := range table.Rows[r].Figures() {
				if cell := table.Rows[r].Cells[i]; cell.Index == c && sameDigits(cell.Text, number) {
					return true
				}
			}
		}
	}
	return false
}

func sameDigits(a, b string) bool { return digitsOf(a) == digitsOf(b) && digitsOf(a) != "" }

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9' || r == '.':
			return r
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		default:
			return -1
		}
	}, s)
}

func TestOneValueRow(t *testing.T) {
	opt := Options{Edition: "2021", Form: &form.Options{}}
	d := MakeWith(rng(1), opt, "tabbed", "one_value_row")
	blank := 0
	for _, figure := range d.Gold.Cells {
		if figure.Status == "blank" {
			blank++
		}
	}
	if blank == 0 || len(d.Gold.Broken) > 0 {
		t.Errorf("%d blanks, broken %v", blank, d.Gold.Broken)
	}
}

// TestBlanksThatVanishAreLost: where an empty cell leaves no trace, no figure
// of its row is certain.
func TestBlanksThatVanishAreLost(t *testing.T) {
	opt := Options{Edition: "2021", Form: &form.Options{Profile: form.County, Zeros: form.ZerosBlank}}
	for _, family := range []string{"paragraphs", "flat"} {
		d := MakeWith(rng(2), opt, family)
		for id, figure := range d.Gold.Cells {
			if figure.Status == "blank" && !figure.Lost {
				t.Errorf("%s: %s is blank and not lost", family, id)
			}
		}
	}
	for id, figure := range MakeWith(rng(2), opt, "tabbed").Gold.Cells {
		if figure.Lost {
			t.Errorf("tabbed: %s is lost", id)
		}
	}
}

func TestCutReportKeepsWhatStands(t *testing.T) {
	d := MakeWith(rng(4), Options{Edition: "2021"}, "cut_report")
	cells := d.Gold.Cells
	if cells["disclosures/rules/issued"].Lost || cells["applications/new_received/total"].Lost {
		t.Error("figures before the cut are lost")
	}
	if !cells["proceedings/reconsideration/total"].Lost || !cells["applications/carried_forward/total"].Lost {
		t.Error("figures behind the cut are not lost")
	}
}

func TestTwoReportsHaveTwoGolds(t *testing.T) {
	d := Make(rng(5), "two_reports")
	if len(d.More) != 1 || d.More[0].Report != 1 || d.More[0].ReportYear == d.Gold.ReportYear || d.More[0].File != d.Gold.File {
		t.Errorf("first %d, more %+v", d.Gold.ReportYear, d.More)
	}
}

func TestDecimalJSON(t *testing.T) {
	for _, c := range []struct {
		text   string
		micros schema.Micros
	}{{"0", 0}, {"-5", -5_000_000}, {"0.767", 767_000}, {"532934.41", 532_934_410_000}, {"-0.5", -500_000}} {
		var d Decimal
		if err := json.Unmarshal([]byte(c.text), &d); err != nil || d.Micros != c.micros {
			t.Errorf("%s: %v, %v", c.text, d.Micros, err)
		}
		if out, err := json.Marshal(d); err != nil || string(out) != c.text {
			t.Errorf("%s written %s, %v", c.text, out, err)
		}
	}
	for _, bad := range []string{"1.2345678", "x", "-"} {
		if err := new(Decimal).UnmarshalJSON([]byte(bad)); err == nil {
			t.Errorf("%q read", bad)
		}
	}
}

// TestBrokenIsDeclared: about 6 % of drawn documents hold a slip, and each is named.
func TestBrokenIsDeclared(t *testing.T) {
	broken := 0
	for seed := range uint64(400) {
		g := Make(rng(seed), "tabbed").Gold
		if len(g.Broken) > 0 {
			broken++
		}
	}
	if broken < 8 || broken > 50 {
		t.Errorf("%d of 400 documents are broken", broken)
	}
}

func BenchmarkDraw(b *testing.B) {
	for i := range b.N {
		Draw(rng(uint64(i)))
	}
}
