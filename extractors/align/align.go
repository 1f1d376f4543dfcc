package align

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// Editions aligns a grid with every embedded edition and returns the
// placements, best first. A grid that holds no form gives placements with few
// or no rows; the caller decides what is enough.
func Editions(g *layout.Grid) []*Placement {
	var out []*Placement
	for _, a := range NewSheet(g).alignments() {
		out = append(out, a.placement())
	}
	return out
}

// Align pairs the grid's rows and cells with those of one edition.
func Align(g *layout.Grid, form *schema.Form) *Placement {
	a := NewSheet(g).compare(form)
	a.solve()
	return a.placement()
}

// alignment is how the lines of a sheet are best paired with an edition.
type alignment struct {
	*template
	sheet *Sheet
	lines []line
	// found is what the comparison of the lines found.
	found *edgeFinder
	pairs []pair
	score float64
	// named is how many columns of this edition alone the document names.
	named int
}

func (s *Sheet) compare(form *schema.Form) alignment {
	t := templateOf(form)
	a := alignment{template: t, sheet: s, lines: s.relevant(t, s.linesFor(t))}
	a.found = t.compared(a.lines)
	s.found = append(s.found, a.found)
	return a
}

// solve finds the best pairs and their score.
func (a *alignment) solve() {
	a.pairs, a.score = a.found.solve()
	a.score += weightColumn * float64(a.named)
}

// compareAll compares a sheet with every embedded edition.
func (s *Sheet) compareAll() []alignment {
	var out []alignment
	for _, form := range schema.Forms() {
		a := s.compare(form)
		a.named = a.namedColumns()
		out = append(out, a)
	}
	return out
}

// alignments aligns a sheet with every embedded edition, best first.
func (s *Sheet) alignments() []alignment {
	out := s.compareAll()
	for k := range out {
		out[k].solve()
	}
	bestFirst(out)
	return out
}

func bestFirst(all []alignment) {
	slices.SortStableFunc(all, func(a, b alignment) int { return -cmp.Compare(a.score, b.score) })
}

// placement says what the pairs of an alignment mean.
func (a *alignment) placement() *Placement {
	t, g := a.template, a.sheet.grid
	out := t.confirm(a.lines, t.withoutEmpty(a.lines, a.pairs))
	p := &Placement{
		Form: t.form, Blanks: g.Blanks, Score: a.score, TablesExpected: len(t.form.Tables),
		Units: map[schema.CellIndex]string{}, Headings: map[int]int{}, Ignored: map[string]int{},
	}
	t.place(p, g, a.lines, out)
	t.bounds(p, a.lines, out)
	t.account(p, a.sheet, a.lines, out)
	t.findHeadings(p, g, a.lines, out)
	return p
}

// nearby is how far from a line that is like the form a line may be and still matter.
const nearby = 40

// mostLines bounds the alignment: a document with more relevant lines is cut.
const mostLines = 3000

// relevant drops lines that can be nothing of the form: prose, and figures far
// from any label of the form.
func (t *template) relevant(all []line) []line { return t.relevantIn(all, nil) }

// relevantIn is relevant in the memory of another list.
func (t *template) relevantIn(all, room []line) []line {
	return t.pick(all, t.nearForm(all, nil), room)
}

// nearForm marks the lines that relevant leaves, in the memory of another list.
func (t *template) nearForm(all []line, room []bool) []bool {
	room = zeroed(room, 2*len(all))
	n := nearness{template: t, all: all, like: room[len(all):], keep: room[:len(all)]}
	for l := range all {
		n.like[l] = t.likeForm(&all[l])
	}
	n.until = -1
	for l := range all {
		n.mark(l)
	}
	n.until = -1
	for l := len(all) - 1; l >= 0; l-- {
		n.mark(l)
	}
	return n.keep
}

// pick lists the lines marked, as many as are paired, in the memory of another list.
func (t *template) pick(all []line, keep []bool, room []line) []line {
	kept := 0
	for l := range keep {
		kept += one(keep[l])
	}
	out := sized(room, min(kept, mostLines))[:0]
	for l := range all {
		if keep[l] && len(out) < mostLines {
			t.readForeign(&all[l])
			out = append(out, all[l])
		}
	}
	return out
}

