package align

import (
	"math"
	"unicode/utf8"
)

// longestJoin is how many lines one printed row may be split into.
const longestJoin = 4

// texts are the label texts of joined lines, with their similarities.
type labelText struct {
	*printed
	*view
}

// join is a run of lines that may be one printed row.
type join struct {
	lines  []line
	texts  []labelText
	filled int
	usable bool
	// headerLike is true for a line without figures whose label is a column's too;
	// header where one of several lines is a block's header.
	headerLike, header bool
}

// makeJoin joins lines[i:i+m] in the place of another join, without the texts of its
// labels. It is unusable where the lines cannot be one printed row: figures of a
// block in three runs, a gap in the grid, a prose paragraph.
func (t *template) makeJoin(j *join, all []line, i, m int) {
	*j = join{lines: all[i : i+m], usable: true, texts: j.texts[:0]}
	runs := 0
	for k := range j.lines {
		l := &j.lines[k]
		j.filled += l.figures
		if l.figures > 0 {
			runs++
		}
		if k > 0 && l.row > j.lines[k-1].row+2 {
			j.usable = false
		}
		j.header = j.header || m > 1 && t.namesColumns(l)
		if m > 1 && t.isHeading(l) {
			j.usable = false
		}
	}
	if m > 1 && (runs > 2 || runs == 0) {
		j.usable = false
	}
	if j.usable && m == 1 && j.filled == 0 && len(j.lines[0].labels) > 0 {
		j.headerLike = t.headerLike(&j.lines[0])
	}
}

// isHeading reports whether a line is a section or block heading.
func (t *template) isHeading(l *line) bool {
	if l.figures > 0 || len(l.labels) != 1 {
		return false
	}
	return t.view(l.labels[0].printed).heading
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
	if j.header || j.filled == 0 && !t.blankRow(j, it, &e) {
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
			label := &j.lines[k].labels[l]
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
