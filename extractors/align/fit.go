package align

import (
	"slices"
	"strings"

	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
)

// fit is where the columns of rows stand across the page.
type fit struct {
	// columns are where figures stand in each, left to right.
	columns []interval
	// dense is true where nearly every place holds a figure: one that holds none
	// has lost it.
	dense bool
}

// fitKey names rows whose columns stand in the same places: those of one table of
// the form with one number of columns.
type fitKey struct{ table, k int }

// fitRows finds the columns of rows whose figures have places on the page, from
// the rows that have all of theirs.
func fitRows(rows []*rowFigures) {
	all := map[fitKey][]*rowFigures{}
	for _, r := range rows {
		if r != nil && r.located() {
			k := fitKey{r.item.table, len(r.item.cells)}
			all[k] = append(all[k], r)
		}
	}
	for _, group := range all {
		pages := map[int][]*rowFigures{}
		for _, r := range group {
			pages[r.table] = append(pages[r.table], r)
		}
		whole := fitOf(group)
		for _, page := range pages {
			own := fitOf(page)
			if own == nil {
				own = whole
			}
			for _, r := range page {
				r.fit = own
			}
		}
	}
}

// located reports whether the row's figures have places.
func (r *rowFigures) located() bool {
	filled := r.filled
	return len(filled) > 0 && !slices.ContainsFunc(filled, func(s slot) bool { return s.across.to <= s.across.from })
}

// leastFull is how many rows with all their figures make the columns of others.
const leastFull = 2

// fitOf finds the columns on which rows with all of their figures agree; nil
// where fewer than two do.
func fitOf(rows []*rowFigures) *fit {
	k := len(rows[0].item.cells)
	var full [][]slot
	filled := 0
	for _, r := range rows {
		all := r.filled
		filled += len(all)
		if len(all) == k && sideBySide(all) && !slices.ContainsFunc(all, func(s slot) bool { return s.figure.Digits == "" }) {
			full = append(full, all)
		}
	}
	middles := make([]int, k)
	for c := range middles {
		middles[c] = median(full, c)
	}
	slack := narrowest(middles) / 2
	f := &fit{dense: filled*10 >= 8*k*len(rows)}
	agreed := 0
	for _, all := range full {
		if !near(all, middles, slack) {
			continue
		}
		if agreed++; f.columns == nil {
			f.columns = make([]interval, k)
			for c := range all {
				f.columns[c] = all[c].across
			}
		}
		for c := range all {
			f.columns[c].from = min(f.columns[c].from, all[c].across.from)
			f.columns[c].to = max(f.columns[c].to, all[c].across.to)
		}
	}
	if agreed < leastFull || k < 2 {
		return nil
	}
	return f
}

// sideBySide reports whether figures stand left to right, none over another.
func sideBySide(all []slot) bool {
	for i := 1; i < len(all); i++ {
		if all[i].across.from < all[i-1].across.to {
			return false
		}
	}
	return true
}

func (i interval) middle() int { return (i.from + i.to) / 2 }

// median is the median middle of the figures of a column.
func median(full [][]slot, c int) int {
	var at []int
	for _, all := range full {
		at = append(at, all[c].across.middle())
	}
	if len(at) == 0 {
		return 0
	}
	slices.Sort(at)
	return at[len(at)/2]
}

// narrowest is the least distance between neighbours.
func narrowest(middles []int) int {
	least := 1 << 30
	for i := 1; i < len(middles); i++ {
		least = min(least, middles[i]-middles[i-1])
	}
	return least
}

func near(all []slot, middles []int, slack int) bool {
	for c := range all {
		if d := all[c].across.middle() - middles[c]; d > slack || d < -slack {
			return false
		}
	}
	return true
}

// column is the column in which a figure stands: the one that it overlaps, else
// one that it is beside. It is -1 for a figure over two columns, or away from all.
func (f *fit) column(at interval) (found int, beside bool) {
	found = -1
	for c, column := range f.columns {
		if at.from < column.to && column.from < at.to {
			if found >= 0 {
				return -1, false
			}
			found = c
		}
	}
	if found >= 0 {
		return found, false
	}
	for c := range f.columns {
		if f.isBeside(at, c) {
			return c, true
		}
	}
	return -1, false
}

