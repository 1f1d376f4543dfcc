package align

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"gongkai/extractors/figure"
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
	a := alignment{template: t, sheet: s, lines: t.relevantIn(s.linesFor(t), s.space.takeKept())}
	s.kept = append(s.kept, a.lines)
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
	n := nearness{template: t, all: all, like: make([]bool, len(all)), keep: make([]bool, len(all))}
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
	kept := 0
	for l := range n.keep {
		kept += one(n.keep[l])
	}
	out := sized(room, min(kept, mostLines))[:0]
	for l := range all {
		if n.keep[l] && len(out) < mostLines {
			t.readForeign(&all[l])
			out = append(out, all[l])
		}
	}
	return out
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

// place turns confirmed pairs into rows with readings.
func (t *template) place(p *Placement, g *layout.Grid, lines []line, out []placed) {
	type blockKey = [2]int
	rows := map[blockKey][]*rowFigures{}
	byPair := make([]*rowFigures, len(out))
	for k := range out {
		it := &t.items[out[k].item]
		if it.kind < valueRow {
			continue
		}
		byPair[k] = rowOf(t, &out[k], lines, g.Blanks, g)
		p.Blanks = min(p.Blanks, byPair[k].blanks)
		rows[blockKey{it.table, it.block}] = append(rows[blockKey{it.table, it.block}], byPair[k])
	}
	fitRows(byPair)
	markRegular(byPair)
	headers := map[blockKey]*header{}
	runs := map[blockKey]map[*rowFigures][]*physical{}
	taken := make([]bool, len(t.form.Cells))
	for k := range out {
		if byPair[k] == nil {
			continue
		}
		it := byPair[k].item
		bk := blockKey{it.table, it.block}
		if headers[bk] == nil {
			h := t.headerOf(lines, out, it.table, it.block)
			headers[bk] = &h
			t.declaredUnits(g, &h, it.table, it.block, p.Units)
			fitToHeader(g, &h, rows[bk])
			runs[bk] = physicalColumns(g.Kind, rows[bk], len(p.Form.Tables[it.table].Blocks[it.block].Columns))
		}
		if taken[it.cells[0]] {
			out[k].match = MatchDoubtful
			p.orphans(g, byPair[k].filled, "the row is there twice")
			continue
		}
		p.addRow(t, g, headers[bk], &out[k], byPair[k], runs[bk][byPair[k]], rows[bk])
		for _, c := range it.cells {
			taken[c] = true
		}
	}
	p.loseFigures(g.Blanks)
	p.countTables()
}

// countTables counts the form's tables of which rows were placed.
func (p *Placement) countTables() {
	found := map[int]bool{}
	for i := range p.Rows {
		found[p.Rows[i].Table] = true
	}
	p.TablesFound = len(found)
}

func (p *Placement) addRow(t *template, g *layout.Grid, h *header, pl *placed, r *rowFigures, runs []*physical, others []*rowFigures) {
	row := Row{
		Table: r.item.table, Block: r.item.block, Cells: r.item.cells,
		Label: pl.evidence.text, Match: pl.match, Similarity: pl.evidence.sim,
	}
	switch pl.match {
	case MatchExact:
		p.Exact++
	case MatchFuzzy:
		p.Fuzzy++
	default:
		p.Order++
	}
	if pl.match != MatchExact && (row.Label == "" || t.misread(row.Label, r.item)) {
		p.Misread++
	}
	if pl.match == MatchDoubtful {
		row.Readings = []Reading{unsure(g, r.filled, len(row.Cells))}
	} else {
		row.Readings = t.withWhole(g, h, r, runs, others)
	}
	t.leftOver(p, g, h, &row, r)
	p.Rows = append(p.Rows, row)
}

// leftOver accounts for the figures of a placed row that no reading of it uses.
func (t *template) leftOver(p *Placement, g *layout.Grid, h *header, row *Row, r *rowFigures) {
	filled := r.filled
	used := make([]bool, len(filled))
	for i := range filled {
		used[i] = row.uses(filled[i].ref)
	}
	for i := range filled {
		s := &filled[i]
		switch {
		case used[i] || s.figure.Kind == figure.NotApplicable:
		case i > 0 && used[i-1] && filled[i-1].text == s.text, i+1 < len(filled) && filled[i+1].text == s.text:
			p.Ignored[RuleSpan]++
			for k := range filled {
				used[k] = used[k] || filled[k].ref == s.ref
			}
		case t.underExtra(h, r, s):
			p.Ignored[RuleExtraColumn]++
		default:
			p.orphans(g, []slot{*s}, "more figures than the row has cells")
		}
	}
}

// uses reports whether a reading of the row has the figure of a cell.
func (row *Row) uses(at ref) bool {
	for i := range row.Readings {
		for k := range row.Readings[i].Figures {
			if f := &row.Readings[i].Figures[k]; f.GridRow == at.row && f.GridCell == at.cell {
				return true
			}
		}
	}
	return false
}

// underExtra reports whether a figure stands under a header word that is no column
// of the form.
func (t *template) underExtra(h *header, r *rowFigures, s *slot) bool {
	columns := len(t.form.Tables[r.item.table].Blocks[r.item.block].Columns)
	places, ok := h.places(r.table, columns, len(r.item.cells)/columns)
	if !ok {
		return false
	}
	cell, under := underWord(places, interval{s.col, s.col + max(1, s.span)})
	return under && cell < 0
}

func (p *Placement) orphans(g *layout.Grid, slots []slot, reason string) {
	for _, s := range slots {
		if s.figure.Kind == figure.Blank || s.figure.Kind == figure.NotApplicable {
			continue
		}
		p.Orphans = append(p.Orphans, Orphan{
			GridRow: s.row, GridCell: s.cell, Text: g.Rows[s.row].Cells[s.cell].Text, Reason: reason,
		})
	}
}

// bounds finds the rows of the grid that the tables take up.
func (t *template) bounds(p *Placement, lines []line, out []placed) {
	first := true
	for k := range out {
		from := lines[out[k].line].row
		to := lines[out[k].line+out[k].joined-1].row + 1
		if first {
			p.First, p.Last, first = from, to, false
		}
		p.First, p.Last = min(p.First, from), max(p.Last, to)
	}
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

func (t *template) sectionLike(observed *label, wordings []label) bool {
	if observed.ordinal == "" {
		return false
	}
	for i := range wordings {
		if t.lex.confusions.similarity(&observed.body, &wordings[i].body) > 0.8 {
			return true
		}
	}
	return false
}
