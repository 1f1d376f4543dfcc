package inspect

import (
	"fmt"
	"strings"

	"gongkai/extractors/reconcile"
	"gongkai/schema"
)

// The widths at which the labels on the left and above are wrapped.
const (
	stubWidth      = 6
	groupWidth     = 10
	leastLabel     = 16
	leastHeader    = 4
	greatestHeader = 16
	narrowStub     = 4
	narrowGroup    = 6
	narrowLabel    = 8
)

// writeForm lays a form out as on paper, table by table.
func writeForm(b *strings.Builder, s Style, r *reconcile.Report) {
	for t := range r.Form.Tables {
		table := &r.Form.Tables[t]
		fmt.Fprintf(b, "\n%s\n", s.Paint(bold, table.Heading))
		var side []int // the blocks printed one below the other in one table
		for k := range table.Blocks {
			if table.Blocks[k].Across && s.width() >= acrossWidth(&table.Blocks[k]) {
				b.WriteString(acrossBox(r, t, k).draw(s))
			} else {
				side = append(side, k)
			}
		}
		switch {
		case len(side) == 0:
		case s.width() < narrowest(table, side):
			writeNarrow(b, s, r, t, side)
		default:
			b.WriteString(matrixBox(s, r, t, side).draw(s))
		}
	}
}

// acrossWidth is what a block printed across needs.
func acrossWidth(block *schema.Block) int {
	return len(block.Columns)*len(block.Rows)*(leastHeader+gap) + 1
}

// narrowest is the least width at which a table can be drawn.
func narrowest(table *schema.Table, blocks []int) int {
	m := newMatrix(table, blocks)
	return m.figures*(leastHeader+gap) + m.narrowLabels() + 1
}

// writeNarrow writes blocks for a page too narrow for their columns: each row its
// label, and below it the figures, each after the label of its column.
func writeNarrow(b *strings.Builder, s Style, r *reconcile.Report, t int, blocks []int) {
	for _, k := range blocks {
		block := &r.Form.Tables[t].Blocks[k]
		if block.Label != "" {
			writeWrapped(b, s, "", block.Label)
		}
		for i, row := range block.Rows {
			writeWrapped(b, s, "  ", strings.Join(present(row.Stub, row.GroupLabel, row.Label), " › "))
			line := "   "
			for c, column := range block.Columns {
				cell := valueCell(r, r.Form.At(t, k, i, c), 0, 0, 1)
				entry := " " + column.Label + " " + s.Paint(cell.color, cell.text)
				if width(line)+width(entry) > s.width() && line != "   " {
					b.WriteString(line + "\n")
					line = "   "
				}
				line += entry
			}
			b.WriteString(line + "\n")
		}
	}
}

// writeWrapped writes a text over as many lines as it needs.
func writeWrapped(b *strings.Builder, s Style, indent, text string) {
	for _, line := range wrap(text, s.width()-len(indent)) {
		b.WriteString(indent + line + "\n")
	}
}

// matrix is a table whose rows are printed one below the other. Its first
// labels columns hold stub, group and label of a row.
type matrix struct {
	box
	report *reconcile.Report
	table  int
	// stub and group are the columns of those labels, -1 where no row has any.
	stub, group, labels int
	figures             int
}

func matrixBox(s Style, r *reconcile.Report, table int, blocks []int) *box {
	m := newMatrix(&r.Form.Tables[table], blocks)
	m.report, m.table = r, table
	m.columns = m.labels + m.figures
	m.wrap(s)
	for _, k := range blocks {
		m.block(k)
	}
	return &m.box
}

// newMatrix finds which columns blocks need.
func newMatrix(t *schema.Table, blocks []int) *matrix {
	m := &matrix{stub: -1, group: -1}
	stubs, groups := false, false
	for _, k := range blocks {
		m.figures = max(m.figures, len(t.Blocks[k].Columns))
		for _, row := range t.Blocks[k].Rows {
			stubs, groups = stubs || row.Stub != "", groups || row.GroupLabel != ""
		}
	}
	if stubs {
		m.stub, m.labels = m.labels, m.labels+1
	}
	if groups {
		m.group, m.labels = m.labels, m.labels+1
	}
	m.labels++
	return m
}

// narrowLabels is the least width of the columns of labels, with their lines.
func (m *matrix) narrowLabels() int {
	total := narrowLabel + gap
	if m.stub >= 0 {
		total += narrowStub + gap
	}
	if m.group >= 0 {
		total += narrowGroup + gap
	}
	return total
}

// wrap settles at which widths labels are wrapped: three fifths of the page are
// for figures, the rest for the labels of rows. On a narrow page the labels of
// rows share what the figures leave.
func (m *matrix) wrap(s Style) {
	header := min(greatestHeader, max(leastHeader, (s.width()*3/5/m.figures-gap)/2*2))
	stub, group, label := stubWidth, groupWidth, s.width()-m.figures*(header+gap)-gap-1
	if m.stub >= 0 {
		label -= stubWidth + gap
	}
	if m.group >= 0 {
		label -= groupWidth + gap
	}
	if label < leastLabel {
		header = leastHeader
		left := s.width() - m.figures*(header+gap) - 1
		stub, group, label = narrowStub, narrowGroup, max(narrowLabel, narrowLabel+left-m.narrowLabels())
	}
	for k := range m.columns {
		switch {
		case k == m.stub:
			m.wrapAt = append(m.wrapAt, stub)
		case k == m.group:
			m.wrapAt = append(m.wrapAt, group)
		case k < m.labels:
			m.wrapAt = append(m.wrapAt, label)
		default:
			m.wrapAt = append(m.wrapAt, header)
		}
	}
}

