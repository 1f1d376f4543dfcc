package print

import (
	"gongkai/schema"
	"gongkai/scripts/synth/form"
)

// Section4 is the shape in which section 4 is printed.
type Section4 uint8

// The shapes of section 4.
const (
	// Across is the official shape: one row of all figures.
	Across Section4 = iota
	// Down prints a row for each proceeding.
	Down
	// WithoutTotals is Across without the columns for sums.
	WithoutTotals
)

// Shape chooses between printed shapes of the tables and notations of figures.
type Shape struct {
	Section4 Section4
	Notation Notation
	// AmountNote is appended to the heading of an amount column whose unit the
	// report declares: "（单位：万元）". "" leaves the declaration out of the header.
	AmountNote string
}

// builder fills a matrix with cells that span.
type builder struct {
	table *Table
	doc   *Document
	shape Shape
}

// BuildTable prints one table of the form.
func BuildTable(d *Document, t int, shape Shape) *Table {
	formTable := &d.Values.Form.Tables[t]
	b := &builder{table: &Table{Form: t, Columns: columnsOf(formTable)}, doc: d, shape: shape}
	for block := range formTable.Blocks {
		switch fb := &formTable.Blocks[block]; {
		case fb.Across && shape.Section4 == Down:
			b.down(t, block)
		case fb.Across:
			b.across(t, block)
		case fb.Article != "":
			b.article(t, block)
		default:
			b.stubbed(t, block)
		}
	}
	return b.table
}

// columnsOf is the width of the widest block; blocks may widen the table later.
func columnsOf(t *schema.Table) int {
	width := 0
	for i := range t.Blocks {
		block := &t.Blocks[i]
		n := labelDepth(block) + len(block.Columns)
		if block.Across {
			n = 0
		}
		width = max(width, n)
	}
	return width
}

// labelDepth is how many columns the labels of a block's rows take.
func labelDepth(b *schema.Block) int {
	depth := 1
	for i := range b.Rows {
		n := 1
		if b.Rows[i].Stub != "" {
			n++
		}
		if b.Rows[i].GroupLabel != "" {
			n++
		}
		depth = max(depth, n)
	}
	return depth
}

// row appends an empty row and returns its index.
func (b *builder) row() int {
	b.table.Rows = append(b.table.Rows, Row{Cells: make([]Cell, b.table.Columns)})
	for i := range b.last().Cells {
		b.last().Cells[i] = Cell{RowSpan: 1, ColSpan: 1}
	}
	return len(b.table.Rows) - 1
}

func (b *builder) last() *Row { return &b.table.Rows[len(b.table.Rows)-1] }

// put places a cell and covers what it spans. The rows must exist.
func (b *builder) put(row, col, rowSpan, colSpan int, role Role, text string) *Cell {
	for r := row; r < row+rowSpan; r++ {
		for c := col; c < col+colSpan; c++ {
			cover := Left
			if c == col {
				cover = Above
			}
			b.table.Rows[r].Cells[c] = Cell{Cover: cover}
		}
	}
	cell := &b.table.Rows[row].Cells[col]
	*cell = Cell{Text: text, Role: role, RowSpan: rowSpan, ColSpan: colSpan}
	return cell
}

// figure places the figure of a cell of the form.
func (b *builder) figure(row, col, colSpan int, index schema.CellIndex) {
	cell := b.put(row, col, 1, colSpan, Figure, b.shape.Notation.Print(b.doc.Values, index))
	cell.Index = index
}

// article prints a block of section 2: its article, a header and its rows; the
// last column takes the width that narrower blocks leave.
func (b *builder) article(t, block int) {
	fb := &b.doc.Values.Form.Tables[t].Blocks[block]
	b.put(b.row(), 0, 1, b.table.Columns, Article, fb.Label)
	header := b.row()
	b.put(header, 0, 1, 1, Header, "信息内容")
	for c := range fb.Columns {
		label := b.columnLabel(t, block, c)
		b.put(header, 1+c, 1, b.span(1+c, len(fb.Columns)), Header, label)
	}
	for r := range fb.Rows {
		row := b.row()
		b.put(row, 0, 1, 1, Label, fb.Rows[r].Label)
		for c := range fb.Columns {
			b.figure(row, 1+c, b.span(1+c, len(fb.Columns)), b.doc.Values.Form.At(t, block, r, c))
		}
	}
}

// span is the width of a column of a block: 1, and the rest for the last.
func (b *builder) span(col, last int) int {
	if col == last {
		return b.table.Columns - last
	}
	return 1
}

// columnLabel is a column's printed heading, with the unit of an amount where
// the report declares one there.
func (b *builder) columnLabel(t, block, c int) string {
	column := &b.doc.Values.Form.Tables[t].Blocks[block].Columns[c]
	if column.Amount && column.Unit == "" {
		return column.Label + b.shape.AmountNote
	}
	return column.Label
}

// stubbed prints a block whose rows are grouped under stubs (section 3).
func (b *builder) stubbed(t, block int) {
	fb := &b.doc.Values.Form.Tables[t].Blocks[block]
	depth := labelDepth(fb)
	b.stubbedHeader(fb, depth)
	first := len(b.table.Rows)
	for range fb.Rows {
		b.row()
	}
	for r := range fb.Rows {
		row := &fb.Rows[r]
		col := 0
		for _, level := range [...]struct {
			label string
			role  Role
			run   int
		}{
			{row.Stub, Stub, run(fb.Rows, r, func(x *schema.FormRow) string { return x.Stub })},
			{row.GroupLabel, Group, run(fb.Rows, r, func(x *schema.FormRow) string { return x.GroupLabel })},
		} {
			if level.label == "" {
				continue
			}
			if level.run > 0 {
				b.put(first+r, col, level.run, 1, level.role, level.label)
			}
			col++
		}
		b.put(first+r, col, 1, depth-col, Label, row.Label)
		for c := range fb.Columns {
			b.figure(first+r, depth+c, 1, b.doc.Values.Form.At(t, block, r, c))
		}
	}
}

