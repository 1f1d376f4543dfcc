package strips

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// Rearrange returns the grids that a text may be, whose grid as read and blocks are
// given, with the rows of tables of the form that it holds in strips put in order: all
// that were found, then those alone that identities prove. headings are the rows of the
// grid with the headings of the form's sections, whole the sections that stay as they are.
func Rearrange(read, blocks *layout.Grid, form *schema.Form, headings map[int]int, whole map[int]bool) []layout.Grid {
	sections := sectionsOf(read, blocks, form, headings)
	if !arrangeEach(sections) && len(sections) > 0 {
		last := &sections[len(sections)-1]
		arrangeTogether(sections, lateFigures(blocks, last.end))
	}
	var proven []part
	var strays [][2]int
	for i := range sections {
		if s := &sections[i]; s.order != nil && !whole[s.number()] {
			proven = append(proven, part{s.from, s.to, s.rows()})
			strays = append(strays, s.strays...)
		}
	}
	var out []layout.Grid
	if p, ok := headedPart(read, blocks, form, headings, strays, whole); ok {
		out = append(out, put(read, append([]part{p}, proven...)))
	}
	if len(proven) > 0 {
		out = append(out, put(read, proven))
	}
	return out
}

// part are the rows of a section between the rows of its heading and of the next one in
// the grid as read.
type part struct {
	from, to int
	rows     []layout.Row
}

// put returns the grid as read with other rows in some sections.
func put(read *layout.Grid, parts []part) layout.Grid {
	slices.SortFunc(parts, func(a, b part) int { return cmp.Compare(a.from, b.from) })
	out := builder{grid: *read}
	out.grid.Rows = nil
	done := 0
	for _, p := range parts {
		out.add(read.Rows[done : p.from+1])
		out.add(p.rows)
		done = p.to
	}
	out.add(read.Rows[done:])
	return out.grid
}

// section is a table of the form between two headings.
type section struct {
	*table
	passage
	// from and to are the rows of the headings in the grid as read; end is that of the
	// second one in the grid of blocks.
	from, to, end int
	// order is the figure of each cell; nil where it is not known.
	order [][]int
	// labelled says that the text bears the labels, where that was searched.
	searched, labelled bool
}

// number is that of the section in the form.
func (s *section) number() int { return s.form.Tables[s.form.Cells[s.cells[0][0]].Table].Section }

// sectionsOf lists the tables whose place in the text is known and whose labels are
// there.
func sectionsOf(read, blocks *layout.Grid, form *schema.Form, headings map[int]int) []section {
	found := candidates(read, blocks, form, headings)
	together := mayBeTogether(found, blocks)
	return slices.DeleteFunc(found, func(s section) bool {
		return !together && len(s.figures) != len(s.place) || !s.isLabelled()
	})
}

// mayBeTogether reports whether two sections may have as many figures as cells, with those that
// stand behind both.
func mayBeTogether(found []section, blocks *layout.Grid) bool {
	if len(found) != 2 {
		return len(found) > 2
	}
	a, b := &found[0], &found[1]
	figures, cells := len(a.figures)+len(b.figures), len(a.place)+len(b.place)
	return figures == cells || figures < cells && figures+len(lateFigures(blocks, b.end)) == cells
}

// isLabelled reports whether the text holds the labels of the table.
func (s *section) isLabelled() bool {
	if !s.searched {
		s.searched, s.labelled = true, hasLabels([]rune(string(s.text)), s.labels)
	}
	return s.labelled
}

// overlaps reports whether the last table that bears its labels goes on behind a row.
func overlaps(found []section, row int) bool {
	if !slices.ContainsFunc(found, func(s section) bool { return row < s.to }) {
		return false
	}
	for i := len(found) - 1; i >= 0; i-- {
		if found[i].isLabelled() {
			return row < found[i].to
		}
	}
	return false
}

