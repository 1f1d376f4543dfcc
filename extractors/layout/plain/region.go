package plain

import "gongkai/extractors/layout"

// region is a run of lines without a sentence or heading between them, or one
// such sentence or heading.
type region struct {
	lines   []line
	figures int
	modes   []mode
}

// mode is one way to read a region.
type mode struct {
	name string
	read func(*sheet, *region) (layout.Kind, layout.Blanks)
}

// The ways to read a region.
var (
	asProse      = mode{"prose", readProse}
	asRows       = mode{"rows", readRows}
	asIndented   = mode{"indented cells", readIndented}
	asPipeEnds   = mode{"cells with a pipe each", readPipeEnds}
	asParagraphs = mode{"paragraphs", readParagraphs}
	asFlat       = mode{"flat", readFlat}
)

// splitRegions cuts the lines at sentences and headings and ranks the ways to
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
	for i := range lines {
		if lines[i].class == prose || lines[i].class == heading {
			flush(i)
			flush(i + 1)
		}
	}
	flush(len(lines))
	return regions
}

func newRegion(lines []line) region {
	r := region{lines: lines}
	t := count(lines)
	r.figures = t.figures
	r.modes = t.rank()
	return r
}

// tally counts the evidence of a region.
type tally struct {
	tabbed, piped, aligned, flat int
	indented, pipeEnds           int
	// alone counts lines that are one figure, figures all figures seen.
	alone, figures int
}

func count(lines []line) tally {
	var t tally
	for i := range lines {
		l := &lines[i]
		switch l.class {
		case tabbed:
			t.tabbed++
		case piped:
			t.piped++
		case aligned:
			t.aligned++
		case flat:
			t.flat++
		case indented:
			if l.text != "" {
				t.indented++
			}
		case pipeEnd:
			t.pipeEnds++
		}
		if l.figure {
			t.alone++
		}
		if l.class >= single {
			t.figures += countFigures(l)
		}
	}
	return t
}

// rank orders the ways to read a region, the most plausible first.
func (t tally) rank() []mode {
	rows := t.tabbed + t.piped + t.aligned
	var modes []mode
	switch {
	case t.flat > 0:
		modes = append(modes, asFlat)
		if rows > 0 {
			modes = append(modes, asRows)
		}
	case t.pipeEnds > rows:
		modes = append(modes, asPipeEnds, asRows)
	case t.indented > rows && t.alone > 0:
		modes = append(modes, asIndented, asParagraphs)
	case t.alone >= 3 && t.alone > rows:
		modes = append(modes, asParagraphs)
		if rows > 0 {
			modes = append(modes, asRows)
		}
	case rows > 0 || t.pipeEnds > 0:
		modes = append(modes, asRows)
		if t.alone >= 3 {
			modes = append(modes, asParagraphs)
		}
	default:
		modes = append(modes, asProse)
	}
	return modes
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
