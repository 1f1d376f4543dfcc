package review

import (
	"fmt"
	"slices"

	"gongkai/extractors"
	"gongkai/extractors/reconcile"
	"gongkai/schema"
)

// point is one thing to decide in a report.
type point struct {
	reason string
	// identity is the one that fails; -1 in other points.
	identity int
	// cells are those to look at; none where the reason is about no figure.
	cells []schema.CellIndex
	// byFigure is true where accepting verifies each figure; else it settles the reason.
	byFigure bool
}

// key names a point in its report.
func (p *point) key() string { return fmt.Sprint(p.reason, " ", p.identity) }

// points lists what there is to decide in a report.
func points(r *extractors.Report) []point {
	var out []point
	for _, reason := range r.Review {
		switch reason {
		case reconcile.ReasonIdentity:
			out = append(out, failed(r.Form)...)
		case reconcile.ReasonOnce:
			out = append(out, point{reason: reason, identity: -1, byFigure: true, cells: where(r.Form, func(c *reconcile.Cell) bool {
				return c.Status == schema.Inferred || c.Status == schema.Corrected
			})})
		case reconcile.ReasonUnverified:
			out = append(out, point{reason: reason, identity: -1, byFigure: true, cells: where(r.Form, func(c *reconcile.Cell) bool {
				return c.Status == schema.Observed && c.Evidence == 0 && c.Value != 0
			})})
		default:
			out = append(out, point{reason: reason, identity: -1, cells: meant(r.Form, reason)})
		}
	}
	return out
}

// failed lists the identities that fail and of which a number is not verified.
func failed(r *reconcile.Report) []point {
	var out []point
	for i := range r.Checks {
		cells := slices.Concat(r.Form.Identities[i].LHS, r.Form.Identities[i].RHS)
		open := func(c schema.CellIndex) bool { return r.Cells[c].HasValue && r.Cells[c].Status != schema.Verified }
		if r.Checks[i].Outcome == reconcile.Fail && slices.ContainsFunc(cells, open) {
			out = append(out, point{reason: reconcile.ReasonIdentity, identity: i, cells: cells, byFigure: true})
		}
	}
	// What has the fewest figures first: mended, it often mends the others too.
	slices.SortStableFunc(out, func(a, b point) int { return len(a.cells) - len(b.cells) })
	return out
}

// meant lists the cells that a reason means; none where it means no cells.
func meant(r *reconcile.Report, reason string) []schema.CellIndex {
	switch reason {
	case reconcile.ReasonMissing:
		return where(r, func(c *reconcile.Cell) bool { return c.Status == schema.Missing })
	case reconcile.ReasonTotals:
		return reconcile.TotalsOmitted(r.Form, r.Cells)
	case reconcile.ReasonUnreadable, "value_out_of_range", "fraction_in_count":
		return where(r, func(c *reconcile.Cell) bool { return c.Status == schema.Unreadable })
	}
	return nil
}

func where(r *reconcile.Report, holds func(*reconcile.Cell) bool) []schema.CellIndex {
	var out []schema.CellIndex
	for c := range r.Cells {
		if holds(&r.Cells[c]) {
			out = append(out, schema.CellIndex(c))
		}
	}
	return out
}

// accepted lists the cells whose figures accepting a point verifies.
func (p *point) accepted(r *reconcile.Report) []schema.CellIndex {
	if !p.byFigure {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(p.cells), func(c schema.CellIndex) bool {
		return !r.Cells[c].HasValue || r.Cells[c].Status == schema.Verified
	})
}
