package ocr

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extractors/layout"
)

// region is a stretch of rows: of one table, or prose.
type region struct {
	rows  []row
	table bool
}

// regions cuts the rows of a page into tables and prose. A table begins and
// ends with a row of several cells; rows of one cell between them belong to it but
// for prose and headings.
func (p *page) regions(rows []row) []region {
	var out []region
	last := -1 // last row of several cells of the table being read
	add := func(rows []row, table bool) {
		if n := len(out); n > 0 && !table && !out[n-1].table {
			out[n-1].rows = append(out[n-1].rows, rows...)
		} else if len(rows) > 0 {
			out = append(out, region{rows, table})
		}
	}
	start := 0
	end := func(next int) {
		if last < 0 {
			add(rows[start:next:next], false)
		} else {
			tail := p.tail(rows, last, next)
			add(rows[start:tail:tail], true)
			add(rows[tail:next:next], false)
		}
		start, last = next, -1
	}
	for i := range rows {
		cells := p.segments(&rows[i])
		switch {
		case p.lattice.boxed(&rows[i]), isTabular(cells) && !p.isHeading(rows, i, cells):
			if last < 0 {
				end(i)
			}
			last = i
		case p.isProse(&rows[i], cells), p.isHeading(rows, i, cells):
			end(i)
		}
	}
	end(len(rows))
	return p.withHeaders(p.realTables(out))
}

// The least number of texts of a line of a header, their greatest length on average in
// characters, and how far it stands above the next line in quarters of a character.
const (
	leastHeaderTexts  = 3
	longestHeaderText = 9
	farthestHeaderRow = 9
)

// withHeaders gives the lines of a header that stand close above a table to it: a
// narrow header is read as one text from side to side and looks like prose.
func (p *page) withHeaders(all []region) []region {
	for i := 1; i < len(all); i++ {
		before, r := &all[i-1], &all[i]
		if !r.table || before.table {
			continue
		}
		n := len(before.rows)
		for next := &r.rows[0]; n > 0 && p.isHeaderRow(&before.rows[n-1], next); next = &before.rows[n] {
			n--
		}
		r.rows = slices.Concat(before.rows[n:], r.rows)
		before.rows = before.rows[:n:n]
	}
	return slices.DeleteFunc(all, func(r region) bool { return len(r.rows) == 0 })
}

// isHeaderRow reports whether a row is several short texts without figures or marks of
// a sentence, close above another.
func (p *page) isHeaderRow(r, next *row) bool {
	if 4*(next.mid-r.mid) > farthestHeaderRow*p.size {
		return false
	}
	texts := stretches(r.words, p.size)
	text := textOf(r.words, p.size)
	return len(texts) >= leastHeaderTexts && !strings.ContainsAny(text, "，。；：,;:0123456789") &&
		utf8.RuneCountInString(text) <= longestHeaderText*len(texts)
}

// segments cuts a row at gaps and at upright rules.
func (p *page) segments(r *row) []segment { return segments(r.words, r.mid, p.size, p.lattice) }

// tail is the end of a table after its last row of several cells: lines close
// below it belong to its labels.
func (p *page) tail(rows []row, last, next int) int {
	i := last + 1
	for i < next && 5*(rows[i].mid-rows[i-1].mid) < 7*p.size {
		i++
	}
	return i
}

// isTabular reports whether a row has several cells, with a figure among them
// where they are two.
func isTabular(cells []segment) bool {
	figures := 0
	for i := range cells {
		if cells[i].figure {
			figures++
		}
	}
	return len(cells) >= 3 || len(cells) == 2 && figures > 0
}

// The lengths of a line of a paragraph, in characters: of one with a full stop, and
// of any.
const (
	leastSentence = 12
	leastProse    = 35
)

// isProse reports whether a row is a line of a paragraph: it has a full stop, which
// specks in a table are read as too, or it is one long stretch of text.
func (p *page) isProse(r *row, cells []segment) bool {
	text := textOf(r.words, p.size)
	n := utf8.RuneCountInString(text)
	return n >= leastSentence && strings.HasSuffix(text, "。") || len(cells) == 1 && n >= leastProse
}

// ordinals begin headings.
const ordinals = "一二三四五六七八九十(（"

// isHeading reports whether a row of one cell is a heading within or between
// tables: it begins with an ordinal, has some length and no neighbour so close
// as the lines of one cell are.
func (p *page) isHeading(rows []row, i int, cells []segment) bool {
	r, _ := utf8.DecodeRuneInString(rows[i].words[0].text)
	figure := slices.ContainsFunc(cells, func(c segment) bool { return c.figure })
	if len(cells) > 2 || figure || !strings.ContainsRune(ordinals, r) || utf8.RuneCountInString(textOf(rows[i].words, p.size)) < 5 {
		return false
	}
	near := func(j int) bool {
		return j >= 0 && j < len(rows) && max(j-i, i-j) == 1 && 4*max(rows[j].mid-rows[i].mid, rows[i].mid-rows[j].mid) < 5*p.size
	}
	return !near(i-1) && !near(i+1)
}

// realTables makes prose of tables without figures in more than one row or in
// more than one place of it.
func (p *page) realTables(all []region) []region {
	var out []region
	for _, r := range all {
		if r.table {
			figures := 0
			for i := range r.rows {
				for _, c := range p.segments(&r.rows[i]) {
					if c.figure {
						figures++
					}
				}
			}
			r.table = figures >= 2
		}
		if n := len(out); n > 0 && !r.table && !out[n-1].table {
			out[n-1].rows = append(out[n-1].rows, r.rows...)
			continue
		}
		out = append(out, r)
	}
	return out
}

// grids reads all pages into one grid.
func grids(pages []*page, kind layout.Kind) []layout.Grid {
	b := builder{grid: layout.Grid{Kind: kind, Blanks: layout.BlanksKept}}
	for _, p := range pages {
		p.prepare()
		for _, r := range p.regions(p.rows()) {
			if r.table {
				for _, rows := range p.splitTables(r.rows) {
					b.table(p, rows)
				}
			} else {
				b.prose(p, r.rows)
			}
		}
	}
	if len(b.grid.Rows) == 0 {
		return nil
	}
	return []layout.Grid{b.grid}
}
