package align

import "unicode/utf8"

// anchor limits: how like a label must be to stand on its own, and by how much
// it must exceed every other item's.
const (
	fuzzyAlone  = 0.72
	fuzzyInGap  = 0.45
	fuzzyMargin = 0.15
	// farthestRow is how many grid rows apart two neighbours in the form's order
	// may stand.
	farthestRow = 8
)

// placed is a pair with the strength of its placing.
type placed struct {
	pair
	match Match
}

// confirm decides which pairs stand. A label that is a wording of the form, or
// like one and like no other, stands on its own: an anchor. Between two anchors
// the others stand by their order where there are as many lines as items, so
// that no other order is possible; or where within the gap their label is like
// one item only. The rest is doubtful.
func (t *template) confirm(lines []line, pairs []pair) []placed {
	out := make([]placed, len(pairs))
	for k := range pairs {
		out[k] = placed{pair: pairs[k], match: t.alone(&pairs[k])}
	}
	for from := 0; from < len(out); {
		if out[from].match <= MatchFuzzy {
			from++
			continue
		}
		to := from
		for to < len(out) && out[to].match > MatchFuzzy {
			to++
		}
		t.confirmGap(lines, out, from, to)
		from = to
	}
	for k := range out {
		if t.sharesFigures(lines, out, k) {
			out[k].match = MatchDoubtful
		}
	}
	return out
}

// sharesFigures reports whether a row's figures stand on a line of their own
// below two labels without figures: they may be either's.
func (t *template) sharesFigures(lines []line, out []placed, k int) bool {
	p := &out[k]
	if k == 0 || p.joined < 2 || t.items[p.item].kind != valueRow || lines[p.line].figures > 0 {
		return false
	}
	before := &out[k-1]
	return before.item == p.item-1 && before.joined == 1 && t.items[before.item].kind == valueRow &&
		lines[before.line].figures == 0 && len(lines[p.line+p.joined-1].labels) == 0
}

// alone says how a pair is placed by its own label.
func (t *template) alone(p *pair) Match {
	e := &p.evidence
	if e.exact {
		return MatchExact
	}
	if t.items[p.item].kind == acrossRow || utf8.RuneCountInString(t.lex.print(e.text).key) < 4 || e.sim < fuzzyAlone {
		return MatchOrder
	}
	if t.rival(e.text, p.item, 0, len(t.items)) > e.sim-fuzzyMargin {
		return MatchOrder
	}
	return MatchFuzzy
}

// rival is the greatest similarity of a text to an item other than the one
// named, among items [from, to).
func (t *template) rival(text string, item, from, to int) float64 {
	best := 0.0
	p := t.lex.print(text)
	for i := from; i < to; i++ {
		if i != item && t.items[i].kind == valueRow {
			best = max(best, t.compare(&p.label, &t.items[i], best).sim)
		}
	}
	return best
}

// confirmGap decides out[from:to], all of them without a label of their own,
// between the anchors out[from-1] and out[to].
func (t *template) confirmGap(lines []line, out []placed, from, to int) {
	firstItem, lastItem := t.gapItems(out, from, to)
	firstLine, lastLine := 0, len(lines)
	if from > 0 {
		firstLine = out[from-1].line + out[from-1].joined
	}
	if to < len(out) {
		lastLine = out[to].line
	}
	counted := t.countConfirms(lines, out[from:to], firstItem, lastItem, firstLine, lastLine)
	for k := from; k < to; k++ {
		p := &out[k]
		switch {
		case t.items[p.item].kind == acrossRow:
			if !t.acrossConfirmed(lines, out, k) {
				p.match = MatchDoubtful
			}
		case counted:
		case p.evidence.sim >= fuzzyInGap &&
			t.rival(p.evidence.text, p.item, firstItem, lastItem) < p.evidence.sim-fuzzyMargin:
			p.match = MatchFuzzy
		default:
			p.match = MatchDoubtful
		}
	}
}

