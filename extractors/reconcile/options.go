package reconcile

import (
	"slices"

	"gongkai/schema"
)

// option is one way to fill a row that lacks figures: a reading, with at most
// one of its empty cells taken for a lost figure and given by the row's identity.
type option struct {
	cells   []work
	reading int
	prior   int
	lost    int // position of the cell given by the identity, -1 where none
}

// openRow is a row whose figures leave more than one option.
type openRow struct {
	row     int
	cells   []schema.CellIndex
	options []option
	// groups lists options that say the same in figures, and differ at most in
	// which zeros are printed, blank or lost.
	groups [][]int
}

// optionsOf lists the ways to fill a row that satisfy its identity.
func (s *state) optionsOf(row int) openRow {
	p := &s.placement.Rows[row]
	o := openRow{row: row, cells: p.Cells}
	held := s.chosen[row]
	i := s.rowIdentity(row)
	for k := range p.Readings {
		if p.Readings[0].Sure && k > 0 {
			break // what the document leaves no other way for is not moved until it adds up
		}
		s.apply(row, k)
		prior := priors[p.Readings[k].Rule]
		if s.test(i).Outcome == Pass || s.allBlank(p.Cells) {
			o.add(option{cells: s.snapshot(p.Cells), reading: k, prior: prior, lost: -1})
		}
		if p.Readings[k].Rule == "joined lines" {
			continue // a figure given by the identity would prove nothing of the joined ones
		}
		for at, c := range p.Cells {
			if value, ok := s.lostValue(i, c); ok && (value != 0 || s.loses[s.form.Cells[c].Table]) {
				cells := s.snapshot(p.Cells)
				cells[at].content, cells[at].value, cells[at].lost = number, value, true
				o.add(option{cells: cells, reading: k, prior: prior, lost: at})
			}
		}
	}
	s.apply(row, held)
	return o
}

// allBlank reports whether no figure stands in any of the cells.
func (s *state) allBlank(cells []schema.CellIndex) bool {
	return !slices.ContainsFunc(cells, func(c schema.CellIndex) bool { return s.cells[c].content != empty })
}

func (s *state) snapshot(cells []schema.CellIndex) []work {
	out := make([]work, len(cells))
	for i, c := range cells {
		out[i] = s.cells[c]
	}
	return out
}

// lostValue is what a row's identity gives an empty cell taken for a lost one. A
// dash is what the agency printed: no figure was lost there.
func (s *state) lostValue(i int, c schema.CellIndex) (schema.Micros, bool) {
	w := &s.cells[c]
	if w.content == number || w.status == schema.NotApplicable {
		return 0, false
	}
	identity := &s.form.Identities[i]
	a, b := s.balance(identity.LHS, c), s.balance(identity.RHS, c)
	if a.unknowns+b.unknowns > 0 || a.numbers+b.numbers == 0 {
		return 0, false
	}
	value := b.total - a.total
	if identity.RHS[0] == c {
		value = -value
	}
	return value, value >= 0
}

// mostOptions bounds the options of a row.
const mostOptions = 96

// add keeps an option unless one that says the same and is as likely is there.
func (o *openRow) add(x option) {
	for i := range o.options {
		if sameValues(o.options[i].cells, x.cells) {
			if x.prior > o.options[i].prior {
				o.options[i] = x
			}
			return
		}
	}
	if len(o.options) >= mostOptions {
		return
	}
	o.options = append(o.options, x)
	last := len(o.options) - 1
	for g := range o.groups {
		if sameWorth(o.options[o.groups[g][0]].cells, x.cells) {
			o.groups[g] = append(o.groups[g], last)
			return
		}
	}
	o.groups = append(o.groups, []int{last})
}

func sameWorth(a, b []work) bool {
	for i := range a {
		if worth(&a[i]) != worth(&b[i]) {
			return false
		}
	}
	return true
}

// worth is what a cell counts in an identity.
func worth(w *work) schema.Micros {
	if w.content == number {
		return w.value
	}
	return 0
}

func sameValues(a, b []work) bool {
	for i := range a {
		if worth(&a[i]) != worth(&b[i]) || a[i].content != b[i].content {
			return false
		}
	}
	return true
}
