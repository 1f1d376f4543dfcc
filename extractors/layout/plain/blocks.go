package plain

import (
	"math"

	"gongkai/extractors/layout"
)

// Blocks returns a text as the blocks in which its converter wrote it: a table for
// each run of lines between blank lines, page breaks, sentences and headings, a row
// for each line, a cell for each figure and each text beside one. Headings, sentences
// and the margins of pages are rows of prose. What stood beside what on the page is
// not known: the blocks say what was written together, and on which page.
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
				s.row(flatRow(l.raw))
				s.grid.Rows[len(s.grid.Rows)-1].Page = uint16(min(page, math.MaxUint16))
			}
		}
	}
	s.end()
	return s.grid
}
