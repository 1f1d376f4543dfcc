package align

import (
	"math"
	"unicode/utf8"
)

// longestJoin is how many lines one printed row may be split into.
const longestJoin = 4

// texts are the label texts of joined lines, with their similarities.
type labelText struct {
	text     string
	sims     []similar
	exact    int // items of which it is a wording
	labelled bool
}

// join is a run of lines that may be one printed row.
type join struct {
	lines  []line
	texts  []labelText
	filled int
	cells  int
	usable bool
	// headerLike is true for a line without figures whose label is a column's too.
	headerLike bool
}

// makeJoin prepares lines[i:i+m] for scoring. It is unusable where the lines
// cannot be one printed row: figures of a block in three runs, a gap in the
// grid, a prose paragraph.
func (t *template) makeJoin(all []line, i, m int) join {
	j := join{lines: all[i : i+m], usable: true}
	runs := 0
	for k := range j.lines {
		l := &j.lines[k]
		j.filled += l.figures
		j.cells += len(l.slots)
		if l.figures > 0 {
			runs++
		}
		if k > 0 && l.row > j.lines[k-1].row+2 {
			j.usable = false
		}
		if m > 1 && t.isHeading(l) {
			j.usable = false
		}
	}
	if m > 1 && (runs > 2 || runs == 0) {
		j.usable = false
	}
	if !j.usable {
		return j
	}
	if m == 1 && j.filled == 0 && len(j.lines[0].labels) > 0 {
		j.headerLike = t.headerLike(&j.lines[0])
	}
	for _, text := range candidates(j.lines) {
		j.texts = append(j.texts, t.labelText(text))
	}
	return j
}

func (t *template) labelText(text string) labelText {
	lt := labelText{text: text, sims: t.similarities(text)}
	for i := range lt.sims {
		if lt.sims[i].exact && t.items[i].kind != acrossRow {
			lt.exact++
		}
	}
	k := key(text)
	lt.labelled = k != "" && !t.groups[k]
	return lt
}

// isHeading reports whether a line is a section or block heading.
func (t *template) isHeading(l *line) bool {
	if l.figures > 0 || len(l.labels) != 1 {
		return false
	}
	sims := t.similarities(l.labels[0].text)
	for i := range sims {
		if (t.items[i].kind == sectionHeading || t.items[i].kind == blockHeading) && sims[i].sim > 0.85 {
			return true
		}
	}
	return false
}

// impossible is the score of a pairing that may not be.
var impossible = math.Inf(-1)

// pairing weighs joined lines against an item.
func (t *template) pairing(j *join, i int) evidence {
	it := &t.items[i]
	switch it.kind {
	case sectionHeading, blockHeading:
		return t.headingPairing(j, i)
	case acrossRow:
		return evidence{score: t.acrossEvidence(j.lines, it)}
	case valueRow:
	}
	e := t.labelEvidence(j, i)
	if j.filled == 0 && (t.form.Tables[it.table].Blocks[it.block].Across || len(j.lines) > 1 || !e.exact || j.headerLike) {
		return evidence{score: impossible}
	}
	e.score += numberEvidence(j.lines, len(it.cells)) + weightFragment*float64(len(j.lines)-1)
	e.score += t.groupEvidence(j, it)
	if j.filled == 0 && !e.exact {
		e.score += weightUnlike
	}
	return e
}

func (t *template) headingPairing(j *join, i int) evidence {
	if len(j.lines) > 1 || j.filled > 0 || len(j.lines[0].labels) == 0 {
		return evidence{score: impossible}
	}
	best := evidence{score: impossible}
	for _, lt := range j.texts {
		s := lt.sims[i]
		if s.sim < 0.75 || s.sim <= best.sim {
			continue
		}
		best = evidence{score: 3 * s.sim, sim: s.sim, exact: s.exact, text: lt.text}
	}
	return best
}

// labelEvidence weighs the labels of joined lines against an item.
func (t *template) labelEvidence(j *join, i int) evidence {
	e := evidence{}
	labelled, otherExact := false, false
	for k := range j.texts {
		lt := &j.texts[k]
		s := lt.sims[i]
		if s.exact && !e.exact || s.sim > e.sim && s.exact == e.exact {
			e.sim, e.exact, e.text = s.sim, s.exact, lt.text
		}
		labelled = labelled || lt.labelled
		otherExact = otherExact || !s.exact && lt.exact > 0
	}
	switch {
	case e.exact:
		e.score = weightExact + weightLength*float64(min(10, utf8.RuneCountInString(e.text)))
	case otherExact:
		e.score = weightOther
	case e.sim > 0.5:
		e.score = weightAlike * 2 * (e.sim - 0.5)
	case labelled:
		e.score, e.unlike = weightUnlike, true
	default:
		e.score = weightNoLabel
	}
	if e.exact || e.sim > 0.5 {
		e.score += ordinalEvidence(e.text, t.items[i].ordinal)
	}
	return e
}

