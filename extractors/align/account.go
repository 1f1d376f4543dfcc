package align

import (
	"math"
	"slices"
	"strings"

	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
)

// The named rules by which a figure near the form's tables is left out.
const (
	// RuleStub: a figure left of the row's label, where the row has all of its own.
	RuleStub = "stub_number"
	// RuleExtraRow: a row whose label is none of the form's, in a block whose rows
	// are all placed.
	RuleExtraRow = "extra_row"
	// RulePage: the number of a page: marked as one, one of several that go up by one
	// at least a page's lines apart, or on the margin of a page.
	RulePage = "page_number"
	// RuleNumbering: a figure that counts the rows or the columns of a table.
	RuleNumbering = "numbering"
	// RuleSpan: a figure printed again beside itself, where a converter wrote a span out.
	RuleSpan = "written_out_span"
	// RuleExtraColumn: a figure under a header word that is no column of the form.
	RuleExtraColumn = "extra_column"
	// RuleHeader: a figure in the header of a block, or in a bracket that its line leaves open.
	RuleHeader = "header_number"
)

// account sees to it that every figure near the form's tables is placed, left
// out by a named rule, or an orphan.
func (t *template) account(p *Placement, sheet *Sheet, lines []line, out []placed) {
	g := sheet.grid
	owner := make([]int, len(lines))
	for l := range owner {
		owner[l] = -1
	}
	for k := range out {
		for l := out[k].line; l < out[k].line+out[k].joined; l++ {
			owner[l] = k
		}
	}
	for at := range sheet.marks.counting {
		if at.row >= p.First && at.row < p.Last {
			p.Ignored[RuleNumbering]++
		}
	}
	pages := pageNumbers(g, lines)
	for l := range lines {
		k := owner[l]
		switch {
		case k >= 0:
			t.strays(p, g, &lines[l], out[k].match)
		case t.near(lines, out, l):
			t.unplaced(p, g, lines, out, l, pages[l])
		case t.rowOfForm(&lines[l]):
			p.orphans(g, lines[l].slots, "a row of the form away from its tables")
		}
	}
	p.margins(sheet.marks)
}

// margins counts the numbers on the margins of the pages that the tables take up.
func (p *Placement) margins(m *marks) {
	for r := p.First; r < p.Last; r++ {
		if !m.grid.Rows[r].Margin {
			continue
		}
		for c := range m.grid.Rows[r].Cells {
			if kind := m.figure(r, c).Kind; kind == figure.Number || kind == figure.Suspect {
				p.Ignored[RulePage]++
			}
		}
	}
}

// rowOfForm reports whether a line is a row of the form by label and number of
// figures, wherever it stands: a second report that was not told apart.
func (t *template) rowOfForm(l *line) bool {
	i := t.exactItem(l)
	return i >= 0 && l.figures > 1 && l.figures == len(t.items[i].cells)
}

// strays accounts for figures left of a placed row's label.
func (t *template) strays(p *Placement, g *layout.Grid, l *line, m Match) {
	if len(l.stray) == 0 {
		return
	}
	if m == MatchDoubtful {
		p.orphans(g, l.stray, "beside a row whose place is doubtful")
		return
	}
	p.Ignored[RuleStub] += len(l.stray)
}

// near reports whether a line stands within a table of the form: between two of
// its placed rows, or in a table of the grid that holds one.
func (t *template) near(lines []line, out []placed, l int) bool {
	before, after := -1, -1
	for k := range out {
		if t.items[out[k].item].kind < valueRow {
			continue
		}
		if lines[out[k].line].table == lines[l].table && lines[l].table >= 0 {
			return true
		}
		if out[k].line < l {
			before = t.items[out[k].item].table
		} else if after < 0 {
			after = t.items[out[k].item].table
		}
	}
	return before >= 0 && before == after
}

func (t *template) unplaced(p *Placement, g *layout.Grid, lines []line, out []placed, l int, page bool) {
	current := &lines[l]
	table, complete := t.surroundings(out, l)
	if current.figures == 0 {
		if t.between(out, l) {
			t.noteLabels(p, current, table)
		}
		p.Ignored[RuleHeader] += len(current.stray)
		return
	}
	switch {
	case page:
		p.Ignored[RulePage] += current.figures
	case complete && current.endsInBracket():
		p.Ignored[RuleHeader] += current.figures
	case complete && t.isLocalRow(lines, out, l):
		t.noteLabels(p, current, table)
		p.Ignored[RuleExtraRow] += current.figures
	default:
		t.noteLabels(p, current, table)
		p.orphans(g, current.slots, "no row of the form")
	}
}

// endsInBracket reports whether a line's only figure stands directly behind a text whose
// bracket is open: a number of the text, which goes on below.
func (l *line) endsInBracket() bool {
	if l.figures != 1 || len(l.labels) == 0 || len(l.slots) != 1 {
		return false
	}
	last := &l.labels[len(l.labels)-1]
	return last.cell+1 == l.slots[0].cell && strings.LastIndexByte(last.text, '(') > strings.LastIndexByte(last.text, ')')
}

