package strips

import (
	"cmp"
	"slices"

	"gongkai/schema"
)

// share gives the figures of patch k from the i-th one on, but for the sums, to rows
// that lack as much.
func (p *patcher) share(k, i int) {
	of := &p.patches[k]
	for i < len(of.nonzero) && p.used[of.nonzero[i]] {
		i++
	}
	if i == len(of.nonzero) {
		p.divide(k + 1)
		return
	}
	f := of.nonzero[i]
	value := p.figures[f].value
	for r := of.first; r < of.end && !p.over(); r++ {
		row := &p.rows[p.at[r]]
		if row.left < value || len(row.parts) == p.columns-1 {
			continue
		}
		row.left -= value
		row.parts = append(row.parts, f)
		p.share(k, i+1)
		row.parts = row.parts[:len(row.parts)-1]
		row.left += value
	}
}

// across gives the parts of all rows to the columns from one on.
func (p *patcher) across(column int) {
	if column == p.sum {
		column++
	}
	if column >= p.columns {
		p.note()
		return
	}
	p.down(column, 0)
}

// down fills the cells of a column from the i-th row on.
func (p *patcher) down(column, i int) {
	if p.over() {
		return
	}
	if i == len(p.rows) {
		if p.columnHolds(column) {
			p.across(column + 1)
		}
		return
	}
	row := &p.rows[i]
	if of := &p.patches[row.patch]; of.taken != nil {
		row.cells[column] = of.taken.figures[(i-p.at[of.first])*p.columns+column]
		p.down(column, i+1)
		row.cells[column] = nought
		return
	}
	last := i+1 == len(p.rows) || p.rows[i+1].patch != row.patch
	fill := func(f int) {
		row.cells[column] = f
		if !last || p.canStand(&p.patches[row.patch], column) {
			p.down(column, i+1)
		}
		row.cells[column] = nought
	}
	waiting := 0
	for _, f := range row.parts {
		if p.used[f] {
			continue
		}
		waiting++
		p.used[f] = true
		fill(f)
		p.used[f] = false
	}
	if waiting <= p.behind(column) {
		fill(nought)
	}
}

// behind is how many columns for parts come behind one.
func (p *patcher) behind(column int) int {
	n := p.columns - 1 - column
	if p.sum > column {
		n--
	}
	return n
}

// canStand reports whether the figures of a column of a patch come in the order of its
// rows, with as many that are 0 before, between and behind them as its other cells.
func (p *patcher) canStand(of *patch, column int) bool {
	before, lack, last := 0, 0, -1
	for r := of.first; r < of.end; r++ {
		f := p.rows[p.at[r]].cells[column]
		if f == nought {
			lack++
			continue
		}
		zeros := of.zeros[f-of.first*p.columns]
		if f < last || zeros-before < lack {
			return false
		}
		before, lack, last = zeros, 0, f
	}
	return len(of.zeros)-len(of.nonzero)-before >= lack
}

// columnHolds reports whether the identities of a column hold.
func (p *patcher) columnHolds(column int) bool {
	total := func(cells []schema.CellIndex) (sum schema.Micros) {
		for _, cell := range cells {
			r := p.place[cell][0]
			f := r*p.columns + column
			if i := p.at[r]; i >= 0 {
				f = p.rows[i].cells[column]
			}
			if f != nought {
				sum += p.figures[f].value
			}
		}
		return sum
	}
	for _, id := range p.byColumn[column] {
		if total(id.LHS) != total(id.RHS) {
			return false
		}
	}
	return true
}

// note keeps a solution.
func (p *patcher) note() {
	s := solution{}
	for i := range p.rows {
		s.cells = append(s.cells, slices.Clone(p.rows[i].cells))
	}
	for k := range p.patches {
		if t := p.patches[k].taken; t != nil {
			s.moved += t.moved
		}
	}
	if p.found = append(p.found, s); len(p.found) == mostSolutions {
		p.steps = mostPatchSteps
	}
}

// agreed is what the solutions say alike for which the fewest figures were written
// elsewhere, or little more.
func (p *patcher) agreed() [][]int {
	least := slices.MinFunc(p.found, func(a, b solution) int { return cmp.Compare(a.moved, b.moved) })
	out := least.cells
	for _, other := range p.found {
		for i := range out {
			for c, f := range out[i] {
				if other.moved <= least.moved+slack && f != open && p.valueOf(f) != p.valueOf(other.cells[i][c]) {
					out[i][c] = open
				}
			}
		}
	}
	return out
}

func (p *patcher) valueOf(f int) schema.Micros {
	if f == nought {
		return 0
	}
	return p.figures[f].value
}

// order is the figure of each cell of the table.
func (p *patcher) order() [][]int {
	out, found := p.inOrder(p.figures), p.agreed()
	for k := range p.patches {
		of := &p.patches[k]
		noughts := p.noughts(of)
		for r := of.first; r < of.end; r++ {
			for c, f := range found[p.at[r]] {
				switch {
				case p.over(), f == open, f == nought && noughts == nil:
					out[r][c] = -1
				case f == nought:
					out[r][c], noughts = noughts[0], noughts[1:]
				default:
					out[r][c] = f
				}
			}
		}
	}
	return out
}

// noughts are the figures of a patch that are 0; none where they do not say the same.
func (p *patcher) noughts(of *patch) []int {
	var out []int
	for f := of.first * p.columns; f < of.end*p.columns; f++ {
		if p.figures[f].value == 0 {
			out = append(out, f)
		}
	}
	if len(out) > 0 && slices.ContainsFunc(out, func(f int) bool { return !p.figures[f].same(&p.figures[out[0]]) }) {
		return nil
	}
	return out
}
