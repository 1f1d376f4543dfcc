package align

import (
	"math"
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
	lines []line
	texts []labelText
	// filled counts figures, cells the places for them, runs the lines with figures.
	filled, cells, runs int
	usable              bool
	// headerLike is true for a line without figures whose label is a column's too;
	// header where one of several lines is a block's header.
	headerLike, header bool
	// full asks for similarities that are too small to weigh.
	full bool
}

// joiner joins lines. What it knows of each is found once.
type joiner struct {
	*template
	lines []line
	// heading is true for the heading of a section or block, names for a block's
	// header, headerLike for a line that may be one of a header, number is the list number
	// that it begins with, "" for none.
	facts []lineFacts
	// recalled are the lines that are remembered, nil for the others.
	recalled []*knownLine
}

// lineFacts are the facts of a line.
type lineFacts struct {
	heading, names, headerLike bool
	number                     string
}

func (t *template) joiner(lines []line) *joiner {
	n := &joiner{}
	n.of(t, lines)
	return n
}

// of makes the joiner one of some lines.
func (n *joiner) of(t *template, lines []line) {
	n.template, n.lines, n.facts = t, lines, sized(n.facts, len(lines))
	n.recalled = zeroed(n.recalled, len(lines))
	for i := range lines {
		n.facts[i] = t.factsOf(&lines[i])
	}
}

// recall is of by what is remembered of the lines.
func (n *joiner) recall(t *template, lines []line) {
	n.template, n.lines, n.facts = t, lines, sized(n.facts, len(lines))
	n.recalled = sized(n.recalled, len(lines))
	for i := range lines {
		if k := t.recall(&lines[i]); k != nil {
			n.recalled[i], n.facts[i] = k, k.facts
		} else {
			n.recalled[i], n.facts[i] = nil, t.factsOf(&lines[i])
		}
	}
}

func (t *template) factsOf(l *line) lineFacts {
	switch {
	case len(l.labels) == 0:
		return lineFacts{}
	case l.figures > 0:
		return lineFacts{number: l.labels[0].listNumber()}
	}
	return lineFacts{t.isHeading(l), t.namesColumns(l), t.headerLike(l), l.labels[0].listNumber()}
}

// longestNumber is the longest list number, with its marks, in bytes.
const longestNumber = 16

// listNumber is the list number that a text begins with, or is.
func (p *printed) listNumber() string {
	if p.ordinal != "" || len(p.text) > longestNumber {
		return p.ordinal
	}
	ordinal, _ := cutOrdinal(p.text + "项")
	return ordinal
}

// join joins lines[i:i+m] in the place of another join, without the texts of its
// labels. It is unusable where the lines cannot be one printed row: figures of a
// block in three runs, a gap in the grid, a prose paragraph, below the first another list number.
func (n *joiner) join(j *join, i, m int) {
	*j = join{texts: j.texts[:0]}
	for range m {
		n.extend(j, i)
	}
}

// extend adds the next line to a join that begins with the i-th.
func (n *joiner) extend(j *join, i int) {
	m := len(j.lines) + 1
	last := i + m - 1
	l, facts := &n.lines[last], &n.facts[last]
	j.lines, j.texts = n.lines[i:last+1], j.texts[:0]
	j.filled += l.figures
	j.cells += len(l.slots)
	if l.figures > 0 {
		j.runs++
	}
	if m == 1 {
		j.usable, j.headerLike = true, facts.headerLike
		return
	}
	j.header = j.header || facts.names || m == 2 && n.facts[i].names
	j.headerLike = false
	apart := l.row > n.lines[last-1].row+2
	begins := facts.number != "" && facts.number != n.facts[i].number
	j.usable = j.usable && !apart && !begins && !facts.heading && !n.facts[i].heading && j.runs <= 2 && (j.runs > 0 || n.brokenLabel(j.lines))
}

// brokenLabel reports whether lines without figures may be one label, broken: those
// below the first have one text alone, without a list number, and none is a label by
// itself. What hangs below a table's last row may stand outside of it.
func (t *template) brokenLabel(lines []line) bool {
	if lines[0].prose {
		return false
	}
	for i := range lines {
		n := len(lines[i].labels)
		if n == 0 || t.isWhole(lines[i].labels[n-1].printed) {
			return false
		}
		if i > 0 && (n > 1 || lines[i].labels[0].ordinal != "") {
			return false
		}
	}
	return true
}

// isWhole reports whether a text is a label of the form, of a group or of a header.
func (t *template) isWhole(p *printed) bool {
	return len(t.exact[p.body.text]) > 0 || t.groups[p.body.text] || t.headers(p).word
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
		return evidence{score: t.acrossEvidence(j, it)}
	case valueRow:
	}
	e := t.labelEvidence(j, i)
	if j.header || j.filled == 0 && !t.blankRow(j, it, &e) {
		return evidence{score: impossible}
	}
	e.score = j.rowScore(e.score, len(it.cells), t.groupEvidence(j, it))
	if j.filled == 0 && !e.exact {
		e.score += weightUnlike
	}
	return e
}

// rowScore adds the evidence of figures and group to that of the label.
func (j *join) rowScore(label float64, columns int, group float64) float64 {
	return label + (j.numberEvidence(columns) + weightFragment*float64(len(j.lines)-1)) + group
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
	var own *printed // whose text is e.text
	labelled, otherExact, numbered := false, false, false
	for k := range j.texts {
		lt := &j.texts[k]
		s := lt.sims[i]
		if j.full && s.sim == 0 {
			s = t.compare(&lt.label, &t.items[i], 0)
		}
		if s.exact && !e.exact || s.sim > e.sim && s.exact == e.exact {
			e.sim, e.exact, e.text = s.sim, s.exact, lt.text
			own = lt.printed
		}
		if labelled = labelled || lt.labelled; !numbered && t.numbered(&lt.label, i) {
			numbered = true
			if e.text == "" {
				e.text, own = lt.text, lt.printed
			}
		}
		otherExact = otherExact || !s.exact && lt.exact > 0
	}
	switch {
	case e.exact:
		e.score = weightExact + weightLength*float64(min(10, own.length))
	case otherExact:
		e.score = weightOther
	case e.sim > leastAlike:
		e.score = weightAlike * 2 * (e.sim - leastAlike)
	case numbered:
		e.score = weightOrdinal
	default:
		e.score, e.unlike = j.unlikeLabel(), labelled
	}
	if e.exact || e.sim > leastAlike {
		e.score += ordinalEvidence(own.ordinal, t.items[i].ordinal)
	}
	return e
}

// unlikeLabel weighs the labels of joined lines against an item that none is like.
func (j *join) unlikeLabel() float64 {
	label := weightNoLabel
	for k := range j.texts {
		switch {
		case j.texts[k].exact > 0:
			return weightOther
		case j.texts[k].labelled:
			label = weightUnlike
		}
	}
	return label
}

// numbered reports whether a label has the list number of a row, which no other row
// of the table has.
func (t *template) numbered(l *label, i int) bool {
	return l.ordinal != "" && t.items[i].kind == valueRow && l.ordinal == t.items[i].ordinal && t.soleNumbers[i]
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
			if !t.view(label.printed).group {
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