// run is how many rows from r on share a label, or 0 where r continues a run.
func run(rows []schema.FormRow, r int, of func(*schema.FormRow) string) int {
	label := of(&rows[r])
	if r > 0 && of(&rows[r-1]) == label {
		return 0
	}
	n := 0
	for r+n < len(rows) && of(&rows[r+n]) == label {
		n++
	}
	return n
}

// stubbedHeader prints the three header rows of section 3.
func (b *builder) stubbedHeader(fb *schema.Block, depth int) {
	b.row()
	b.row()
	b.row()
	notes := append(append([]string(nil), fb.Notes...), "", "")
	b.put(0, 0, 3, depth, Header, notes[0])
	b.put(0, depth, 1, len(fb.Columns), Header, notes[1])
	for c := range fb.Columns {
		column := &fb.Columns[c]
		if column.Group == "" {
			b.put(1, depth+c, 2, 1, Header, column.Label)
			continue
		}
		if c == 0 || fb.Columns[c-1].Group != column.Group {
			n := 1
			for c+n < len(fb.Columns) && fb.Columns[c+n].Group == column.Group {
				n++
			}
			b.put(1, depth+c, 1, n, Header, column.Group)
		}
		b.put(2, depth+c, 1, 1, Header, column.Label)
	}
	b.table.HeaderRows = 3
}

// across prints a block as one row of figures under a three-line header (section 4).
func (b *builder) across(t, block int) {
	fb := &b.doc.Values.Form.Tables[t].Blocks[block]
	columns := b.shape.columns(b.doc, t, block)
	b.table.Columns = len(columns) * len(fb.Rows)
	for range 4 {
		b.row()
	}
	for r := range fb.Rows {
		at := r * len(columns)
		if n := run(fb.Rows, r, func(x *schema.FormRow) string { return x.Stub }); n > 0 && fb.Rows[r].Stub != "" {
			b.put(0, at, 1, n*len(columns), Header, fb.Rows[r].Stub)
		}
		line, height := 2, 1
		if fb.Rows[r].Stub == "" {
			b.put(0, at, 1, len(columns), Header, fb.Rows[r].Label)
			line, height = 1, 2
		} else {
			b.put(1, at, 1, len(columns), Header, fb.Rows[r].Label)
		}
		for i, c := range columns {
			b.put(line, at+i, height, 1, Header, fb.Columns[c].Label)
			b.figure(3, at+i, 1, b.doc.Values.Form.At(t, block, r, c))
		}
	}
	b.table.HeaderRows = 3
}

// down prints the same block with a row for each of its rows.
func (b *builder) down(t, block int) {
	fb := &b.doc.Values.Form.Tables[t].Blocks[block]
	depth := labelDepth(fb)
	b.table.Columns = depth + len(fb.Columns)
	header := b.row()
	b.put(header, 0, 1, depth, Header, "类别")
	for c := range fb.Columns {
		b.put(header, depth+c, 1, 1, Header, fb.Columns[c].Label)
	}
	for range fb.Rows {
		b.row()
	}
	for r := range fb.Rows {
		row, col := header+1+r, 0
		if fb.Rows[r].Stub != "" {
			if n := run(fb.Rows, r, func(x *schema.FormRow) string { return x.Stub }); n > 0 {
				b.put(row, 0, n, 1, Stub, fb.Rows[r].Stub)
			}
			col = 1
		}
		b.put(row, col, 1, depth-col, Label, fb.Rows[r].Label)
		for c := range fb.Columns {
			b.figure(row, depth+c, 1, b.doc.Values.Form.At(t, block, r, c))
		}
	}
	b.table.HeaderRows = 1
}

// columns lists the columns of section 4 that are printed; sums left out are lost.
func (s Shape) columns(d *Document, t, block int) []int {
	fb := &d.Values.Form.Tables[t].Blocks[block]
	var kept []int
	for c := range fb.Columns {
		index := d.Values.Form.At(t, block, 0, c)
		if s.Section4 != WithoutTotals || !d.Values.Form.Cells[index].IsTotal {
			kept = append(kept, c)
			continue
		}
		for r := range fb.Rows {
			d.Lost[d.Values.Form.At(t, block, r, c)] = true
		}
	}
	return kept
}

// Notation is how a document writes figures that are not plain digits.
type Notation struct {
	// Dash stands for a cell to which the question does not apply.
	Dash string
	// Decimals pads amounts to that many fractional digits.
	Decimals int
}

// Print writes the value of a cell.
func (n Notation) Print(v *form.Values, index schema.CellIndex) string {
	value := v.Cells[index]
	switch value.Kind {
	case form.Number:
		if v.Form.Cells[index].Amount {
			return n.pad(value.Micros.String())
		}
		return value.Micros.String()
	case form.NotApplicable:
		if n.Dash == "" {
			return "/"
		}
		return n.Dash
	default:
		return ""
	}
}

// pad appends zeros to a non-zero amount up to the report's fractional digits.
func (n Notation) pad(s string) string {
	if s == "0" || n.Decimals == 0 {
		return s
	}
	have := 0
	for i := range s {
		if s[i] == '.' {
			have = len(s) - i - 1
		}
	}
	if have == 0 {
		s += "."
	}
	for ; have < n.Decimals; have++ {
		s += "0"
	}
	return s
}
