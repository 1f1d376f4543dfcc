package form

import (
	"slices"

	"gongkai/schema"
)

// Kind says what stands in a cell.
type Kind uint8

// The kinds.
const (
	// Number is a printed figure.
	Number Kind = iota
	// Blank is a cell printed empty.
	Blank
	// NotApplicable is a cell printed as a slash, a dash or 无.
	NotApplicable
	// Absent is a cell that the document does not have at all.
	Absent
)

// Value is what an agency put into one cell.
type Value struct {
	Kind Kind
	// Micros is the figure; 0 unless Kind is Number.
	Micros schema.Micros
	// Unit is item, CNY or CNY_10k; "" where the report declares none.
	Unit string
}

// Values is a filled-in form.
type Values struct {
	Form *schema.Form
	// Cells is parallel to Form.Cells.
	Cells []Value
	// slips are the identities that a slip of the hand broke, before zeros were
	// left blank.
	slips []int
}

// At returns the value of a cell by its name; an Absent one for an unknown name.
func (v *Values) At(id schema.CellID) Value {
	if i, ok := v.Form.Cell(id); ok {
		return v.Cells[i]
	}
	return Value{Kind: Absent}
}

// Broken lists the indices of the identities that the figures contradict. A
// cell without a number counts as 0, but an identity with no number at all on
// one side says nothing: that side was left out; unless a slip broke it.
func (v *Values) Broken() []int {
	var broken []int
	for i := range v.Form.Identities {
		identity := &v.Form.Identities[i]
		lhs, left := v.sum(identity.LHS)
		rhs, right := v.sum(identity.RHS)
		if lhs != rhs && (left > 0 && right > 0 || slices.Contains(v.slips, i)) {
			broken = append(broken, i)
		}
	}
	return broken
}

// sum adds the figures of some cells and counts those that hold a number.
func (v *Values) sum(cells []schema.CellIndex) (total schema.Micros, numbers int) {
	for _, c := range cells {
		if v.Cells[c].Kind == Number {
			total += v.Cells[c].Micros
			numbers++
		}
	}
	return total, numbers
}