// groupEvidence weighs the group label beside a row: it may be one row late,
// so it is a hint and no more.
func (t *template) groupEvidence(j *join, it *item) float64 {
	if len(it.group) == 0 {
		return 0
	}
	for k := range j.lines {
		for l := range j.lines[k].labels {
			label := &j.lines[k].labels[l].parsed
			if !t.groups[label.body.text] {
				continue
			}
			for _, g := range it.group {
				if g.body.text == label.body.text {
					return weightGroup
				}
			}
		}
	}
	return 0
}

// pair is one step of an alignment: lines[line:line+joined] are item.
type pair struct {
	line, joined, item int
	evidence           evidence
}

// dynamic is the table of the alignment. State 1 means that the last thing
// paired lies directly before; state 0 that something was passed over.
type dynamic struct {
	lines, items int
	score        []float64
	from         []step
	joins        []join // [line*longestJoin + joined-1]
}

type step struct {
	joined int8 // lines paired; 0: a line or an item passed over
	line   bool // a line was passed over (joined 0)
	state  int8 // state before
}

func (d *dynamic) at(l, i, state int) int { return (l*(d.items+1)+i)*2 + state }

// alignLines pairs lines with the template's items, in order, at the highest score.
func (t *template) alignLines(lines []line) ([]pair, float64) {
	d := &dynamic{lines: len(lines), items: len(t.items)}
	size := (d.lines + 1) * (d.items + 1) * 2
	d.score, d.from = make([]float64, size), make([]step, size)
	for k := range d.score {
		d.score[k] = impossible
	}
	d.joins = t.joins(lines)
	for i := 0; i <= d.items; i++ {
		d.score[d.at(0, i, 0)] = 0
		d.from[d.at(0, i, 0)] = step{}
	}
	for l := 0; l <= d.lines; l++ {
		for i := 0; i <= d.items; i++ {
			t.relax(d, lines, l, i)
		}
	}
	return t.trace(d)
}

func (t *template) joins(lines []line) []join {
	joins := make([]join, len(lines)*longestJoin)
	for l := range lines {
		for m := 1; m <= longestJoin && l+m <= len(lines); m++ {
			j := t.makeJoin(lines, l, m)
			joins[l*longestJoin+m-1] = j
			if !j.usable && m > 1 {
				break
			}
		}
	}
	return joins
}

// relax extends the best alignments that end at (l, i).
func (t *template) relax(d *dynamic, lines []line, l, i int) {
	for state := range 2 {
		here := d.score[d.at(l, i, state)]
		if here == impossible {
			continue
		}
		if i < d.items {
			keep := 0
			if state == 1 && t.items[i].kind != valueRow {
				keep = 1
			}
			d.offer(l, i+1, keep, here, step{state: int8(state)})
		}
		if l == d.lines {
			continue
		}
		d.skipLine(&lines[l], l, i, state, here)
		if i < d.items {
			t.extend(d, l, i, state, here)
		}
	}
}

// skipLine passes over a line. A line without figures does not part what is
// around it.
func (d *dynamic) skipLine(next *line, l, i, state int, here float64) {
	keep, cost := state, 0.0
	if next.figures > 0 {
		keep = 0
		if i > 0 && i < d.items && !next.prose {
			cost = weightSkipped
		}
	}
	d.offer(l+1, i, keep, here+cost, step{line: true, state: int8(state)})
}

// extend pairs the lines from l on with item i.
func (t *template) extend(d *dynamic, l, i, state int, here float64) {
	for m := 1; m <= longestJoin && l+m <= d.lines; m++ {
		j := &d.joins[l*longestJoin+m-1]
		if !j.usable {
			if m > 1 {
				break
			}
			continue
		}
		e := t.pairing(j, i)
		if e.score == impossible {
			continue
		}
		score := here + e.score
		if state == 1 && t.items[i].kind != acrossRow {
			score += weightContiguous
		}
		d.offer(l+m, i+1, 1, score, step{joined: int8(m), state: int8(state)})
	}
}

func (d *dynamic) offer(l, i, state int, score float64, s step) {
	k := d.at(l, i, state)
	if score > d.score[k] {
		d.score[k], d.from[k] = score, s
	}
}

// trace reads the best alignment back.
func (t *template) trace(d *dynamic) ([]pair, float64) {
	l, i := d.lines, d.items
	state := 0
	if d.score[d.at(l, i, 1)] > d.score[d.at(l, i, 0)] {
		state = 1
	}
	total := d.score[d.at(l, i, state)]
	var pairs []pair
	for l > 0 || i > 0 {
		s := d.from[d.at(l, i, state)]
		switch {
		case s.joined > 0:
			l, i = l-int(s.joined), i-1
			j := &d.joins[l*longestJoin+int(s.joined)-1]
			pairs = append(pairs, pair{line: l, joined: int(s.joined), item: i, evidence: t.pairing(j, i)})
		case s.line:
			l--
		case i > 0:
			i--
		default:
			l = 0
		}
		state = int(s.state)
	}
	for a, b := 0, len(pairs)-1; a < b; a, b = a+1, b-1 {
		pairs[a], pairs[b] = pairs[b], pairs[a]
	}
	return pairs, total
}
