package reconcile

import "gongkai/schema"

// Retest tests every identity of a form on cells as they are, by the rules of
// Form: for figures that a person changed after it.
func Retest(form *schema.Form, cells []Cell) []Check {
	s := stateOf(form, cells)
	checks := make([]Check, len(form.Identities))
	for i := range checks {
		checks[i] = s.test(i)
	}
	return checks
}

// TotalsOmitted lists the totals that are blank though their parts come to
// something, or are not known.
func TotalsOmitted(form *schema.Form, cells []Cell) []schema.CellIndex {
	s := stateOf(form, cells)
	var out []schema.CellIndex
	for c := range s.cells {
		if s.cells[c].content == empty && s.omitted(schema.CellIndex(c)) {
			out = append(out, schema.CellIndex(c))
		}
	}
	return out
}

// stateOf knows of cells what their identities ask for.
func stateOf(form *schema.Form, cells []Cell) *state {
	s := &state{form: form, cells: make([]work, len(cells))}
	for c := range cells {
		switch cell := &cells[c]; {
		case cell.HasValue:
			s.cells[c] = work{content: number, value: cell.Value}
		case cell.Status == schema.Blank || cell.Status == schema.NotApplicable:
			s.cells[c] = work{content: empty}
		}
	}
	return s
}
