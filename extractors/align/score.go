package align

import (
	"slices"

	"gongkai/extractors/figure"
)

// The weights of the evidence, in one unit: about the logarithm of how much
// likelier a true pairing shows it than a chance one.
const (
	weightExact      = 5.0  // the label is a wording of the item
	weightLength     = 0.1  // for each character of an exact label, up to ten
	weightAlike      = 4.0  // times how far the similarity exceeds one half, doubled
	weightOther      = -6.0 // the label is a wording of another item
	weightUnlike     = -1.2 // the label is like nothing of the item
	weightNoLabel    = -1.0 // there is no label
	weightOrdinal    = 0.5  // the list numbers agree, or do not
	weightGroup      = 0.5  // the group label beside it agrees, or does not
	weightNumber     = 1.5  // as many figures as the row has columns
	weightSlots      = 0.8  // as many cells as the row has columns
	weightMismatch   = -0.8 // too many figures
	weightContiguous = 1.0  // the line and the item before it are paired too
	weightFragment   = -0.4 // for each further line of a split row
	weightTwoRuns    = -1.6 // figures in more than one of the joined lines
	weightSkipped    = -0.3 // a line with figures inside a table passed over
	weightColumn     = 4.0  // a column that only this edition has is named, for the edition alone
)

// similar is how like an item's label a text is.
type similar struct {
	sim   float64
	exact bool
}

// leastAlike is the similarity that a label must exceed to speak for an item.
const leastAlike = 0.5

// similarities compares a label with every item of the template: those that it is
// not like by more than leastAlike are 0. What another edition made of items of the
// same wordings is taken over.
func (t *template) similarities(p *printed) []similar {
	if len(p.body.runes) == 0 || t.leavesOut(p) {
		return t.unlikeAll
	}
	s := make([]similar, len(t.items))
	var known []similar
	if t.twins != nil {
		if v := p.views[0].Load(); v != nil {
			known = v.sims
		}
	}
	for i := range t.items {
		if known != nil && t.twins[i] >= 0 {
			s[i] = known[t.twins[i]]
		} else {
			s[i] = t.compare(&p.label, &t.items[i], leastAlike)
		}
	}
	return s
}

// twinsIn lists for each item one of another template with the same wordings, which
// labels are therefore as like; -1 where there is none.
func (t *template) twinsIn(other *template) []int {
	out := make([]int, len(t.items))
	for i := range t.items {
		out[i] = slices.IndexFunc(other.items, t.items[i].reads)
	}
	return out
}

// reads reports whether two items have the same wordings.
func (it *item) reads(o item) bool {
	same := func(a, b label) bool { return a.body.text == b.body.text && a.bare.text == b.bare.text }
	return it.kind == o.kind && slices.EqualFunc(it.variants, o.variants, same)
}

// compare takes the best wording of the item; 0 where it is not more like than a
// least similarity. Blocks are told apart by a bracketed numeral, so asides are kept
// for them.
func (t *template) compare(observed *label, it *item, least float64) similar {
	best := similar{sim: least}
	for k := range it.variants {
		v := &it.variants[k]
		if observed.body.text == v.body.text {
			return similar{1, true}
		}
		best.sim = t.lex.confusions.morelike(&observed.body, &v.body, best.sim)
		if it.kind == blockHeading {
			continue
		}
		if observed.bare.text == v.bare.text {
			return similar{1, true}
		}
		if v.hasAside() || observed.hasAside() {
			best.sim = t.lex.confusions.morelike(&observed.bare, &v.bare, best.sim)
		}
	}
	if best.sim <= least {
		return similar{}
	}
	// One character in a short label is a different label (许可, 处罚, 强制).
	for k := range it.variants {
		if v := &it.variants[k]; len(v.body.runes) < 4 {
			best.sim = min(best.sim, 0.6)
		}
	}
	return best
}

// labelTexts adds the texts that may be the label of joined lines: each label
// cell alone, the last two together, and all of them together; across lines, the
// last cell of the one with the first, the last and all cells of the next, and what
// stands in the same columns.
func (t *template) labelTexts(j *join) {
	if len(j.lines) > 1 {
		t.joinedTexts(j)
		return
	}
	for _, p := range t.ownTexts(&j.lines[0]) {
		if !t.headsColumns(&j.lines[0], p) {
			j.texts = append(j.texts, labelText{p, t.view(p)})
		}
	}
}