func (m *matrix) block(k int) {
	block := &m.report.Form.Tables[m.table].Blocks[k]
	if block.Label != "" {
		m.add(boxCell{text: block.Label, color: bold, row: m.row(true), colSpan: m.columns, centred: true})
	}
	m.header(block)
	var last schema.FormRow
	for i, row := range block.Rows {
		at := m.row(i == 0 || row.Stub != last.Stub || row.GroupLabel != last.GroupLabel || row.Group != last.Group)
		m.rowLabels(block, i, at)
		for c := range block.Columns {
			m.value(m.report.Form.At(m.table, k, i, c), at, m.labels+m.place(c, len(block.Columns)), m.spread(c, len(block.Columns)))
		}
		last = row
	}
}

// place and spread say where the columns of a block stand that has fewer than
// the widest one: the last takes what is left.
func (m *matrix) place(column, columns int) int { return column * (m.figures / columns) }

func (m *matrix) spread(column, columns int) int {
	if column == columns-1 {
		return m.figures - m.place(column, columns)
	}
	return m.figures / columns
}

// header prints the notes and the labels of the columns.
func (m *matrix) header(block *schema.Block) {
	at, tiers := m.row(true), 1
	for _, column := range block.Columns {
		if column.Group != "" && tiers == 1 {
			m.row(true)
			tiers = 2
		}
	}
	m.add(boxCell{text: strings.Join(block.Notes, " "), color: dim, row: at, rowSpan: tiers, colSpan: m.labels})
	for c, column := range block.Columns {
		cell := boxCell{
			text: column.Label, row: at, rowSpan: tiers, centred: true,
			column: m.labels + m.place(c, len(block.Columns)), colSpan: m.spread(c, len(block.Columns)),
		}
		if column.Group != "" {
			cell.row, cell.rowSpan = at+1, 1
			if c == 0 || block.Columns[c-1].Group != column.Group {
				run := runOf(c, len(block.Columns), func(i int) string { return block.Columns[i].Group })
				m.add(boxCell{text: column.Group, row: at, column: cell.column, colSpan: run, centred: true})
			}
		}
		m.add(cell)
	}
}

// rowLabels prints what stands left of a row: its label reaches over the columns
// of the labels that it lacks.
func (m *matrix) rowLabels(block *schema.Block, i, at int) {
	row := &block.Rows[i]
	from := 0
	tier := func(column int, label func(int) string) {
		if column < 0 || label(i) == "" {
			return
		}
		if i == 0 || label(i-1) != label(i) {
			m.add(boxCell{text: label(i), row: at, column: column, colSpan: 1, rowSpan: runOf(i, len(block.Rows), label)})
		}
		from = column + 1
	}
	tier(m.stub, func(i int) string { return block.Rows[i].Stub })
	tier(m.group, func(i int) string { return block.Rows[i].GroupLabel })
	m.add(boxCell{text: row.Label, row: at, column: from, colSpan: m.labels - from})
}

// runOf counts how many neighbours from i on have the label of i.
func runOf(i, n int, label func(int) string) int {
	run := 1
	for i+run < n && label(i+run) == label(i) {
		run++
	}
	return run
}

func (m *matrix) value(c schema.CellIndex, row, column, span int) {
	m.add(valueCell(m.report, c, row, column, span))
}

func valueCell(r *reconcile.Report, c schema.CellIndex, row, column, span int) boxCell {
	cell := &r.Cells[c]
	return boxCell{
		text: withUnit(cell, r.Form.Cells[c].Amount), color: marks[cell.Status].color,
		row: row, column: column, colSpan: span, figure: true,
	}
}

// acrossBox is a block whose rows are printed side by side.
func acrossBox(r *reconcile.Report, table, k int) *box {
	block := &r.Form.Tables[table].Blocks[k]
	n := len(block.Columns)
	b := &box{columns: n * len(block.Rows)}
	for range b.columns {
		b.wrapAt = append(b.wrapAt, leastHeader)
	}
	if len(block.Notes) > 0 {
		b.add(boxCell{text: strings.Join(block.Notes, " "), color: dim, row: b.row(true), colSpan: b.columns})
	}
	stubs, at := 0, b.row(true)
	for _, row := range block.Rows {
		if row.Stub != "" && stubs == 0 {
			stubs = b.row(true)
		}
	}
	head, values := b.row(true), b.row(true)
	for i, row := range block.Rows {
		label := boxCell{text: row.Label, row: at, rowSpan: max(1, stubs-at+1), column: i * n, colSpan: n, centred: true}
		if row.Stub != "" {
			label.row, label.rowSpan = stubs, 1
			if i == 0 || block.Rows[i-1].Stub != row.Stub {
				run := runOf(i, len(block.Rows), func(i int) string { return block.Rows[i].Stub })
				b.add(boxCell{text: row.Stub, row: at, column: i * n, colSpan: n * run, centred: true})
			}
		}
		b.add(label)
		for c, column := range block.Columns {
			b.add(boxCell{text: column.Label, row: head, column: i*n + c, centred: true})
			b.add(valueCell(r, r.Form.At(table, k, i, c), values, i*n+c, 1))
		}
	}
	return b
}
