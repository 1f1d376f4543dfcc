// Package layout holds the Grid, the one shape that every document takes after
// it has been read, whatever it looked like before.
//
// Consumes decoded text or markup (through the readers in its subfolders, one
// for each way in which reports are laid out) and produces a Grid: the
// document's rows in reading order, the prose among them, every cell with its
// raw text and its place. A table of a web page and the same table as
// tab-separated text give equal rows:
//
//	行政许可 | 11 | 减5 | 31   →   Row{Table: 0, Index: 6, Cells: [行政许可, 11, 减5, 31]}
//
// Invariants: rows are in reading order; Table never decreases; Index counts
// from 0 within a table (within the prose for Prose rows); Ordinal counts the
// cells of a row from 0; Col never decreases within a row. Nothing the document
// says is dropped: a reader that leaves a cell out has merged its text into
// another or names the rule in its documentation.
//
// A Grid knows no form. What a cell means is decided by package align.
package layout

// Kind names a way in which reports are laid out. It is stored with each report.
type Kind string

// The layouts.
const (
	HTML        Kind = "html"
	Tabbed      Kind = "tabbed"
	Piped       Kind = "piped"
	CellPerLine Kind = "cell_per_line"
	Markdown    Kind = "markdown"
	Aligned     Kind = "aligned"
	Paragraphs  Kind = "paragraphs"
	Flat        Kind = "flat"
	HOCR        Kind = "hocr"
	TSV         Kind = "tsv"
	DOCX        Kind = "docx"
	PDF         Kind = "pdf"
)

// Blanks says what a reader knows of empty cells.
type Blanks uint8

const (
	// BlanksLost means that an empty cell leaves no trace: how many values a row
	// has says nothing of which they are.
	BlanksLost Blanks = iota
	// BlanksMarked means that empty cells leave separators, which a converter may
	// have dropped, moved to the end of the row or added to.
	BlanksMarked
	// BlanksKept means that every cell of the source is there, empty or not, and
	// Col is its true column.
	BlanksKept
)

// Prose is the Table of a row that belongs to no table.
const Prose = -1

// Grid is a document as rows of cells. The zero Grid is an empty document.
type Grid struct {
	Kind   Kind
	Blanks Blanks
	// Title is the document's own title element, normalised; "" where it has none.
	Title string
	// Meta holds header metadata (meta elements) in document order.
	Meta []Meta
	// Carried is true for a page that the document carries as text, or does not show.
	Carried bool
	// Links counts anchors, and Attachments lists the names of linked files that
	// may hold the report (.doc, .docx, .pdf, .xls, .wps, …), normalised.
	Links       int
	Attachments []string
	Rows        []Row
}

// Meta is one name and value of header metadata, normalised.
type Meta struct{ Name, Content string }

// Row is a line of the document: a row of a table or one paragraph of prose.
type Row struct {
	// Table is the ordinal of the table, or Prose.
	Table int
	// Index is the ordinal of the row in its table, or of the paragraph in the prose.
	Index int
	Cells []Cell
	// Margin is true for what is printed on the margin of a page, beside the text:
	// running headers and footers, page numbers. Such a row stands before the table
	// that the page cuts.
	Margin bool
	// Page counts the page breaks before the row, in the grid of plain.Blocks alone.
	Page uint16
	// Loose is true where an empty cell of the row left no trace, though Grid.Blanks says
	// more of the document's other tables.
	Loose bool
}

// Cell is a cell of a table, or a whole paragraph.
type Cell struct {
	// Text is Raw after normalize.Text: simplified, half width, no bracketed
	// pinyin, white space folded to single spaces and trimmed. Line breaks inside
	// a cell are folded too.
	Text string
	// Raw is the text as found. It is kept only where it differs from Text; RawText
	// returns it in either case.
	Raw string
	// Ordinal is the cell's ordinal in its row as the document has it.
	Ordinal int
	// Col is the column at which the cell starts, spans expanded.
	Col int
	// RowSpan and ColSpan are at least 1.
	RowSpan, ColSpan int
	// Joined is true where the document has nothing between this cell and the one
	// before it (规章000): where one figure ends and the next begins is not known.
	Joined bool
	// Unread is true where something stands in the place of a figure that the
	// reader could not read as one: the figure is there, its value is not known.
	Unread bool
	// Left and Right are from where to where the text stands across the page, in
	// units of the page image. Right is 0 where the reader has no places.
	Left, Right int
}

// RawText is the cell's text as found in the document.
func (c *Cell) RawText() string {
	if c.Raw == "" {
		return c.Text
	}
	return c.Raw
}
