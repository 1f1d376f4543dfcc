package form

import (
	"math/rand/v2"
	"strings"

	"gongkai/schema"
)

// Draw fills in a form. All identities hold, unless Options.Broken struck or
// Options.Totals left out or zeroed the sums.
func Draw(rng *rand.Rand, f *schema.Form, opt Options) *Values {
	v := fill(rng, f, opt)
	for opt.Distinct && !v.distinct() {
		v = fill(rng, f, opt)
	}
	v.setUnits(opt.AmountUnit)
	if rng.IntN(100) < opt.Broken {
		v.breakOne(rng)
		v.slips = v.Broken()
	}
	v.setTotals(opt.Totals)
	if !opt.Distinct && (opt.Profile == Idle || v.anyFigure()) {
		v.setZeros(rng, opt.Zeros)
	}
	return v
}

// anyFigure reports whether some figure is not 0. Agencies leave zeros blank
// beside other figures; a form without a single mark is not published.
func (v *Values) anyFigure() bool {
	for _, value := range v.Cells {
		if value.Micros != 0 {
			return true
		}
	}
	return false
}

// RandomOptions draws options as they are met: mostly printed zeros, mostly
// small agencies, 6 % with a broken identity.
func RandomOptions(rng *rand.Rand) Options {
	opt := Options{
		Profile: Profile(pick(rng, 10, 25, 40, 20, 5)),
		Zeros:   Zeros(pick(rng, 80, 9, 6, 5)),
		Broken:  6,
	}
	if opt.Profile == Idle && opt.Zeros != ZerosDashed {
		opt.Zeros = ZerosPrinted // nobody publishes a form without a mark in it
	}
	opt.AmountUnit = [...]string{schema.UnitCNY10k, schema.UnitCNY, ""}[pick(rng, 60, 15, 25)]
	return opt
}

// pick returns an index with probability proportional to its weight.
func pick(rng *rand.Rand, weights ...int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	n := rng.IntN(sum)
	for i, w := range weights {
		if n -= w; n < 0 {
			return i
		}
	}
	return len(weights) - 1
}

func fill(rng *rand.Rand, f *schema.Form, opt Options) *Values {
	v := &Values{Form: f, Cells: make([]Value, len(f.Cells))}
	roles := rolesOf(f)
	if opt.Distinct {
		v.fillDistinct(rng, roles)
	} else {
		v.fillProfile(rng, roles, opt.Profile)
	}
	v.balance(roles)
	return v
}

// roles says for each cell of a form how its figure comes about.
type roles struct {
	// derived cells are sums: alone on one side of an identity.
	derived []bool
	// pivots are cells that make up the difference between two sides.
	pivots []bool
	// order lists the identities that define a derived cell, parts first.
	order []*schema.Identity
	// balances lists the identities between sums that have a free cell on each side.
	balances []*schema.Identity
}

func rolesOf(f *schema.Form) *roles {
	r := &roles{derived: make([]bool, len(f.Cells)), pivots: make([]bool, len(f.Cells))}
	for i := range f.Identities {
		if identity := &f.Identities[i]; len(identity.RHS) == 1 {
			r.derived[identity.RHS[0]] = true
		}
	}
	r.orderSums(f)
	for i := range f.Identities {
		identity := &f.Identities[i]
		left, right := r.free(identity.LHS), r.free(identity.RHS)
		if len(identity.RHS) > 1 && left >= 0 && right >= 0 {
			r.balances = append(r.balances, identity)
			r.pivots[left] = true
		}
	}
	return r
}

// orderSums lists sums so that every part is known before its sum. Where two
// identities define one cell, either gives the same figure.
func (r *roles) orderSums(f *schema.Form) {
	known := make([]bool, len(f.Cells))
	for c := range known {
		known[c] = !r.derived[c]
	}
	for progress := true; progress; {
		progress = false
		for i := range f.Identities {
			identity := &f.Identities[i]
			if len(identity.RHS) != 1 || known[identity.RHS[0]] || !allKnown(known, identity.LHS) {
				continue
			}
			known[identity.RHS[0]] = true
			r.order = append(r.order, identity)
			progress = true
		}
	}
}

func allKnown(known []bool, cells []schema.CellIndex) bool {
	for _, c := range cells {
		if !known[c] {
			return false
		}
	}
	return true
}

// free returns the first cell that is not a sum, or -1.
func (r *roles) free(cells []schema.CellIndex) schema.CellIndex {
	for _, c := range cells {
		if !r.derived[c] {
			return c
		}
	}
	return -1
}

// balance computes the sums and makes the two sides of every balance equal by
// raising a free cell of the smaller side.
func (v *Values) balance(r *roles) {
	v.addUp(r)
	for _, identity := range r.balances {
		lhs, _ := v.sum(identity.LHS)
		rhs, _ := v.sum(identity.RHS)
		if lhs < rhs {
			v.Cells[r.free(identity.LHS)].Micros += rhs - lhs
		} else {
			v.Cells[r.free(identity.RHS)].Micros += lhs - rhs
		}
	}
	v.addUp(r)
}

func (v *Values) addUp(r *roles) {
	for _, identity := range r.order {
		v.Cells[identity.RHS[0]].Micros, _ = v.sum(identity.LHS)
	}
}

// signed reports whether a column holds changes, which may be negative.
func signed(c *schema.Column) bool { return strings.Contains(c.Label, "增/减") }

func (v *Values) setUnits(amount string) {
	for c := range v.Cells {
		v.Cells[c].Unit = v.Form.Cells[c].Unit
		if v.Form.Cells[c].Amount && v.Cells[c].Unit == "" {
			v.Cells[c].Unit = amount
		}
	}
}
