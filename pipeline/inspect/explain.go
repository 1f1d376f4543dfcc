package inspect

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gongkai/extractors"
	"gongkai/extractors/align"
	"gongkai/extractors/reconcile"
	"gongkai/schema"
)

// Explanation says how one cell of one report was read.
type Explanation struct {
	ReportID string `json:"report_id"`
	Edition  string `json:"edition"`
	// Heading is the printed heading of the cell's table.
	Heading string `json:"heading"`
	Cell    Cell   `json:"cell"`
	// StatusMeaning says in a sentence what the status stands for.
	StatusMeaning string `json:"status_meaning"`
	// Placing says how the printed row was found; null where no row of the
	// document was placed here.
	Placing *Placing `json:"placing"`
	// Around are rows of the normalised document about the cell, or about its row
	// where the figure itself stands nowhere.
	Around []DocumentRow `json:"around"`
	// Identities are those that the cell takes part in.
	Identities []Check `json:"identities"`

	report *reconcile.Report
	index  schema.CellIndex
}

// Placing says how a printed row became a row of the form.
type Placing struct {
	// Label is the label as found, normalised, and Form the form's own.
	Label string `json:"label"`
	Form  string `json:"form_label"`
	// Match is how the label was placed; Similarity is 1 where it is equal.
	Match      string  `json:"match"`
	Similarity float64 `json:"similarity"`
	// Readings are the ways to assign the row's figures that were weighed,
	// likeliest by the document first.
	Readings []Reading `json:"readings"`
}

// Reading is one way to assign the figures of a row.
type Reading struct {
	Rule string `json:"rule"`
	// Sure is true where the document leaves no other way; Chosen marks the reading
	// that the cells were taken from.
	Sure   bool `json:"sure"`
	Chosen bool `json:"chosen"`
	// Figures are the texts in the cells of the row; "" is empty, null is nothing.
	Figures []*string `json:"figures"`
	// This is the place of the cell in Figures.
	This int `json:"this"`
}

// DocumentRow is a row of the normalised document.
type DocumentRow struct {
	// Table is -1 for running text.
	Table int `json:"table"`
	Row   int `json:"row"`
	// Cells are the texts; Marked is the cell in question, -1 in other rows.
	Cells  []string `json:"cells"`
	Marked int      `json:"marked"`

	also []int // further cells to mark
}

// UnknownCellError is a cell that no edition at hand has.
type UnknownCellError struct {
	Cell string
	// Nearest lists names that do exist, the most like first.
	Nearest []string
}

// Error implements error.
func (e *UnknownCellError) Error() string {
	return fmt.Sprintf("no cell %q; the nearest are %s", e.Cell, strings.Join(e.Nearest, ", "))
}

// Explain tells how a cell was read in one report of a view, or in All that
// have it. A rejected document gives none.
func Explain(v *View, ordinal int, cell string) ([]*Explanation, error) {
	readings, err := v.readings(ordinal)
	if err != nil {
		return nil, err
	}
	forms := schema.Forms()
	if len(readings) > 0 {
		forms = nil
	}
	var out []*Explanation
	for _, r := range readings {
		forms = append(forms, r.report.Form.Form)
		if index, ok := r.report.Form.Form.Cell(schema.CellID(cell)); ok {
			out = append(out, explain(r, index))
		}
	}
	has := func(f *schema.Form) bool { _, ok := f.Cell(schema.CellID(cell)); return ok }
	if !slices.ContainsFunc(forms, has) {
		return nil, &UnknownCellError{Cell: cell, Nearest: nearest(forms, cell)}
	}
	return out, nil
}

func explain(r reading, index schema.CellIndex) *Explanation {
	form := r.report.Form
	e := &Explanation{
		ReportID: r.id, Edition: form.Form.Edition, Heading: form.Form.Tables[form.Form.Cells[index].Table].Heading,
		Cell: r.cell(index), StatusMeaning: form.Cells[index].Status.Meaning(), report: form, index: index,
	}
	e.Identities = []Check{}
	for _, i := range form.Form.IdentitiesOf(index) {
		e.Identities = append(e.Identities, checkOf(form, i))
	}
	if k, at := rowOf(r.finding.Placement, index); k >= 0 {
		e.Placing = placing(form, &r.finding.Placement.Rows[k], at, r.finding.Chosen[k])
	}
	e.Around = around(r, index)
	return e
}

