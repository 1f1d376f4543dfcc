package plain

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extractors/layout"
	"gongkai/extractors/normalize"
)

// readRows reads a region in which a line is a row. Lines without separators
// are rows too where they stand inside the table or touch it: fragments of
// labels and figures that lost their row. Others are paragraphs.
func readRows(s *sheet, r *region) (layout.Kind, layout.Blanks) {
	return newSplitter(r.lines).read(s, r)
}

// readCrowded is readRows where cells may hold several figures: such cells are
// cut at their spaces, and how many cells a row has says nothing of blanks.
func readCrowded(s *sheet, r *region) (layout.Kind, layout.Blanks) {
	split := newSplitter(r.lines)
	split.crowded = true
	kind, _ := split.read(s, r)
	return kind, layout.BlanksLost
}

func (p splitter) read(s *sheet, r *region) (layout.Kind, layout.Blanks) {
	first, last := tableExtent(r.lines)
	seen := evidence{kinds: map[layout.Kind]int{}}
	bands := p.bands(r.lines)
	for i := 0; i < len(r.lines); i++ {
		l := &r.lines[i]
		if n := bands[i]; n > 0 && i >= first && i+n-1 <= last {
			for k := range n {
				seen.add(&r.lines[i+k], layout.Aligned)
			}
			s.row(p.bandCells(r.lines[i : i+n]))
			i += n - 1
			continue
		}
		switch {
		case l.class == blank || l.class == rule:
		case i < first || i > last:
			s.prose(l.raw)
		case l.class == flat:
			seen.kinds[layout.Flat]++
			readFlatLine(s, l)
		default:
			cells, kind := p.row(l)
			seen.add(l, kind)
			s.addRow(cells)
		}
	}
	return heaviest(seen.kinds), seen.blanks()
}

// evidence counts what the rows of a region say of its layout.
type evidence struct {
	kinds map[layout.Kind]int
	// narrow and wide count aligned rows of several figures without and with a
	// run of spaces in them.
	narrow, wide int
}

func (e *evidence) add(l *line, kind layout.Kind) {
	e.kinds[kind]++
	switch {
	case kind != layout.Aligned || l.figures < 2:
	case hasWideGap(l.raw):
		e.wide++
	default:
		e.narrow++
	}
}

// blanks says what the rows know of blank cells: nothing where single spaces
// part the figures, or nothing at all.
func (e *evidence) blanks() layout.Blanks {
	if e.kinds[layout.Flat] > 0 || 5*e.narrow > e.wide {
		return layout.BlanksLost
	}
	return layout.BlanksMarked
}

// splitter cuts the lines of a region into cells.
type splitter struct {
	framed bool
	// spaces says that single lines are cut at their spaces too.
	spaces bool
	// crowded says that cells of several figures are cut at their spaces.
	crowded bool
	shared  columns
}

func newSplitter(lines []line) splitter {
	marks, spaces := 0, 0
	for i := range lines {
		switch lines[i].class {
		case tabbed, piped:
			marks++
		case aligned:
			spaces++
		default:
		}
	}
	return splitter{framed: isFramed(lines), spaces: spaces > marks, shared: newColumns(lines)}
}

// row cuts one line into cells.
func (p splitter) row(l *line) ([]layout.Cell, layout.Kind) {
	switch l.class {
	case piped, pipeEnd:
		return p.marked(l), layout.Piped
	case tabbed, indented:
		return p.marked(l), layout.Tabbed
	case aligned:
		return alignedCells(l, p.shared), layout.Aligned
	default:
	}
	switch {
	case l.fused:
		return flatRow(l.raw), layout.Flat
	case p.spaces:
		return alignedCells(l, p.shared), layout.Aligned
	}
	return ordinalCells([]string{l.raw}), ""
}

// marked makes the cells of a line cut at its marks.
func (p splitter) marked(l *line) []layout.Cell {
	cells := l.takeCells()
	if p.framed && (l.class == piped || l.class == pipeEnd) {
		cells = withoutFrame(cells)
	}
	if !p.crowded {
		return cells
	}
	var pieces []string
	for i := range cells {
		raw := cells[i].RawText()
		if !isCrowded(normalize.Text(raw)) {
			pieces = append(pieces, raw)
			continue
		}
		for _, piece := range splitSpaces(raw, columns{measure: byDisplay}) {
			pieces = append(pieces, piece.text)
		}
	}
	return ordinalCells(pieces)
}

// isCrowded reports whether a cell holds several figures. Groups of three
// digits behind the first are thousands of one figure.
func isCrowded(text string) bool {
	if strings.IndexByte(text, ' ') < 0 || !hasDigits(text, 2) {
		return false
	}
	figures := 0
	for _, p := range splitSpaces(text, columns{measure: byDisplay}) {
		if p.figure && (figures == 0 || len(p.text) != 3) {
			figures++
		}
	}
	return figures >= 2
}

// tableExtent returns the first and last line of the table in a region: from
// the first line with separators to the last, with the lines that touch them, and
// those of a label and a figure behind it. Blank cells below it are a row of it.
func tableExtent(lines []line) (first, last int) {
	first, last = len(lines), -1
	for i := range lines {
		if isRow(&lines[i]) {
			first = min(first, i)
			last = i
		}
	}
	for first > 0 && first < len(lines) && lines[first-1].class == single {
		first--
	}
	for i := last + 1; last >= 0 && i < len(lines) && (lines[i].class == single || lines[i].class == blank); i++ {
		if endsInFigure(&lines[i]) {
			last = i
		}
	}
	for last >= 0 && last < len(lines)-1 && (lines[last+1].class == single || isBlankRow(&lines[last+1])) {
		last++
	}
	return first, last
}

// isBlankRow reports whether a line is a row of blank cells: tabs alone, more than
// one, since one tab may be an indent.
func isBlankRow(l *line) bool {
	return l.class == indented && l.text == "" && strings.Count(l.raw, "\t") > 1
}

// endsInFigure reports whether a line is a label with one figure behind a space.
func endsInFigure(l *line) bool {
	if l.class != single || l.figure || !hasDigits(l.text, 1) || strings.ContainsAny(l.text, ",。;") {
		return false
	}
	pieces := l.pieces(columns{measure: byCount})
	return len(pieces) == 2 && pieces[1].figure
}

func isRow(l *line) bool {
	switch l.class {
	case tabbed, piped, pipeEnd, aligned, flat:
		return true
	case single:
		return l.fused
	case indented:
		return l.text != ""
	default:
		return false
	}
}

// isFramed reports whether most piped lines of a region begin with a pipe, so
// that the first pipe is a frame and no blank cell stands before it.
func isFramed(lines []line) bool {
	n, leading := 0, 0
	for i := range lines {
		if lines[i].class != piped {
			continue
		}
		n++
		if isPipe(firstRune(strings.TrimSpace(lines[i].raw))) {
			leading++
		}
	}
	return 2*leading > n
}

// splitPipes lists pipedParts.
func splitPipes(raw string) []string {
	return slices.AppendSeq(make([]string, 0, countPipes(raw)+1), pipedParts(raw))
}

// pipedParts cuts a line at its pipes. A pipe at the end leaves a blank cell
// behind it, as converters mark blank cells.
func pipedParts(raw string) iter.Seq[string] {
	return func(yield func(string) bool) {
		start, escaped := 0, false
		for i, r := range raw {
			if isPipe(r) && !escaped {
				if !yield(raw[start:i]) {
					return
				}
				start = i + utf8.RuneLen(r)
			}
			escaped = r == '\\' && !escaped
		}
		yield(raw[start:])
	}
}
