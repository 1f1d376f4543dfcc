package align

import (
	"slices"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// Span is a run of grid rows, [From, To).
type Span struct{ From, To int }

// Where in the form's order a run of rows must have come, and where the next
// row must be back, for a second report to begin: in shares of the items.
const (
	nearTheEnd   = 0.6
	nearTheStart = 0.35
)

// Split cuts a grid that holds several reports, one after the other, into one
// span for each. A report begins where the order of the form begins anew with a
// row that has figures. Most grids are one span.
func Split(g *layout.Grid) []Span { return NewSheet(g).Split() }

// Split is the function Split of the sheet.
func (s *Sheet) Split() []Span {
	g := s.grid
	forms := schema.Forms()
	t := templateOf(forms[len(forms)-1])
	for _, form := range forms {
		if other := templateOf(form); len(other.items) > len(t.items) {
			t = other
		}
	}
	var cuts []int
	furthest, last := 0, 0
	all := s.linesFor(t)
	for l := range all {
		i := t.exactItem(&all[l])
		if i < 0 {
			continue
		}
		if float64(furthest) >= nearTheEnd*float64(len(t.items)) && float64(i) <= nearTheStart*float64(len(t.items)) {
			cuts = append(cuts, t.cutBetween(g, last, all[l].row))
			furthest = 0
		}
		furthest, last = max(furthest, i), all[l].row
	}
	spans, from := []Span{}, 0
	for _, cut := range append(cuts, len(g.Rows)) {
		spans = append(spans, Span{from, cut})
		from = cut
	}
	return spans
}

// exactItem is the row of the form that a line is labelled as, or -1. A line
// with neither figures nor blank cells is no row, nor one without figures that may be a
// header's, whose words may be lost.
func (t *template) exactItem(l *line) int {
	if len(l.slots) == 0 || len(l.labels) == 0 {
		return -1
	}
	last := &l.labels[len(l.labels)-1]
	if l.figures == 0 && (last.ordinal == "" && t.headers(last.printed).word || t.headerLike(l)) {
		return -1
	}
	list := t.exact[last.body.text]
	at := slices.IndexFunc(list, func(i int) bool { return t.items[i].kind == valueRow })
	if at < 0 {
		return -1
	}
	return list[at]
}

// headerLike reports whether a line without figures may be one of a header: its
// last label is a column's too, and beside it stand others or fewer blank cells
// than a row of that label has columns. A column has no list number.
func (t *template) headerLike(l *line) bool {
	words := 0
	for i := range l.labels {
		if i > 0 && l.labels[i].body.text == l.labels[i-1].body.text {
			continue // a span written out
		}
		if t.headers(l.labels[i].printed).word {
			words++
		}
	}
	if words != 1 {
		return words > 0
	}
	last := &l.labels[len(l.labels)-1]
	for _, text := range [...]string{last.body.text, last.bare.text} {
		for _, i := range t.exact[text] {
			it := &t.items[i]
			numbered := it.ordinal != "" && it.ordinal == last.ordinal
			if it.kind == valueRow && (numbered || len(l.slots) >= len(it.cells)) {
				return false
			}
		}
	}
	return true
}

// leastNamed is how many columns a line without figures names to be a header.
const leastNamed = 3

// namesColumns reports whether a line is a block's header.
func (t *template) namesColumns(l *line) bool {
	if l.figures > 0 || len(l.labels) < leastNamed {
		return false
	}
	for b := range t.blocks {
		words := 0
		for i := range l.labels {
			words += one(t.headers(l.labels[i].printed).matches[b].word)
		}
		if words >= leastNamed {
			return true
		}
	}
	return false
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// cutBetween finds where the second of two reports begins, between the last row
// of the first one's tables and the first row of the second's: at its overview's
// heading or the title above it, else in the middle.
func (t *template) cutBetween(g *layout.Grid, last, next int) int {
	for r := next - 1; r > last; r-- {
		if len(g.Rows[r].Cells) != 1 {
			continue
		}
		if t.sectionLike(&t.lex.print(g.Rows[r].Cells[0].Text).label, t.headings[t.form.Sections[0].Number]) {
			return max(last+1, r-linesOfTitle)
		}
	}
	return (last + next + 1) / 2
}

// linesOfTitle is how many rows above the first heading a title may take up.
const linesOfTitle = 4