// columnsBelow is how many columns are named behind a label that stands over them.
const columnsBelow = 3

// headsColumns reports whether a label of a line with figures stands before the names of
// columns: the line is a header and its figures, and the label is over columns, not before figures.
func (t *template) headsColumns(l *line, p *printed) bool {
	if l.figures == 0 || len(l.labels) <= columnsBelow {
		return false
	}
	named := 0
	for k := len(l.labels) - 1; k >= 0 && l.labels[k].printed != p; k-- {
		if _, m := t.columnNamed(l.labels[k].printed); m.sim > namesColumn {
			named++
		}
	}
	return named >= columnsBelow
}

// ownTexts are the texts that may be the label of a single line.
func (t *template) ownTexts(l *line) []*printed {
	if l.texts.list != nil {
		return l.texts.list
	}
	out := l.texts.few[:0]
	add := func(parts ...*printed) {
		if p := t.lex.join(parts); isLabelText(p) {
			out = append(out, p)
		}
	}
	var buffer [8]*printed
	all := buffer[:0]
	for k := range l.labels {
		all = append(all, l.labels[k].printed)
		if len(l.labels) > 1 && len(l.labels[k].body.runes) > 0 {
			add(all[k])
		}
	}
	if n := len(all); n > 2 {
		add(all[n-2], all[n-1])
	}
	if len(all) > 0 {
		add(all...)
	}
	l.texts.list = out
	return out
}

// joinedTexts are the texts of labelTexts of more than one line.
func (t *template) joinedTexts(j *join) {
	var buffer [2][8]*printed
	all, leaf := buffer[0][:0], buffer[1][:0]
	for i := range j.lines {
		labels := j.lines[i].labels
		for k := range labels {
			all = append(all, labels[k].printed)
		}
		if n := len(labels); n > 0 {
			leaf = append(leaf, labels[n-1].printed)
		}
	}
	if len(all) > 0 {
		t.labelText(j, all...)
	}
	if len(leaf) > 0 && len(leaf) < len(all) {
		t.labelText(j, leaf...)
	}
	if below := belowAnother(j.lines); below != nil {
		t.labelText(j, below...)
	}
}

// belowAnother puts the second of two lines' text in its place, where that is below one
// of the first's that has another behind it: a cell of several lines beside one of one.
// It is nil elsewhere.
func belowAnother(lines []line) []*printed {
	if len(lines) != 2 || len(lines[1].labels) != 1 {
		return nil
	}
	first, below := lines[0].labels, &lines[1].labels[0]
	at := slices.IndexFunc(first, func(l lineLabel) bool { return l.col == below.col })
	if at < 0 || at == len(first)-1 {
		return nil
	}
	var out []*printed
	for k := range first {
		if out = append(out, first[k].printed); k == at {
			out = append(out, below.printed)
		}
	}
	return out
}

// labelText adds some texts together, unless they are too long for a label.
func (t *template) labelText(j *join, parts ...*printed) {
	if p := t.lex.join(parts); isLabelText(p) {
		j.texts = append(j.texts, labelText{p, t.view(p)})
	}
}

func isLabelText(p *printed) bool { return p != nil && p.text != "" && p.length <= longestLabel }

// evidence is what pairing joined lines with an item rests on.
type evidence struct {
	score float64
	sim   float64
	exact bool
	text  string
	// unlike is true where there is label text and it is not like the item's.
	unlike bool
}

// ordinalEvidence weighs a label's list number against the item's.
func ordinalEvidence(got, want string) float64 {
	switch {
	case got == "" || want == "":
		return 0
	case got == want:
		return weightOrdinal
	default:
		return -weightOrdinal
	}
}

// numberEvidence weighs how many figures there are against how many columns.
func (j *join) numberEvidence(want int) float64 {
	score := 0.0
	if j.runs > 1 {
		score += weightTwoRuns * float64(j.runs-1)
	}
	switch {
	case j.filled == want:
		score += weightNumber
	case j.filled > want:
		score += weightMismatch * float64(min(4, j.filled-want))
	case j.cells >= want && (j.filled > 0 || j.lines[0].kept):
		score += weightSlots
	case j.filled == 0 && j.cells < want:
		score += -0.2
	default:
		score += -0.1 * float64(want-j.filled)
	}
	return score
}

