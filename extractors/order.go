package extractors

import (
	"slices"
	"strings"

	"gongkai/extractors/decode"
	"gongkai/extractors/layout"
	"gongkai/extractors/layout/ocr"
	"gongkai/extractors/layout/plain"
	"gongkai/extractors/strips"
	"gongkai/schema"
)

// putInOrder puts the tables of a report in plain text in order that its converter wrote in
// strips, and notes where nothing proves the order of figures on the pages of a PDF: text
// that keeps the columns of a page proves it. A list of words with their places has no
// lines to be put in order.
func (s *sheet) putInOrder(text decode.Text, lines *plain.Text) {
	if len(s.readings) != 1 || s.grid.Kind == layout.HTML || text.MediaType != "text/plain" || ocr.IsTSV(text.Body) {
		return
	}
	p := s.readings[0].placement
	complete, paged := s.quality.unknown == 0 && len(p.Orphans) == 0, s.grid.Kind == layout.Paragraphs && strings.ContainsRune(text.Body, '\f')
	if complete && !paged {
		return
	}
	read, headings, blocks := s.grid, s.headings(), lines.Blocks()
	if !complete {
		for _, grid := range strips.Rearrange(&read, &blocks, p.Form, headings, s.wholeSections()) {
			if ordered := readGrid(grid); ordered.quality.more(s.quality) {
				*s = ordered
			}
		}
	}
	s.unproven = paged && strips.OrderUnproven(&read, &blocks, p.Form, headings)
}

// wholeSections are the sections that need not be put in order: text that keeps the columns
// of a page has all of their figures.
func (s *sheet) wholeSections() map[int]bool {
	if s.grid.Kind != layout.Aligned {
		return nil
	}
	form := s.readings[0].form
	whole := map[int]bool{}
	for i := range form.Form.Tables {
		whole[form.Form.Tables[i].Section] = true
	}
	for c := range form.Cells {
		switch form.Cells[c].Status {
		case schema.Missing, schema.Unreadable, schema.Conflict:
			whole[form.Form.Tables[form.Form.Cells[c].Table].Section] = false
		default:
		}
	}
	return whole
}

// headings are the rows of the grid with the headings of the form's sections.
func (s *sheet) headings() map[int]int {
	out := map[int]int{}
	for section, row := range s.readings[0].placement.Headings {
		out[section] = row + s.readings[0].from
	}
	return out
}

// doubt adds a reason why a person should look.
func (r *Report) doubt(reason string) {
	r.Review = append(r.Review, reason)
	slices.Sort(r.Review)
}