// candidates lists the tables whose place in the text is known.
func candidates(read, blocks *layout.Grid, form *schema.Form, headings map[int]int) []section {
	var out []section
	for i := range form.Tables {
		t := tablesOf(form)[i]
		if t.table == nil {
			continue
		}
		var ok bool
		s := section{table: t.table, passage: passage{grid: blocks, foreign: t.foreign}}
		if s.from, s.to, ok = extent(read, form, headings, form.Tables[i].Section); !ok || overlaps(out, s.from) {
			continue
		}
		first, end, ok := between(blocks, heading(read, s.from), heading(read, s.to))
		s.end = end
		if !ok || !s.collect(first, end) {
			continue
		}
		if len(s.figures) != len(s.place) {
			signs := passage{grid: blocks, foreign: s.foreign, signs: true}
			if signs.collect(first, end) && len(signs.figures) == len(s.place) {
				s.passage = signs
			}
		}
		s.mend()
		out = append(out, s)
	}
	return out
}

// extent is the heading of a section and the one after it, in the grid as read.
func extent(read *layout.Grid, form *schema.Form, headings map[int]int, section int) (from, to int, ok bool) {
	if from, ok = headings[section]; !ok {
		from, ok = headingLike(read, form, section)
	}
	if !ok {
		return 0, 0, false
	}
	if to, ok = headings[section+1]; !ok {
		to, ok = headingLike(read, form, section+1)
	}
	return from, to, ok && to > from
}

// headingLike finds a section's heading by its number and its words.
func headingLike(read *layout.Grid, form *schema.Form, section int) (int, bool) {
	for _, s := range form.Sections {
		if s.Number != section {
			continue
		}
		wanted := letters([]rune(s.Label))
		for r := range read.Rows {
			row := &read.Rows[r]
			if row.Table != layout.Prose || row.Margin || !isNumbered(row.Cells[0].Text, section) {
				continue
			}
			text := letters([]rune(row.Cells[0].Text))
			if len(text) <= 2*len(wanted) && isThere(match(text, wanted), make([]int, len(wanted)), 0) {
				return r, true
			}
		}
	}
	return 0, false
}

// isNumbered reports whether a text begins with the number of a section.
func isNumbered(text string, section int) bool {
	const numbers = "一二三四五六七八九十"
	at := (section - 1) * len("一")
	return at >= 0 && at < len(numbers) && strings.HasPrefix(text, numbers[at:at+len("一")])
}

// arrangeEach puts those sections in order that have as many figures as cells, and
// reports whether all have.
func arrangeEach(sections []section) bool {
	all := true
	for i := range sections {
		s := &sections[i]
		if len(s.figures) != len(s.place) {
			all = false
			continue
		}
		if s.order = s.arranged(s.figures); s.order == nil && len(s.cells) == 1 {
			s.order = s.doubtOrder(s.figures, s.byGroup(s.figures))
		}
	}
	return all
}

// lateFigures are the figures of the blocks of figures alone from a row on.
func lateFigures(blocks *layout.Grid, from int) []written {
	var out []written
	for r := from; r < len(blocks.Rows); {
		end := r + 1
		for end < len(blocks.Rows) && blocks.Rows[end].Table == blocks.Rows[r].Table {
			end++
		}
		p := passage{grid: blocks}
		if blocks.Rows[r].Table != layout.Prose && p.collect(r, end) && len(p.text) == 0 {
			out = append(out, p.figures...)
		}
		r = end
	}
	return out
}

func heading(g *layout.Grid, row int) string { return g.Rows[row].Cells[0].Text }

// between finds the rows of the blocks between two headings.
func between(blocks *layout.Grid, from, to string) (first, last int, ok bool) {
	first = -1
	for r := range blocks.Rows {
		if blocks.Rows[r].Table != layout.Prose || blocks.Rows[r].Margin {
			continue
		}
		switch text := blocks.Rows[r].Cells[0].Text; {
		case text == from:
			first = r + 1
		case text == to && first >= 0:
			return first, r, true
		}
	}
	return 0, 0, false
}
