package strips

import (
	"slices"

	"gongkai/schema"
)

// patcher puts the figures of a table in order that was written one row after the other
// but for patches: rows of one page whose figures stand among each other. Which figure of
// a patch is in which of its cells only the identities tell, and that the figures of a
// column come in the order of the rows.
type patcher struct {
	*table
	figures []written
	// columns is how many figures a row has; sum is the column of each row's sum.
	columns, sum int
	// byColumn are the identities between rows.
	byColumn [][]*schema.Identity
	patches  []patch
	// rows are those of all patches; at is the place of a row of the table among them, or -1.
	rows []patchRow
	at   []int
	// used says which figures have a cell.
	used  []bool
	found []solution
	steps int
}

// patch are the rows of the table from first up to end.
type patch struct {
	first, end int
	// nonzero are its figures that are not 0; zeros counts the others before each figure.
	nonzero []int
	zeros   []int
	// swapped are the arrangements in which two runs have changed places; taken is that
	// which is tried.
	swapped []swap
	taken   *swap
}

// solution is the figure of each cell of all patches, by row of rows and column, and how
// many figures were written elsewhere, where that is known.
type solution struct {
	cells [][]int
	moved int
}

// patchRow is a row of a patch while it is filled.
type patchRow struct {
	patch int
	// parts are the figures of its cells but the sum and those that are 0; left is what
	// they lack to the sum.
	parts []int
	left  schema.Micros
	cells []int
}

const (
	// nought stands in a cell for one of the figures that are 0.
	nought = -2
	// open stands in a cell on which solutions differ.
	open = -1
	// mostPatchSteps and mostSolutions bound the search.
	mostPatchSteps = 1_000_000
	mostSolutions  = 500
)

// patched is the figure of each cell of a table written one row after the other but for
// patches, -1 where solutions differ; nil where there is no solution.
func (t *table) patched(figures []written) [][]int {
	p := &patcher{table: t, figures: figures, columns: len(t.cells[0]), used: make([]bool, len(figures))}
	if !p.sums() || !p.find() {
		return nil
	}
	for k := range p.patches {
		var ok bool
		if p.patches[k].swapped, ok = p.swaps(&p.patches[k]); !ok {
			return nil
		}
	}
	p.divide(0)
	if p.found == nil {
		return nil
	}
	return p.order()
}

// sums finds the column of the rows' sums and sorts the identities between rows by
// column; false where the identities are others.
func (p *patcher) sums() bool {
	for r, ids := range p.byRow {
		if len(ids) != 1 || len(ids[0].RHS) != 1 || len(ids[0].LHS) != p.columns-1 {
			return false
		}
		at := p.place[ids[0].RHS[0]][1]
		if r > 0 && at != p.sum {
			return false
		}
		p.sum = at
	}
	p.byColumn = make([][]*schema.Identity, p.columns)
	for _, id := range p.others {
		c := p.place[id.LHS[0]][1]
		if slices.ContainsFunc(slices.Concat(id.LHS, id.RHS), func(cell schema.CellIndex) bool { return p.place[cell][1] != c }) {
			return false
		}
		p.byColumn[c] = append(p.byColumn[c], id)
	}
	return true
}

// find lists the patches: the rows whose identity does not hold in the order of the text,
// with those beside them on their page; false where these are most rows, where rows do not
// stand whole on their pages, or where a figure is negative.
func (p *patcher) find() bool {
	torn := make([]bool, len(p.byRow))
	for r, row := range p.inOrder(p.figures) {
		for _, f := range row {
			if p.figures[f].page != p.figures[row[0]].page || p.figures[f].value < 0 {
				return false
			}
		}
		if !p.rowHolds(p.figures, r, row) {
			for near := max(r-1, 0); near <= min(r+1, len(torn)-1); near++ {
				torn[near] = torn[near] || p.figures[near*p.columns].page == p.figures[row[0]].page
			}
		}
	}
	p.at = slices.Repeat([]int{-1}, len(torn))
	for r := range torn {
		if torn[r] {
			p.tear(r)
		}
	}
	return len(p.rows) > 0 && 2*len(p.rows) <= len(torn)
}

// tear adds a row to the patch above it on its page, or to a new one.
func (p *patcher) tear(r int) {
	last := len(p.patches) - 1
	if last < 0 || p.patches[last].end != r || p.figures[r*p.columns].page != p.figures[(r-1)*p.columns].page {
		p.patches = append(p.patches, patch{first: r, end: r})
		last++
	}
	of := &p.patches[last]
	of.end++
	p.at[r] = len(p.rows)
	p.rows = append(p.rows, patchRow{patch: last, cells: slices.Repeat([]int{nought}, p.columns)})
	for f := r * p.columns; f < of.end*p.columns; f++ {
		of.zeros = append(of.zeros, f-of.first*p.columns-len(of.nonzero))
		if p.figures[f].value != 0 {
			of.nonzero = append(of.nonzero, f)
		}
	}
}

// over counts a step and reports whether there were too many.
func (p *patcher) over() bool {
	p.steps++
	return p.steps > mostPatchSteps
}

// divide gives the figures of the patches from the k-th one on to rows, in each way in
// which the parts of every row make its sum, and then those of every row to columns.
func (p *patcher) divide(k int) {
	if k == len(p.patches) {
		if p.columnHolds(p.sum) {
			p.across(0)
		}
		return
	}
	of := &p.patches[k]
	for i := range of.swapped {
		of.taken = &of.swapped[i]
		for r := of.first; r < of.end; r++ {
			p.rows[p.at[r]].cells[p.sum] = of.taken.figures[(r-of.first)*p.columns+p.sum]
		}
		p.divide(k + 1)
	}
	for r := of.first; r < of.end; r++ {
		p.rows[p.at[r]].cells[p.sum] = nought
	}
	of.taken = nil
	if all := p.total(of); all%2 == 0 {
		p.pick(k, of.first, 0, all/2)
	}
}

// total is what all figures of a patch come to.
func (p *patcher) total(of *patch) (sum schema.Micros) {
	for _, f := range of.nonzero {
		sum += p.figures[f].value
	}
	return sum
}

// pick chooses the sums of the rows of patch k from row r on among its figures from the
// i-th one on; together they are half of all.
func (p *patcher) pick(k, r, i int, left schema.Micros) {
	of := &p.patches[k]
	if p.over() || left < 0 {
		return
	}
	if r == of.end {
		if left == 0 && p.canStand(of, p.sum) {
			p.share(k, 0)
		}
		return
	}
	p.pick(k, r+1, i, left)
	row := &p.rows[p.at[r]]
	for ; i < len(of.nonzero); i++ {
		f := of.nonzero[i]
		row.cells[p.sum], row.left, p.used[f] = f, p.figures[f].value, true
		p.pick(k, r+1, i+1, left-row.left)
		row.cells[p.sum], row.left, p.used[f] = nought, 0, false
	}
}