// rowOf finds the placed row of a cell, -1 where there is none, and the cell's
// place in it.
func rowOf(p *align.Placement, index schema.CellIndex) (row, at int) {
	for i := range p.Rows {
		if at := slices.Index(p.Rows[i].Cells, index); at >= 0 {
			return i, at
		}
	}
	return -1, 0
}

func placing(form *reconcile.Report, row *align.Row, at, chosen int) *Placing {
	p := &Placing{
		Label: row.Label, Form: rowLabel(form.Form, row), Match: row.Match.String(), Similarity: row.Similarity,
	}
	for i := range row.Readings {
		r := Reading{Rule: row.Readings[i].Rule, Sure: row.Readings[i].Sure, Chosen: i == chosen, This: at}
		for k := range row.Readings[i].Figures {
			r.Figures = append(r.Figures, figureText(&row.Readings[i].Figures[k]))
		}
		p.Readings = append(p.Readings, r)
	}
	return p
}

// rowLabel is what the form prints for a placed row; a block printed across has
// a label for each of its parts.
func rowLabel(form *schema.Form, row *align.Row) string {
	block := &form.Tables[row.Table].Blocks[row.Block]
	if !block.Across {
		return form.RowOf(row.Cells[0]).Label
	}
	var labels []string
	for _, r := range block.Rows {
		labels = append(labels, r.Label)
	}
	return strings.Join(labels, " | ")
}

func figureText(f *align.Figure) *string {
	if f.Presence == align.Absent {
		return nil
	}
	text := f.Text
	return &text
}

// window is how many rows are shown before and after a cell.
const window = 3

// around shows the rows about a cell: where its figure stands; else where the
// figures of its row do; else where the form's row before it was found.
func around(r reading, index schema.CellIndex) []DocumentRow {
	at, marked := r.placeIn(index)
	out := []DocumentRow{}
	if at < 0 {
		return out
	}
	rows := r.finding.Grid.Rows
	for i := max(0, at-window); i < min(len(rows), at+window+1); i++ {
		var marks []int
		if i == at {
			marks = []int{marked}
		}
		out = append(out, documentRow(&rows[i], marks))
	}
	return out
}

// nearestRow is the grid row of a placed row's figures, or that of the last row
// of the form placed before the cell; -1 where there is neither.
func nearestRow(f *extractors.Finding, index schema.CellIndex, row *align.Row) int {
	at := -1
	for i := range f.Placement.Rows {
		p := &f.Placement.Rows[i]
		if row != nil && p != row || row == nil && p.Cells[0] > index {
			continue
		}
		for _, figure := range p.Readings[0].Figures {
			if figure.GridRow >= 0 {
				at = f.From + figure.GridRow
			}
		}
	}
	return at
}

// nearest lists the names of cells that are most like a name.
func nearest(forms []*schema.Form, name string) []string {
	type candidate struct {
		name     string
		distance int
	}
	var all []candidate
	seen := map[string]bool{}
	for _, f := range forms {
		for i := range f.Cells {
			if id := string(f.Cells[i].ID); !seen[id] {
				seen[id] = true
				all = append(all, candidate{id, unlike(name, id)})
			}
		}
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), strings.Compare(a.name, b.name))
	})
	var names []string
	for _, c := range all[:min(3, len(all))] {
		names = append(names, c.name)
	}
	return names
}

// unlike counts the edits between two names, where a name that leaves out whole
// parts of the other loses little.
func unlike(name, id string) int {
	full := edits(name, id)
	best := full
	parts := strings.Split(id, "/")
	for from := range parts {
		for to := from + 1; to <= len(parts); to++ {
			left := len(parts) - (to - from)
			best = min(best, edits(name, strings.Join(parts[from:to], "/"))+4*left)
		}
	}
	return best
}

// longestName bounds the names that are compared, in bytes.
const longestName = 200

// edits is the Levenshtein distance of two names, by bytes.
func edits(a, b string) int {
	a, b = a[:min(len(a), longestName)], b[:min(len(b), longestName)]
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal, row[j+1] = row[j+1], min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
