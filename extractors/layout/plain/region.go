package plain

import (
	"strings"
	"unicode"

	"gongkai/extractors/layout"
)

// region is a run of lines without a sentence or heading between them, or one
// such sentence or heading.
type region struct {
	lines   []line
	figures int
	modes   []mode
	seen    tally
}

// mode is one way to read a region.
type mode struct {
	name string
	read func(*sheet, *region) (layout.Kind, layout.Blanks)
}

// The ways to read a region.
var (
	asCrowded    = mode{"rows with crowded cells", readCrowded}
	asProse      = mode{"prose", readProse}
	asRows       = mode{"rows", readRows}
	asIndented   = mode{"indented cells", readIndented}
	asPipeEnds   = mode{"cells with a pipe each", readPipeEnds}
	asParagraphs = mode{"paragraphs", readParagraphs}
	asSpaced     = mode{"cells behind spaces", readSpaced}
	asTabEnds    = mode{"cells with a tab each", readTabEnds}
	asDrawn      = mode{"drawn frames", readDrawn}
	asRuled      = mode{"ruled columns", readRuled}
	asRunning    = mode{"reading order", readRunning}
)

// splitRegions cuts the lines at sentences, headings and ruled tables and ranks the ways to
// read each region.
func splitRegions(lines []line) []region {
	var regions []region
	start := 0
	flush := func(end int) {
		if start < end {
			regions = append(regions, newRegion(lines[start:end]))
		}
		start = end
	}
	for i := 0; i < len(lines); i++ {
		if r, n := ruledRegion(lines[i:]); n > 0 {
			flush(i)
			regions = append(regions, r)
			start = i + n
			i = start - 1
			continue
		}
		if lines[i].class == prose || lines[i].class == heading {
			flush(i)
			flush(i + 1)
		}
	}
	flush(len(lines))
	return regions
}

// ruledRegion returns the ruled table that begins with the first line and how many
// lines it takes: 0 where none does.
func ruledRegion(lines []line) (region, int) {
	n := ruledEnd(lines)
	if n == 0 {
		return region{}, 0
	}
	t := newRuled(lines[:n])
	if t == nil {
		return region{}, 0
	}
	r := newRegion(lines[:n])
	r.figures = 0
	for _, row := range t.rows(r.lines) {
		r.figures += figuresAmong(ordinalCells(row))
	}
	r.modes = append([]mode{asRuled}, r.modes...)
	return r, n
}

func newRegion(lines []line) region {
	r := region{lines: lines}
	t := count(lines)
	r.figures = t.figures
	r.modes = t.rank()
	r.seen = t
	return r
}

// settleOrder makes reading order the first way for the regions without marks of a
// text most of whose figures are read so: one in which all lines are broken alike.
func settleOrder(regions []region) {
	running, all := 0, 0
	for i := range regions {
		all += regions[i].figures
		if regions[i].modes[0].name == asRunning.name {
			running += regions[i].figures
		}
	}
	if 2*running <= all {
		return
	}
	for i := range regions {
		r := &regions[i]
		t := &r.seen
		if r.figures > 0 && t.tabbed+t.piped+t.pipeEnds+t.indented+t.flat+t.wide == 0 && r.modes[0].name != asRunning.name &&
			r.modes[0].name != asProse.name && r.modes[0].name != asRuled.name && !t.drawn {
			r.modes = append([]mode{asRunning}, r.modes...)
		}
	}
}

// tally counts the evidence of a region.
type tally struct {
	tabbed, piped, aligned, flat, fused int
	// indented lines are one cell behind tabs, spaced ones behind spaces.
	indented, spaced int
	// pipeEnds are lines of a cell with its pipe, tabEnds of a cell with a tab
	// behind it, loneTabs of tabs alone, bare of a cell without any mark.
	pipeEnds, tabEnds, loneTabs, bare int
	// alone counts lines that are one figure, digits those that hold a digit,
	// figures all figures seen.
	alone, digits, figures int
	// crowded counts lines with several figures in a cell.
	crowded int
	// narrow counts lines whose figures are parted by single spaces, bareRuns those of
	// them without a label, wide those with runs of spaces between figures.
	narrow, bareRuns, wide int
	drawn                  bool
}

func count(lines []line) tally {
	t := tally{drawn: isDrawn(lines)}
	for i := range lines {
		l := &lines[i]
		t.add(l)
		if l.fused {
			t.fused++
		}
		if l.crowded {
			t.crowded++
		}
		if l.figure {
			t.alone++
			if !notApplicable[l.text] {
				t.digits++
			}
		}
		t.figures += l.figures
		t.addRun(l)
	}
	return t
}

