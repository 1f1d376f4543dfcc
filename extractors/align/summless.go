package align

// A block printed in one row may be printed without its sums: its header then names the
// other columns alone. Some of these words may be lost. The row still has a cell for
// each column without a sum, and the words that are left stand over their own.

// sumsUnnamed are the positions of all columns but the sums, where the row has a cell for
// each and the header shows that these are they: it names no sum, and most of the
// others, each over its own cell. It is nil elsewhere.
func (t *template) sumsUnnamed(h *header, r *rowFigures) []int {
	n := t.withoutSums(r.item)
	if r.item.kind != acrossRow || len(r.slots) < n || !allBlank(r.slots[n:]) || n == len(r.item.cells) {
		return nil
	}
	cells := make([]int, 0, n)
	for i, c := range r.item.cells {
		if !t.form.Cells[c].IsTotal {
			cells = append(cells, i)
		}
	}
	columns := len(t.form.Tables[r.item.table].Blocks[r.item.block].Columns)
	named := make([]bool, n)
	for i := range h.words {
		w := &h.words[i]
		if w.column < 0 || w.table != r.table {
			continue
		}
		over := r.slotAt(w.col)
		if over < 0 || over >= n || cells[over]%columns != w.column {
			return nil
		}
		named[over] = true
	}
	if !mostOf(named) {
		return nil
	}
	return cells
}

// slotAt is the slot that begins in a column of the page, -1 where none does.
func (r *rowFigures) slotAt(col int) int {
	for i := range r.slots {
		if r.slots[i].col == col {
			return i
		}
	}
	return -1
}

// mostOf reports whether at least two thirds are true.
func mostOf(all []bool) bool {
	n := 0
	for _, is := range all {
		n += one(is)
	}
	return 3*n >= 2*len(all)
}
