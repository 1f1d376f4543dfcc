package align

import (
	"slices"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// In a text whose rows have no ends, the words of a header, the label of the row below
// it and that row's empty cells are one run of cells: no figure parts them. What the
// cells are is known where the labels in front of them say how many there must be.

// ended adds a line that is over. A row of empty cells behind the words of a header is a
// line of its own, where empty cells leave a trace and rows need have no ends.
func (t *template) ended(out []line, l *line, m *marks) []line {
	if l.figures > 0 || len(l.slots) == 0 || len(l.labels) < 2 || m.grid.Blanks != layout.BlanksMarked {
		return append(out, *l)
	}
	k := t.headerEnd(l)
	m.compareCuts(func(other *template) bool { return other.headerEnd(l) == k })
	if k == 0 {
		return append(out, *l)
	}
	blank := line{row: l.row, table: l.table, prose: l.prose, labels: l.labels[k:], slots: l.slots}
	l.labels, l.slots = l.labels[:k:k], nil
	return append(out, *l, blank)
}

// blankEnds reports whether a text behind a line's empty cells is of another line.
func (t *template) blankEnds(l *line, text string, m *marks) bool {
	if l.figures > 0 || len(l.slots) == 0 || len(l.labels) == 0 {
		return false
	}
	ends := t.isBlankBefore(l, text)
	if m.grid.Blanks == layout.BlanksMarked {
		m.compareCuts(func(other *template) bool { return other.isBlankBefore(l, text) == ends })
	}
	return ends
}

// compareCuts notes that editions cut the grid into other lines, where an embedded one does
// not agree with the one that cuts it.
func (m *marks) compareCuts(agrees func(*template) bool) {
	m.byEdition = m.byEdition || slices.ContainsFunc(schema.Forms(), func(f *schema.Form) bool { return !agrees(templateOf(f)) })
}

// headerEnd is how many of a line's labels are a header's, before the label of a row
// whose empty cells stand behind it or, where all are the header of a block printed in
// one row, before the cells of that row. 0 where they are not.
func (t *template) headerEnd(l *line) int {
	n := len(l.labels)
	if columns := t.rowColumns(l.labels[n-1].printed); columns > 0 {
		k := n - 1
		for k > 0 && t.isStub(l.labels[k-1].printed) {
			k--
		}
		if k > 0 && len(l.slots) >= columns && t.endsHeader(l.labels[k-1].printed) {
			return k
		}
		return 0
	}
	if slices.ContainsFunc(t.across, func(i int) bool { return t.namesEachCell(l, &t.items[i]) }) {
		return n
	}
	return 0
}

// rowColumns is how many columns the row has whose label a text is: 0 where it is none,
// or is a column's too and has not the row's list number.
func (t *template) rowColumns(p *printed) int {
	for _, i := range t.exact[p.body.text] {
		it := &t.items[i]
		numbered := it.ordinal != "" && it.ordinal == p.ordinal
		if it.kind == valueRow && (numbered || !t.headers(p).word) {
			return len(it.cells)
		}
	}
	return 0
}

// endsHeader reports whether a text is a word of a header and no row's label.
func (t *template) endsHeader(p *printed) bool { return t.headers(p).word && t.rowColumns(p) == 0 }

// isStub reports whether a text is the label of a group of rows, and no word of a header.
func (t *template) isStub(p *printed) bool { return t.groups[p.body.text] && !t.headers(p).word }

// namesEachCell reports whether the last labels of a line name the columns of a block
// printed in one row in turn, with other words of its header between them alone, and
// exactly as many cells stand behind them as they name.
func (t *template) namesEachCell(l *line, it *item) bool {
	if len(l.slots) != len(it.cells) {
		return false
	}
	header, want := t.columns[[2]int{it.table, it.block}].number, len(it.cells)-1
	for k := len(l.labels) - 1; k >= 0 && want >= 0; k-- {
		match := t.headers(l.labels[k].printed).matches[header]
		if !match.word || match.column >= 0 && match.column != t.form.Cells[it.cells[want]].Column {
			return false
		}
		if match.column >= 0 {
			want--
		}
	}
	return want < 0
}
