package strips

import (
	"slices"

	"gongkai/schema"
)

// table is a table of the form as a matrix of printed rows.
type table struct {
	form *schema.Form
	// cells are the cells of the form by printed row; labels the rows' labels, "" in a
	// block that is printed across.
	cells  [][]schema.CellIndex
	labels []string
	// byRow are the identities within one row, others those between rows.
	byRow  [][]*schema.Identity
	others []*schema.Identity
	place  map[schema.CellIndex][2]int
}

// tableOf returns a table of the form; false where its cells are no matrix or not each is
// part of an identity of the table's own.
func tableOf(form *schema.Form, index int) (*table, bool) {
	of := &form.Tables[index]
	if len(of.Blocks) != 1 {
		return nil, false
	}
	t := &table{form: form, place: map[schema.CellIndex][2]int{}}
	t.print(index, &of.Blocks[0])
	t.byRow = make([][]*schema.Identity, len(t.cells))
	bound := map[schema.CellIndex]bool{}
	for i := range form.Identities {
		t.sort(&form.Identities[i], bound)
	}
	return t, len(bound) == len(t.place)
}

// print lists the printed rows of a block.
func (t *table) print(index int, b *schema.Block) {
	for r := range b.Rows {
		if r == 0 || !b.Across {
			t.cells = append(t.cells, nil)
			t.labels = append(t.labels, "")
		}
		if !b.Across {
			t.labels[r] = b.Rows[r].Label
		}
		last := len(t.cells) - 1
		for c := range b.Columns {
			cell := t.form.At(index, 0, r, c)
			t.place[cell] = [2]int{last, len(t.cells[last])}
			t.cells[last] = append(t.cells[last], cell)
		}
	}
}

// sort adds an identity to those of its row or to the others, and notes its cells.
func (t *table) sort(id *schema.Identity, bound map[schema.CellIndex]bool) {
	row, one := -1, true
	for _, side := range [][]schema.CellIndex{id.LHS, id.RHS} {
		for _, c := range side {
			at, ok := t.place[c]
			if !ok {
				return
			}
			one = one && (row < 0 || row == at[0])
			row = at[0]
		}
	}
	for _, side := range [][]schema.CellIndex{id.LHS, id.RHS} {
		for _, c := range side {
			bound[c] = true
		}
	}
	if one {
		t.byRow[row] = append(t.byRow[row], id)
	} else {
		t.others = append(t.others, id)
	}
}

// total sums the figures at the cells of one side of an identity; rows[r][c] is the
// figure of the c-th cell of row r.
func (t *table) total(figures []written, side []schema.CellIndex, first int, rows [][]int) schema.Micros {
	var sum schema.Micros
	for _, cell := range side {
		at := t.place[cell]
		sum += figures[rows[at[0]-first][at[1]]].value
	}
	return sum
}

// rowHolds reports whether the identities within a row hold.
func (t *table) rowHolds(figures []written, r int, row []int) bool {
	rows := [][]int{row}
	for _, id := range t.byRow[r] {
		if t.total(figures, id.LHS, r, rows) != t.total(figures, id.RHS, r, rows) {
			return false
		}
	}
	return true
}

// holds reports whether the identities between rows hold.
func (t *table) holds(figures []written, rows [][]int) bool {
	for _, id := range t.others {
		if t.total(figures, id.LHS, 0, rows) != t.total(figures, id.RHS, 0, rows) {
			return false
		}
	}
	return true
}

// mayHold reports whether no identity speaks against an order of which some figures
// may be unknown.
func (t *table) mayHold(figures []written, order [][]int) bool {
	open := false
	for r, row := range order {
		if slices.Contains(row, -1) {
			open = true
		} else if !t.rowHolds(figures, r, row) {
			return false
		}
	}
	return open || t.holds(figures, order)
}

// mostDepartures bounds how far an order of figures may depart from one row after the other.
const mostDepartures = 14