// addRun counts a line of figures that follow a text or one another behind spaces.
func (t *tally) addRun(l *line) {
	if l.class != aligned && l.class != single || l.figure || l.fused || !hasDigits(l.text, 1) {
		return
	}
	if hasWideGap(l.raw) {
		if l.figures >= 2 {
			t.wide++
		}
		return
	}
	pieces := l.pieces(columns{measure: byCount})
	if !pieces[len(pieces)-1].figure || len(pieces) < 2 {
		return
	}
	t.narrow++
	if pieces[0].figure {
		t.bareRuns++
	}
}

func (t *tally) add(l *line) {
	switch l.class {
	case tabbed:
		t.tabbed++
		if isTabEnd(l.raw) {
			t.tabEnds++
		}
	case piped:
		t.piped++
	case aligned:
		t.aligned++
	case flat:
		t.flat++
	case pipeEnd:
		t.pipeEnds++
	case indented:
		if l.text == "" {
			t.loneTabs++
		} else {
			t.indented++
		}
	case single:
		if isSpaced(l.raw) {
			t.spaced++
		}
		t.bare++
	default: // no row
	}
}

// leastRuns is how many lines of figures behind single spaces make a text in
// reading order.
const leastRuns = 3

// rank orders the ways to read a region, the most plausible first.
func (t *tally) rank() []mode {
	modes := t.rankMarked()
	if t.narrow < leastRuns || t.narrow <= 2*t.wide || t.tabbed+t.piped+t.pipeEnds+t.indented > t.narrow || t.drawn {
		return modes
	}
	if t.bareRuns == 0 && t.narrow == t.aligned && t.alone == 0 {
		return append(modes, asRunning)
	}
	return append([]mode{asRunning}, modes...)
}

// leastBlanks is how many blank cells, each on a line, make a table without a figure.
const leastBlanks = 5

// rankMarked orders the ways to read a region by the marks of its lines.
func (t *tally) rankMarked() []mode {
	rows := t.tabbed + t.piped + t.aligned + t.flat
	stacked := t.alone >= 3 && t.alone > rows
	switch {
	case t.drawn:
		return []mode{asDrawn}
	case t.pipeEnds > rows:
		return either(asPipeEnds, asRows, 4*rows > t.pipeEnds)
	case t.tabEnds >= 3 && 2*t.tabEnds > rows && t.figures >= 3:
		return either(asTabEnds, asRows, 3*t.tabEnds < 2*rows)
	case stacked && 2*t.loneTabs >= t.alone && t.bare > t.indented:
		return []mode{asTabEnds, asParagraphs}
	case t.indented > rows && (t.alone > 0 || t.loneTabs >= leastBlanks):
		return []mode{asIndented, asParagraphs}
	case stacked && 5*t.spaced >= 4*t.alone && t.spaced*2 > t.bare:
		return []mode{asSpaced, asParagraphs}
	case stacked:
		return either(asParagraphs, asRows, rows > 0)
	case 3*t.crowded > rows:
		return []mode{asCrowded, asRows}
	case t.crowded >= 2:
		return []mode{asRows, asCrowded}
	case rows > 0 && t.alone >= 3:
		return []mode{asRows, asParagraphs}
	case rows > 0 && rows == t.flat:
		return []mode{asRows, asProse}
	case rows > 0 || t.pipeEnds > 0 || t.fused >= 3:
		return []mode{asRows}
	case t.digits > 0 && t.bare >= 4:
		return []mode{asParagraphs}
	}
	return []mode{asProse}
}

// either returns the first way, and the second where it is plausible too.
func either(first, second mode, both bool) []mode {
	if both {
		return []mode{first, second}
	}
	return []mode{first}
}

// isTabEnd reports whether a line is one cell with one tab behind it.
func isTabEnd(raw string) bool {
	cell, ok := strings.CutSuffix(raw, "\t")
	return ok && strings.IndexByte(cell, '\t') < 0
}

// isSpaced reports whether a line begins with the white space of an indented cell.
func isSpaced(raw string) bool {
	trimmed := strings.TrimLeftFunc(raw, unicode.IsSpace)
	return byDisplay.width(raw[:len(raw)-len(trimmed)]) >= 2
}

// readProse gives every line a paragraph of its own.
func readProse(s *sheet, r *region) (layout.Kind, layout.Blanks) {
	for i := range r.lines {
		if l := &r.lines[i]; l.class != blank && l.class != rule {
			s.prose(l.raw)
		}
	}
	return layout.Paragraphs, layout.BlanksLost
}
