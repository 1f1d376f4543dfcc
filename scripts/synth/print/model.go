package print

import (
	"gongkai/schema"
	"gongkai/scripts/synth/form"
)

// Role says what a cell of a printed table is.
type Role uint8

// The roles.
const (
	// Filler is an empty cell that means nothing.
	Filler Role = iota
	// Header is a column heading or a note in the header.
	Header
	// Article heads a block of section 2.
	Article
	// Stub is a label over several rows; Group one over the rows of a group.
	Stub
	// Group is a label over the rows of a group.
	Group
	// Label is the label of a row.
	Label
	// Figure is a cell of the form.
	Figure
	// Foreign is a figure or label that the national form does not have.
	Foreign
)

// Cover says whether a cell stands under the span of another.
type Cover uint8

// The covers.
const (
	// Bare cells are their own.
	Bare Cover = iota
	// Above is the first column of a cell that began in an earlier row.
	Above
	// Left is any other position under a span.
	Left
)

// Cell is one position of a printed table.
type Cell struct {
	Text  string
	Role  Role
	Cover Cover
	// Index is the cell of the form; meaningful for figures alone.
	Index schema.CellIndex
	// RowSpan and ColSpan are at least 1 for a Bare cell.
	RowSpan, ColSpan int
}

// Row is a printed row.
type Row struct {
	Cells []Cell
	// PageBreak is true where a new page begins before the row.
	PageBreak bool
}

// Table is a printed table.
type Table struct {
	// Form is the index of the table in schema.Form.Tables.
	Form    int
	Columns int
	Rows    []Row
	// HeaderRows is how many rows at the top are header; 0 for tables made of blocks.
	HeaderRows int
	// Loose is true where rows were added or moved, so that spans no longer hold.
	Loose bool
}

// BlockKind is the kind of a block.
type BlockKind uint8

// The kinds of blocks.
const (
	Title BlockKind = iota
	Heading
	Para
	Signature
	TableBlock
)

// Block is a part of a document: text, or a table.
type Block struct {
	Kind  BlockKind
	Text  string
	Table *Table
}

// Document is a report before it takes a layout.
type Document struct {
	Blocks []Block
	Values *form.Values
	// Lost is parallel to Values.Cells: the document no longer says which number
	// the agency printed there.
	Lost []bool
	// Unanchored is true where cells were pushed aside, so that an empty cell no
	// longer tells which figure it stands for.
	Unanchored bool
}

// NewDocument makes a document without blocks.
func NewDocument(v *form.Values) *Document {
	return &Document{Values: v, Lost: make([]bool, len(v.Cells))}
}

// Tables returns the tables in order.
func (d *Document) Tables() []*Table {
	var tables []*Table
	for i := range d.Blocks {
		if d.Blocks[i].Kind == TableBlock {
			tables = append(tables, d.Blocks[i].Table)
		}
	}
	return tables
}

// Figures returns the positions of the figures in a row.
func (r *Row) Figures() []int {
	var at []int
	for i := range r.Cells {
		if r.Cells[i].Role == Figure {
			at = append(at, i)
		}
	}
	return at
}

// Lose marks the figures of a row as lost.
func (d *Document) Lose(r *Row) {
	for _, i := range r.Figures() {
		d.Lost[r.Cells[i].Index] = true
	}
}

// Gapped reports whether a row holds figures of which some are printed empty.
func (r *Row) Gapped() bool {
	for _, i := range r.Figures() {
		if r.Cells[i].Text == "" {
			return true
		}
	}
	return false
}

// Ambiguous marks the figures of every gapped row as lost, for layouts and
// damages after which an empty cell leaves no trace.
func (d *Document) Ambiguous() {
	for _, t := range d.Tables() {
		for i := range t.Rows {
			if t.Rows[i].Gapped() {
				d.Lose(&t.Rows[i])
			}
		}
	}
}