// relevant is the template's in the memory of the sheet. Editions that leave the same
// lines share them: none is changed after.
func (s *Sheet) relevant(t *template, all []line) []line {
	if s.space == nil {
		return t.relevant(all)
	}
	last := len(s.kept) - 1
	keep := t.nearForm(all, s.space.near[len(s.kept)&1])
	s.space.near[len(s.kept)&1] = keep
	if last >= 0 && len(all) > 0 && s.keptOf == &all[0] && slices.Equal(keep, s.keep) {
		return s.kept[last]
	}
	s.keep, s.keptOf = keep, nil
	if len(all) > 0 {
		s.keptOf = &all[0]
	}
	s.kept = append(s.kept, t.pick(all, keep, s.space.takeKept()))
	return s.kept[last+1]
}

// nearness finds the lines near those that are like the form.
type nearness struct {
	*template
	all        []line
	like, keep []bool
	// until is how many lines more are near.
	until int
}

func (n *nearness) mark(l int) {
	switch {
	case n.like[l]:
		n.until = nearby
	case n.until > 0:
		n.until--
	}
	if n.until < 0 || n.keep[l] || !n.like[l] && n.until == 0 {
		return
	}
	current := &n.all[l]
	n.keep[l] = current.figures > 0 || n.short(current) || len(current.labels) == 0
}

// readForeign makes the text of a foreign paragraph the line's label.
func (t *template) readForeign(l *line) {
	if l.foreign != "" {
		l.labels[0].printed, l.foreign = t.lex.print(l.foreign), ""
	}
}

// short reports whether every label of a line may be a fragment of the form's.
func (t *template) short(l *line) bool {
	if l.foreign != "" {
		return utf8.RuneCountInString(l.foreign) <= longestLabel
	}
	for i := range l.labels {
		if l.labels[i].length > longestLabel {
			return false
		}
	}
	return len(l.labels) > 0
}

// longestLike bounds what can be like a label of the form, in characters.
const longestLike = 60

// likeForm reports whether a label of the line is like one of the form.
func (t *template) likeForm(l *line) bool {
	if l.foreign != "" {
		return false
	}
	for i := range l.labels {
		if p := l.labels[i].printed; p.length >= 2 && p.length <= longestLike && t.view(p).like {
			return true
		}
	}
	return false
}

// withoutEmpty drops pairs that rest on nothing: no label, no figures.
func (t *template) withoutEmpty(lines []line, pairs []pair) []pair {
	return slices.DeleteFunc(pairs, func(p pair) bool {
		figures := 0
		for l := p.line; l < p.line+p.joined; l++ {
			figures += lines[l].figures
		}
		return figures == 0 && !t.restsOn(lines, &p)
	})
}

// longestHeading bounds the heading of a section, in characters.
const longestHeading = 40

// findHeadings notes where each section begins.
func (t *template) findHeadings(p *Placement, g *layout.Grid, lines []line, out []placed) {
	for k := range out {
		it := &t.items[out[k].item]
		if it.kind == sectionHeading {
			p.Headings[p.Form.Tables[it.table].Section] = lines[out[k].line].row
		}
	}
	for r := range g.Rows {
		if len(g.Rows[r].Cells) != 1 {
			continue
		}
		text := g.Rows[r].Cells[0].Text
		if ordinal, _ := cutOrdinal(text); ordinal == "" || utf8.RuneCountInString(text) > longestHeading {
			continue
		}
		observed := &t.lex.print(text).label
		for _, s := range t.otherSections {
			if _, seen := p.Headings[s.number]; !seen && t.sectionLike(observed, s.wordings) {
				p.Headings[s.number] = r
			}
		}
	}
}

type otherSection struct {
	number   int
	wordings []label
}

// withoutTable are the sections that hold no table.
func (t *template) withoutTable() []otherSection {
	var out []otherSection
	for _, s := range t.form.Sections {
		if !slices.ContainsFunc(t.form.Tables, func(x schema.Table) bool { return x.Section == s.Number }) {
			out = append(out, otherSection{s.Number, t.headings[s.Number]})
		}
	}
	return out
}

// likeHeading is how like a section's heading a text must be to be one.
const likeHeading = 0.8

func (t *template) sectionLike(observed *label, wordings []label) bool {
	if observed.ordinal == "" {
		return false
	}
	for i := range wordings {
		if t.lex.confusions.morelike(&observed.body, &wordings[i].body, likeHeading) > likeHeading {
			return true
		}
	}
	return false
}
