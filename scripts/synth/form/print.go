package form

import (
	"math/rand/v2"

	"gongkai/schema"
)

// breakOne changes one figure of one identity, as a slip of the hand would: by
// a few units or by a factor of ten. Every identity that the figure bears on breaks.
func (v *Values) breakOne(rng *rand.Rand) {
	identity := &v.Form.Identities[rng.IntN(len(v.Form.Identities))]
	cells := identity.RHS
	if rng.IntN(2) == 0 {
		cells = identity.LHS
	}
	value := &v.Cells[cells[rng.IntN(len(cells))]]
	slip := schema.Count(1 + rng.Int64N(9))
	switch {
	case value.Micros > 0 && rng.IntN(3) == 0:
		value.Micros *= 10
	case value.Micros >= slip && rng.IntN(2) == 0:
		value.Micros -= slip
	default:
		value.Micros += slip
	}
}

// setTotals leaves out or zeroes the sums over the columns of detail rows. A
// detail row is one whose cells are not sums themselves.
func (v *Values) setTotals(t Totals) {
	if t == TotalsPrinted {
		return
	}
	r := rolesOf(v.Form)
	for _, identity := range r.order {
		total := identity.RHS[0]
		if !v.detail(identity, r) {
			continue
		}
		if v.Cells[total].Micros = 0; t == TotalsBlank {
			v.Cells[total].Kind = Blank
		}
	}
}

// detail reports whether a sum runs over cells of its own row that are no sums.
func (v *Values) detail(identity *schema.Identity, r *roles) bool {
	row := v.Form.RowOf(identity.RHS[0])
	for _, c := range identity.LHS {
		if r.derived[c] || v.Form.RowOf(c) != row {
			return false
		}
	}
	return true
}

// setZeros applies the agency's way of printing a zero.
func (v *Values) setZeros(rng *rand.Rand, z Zeros) {
	kinds := make([]Kind, len(v.Form.Tables))
	for t := range kinds {
		kinds[t] = map[Zeros]Kind{ZerosBlank: Blank, ZerosDashed: NotApplicable}[z]
		if z == ZerosMixed {
			kinds[t] = []Kind{Number, Blank, NotApplicable}[rng.IntN(3)]
		}
	}
	for c := range v.Cells {
		value := &v.Cells[c]
		if value.Kind != Number || value.Micros != 0 {
			continue
		}
		value.Kind = kinds[v.Form.Cells[c].Table]
		if z == ZerosMixed && rng.IntN(3) == 0 {
			value.Kind = Number
		}
	}
}
