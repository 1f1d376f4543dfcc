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

// byOrdinal reports whether columns are known by the ordinal of a cell alone.
func byOrdinal(kind layout.Kind, blanks layout.Blanks) bool {
	return kind != layout.Aligned && blanks != layout.BlanksKept
}

// with gives the columns widened by a row's figures. Ordinals follow one
// another without gaps, so that a column in which nothing stands is one too.
func (p *physical) with(kind layout.Kind, r *rowFigures) []interval {
	if p.hold(kind, r) {
		return p.columns
	}
	all := append(make([]interval, 0, len(p.columns)+len(r.filled)), p.columns...)
	for i := range r.slots {
		if !isBlank(&r.slots[i]) {
			all = append(all, where(kind, r.blanks, &r.slots[i]))
		}
	}
	all = merge(all)
	if len(all) == 0 || !byOrdinal(kind, r.blanks) {
		return all
	}
	first, last := all[0].from, all[len(all)-1].to
	if len(all) == last-first {
		return all
	}
	out := make([]interval, 0, last-first)
	for at := first; at < last; at++ {
		out = append(out, interval{at, at + 1})
	}
	return out
}

// hold reports whether each of a row's figures stands within one of the columns.
func (p *physical) hold(kind layout.Kind, r *rowFigures) bool {
	for i := range r.filled {
		at := where(kind, r.blanks, &r.filled[i])
		if !slices.ContainsFunc(p.columns, func(x interval) bool { return x.from <= at.from && at.to <= x.to }) {
			return false
		}
	}
	return len(p.columns) > 0
}

// merge unites overlapping intervals, in their own memory.
func merge(all []interval) []interval {
	slices.SortFunc(all, func(a, b interval) int { return a.from - b.from })
	out := all[:0]
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
// that stand in more columns, begin a new run. A row at the edge of a run that
// fits the one on the other side too belongs to both; the run that holds rows
// laid out like it comes first.
func physicalColumns(kind layout.Kind, rows []*rowFigures, k int) map[*rowFigures][]*physical {
	var runs []*physical
	for _, r := range rows {
		if len(r.item.cells) != k {
			continue
		}
		if n := len(runs); n == 0 || !runs[n-1].take(kind, r, k) {
			run := &physical{}
			run.take(kind, r, k)
			runs = append(runs, run)
		}
	}
	out := make(map[*rowFigures][]*physical, len(rows))
	for i, run := range runs {
		alone := []*physical{run}
		for _, r := range run.rows {
			own := alone[:1:1]
			for _, j := range [...]int{i - 1, i + 1} {
				if j >= 0 && j < len(runs) && runs[j].fits(kind, r, k) {
					own = append(own, runs[j])
				}
			}
			if len(own) > 1 {
				slices.SortStableFunc(own, func(a, b *physical) int { return b.like(r) - a.like(r) })
			}
			out[r] = own
		}
	}
	return out
}

// take adds a row where its figures stand in the run's columns, or leave them k.
func (p *physical) take(kind layout.Kind, r *rowFigures, k int) bool {
	columns := p.with(kind, r)
	if len(p.rows) > 0 && (p.rows[0].table != r.table || len(columns) > k) {
		return false
	}
	p.columns = columns
	p.rows = append(p.rows, r)
	return true
}

// fits reports whether a row that is not of the run could be.
func (p *physical) fits(kind layout.Kind, r *rowFigures, k int) bool {
	return p.rows[0].table == r.table && len(p.columns) == k && len(p.with(kind, r)) == k
}

// spanned reports whether rows laid out like r reach from the run's first column
// to its last: only then is a place in it a place in the form for r.
func (p *physical) spanned(r *rowFigures) bool {
	return p.reached(func(o *rowFigures) bool { return o.like(r) })
}

// asWide reports whether rows of as many columns as r reach from the run's first
// column to its last: a page break that drops label columns moves what stands behind
// them.
func (p *physical) asWide(r *rowFigures) bool {
	return p.reached(func(o *rowFigures) bool { return o.width == r.width })
}

// reached reports whether some rows reach from the run's first column to its last.
func (p *physical) reached(by func(*rowFigures) bool) bool {
	first, last := false, false
	for _, o := range p.rows {
		if !by(o) {
			continue
		}
		for _, s := range o.filled {
			at := where(o.kind, o.blanks, &s)
			first = first || at.from < p.columns[0].to
			last = last || at.to > p.columns[len(p.columns)-1].from
		}
	}
	return first && last
}

// withoutForeign leaves out the runs one of whose columns stands below a word of a
// complete header that names no column of the form.
func (t *template) withoutForeign(h *header, r *rowFigures, runs []*physical) []*physical {
	if len(runs) == 0 || r.blanks == layout.BlanksLost && r.kind != layout.Aligned {
		return runs
	}
	places := t.placesOver(h, r)
	if !slices.ContainsFunc(places, func(p place) bool { return p.cell < 0 }) {
		return runs
	}
	return slices.DeleteFunc(slices.Clone(runs), func(p *physical) bool {
		return slices.ContainsFunc(p.columns, func(c interval) bool {
			cell, under := underWord(places, c)
			return under && cell < 0
		})
	})
}

// placesOver are the words of a complete header over a row's figures, from the first
// that names a column.
func (t *template) placesOver(h *header, r *rowFigures) []place {
	columns := len(t.form.Tables[r.item.table].Blocks[r.item.block].Columns)
	places, ok := h.places(r.table, columns, len(r.item.cells)/columns)
	if !ok {
		return nil
	}
	places = overFigures(places, r)
	return places[slices.IndexFunc(places, func(p place) bool { return p.cell >= 0 }):]
}

// foreign reports whether a complete header has a word over a row's figures that names
// no column of the form.
func (t *template) foreign(h *header, r *rowFigures) bool {
	return slices.ContainsFunc(t.placesOver(h, r), func(p place) bool { return p.cell < 0 })
}

// like is 1 where the run holds another row laid out like r.
func (p *physical) like(r *rowFigures) int {
	for _, o := range p.rows {
		if o != r && o.like(r) {
			return 1
		}
	}
	return 0
}

// byColumns assigns a row's figures by the page columns of its run, where there
// are exactly as many as columns of the form, and no two figures stand in one.
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
		switch {
		case c < 0:
		case reading.Figures[c].Presence != Printed:
			reading.Figures[c] = figureAt(g, s)
		case !isBlank(s):
			return Reading{}, false
		}
	}
	return reading, true
}