// isLocalRow reports whether a line that is no row of the form is a row of the
// table all the same: it has a label of its own and as many figures or cells as a
// row of the form near it. A piece of the form's words is no such label; and beside
// a row of the form that has no figures these may be its own, where that has no cells
// either or the label is in its characters.
func (t *template) isLocalRow(lines []line, out []placed, l int) bool {
	current := &lines[l]
	if len(current.labels) == 0 || t.underHeader(current) || t.isPiece(current) {
		return false
	}
	alike := false
	for k := range out {
		it := &t.items[out[k].item]
		if it.kind != valueRow || lines[out[k].line].table != current.table {
			continue
		}
		want, beside := len(it.cells), out[k].line+out[k].joined == l || out[k].line == l+1
		if row := lines[out[k].line : out[k].line+out[k].joined]; beside && !hasFigures(row) &&
			(!hasCells(row, want) || it.holdsAll(current.labels[len(current.labels)-1].body.runes)) {
			return false
		}
		alike = alike || current.figures == want || current.marked && len(current.slots) >= want
	}
	return alike
}

func hasFigures(lines []line) bool {
	return slices.ContainsFunc(lines, func(l line) bool { return l.figures > 0 })
}

// hasCells reports whether lines hold a cell for each of so many figures.
func hasCells(lines []line, want int) bool {
	cells := 0
	for i := range lines {
		cells += len(lines[i].slots)
	}
	return cells >= want
}

// holdsAll reports whether every character of a text is one of the item's label: what
// a broken label leaves may be printed twice or out of order.
func (it *item) holdsAll(text []rune) bool {
	for _, r := range text {
		if !strings.ContainsRune(it.variants[0].body.text, r) && !strings.ContainsRune(it.ordinal, r) {
			return false
		}
	}
	return true
}

// isPiece reports whether a line's last label is a piece of the form's words, and no
// word of its own.
func (t *template) isPiece(l *line) bool {
	label := &l.labels[len(l.labels)-1]
	text := label.body.text
	return text == "" || strings.Contains(t.allLabels, text) && !t.headers(label.printed).word && t.lex.ignored[label.key] == ""
}

// underHeader reports whether the text before a line's figures is a column's: they
// are figures of a row that came loose, and not those of a local row.
func (t *template) underHeader(l *line) bool {
	label := &l.labels[len(l.labels)-1].printed.label
	for _, bc := range t.columns {
		if c, sim := t.columnLike(bc, label); sim == 1 && c < len(bc.variants)-1 {
			return true
		}
	}
	return false
}

// between reports whether a line stands between placed rows: what stands in a
// table of the page before the first and behind the last is not of the form.
func (t *template) between(out []placed, l int) bool {
	before, after := false, false
	for k := range out {
		if t.items[out[k].item].kind >= valueRow {
			before = before || out[k].line < l
			after = after || out[k].line > l
		}
	}
	return before && after
}

// surroundings names the table around a line, and says whether the rows of the
// form between the placed rows before and after it are all placed.
func (t *template) surroundings(out []placed, l int) (table string, complete bool) {
	before, after := -1, len(t.items)
	for k := range out {
		if t.items[out[k].item].kind < valueRow {
			continue
		}
		if out[k].line < l {
			before = out[k].item
		} else if after == len(t.items) {
			after = out[k].item
		}
	}
	anchor := before
	if anchor < 0 {
		anchor = after
	}
	if anchor >= 0 && anchor < len(t.items) {
		table = t.form.Tables[t.items[anchor].table].ID
	}
	for i := before + 1; i < after && i < len(t.items); i++ {
		it := &t.items[i]
		if it.kind == valueRow && !t.form.Tables[it.table].Blocks[it.block].Across &&
			(before < 0 || it.table == t.items[before].table) {
			return table, false
		}
	}
	return table, true
}

// noteLabels keeps the labels of a line that are none of the form's.
func (t *template) noteLabels(p *Placement, l *line, table string) {
	if l.prose && l.figures == 0 {
		return
	}
	for i := range l.labels {
		label := &l.labels[i]
		k := label.body.text
		if len(label.body.runes) < 2 || t.known(k, label) {
			continue
		}
		nearest, distance := t.nearest(label)
		p.Labels = append(p.Labels, UnknownLabel{Table: table, Text: label.text, Nearest: nearest, Distance: distance})
	}
}

// known reports whether a text is a wording of the form, of a header or of a
// group, or is ignored by name.
func (t *template) known(k string, l *lineLabel) bool {
	if len(t.exact[k]) > 0 || t.groups[k] || t.lex.ignored[k] != "" || t.lex.ignored[l.bare.text] != "" {
		return true
	}
	return t.headers(l.printed).word
}

// leastNear is how like a label of the form must be more than to be the nearest.
const leastNear = 0.2

// nearest is the row label of the form that a text is most like.
func (t *template) nearest(l *lineLabel) (text string, distance int) {
	best, sim := -1, leastNear
	for i := range t.items {
		if t.items[i].kind != valueRow {
			continue
		}
		if s := t.compare(&l.label, &t.items[i], sim); s.sim > sim {
			best, sim = i, s.sim
		}
	}
	if best < 0 {
		return "", 0
	}
	it := &t.items[best]
	d := t.lex.confusions.distance(l.body.runes, it.variants[0].body.runes)
	return t.form.Tables[it.table].Blocks[it.block].Rows[it.row].Label, int(math.Round(d))
}