// isBeside reports whether a figure over no column stands close to one: nearer than
// a third of the way to the next.
func (f *fit) isBeside(at interval, c int) bool {
	own, last := f.columns[c], len(f.columns)-1
	side := 1
	if at.middle() < own.middle() {
		side = -1
	}
	next := c + side
	if next < 0 || next > last {
		next = c - side
	}
	distance := max(at.from-own.to, own.from-at.to)
	gap := max(f.columns[next].from-own.to, own.from-f.columns[next].to)
	return distance >= 0 && 3*distance < gap
}

// read assigns a row's figures to the columns in which they stand. Of several in
// one column the value is not known. What stands in no column is left out: a speck
// or a rule, or a number among many that do; ok is false where there are more.
func (f *fit) read(g *layout.Grid, r *rowFigures) (Reading, bool) {
	if f == nil || len(f.columns) != len(r.item.cells) {
		return Reading{}, false
	}
	reading := Reading{Figures: blankRow(len(f.columns)), Rule: "places", Sure: true}
	if !f.dense {
		reading.empty()
	}
	if f.otherwise(r) {
		return Reading{}, false
	}
	inside, outside := 0, 0
	over := f.heldColumns(r)
	for i := range r.filled {
		s := &r.filled[i]
		if c, beside := f.column(s.across); c >= 0 && !(beside && over[c]) {
			reading.stand(c, figureAt(g, s))
		} else if c >= 0 || !f.spread(g, &reading, s) {
			if s.figure.Kind == figure.Number {
				outside++
			}
			continue
		}
		inside++
	}
	return reading, inside > 0 && inside >= leastInside*outside
}

// heldColumns marks the columns over which a figure of the row stands: one beside
// these is another's, or none.
func (f *fit) heldColumns(r *rowFigures) []bool {
	over := make([]bool, len(f.columns))
	for i := range r.filled {
		s := &r.filled[i]
		if c, beside := f.column(s.across); c >= 0 && !beside && hasDigits(&s.figure, s.text) {
			over[c] = true
		}
	}
	return over
}

// otherwise reports whether a row that has all of its figures, side by side, has them
// in other places: it is laid out otherwise, and its figures are counted.
func (f *fit) otherwise(r *rowFigures) bool {
	if len(r.filled) != len(f.columns) || !sideBySide(r.filled) {
		return false
	}
	amiss := 0
	for c := range r.filled {
		if s := &r.filled[c]; s.figure.Kind != figure.NotApplicable && !hasDigits(&s.figure, s.text) {
			return false
		}
		if at, _ := f.column(r.filled[c].across); at != c {
			amiss++
		}
	}
	return amiss >= leastAmiss
}

// leastAmiss is how many figures of a row must stand elsewhere for it to be laid out
// otherwise: one or two may be specks and rules.
const leastAmiss = 3

// leastInside is how many figures must stand in columns for each that does not.
const leastInside = 3

// stand puts a figure into a column. Beside a figure a text without digits is a
// speck or a rule; of two figures the value is not known.
func (r *Reading) stand(c int, f Figure) {
	held := &r.Figures[c]
	switch {
	case held.Presence != Printed || !hasDigits(&held.Parsed, held.Text) && hasDigits(&f.Parsed, f.Text):
		*held = f
	case hasDigits(&f.Parsed, f.Text):
		held.Parsed, held.Text = unreadFigure, held.Text+" "+f.Text
	}
}

// hasDigits reports whether a figure has digits: a rule that was read as a bar has
// none, though a bar alone in its place may be a one.
func hasDigits(f *figure.Figure, text string) bool {
	return f.Digits != "" && strings.ContainsAny(text, "0123456789oO")
}

// spread puts a figure that stands over several columns into these: a digit into
// each where it has as many, else its value is not known. It reports whether there
// are any.
func (f *fit) spread(g *layout.Grid, reading *Reading, s *slot) bool {
	var over []int
	for c, column := range f.columns {
		if s.across.from <= column.middle() && column.middle() < s.across.to {
			over = append(over, c)
		}
	}
	for i, c := range over {
		part := figureAt(g, s)
		part.Parsed, part.Fused = unreadFigure, true
		if digits := s.figure.Digits; digits == s.text && len(digits) == len(over) {
			part.Parsed = figure.Parse(digits[i : i+1])
		}
		reading.stand(c, part)
	}
	return len(over) > 0
}
