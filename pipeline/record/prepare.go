package record

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"gongkai/extractors/reconcile"
	"gongkai/schema"
)

// The review reasons that this package adds, where a table cannot hold what was read.
const (
	ReasonOutOfRange = "value_out_of_range"
	ReasonFraction   = "fraction_in_count"
	ReasonBadDate    = "published_on_invalid"
)

// maxFigure bounds the figures that decimal128(18,6) can hold, exclusive.
const maxFigure = 1_000_000_000_000 * schema.One

// report is a row made ready for the tables: its figures fit the column types
// and are counted.
type report struct {
	*Row
	id        string
	cells     []reconcile.Cell
	published *time.Time
	reasons   []string
	byStatus  map[schema.Status]int64
	run       int64
	failed    int64
}

// cellOf is one cell of a report, and checkOf one identity.
type cellOf struct {
	*report
	index schema.CellIndex
	*reconcile.Cell
}

type checkOf struct {
	*report
	*schema.Identity
	reconcile.Check
}

// ReportID is the report's name: the first 16 hex digits of the document's
// sha256, "-", and the ordinal of the report in the document.
func (r *Row) ReportID() string {
	return r.ContentSHA256[:min(16, len(r.ContentSHA256))] + "-" + strconv.Itoa(r.Ordinal)
}

// prepare checks a row and fits its figures.
func prepare(row *Row) (*report, error) {
	id := row.ReportID()
	if len(row.ContentSHA256) != 64 {
		return nil, fmt.Errorf("record: document %q: sha256 %q", row.DocID, row.ContentSHA256)
	}
	if row.Form == nil || row.Form.Form == nil {
		return nil, fmt.Errorf("record: report %s: no form", id)
	}
	if form := row.Form.Form; len(row.Form.Cells) != len(form.Cells) || len(row.Form.Checks) != len(form.Identities) {
		return nil, fmt.Errorf("record: report %s: %d cells and %d checks, edition %s has %d and %d", id,
			len(row.Form.Cells), len(row.Form.Checks), form.Edition, len(form.Cells), len(form.Identities))
	}
	r := &report{Row: row, id: id, reasons: slices.Clone(row.Review), byStatus: map[schema.Status]int64{}}
	r.fitCells()
	r.fitDate()
	slices.Sort(r.reasons)
	r.reasons = slices.Compact(r.reasons)
	for _, c := range row.Form.Checks {
		switch c.Outcome {
		case reconcile.Pass:
			r.run++
		case reconcile.Fail:
			r.run++
			r.failed++
		case reconcile.NotAssessable:
		}
	}
	return r, nil
}

func (r *report) fitCells() {
	r.cells = slices.Clone(r.Form.Cells)
	for i := range r.cells {
		if reason := fit(&r.cells[i], r.Form.Form.Cells[i].Amount); reason != "" {
			r.reasons = append(r.reasons, reason)
		}
		r.byStatus[r.cells[i].Status]++
	}
}

// fit makes a cell storable. A figure outside decimal128(18,6), or a count with
// a fraction, becomes unreadable with the figure as raw text, and the reason is
// returned. A cell whose status carries no value loses it.
func fit(c *reconcile.Cell, amount bool) (reason string) {
	if !c.HasValue || !c.Status.Asserted() && c.Status != schema.Conflict {
		c.HasValue, c.Value = false, 0
		return ""
	}
	_, whole := c.Value.Int()
	switch {
	case c.Value >= maxFigure || c.Value <= -maxFigure:
		reason = ReasonOutOfRange
	case !amount && !whole:
		reason = ReasonFraction
	default:
		return ""
	}
	if c.Raw == "" {
		c.Raw = c.Value.String()
	}
	c.Status, c.HasValue, c.Value = schema.Unreadable, false, 0
	return reason
}

func (r *report) fitDate() {
	if r.Who.Published == "" {
		return
	}
	day, err := time.Parse(time.DateOnly, r.Who.Published)
	if err != nil {
		r.reasons = append(r.reasons, ReasonBadDate)
		return
	}
	r.published = &day
}
