package plain

import (
	"math"
	"slices"
	"strings"

	"gongkai/extractors/layout"
)

// Blocks returns a text as the blocks in which its converter wrote it: a table for
// each run of lines between blank lines, page breaks, sentences and headings, a row
// for each line, a cell for each figure and each text beside one. Headings, sentences
// and the margins of pages are rows of prose. What stood beside what on the page is
// not known: the blocks say what was written together, and on which page. Blanks is
// BlanksMarked where lines of figures keep the places of empty cells, which are left out here.
func Blocks(body string) layout.Grid { return Open(body).Blocks() }

// Blocks is the function of that name for the text.
func (t *Text) Blocks() layout.Grid {
	s := &sheet{grid: layout.Grid{Kind: layout.Paragraphs}}
	page := 0
	lines := t.cutLines()
	for i := range lines {
		l := &lines[i]
		s.margins(l.above)
		if l.page != page {
			page = l.page
			s.end()
		}
		switch l.class {
		case blank, rule:
			s.end()
		case prose, heading:
			s.prose(l.raw)
		default:
			if l.text != "" {
				if l.marksGap() {
					s.grid.Blanks = layout.BlanksMarked
				}
				s.row(flatRow(l.raw))
				s.grid.Rows[len(s.grid.Rows)-1].Page = uint16(min(page, math.MaxUint16))
			}
		}
	}
	s.end()
	return s.grid
}

// marksGap reports whether a line of figures keeps the places of its cells: it has an
// empty one before the last, or wide gaps alone part its cells.
func (l *line) marksGap() bool {
	if l.figures < 2 {
		return false
	}
	mark := map[class]string{tabbed: "\t", piped: "|"}[l.class]
	if mark == "" {
		return l.class == aligned && wideGaps(strings.TrimSpace(l.raw)) >= l.figures
	}
	return slices.ContainsFunc(strings.Split(strings.Trim(l.raw, mark+" "), mark), func(cell string) bool {
		return strings.TrimSpace(cell) == ""
	})
}
