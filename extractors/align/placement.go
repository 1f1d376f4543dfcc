package align

import (
	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
	"gongkai/schema"
)

// Placement says which printed cell is which cell of the form: the product of
// aligning a grid with one edition.
type Placement struct {
	Form *schema.Form
	// Blanks is what the grid's reader knew of empty cells, in the rows placed.
	Blanks layout.Blanks
	// Score is the weight of the evidence that the grid holds this edition; it
	// compares editions and grids of one document.
	Score float64
	// Rows are the printed rows placed, in the form's order.
	Rows []Row
	// Units maps a cell to the unit that the document declares for it.
	Units map[schema.CellIndex]string
	// Orphans are figures near the form's tables that no rule places or ignores.
	Orphans []Orphan
	// Labels are labels near the form's tables that match none of the form.
	Labels []UnknownLabel
	// First and Last bound the rows of the grid that hold the tables, [First, Last).
	First, Last int
	// Exact, Fuzzy and Order count rows by how their label was placed: equal to a
	// wording of the form; like one only; by its place in the form's order alone.
	Exact, Fuzzy, Order int
	// Misread counts rows whose label is lost, or differs from the form's as misread
	// characters do; one in other words is none.
	Misread int
	// TablesFound and TablesExpected count the tables with at least one row placed.
	TablesFound, TablesExpected int
	// Headings maps section numbers to the grid row of their heading.
	Headings map[int]int
	// Ignored counts figures left out by a named rule.
	Ignored map[string]int
}

// Match says how a row's label was placed.
type Match uint8

// The ways in which a row is placed, strongest first.
const (
	MatchExact Match = iota
	MatchFuzzy
	MatchOrder
	// MatchDoubtful rows stand where the order leaves more than one place; their
	// figures are not to be asserted.
	MatchDoubtful
)

// String names the match for people.
func (m Match) String() string {
	return [...]string{"exact", "fuzzy", "by its place in the order", "doubtful"}[m]
}

// Row is one printed row of the form, with the figures that may stand in it.
type Row struct {
	Table, Block int
	// Cells are the cells of the form that the row prints, in printed order.
	Cells []schema.CellIndex
	// Label is the label as found, Match how it was placed, Similarity how like
	// the form's it is (1 is equal).
	Label      string
	Match      Match
	Similarity float64
	// Readings are the ways to assign the row's figures to Cells, likeliest
	// first; at least one.
	Readings []Reading
}

// Reading is one way to assign a row's figures: Figures is parallel to Row.Cells.
type Reading struct {
	Figures []Figure
	// Rule names how the figures were assigned: by number, by header, by
	// position, by neighbour, by packing, …
	Rule string
	// Variant names the choice made, where the rows of a block are likely to share
	// it (which column is left out, …); "" elsewhere.
	Variant string
	// Sure is true where the document itself leaves no other way.
	Sure bool
}

// Presence says what stands in a cell.
type Presence uint8

// The presences.
const (
	// Absent: the document has nothing at this place.
	Absent Presence = iota
	// Empty: the document has an empty cell at this place.
	Empty
	// Printed: the document has something at this place.
	Printed
	// Unsure: something stands in the row, which cell it belongs to is not known.
	Unsure
)

// Figure is what a reading finds in one cell.
type Figure struct {
	Presence Presence
	Parsed   figure.Figure
	// Text is the text as found.
	Text string
	// GridRow and GridCell name the cell of the grid; -1 where there is none.
	GridRow, GridCell int
	// Fused is true where the figure has no cell of its own in the document.
	Fused bool
}

// Orphan is a figure that stands near a form table and was not placed.
type Orphan struct {
	GridRow, GridCell int
	Text              string
	Reason            string
}

// UnknownLabel is a label not recognised.
type UnknownLabel struct {
	Table    string
	Text     string
	Nearest  string
	Distance int
}
