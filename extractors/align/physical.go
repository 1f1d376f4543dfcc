package align

import (
	"slices"

	"gongkai/extractors/layout"
)

// interval is where a figure stands across the page: grid columns, cell
// ordinals or display columns, as the layout gives them. It is half open.
type interval struct{ from, to int }

// where gives a slot's interval in a layout.
func where(kind layout.Kind, blanks layout.Blanks, s *slot) interval {
	switch {
	case kind == layout.Aligned:
		// Figures of different widths in one column need not overlap.
		return interval{s.col - 1, s.col + max(1, s.span) + 1}
	case blanks == layout.BlanksKept:
		return interval{s.col, s.col + max(1, s.span)}
	default:
		return interval{s.cell, s.cell + 1}
	}
}

// physical is a run of rows whose figures stand in the same columns of the page.
type physical struct {
	columns []interval
	rows    []*rowFigures
}

// add widens the columns by a row's figures.
func (p *physical) with(kind layout.Kind, r *rowFigures) []interval {
	all := slices.Clone(p.columns)
	for i := range r.slots {
		if !isBlank(&r.slots[i]) {
			all = append(all, where(kind, r.blanks, &r.slots[i]))
		}
	}
	return merge(all)
}

// merge unites overlapping intervals.
func merge(all []interval) []interval {
	slices.SortFunc(all, func(a, b interval) int { return a.from - b.from })
	var out []interval
	for _, x := range all {
		if n := len(out); n > 0 && x.from < out[n-1].to {
			out[n-1].to = max(out[n-1].to, x.to)
			continue
		}
		out = append(out, x)
	}
	return out
}

// physicalColumns cuts the rows of a block into runs in whose figures' places
// there are k columns of the page. Rows of other tables of the grid, or rows
// that stand in more columns, begin a new run.
func physicalColumns(kind layout.Kind, rows []*rowFigures, k int) map[*rowFigures]*physical {
	out := map[*rowFigures]*physical{}
	var run *physical
	for _, r := range rows {
		if len(r.item.cells) != k {
			continue
		}
		var columns []interval
		if run != nil {
			columns = run.with(kind, r)
		}
		if run == nil || run.rows[0].table != r.table || len(columns) > k {
			run = &physical{}
			columns = run.with(kind, r)
		}
		run.columns = columns
		run.rows = append(run.rows, r)
		out[r] = run
	}
	return out
}

// byColumns assigns a row's figures by the page columns of its run, where there
// are exactly as many as columns of the form.
func (p *physical) byColumns(g *layout.Grid, r *rowFigures, k int) (Reading, bool) {
	if p == nil || len(p.columns) != k || len(p.rows) < 2 {
		return Reading{}, false
	}
	reading := Reading{Figures: blankRow(k), Rule: "columns", Sure: r.blanks == layout.BlanksKept}
	reading.empty()
	for i := range r.slots {
		s := &r.slots[i]
		at := where(g.Kind, r.blanks, s)
		c := slices.IndexFunc(p.columns, func(x interval) bool { return at.from < x.to && x.from < at.to })
		if c >= 0 && (!isBlank(s) || reading.Figures[c].Presence != Printed) {
			reading.Figures[c] = figureAt(g, s)
		}
	}
	return reading, true
}
