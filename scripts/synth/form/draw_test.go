package form

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/schema"
)

func rng(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 7)) }

// lhsEqualsRHS adds up an identity from its parts, apart from the code under test.
func lhsEqualsRHS(v *Values, id schema.Identity) bool {
	var diff schema.Micros
	for _, c := range id.LHS {
		diff += v.Cells[c].Micros
	}
	for _, c := range id.RHS {
		diff -= v.Cells[c].Micros
	}
	return diff == 0
}

func TestIdentitiesHold(t *testing.T) {
	for _, f := range schema.Forms() {
		for seed := range uint64(300) {
			r := rng(seed)
			opt := RandomOptions(r)
			opt.Broken, opt.Distinct = 0, seed%5 == 0
			v := Draw(r, f, opt)
			for _, id := range f.Identities {
				if !lhsEqualsRHS(v, id) {
					t.Fatalf("edition %s, seed %d: %s over %s does not hold", f.Edition, seed, id.ID, id.Scope)
				}
			}
			if b := v.Broken(); len(b) > 0 {
				t.Fatalf("edition %s, seed %d: Broken = %v", f.Edition, seed, b)
			}
		}
	}
}

func TestFiguresAreOfTheirKind(t *testing.T) {
	for _, f := range schema.Forms() {
		for seed := range uint64(300) {
			r := rng(seed)
			v := Draw(r, f, RandomOptions(r))
			for c, value := range v.Cells {
				column := f.ColumnOf(schema.CellIndex(c))
				if _, whole := value.Micros.Int(); !whole && !column.Amount {
					t.Errorf("%s: fraction %v in a count", f.Cells[c].ID, value.Micros)
				}
				if value.Micros < 0 && !signed(column) {
					t.Errorf("%s: negative %v", f.Cells[c].ID, value.Micros)
				}
				if value.Kind != Number && value.Micros != 0 {
					t.Errorf("%s: kind %d holds %v", f.Cells[c].ID, value.Kind, value.Micros)
				}
			}
		}
	}
}

func TestDistinct(t *testing.T) {
	for _, f := range schema.Forms() {
		v := Draw(rng(1), f, Options{Distinct: true, AmountUnit: schema.UnitCNY})
		seen := map[string]schema.CellID{}
		for c, value := range v.Cells {
			key := max(value.Micros, -value.Micros).String()
			if value.Micros == 0 || seen[key] != "" {
				t.Errorf("edition %s: %s = %v, also %q", f.Edition, f.Cells[c].ID, value.Micros, seen[key])
			}
			seen[key] = f.Cells[c].ID
		}
	}
}

func TestBrokenIsNoticed(t *testing.T) {
	for _, f := range schema.Forms() {
		for seed := range uint64(200) {
			v := Draw(rng(seed), f, Options{Profile: Bureau, Broken: 100})
			want := false
			for _, id := range f.Identities {
				want = want || !lhsEqualsRHS(v, id)
			}
			if !want || len(v.Broken()) == 0 {
				t.Fatalf("edition %s, seed %d: broken %v, Broken() = %v", f.Edition, seed, want, v.Broken())
			}
		}
	}
}

func TestZerosAndTotals(t *testing.T) {
	f := schema.FormOf("2021")
	for _, c := range []struct {
		opt  Options
		cell schema.CellID
		want Kind
	}{
		{Options{}, "disclosures/rules/issued", Number},
		{Options{Zeros: ZerosBlank}, "disclosures/rules/issued", Blank},
		{Options{Zeros: ZerosDashed}, "applications/granted/total", NotApplicable},
		{Options{Distinct: true, Totals: TotalsBlank}, "applications/granted/total", Blank},
		{Options{Distinct: true, Totals: TotalsBlank}, "applications/outcome_total/total", Number},
		{Options{Distinct: true, Totals: TotalsBlank}, "applications/outcome_total/business", Number},
		{Options{Distinct: true, Totals: TotalsZero}, "proceedings/reconsideration/total", Number},
	} {
		if got := Draw(rng(3), f, c.opt).At(c.cell).Kind; got != c.want {
			t.Errorf("%+v: %s has kind %d, want %d", c.opt, c.cell, got, c.want)
		}
	}
	v := Draw(rng(3), f, Options{Distinct: true, Totals: TotalsZero})
	if got := v.At("proceedings/reconsideration/total").Micros; got != 0 {
		t.Errorf("zeroed total is %v", got)
	}
	if len(v.Broken()) == 0 {
		t.Error("zeroed totals of non-zero parts break nothing")
	}
}

func TestUnits(t *testing.T) {
	v19 := Draw(rng(1), schema.FormOf("2019"), Options{AmountUnit: schema.UnitCNY})
	v21 := Draw(rng(1), schema.FormOf("2021"), Options{})
	got := []string{
		v19.At("disclosures/procurement/procurement_amount").Unit,
		v19.At("disclosures/procurement/procurement_items").Unit,
		v21.At("disclosures/fees/fee_amount").Unit,
	}
	if diff := cmp.Diff([]string{"CNY", "item", "CNY_10k"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestSameSeedSameForm(t *testing.T) {
	for _, f := range schema.Forms() {
		for seed := range uint64(20) {
			a := Draw(rng(seed), f, Options{Profile: County, Zeros: ZerosMixed, Broken: 50})
			b := Draw(rng(seed), f, Options{Profile: County, Zeros: ZerosMixed, Broken: 50})
			if diff := cmp.Diff(a.Cells, b.Cells); diff != "" {
				t.Fatal(diff)
			}
		}
	}
}

// TestNoFormIsEmpty: whatever is drawn, some cell is printed.
func TestNoFormIsEmpty(t *testing.T) {
	for _, f := range schema.Forms() {
		for seed := range uint64(500) {
			r := rng(seed)
			v, printed := Draw(r, f, RandomOptions(r)), 0
			for _, value := range v.Cells {
				if value.Kind != Blank {
					printed++
				}
			}
			if printed == 0 {
				t.Errorf("edition %s, seed %d: nothing printed", f.Edition, seed)
			}
		}
	}
}