// notAcross is what lines weigh whose figures are not those of a block printed in one row.
const notAcross = -4

// acrossEvidence weighs a line as a whole block printed in one row: its number
// of figures, and labels that are none but header words.
func (t *template) acrossEvidence(j *join, it *item) float64 {
	score := t.acrossFigures(j, it)
	if score == notAcross {
		return score
	}
	words, strange := 0, 0
	for i := range j.lines {
		for k := range j.lines[i].labels {
			if t.isHeaderWord(it.table, it.block, j.lines[i].labels[k].printed) {
				words++
			} else {
				strange++
			}
		}
	}
	return score + 0.3*float64(min(words, 5)) - 1.5*float64(strange)
}

// mostOfWords is more than header words add to the evidence for a block printed in one row.
const mostOfWords = 0.3*5 + slack

// acrossFigures weighs the number of figures of a line as a whole block printed in one
// row; notAcross where they cannot be.
func (t *template) acrossFigures(j *join, it *item) float64 {
	lines, filled, cells, want := j.lines, j.filled, j.cells, len(it.cells)
	var score float64
	switch {
	case filled == want:
		score = 4
	case filled < want && filled > 0 && (cells >= want || lines[0].kept && t.isBlankAcross(cells, lines[0].widest, it)):
		score = 2
	case filled >= want-len(t.form.Tables[it.table].Blocks[it.block].Rows) && filled < want:
		score = 1
	case len(lines) == 1 && len(lines[0].labels) == 0 && !lines[0].prose && filled > 0 && filled < want:
		score = 0.5 // blanks that leave no trace
		if lines[0].kept && cells > t.widest {
			score = 1.5 // in more columns than a row with a label has
		}
	case filled == 0 && len(lines) == 1 && lines[0].marked && len(lines[0].labels) == 0 && t.isBlankAcross(cells, lines[0].widest, it):
		score = 0.5 // an empty cell for each figure
	default:
		return notAcross
	}
	if len(lines) > 1 {
		score -= 1.5 * float64(len(lines)-1)
	}
	return score
}

// isHeaderWord reports whether a text is a column label or another word of the
// block's header.
func (t *template) isHeaderWord(table, block int, p *printed) bool {
	return t.headers(p).matches[t.columns[[2]int{table, block}].number].word
}

// headerMatch compares a label with what a block's header may say.
func (t *template) headerMatch(bc *blockColumns, p *printed) headerMatch {
	m := headerMatch{word: bc.words[p.body.text] || bc.words[p.bare.text], column: -1}
	if !t.leavesOut(p) {
		m.column, m.sim = t.columnLike(bc, &p.label)
	}
	m.word = m.word || m.column >= 0
	return m
}

// likeColumn is how like a column's label a text must be to stand for the column.
const likeColumn = 0.7

// columnLike returns the column whose label is most like a text, and how like: -1 and
// 0 where none is by more than likeColumn.
func (t *template) columnLike(bc *blockColumns, l *label) (column int, sim float64) {
	column, sim = -1, likeColumn
	for c, variants := range bc.variants {
		for k := range variants {
			if s := t.columnSimilarity(l, &variants[k], sim); s > sim {
				column, sim = c, s
			}
		}
	}
	if column < 0 {
		return -1, 0
	}
	return column, sim
}

// columnSimilarity compares a text with a column's label; than where it is less like.
// One character in a short label is a different label.
func (t *template) columnSimilarity(l, v *label, than float64) float64 {
	if l.body.text == v.body.text || l.bare.text == v.bare.text {
		return 1
	}
	if len(v.bare.runes) < 4 {
		return than
	}
	s := t.lex.confusions.morelike(&l.body, &v.body, than)
	if l.hasAside() || v.hasAside() {
		s = t.lex.confusions.morelike(&l.bare, &v.bare, s)
	}
	return s
}

func isBlank(s *slot) bool { return s.figure.Kind == figure.Blank }