// gapItems are the items between two anchors, cut to the table of the gap.
func (t *template) gapItems(out []placed, from, to int) (first, last int) {
	first, last = 0, len(t.items)
	if from > 0 {
		first = out[from-1].item + 1
	}
	if to < len(out) {
		last = out[to].item
	}
	table := t.items[out[from].item].table
	for first < last && t.items[first].table < table {
		first++
	}
	for last > first && t.items[last-1].table > t.items[out[to-1].item].table {
		last--
	}
	return first, last
}

// countConfirms reports whether a gap holds exactly as many lines with figures
// as rows of the form, all paired, close together and of the right number of
// figures.
func (t *template) countConfirms(lines []line, pairs []placed, firstItem, lastItem, firstLine, lastLine int) bool {
	rows := 0
	for i := firstItem; i < lastItem; i++ {
		it := &t.items[i]
		if it.kind == valueRow && !t.form.Tables[it.table].Blocks[it.block].Across {
			rows++
		}
	}
	fewest := fewestFigures(lines, pairs)
	bearing := 0
	for l := firstLine; l < lastLine; l++ {
		speck := l < pairs[0].line && 2*lines[l].figures < fewest
		if lines[l].figures > 0 && !speck && t.inTable(lines, pairs, l) {
			bearing++
		}
	}
	used, last := 0, -1
	for k := range pairs {
		p := &pairs[k]
		for l := p.line; l < p.line+p.joined; l++ {
			if lines[l].figures > 0 {
				used++
			}
		}
		if last >= 0 && lines[p.line].row > last+farthestRow {
			return false
		}
		last = lines[p.line+p.joined-1].row
		if t.items[p.item].kind == acrossRow {
			rows++
		}
	}
	return len(pairs) == rows && used == bearing
}

// fewestFigures is how many figures the paired row with the fewest has. A line above
// the first row with fewer than half as many is the header, misread.
func fewestFigures(lines []line, pairs []placed) int {
	fewest := 1 << 30
	for k := range pairs {
		figures := 0
		for l := pairs[k].line; l < pairs[k].line+pairs[k].joined; l++ {
			figures += lines[l].figures
		}
		fewest = min(fewest, figures)
	}
	return fewest
}

// inTable reports whether a line can belong to the rows paired: it stands
// between them or in one of their tables.
func (t *template) inTable(lines []line, pairs []placed, l int) bool {
	if l >= pairs[0].line && l < pairs[len(pairs)-1].line+pairs[len(pairs)-1].joined {
		return true
	}
	for k := range pairs {
		if lines[l].table >= 0 && lines[l].table == lines[pairs[k].line].table {
			return true
		}
	}
	return false
}

// farthestAcross is how many grid rows a block printed in one row may stand below
// what comes before it.
const farthestAcross = 40

// acrossConfirmed reports whether a block printed in one row is known by what
// stands before it: its section heading, or at least three words of its header; or
// by its figures.
func (t *template) acrossConfirmed(lines []line, out []placed, k int) bool {
	p := &out[k]
	it := &t.items[p.item]
	if k > 0 {
		before := &out[k-1]
		if t.items[before.item].kind == sectionHeading && t.items[before.item].table == it.table &&
			lines[p.line].row-lines[before.line].row <= farthestAcross {
			return true
		}
	}
	words := 0
	for l := max(0, p.line-10); l < p.line+p.joined; l++ {
		for j := range lines[l].labels {
			if t.isHeaderWord(it.table, it.block, lines[l].labels[j].printed) {
				words++
			}
		}
	}
	return words >= 3 || t.acrossByFigures(lines, out, k)
}

// acrossByFigures reports whether a line alone has as many figures as the block,
// more than any row with a label has, and comes next behind rows of the table
// printed before it.
func (t *template) acrossByFigures(lines []line, out []placed, k int) bool {
	p := &out[k]
	it := &t.items[p.item]
	if k == 0 || p.joined > 1 || lines[p.line].figures != len(it.cells) || len(it.cells) <= t.widest {
		return false
	}
	before := &out[k-1]
	return t.items[before.item].kind == valueRow && t.items[before.item].table == it.table-1 && before.match < MatchDoubtful &&
		lines[p.line].row-lines[before.line].row <= farthestAcross
}