// arrange finds the plainest cuts under which every identity holds. It returns the
// figure of each cell, -1 where several cuts differ on its value, or from a table in patches; nil
// where there is none.
func (t *table) arrange(figures []written) [][]int {
	if order := t.inOrder(figures); areAlike(figures) && t.holds(figures, order) {
		return order
	}
	order := t.search(figures, false)
	if order == nil {
		order = t.search(figures, true)
	}
	if order == nil && len(t.cells) > 1 {
		order = t.stacked(figures)
	}
	if len(t.cells) == 1 {
		return t.doubtOrder(figures, order)
	}
	if order != nil && !standApart(figures) {
		return order
	}
	patched := t.patched(figures)
	switch {
	case patched == nil:
		return order
	case order == nil:
		return patched
	}
	return agreed(figures, [][][]int{order, patched})
}

// standApart reports whether most figures are blocks of their own: then no block bears
// out a cut.
func standApart(figures []written) bool {
	blocks := 1
	for i := 1; i < len(figures); i++ {
		if figures[i].block != figures[i-1].block {
			blocks++
		}
	}
	return 2*blocks > len(figures)
}

// search is arrange with first strips of one block or, parted, of several.
func (t *table) search(figures []written, parted bool) [][]int {
	c := &cutter{
		figures: figures, columns: len(t.cells[0]), made: map[[2]int]*band{}, single: len(t.cells) == 1, parted: parted,
		holds: func(r int, row []int) bool { return t.rowHolds(figures, r, row) },
	}
	for budget := range mostDepartures + 1 {
		found := t.cuts(c, budget)
		if len(found) > 0 {
			found = t.cuts(c, budget+slack)
		}
		if c.over {
			return nil
		}
		if len(found) > 0 {
			return agreed(figures, found)
		}
	}
	return nil
}

// doubtOrder takes back the parts of each sum of a table of one row that were not written
// together, where text stands between them and the sum: a sum is the same in any order,
// and cells set at several heights are written in the order of these. Parts that are all
// the same are the same in any order too.
func (t *table) doubtOrder(figures []written, order [][]int) [][]int {
	if order == nil || len(t.cells) > 1 {
		return order
	}
	for _, id := range t.byRow[0] {
		if order[0][t.place[id.LHS[0]][1]] < 0 {
			continue
		}
		apart, alike := false, true
		first := figures[order[0][t.place[id.LHS[0]][1]]]
		sum := figures[order[0][t.place[id.RHS[0]][1]]]
		for _, cell := range id.LHS {
			f := figures[order[0][t.place[cell][1]]]
			apart, alike = apart || f.block != first.block, alike && f.same(&first)
		}
		apart = apart && first.behind != sum.behind
		if !apart || alike {
			continue
		}
		for _, cell := range id.LHS {
			order[0][t.place[cell][1]] = -1
		}
	}
	return order
}

// areAlike reports whether all figures are the same: then their order says nothing.
func areAlike(figures []written) bool {
	return !slices.ContainsFunc(figures, func(f written) bool { return !f.same(&figures[0]) })
}

// inOrder is one row after the other.
func (t *table) inOrder(figures []written) [][]int {
	out := make([][]int, 0, len(t.cells))
	for at := 0; at < len(figures); at += len(t.cells[0]) {
		row := make([]int, len(t.cells[0]))
		for i := range row {
			row[i] = at + i
		}
		out = append(out, row)
	}
	return out
}

// slack is by how much a cut may depart further than the plainest one and still count.
const slack = 2

// cuts lists the cuts within a budget under which every identity holds.
func (t *table) cuts(c *cutter, budget int) [][][]int {
	var found [][][]int
	for _, a := range c.bands(0, 0, len(t.cells), c.columns, budget, nil) {
		if t.holds(c.figures, a.rows) {
			found = append(found, a.rows)
		}
	}
	return found
}

// agreed is what several arrangements say alike.
func agreed(figures []written, found [][][]int) [][]int {
	out := found[0]
	for _, other := range found[1:] {
		for r := range out {
			for k, f := range out[r] {
				if x := other[r][k]; f >= 0 && (x < 0 || !figures[f].same(&figures[x])) {
					out[r][k] = -1
				}
			}
		}
	}
	return out
}
