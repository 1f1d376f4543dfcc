package agency

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/extractors/layout"
)

// Bounds of what is read of a document. The identity of a report stands near
// its beginning and its end; its figures say nothing of it.
const (
	headRows     = 80   // rows before the first section that may hold title and header
	lookBackRows = 12   // rows before the report's range that may hold its title
	tailRows     = 40   // short rows at the end that may hold the signature
	tailBytes    = 150  // length of a row that may be part of one
	proseBytes   = 9000 // prose read for the period and for places
	overviewRows = 12   // paragraphs read for the year
	reporterRows = 8    // paragraphs read for the agency
)

// line is a row of one filled cell, its spaces between characters taken out.
type line struct {
	row  int
	text string
}

// field is a label and its value as header blocks of sites print them.
type field struct{ label, value string }

// document is what of a grid bears on the identity of one report.
type document struct {
	grid        *layout.Grid
	uri         string
	first, last int
	// head holds the lines before the first section, body the prose from there
	// on (bounded), tail the last lines in reading order.
	head, body, tail []line
	// bodyStart is the row at which the first section starts.
	bodyStart int
	fields    []field
}

func read(g *layout.Grid, first, last int, uri string) *document {
	last = min(max(last, 0), len(g.Rows))
	first = min(max(first, 0), last)
	d := &document{grid: g, uri: uri, first: first, last: last}
	d.bodyStart = d.findBody()
	d.readHead()
	d.readBody()
	d.readTail()
	return d
}

// lineOf returns the row's text where the row has a single filled cell.
func lineOf(row *layout.Row) (string, bool) {
	text, filled := "", 0
	for i := range row.Cells {
		if t := row.Cells[i].Text; t != "" && (filled == 0 || t != text) {
			text = t
			filled++
		}
	}
	return text, filled == 1
}

// findBody returns the row at which the report's sections start: the heading
// of the overview, else the first article of the form, else the first long
// paragraph, else the end.
func (d *document) findBody() int {
	long, article := -1, -1
	for i := d.first; i < d.last; i++ {
		text, ok := lineOf(&d.grid.Rows[i])
		if !ok {
			continue
		}
		switch n := utf8.RuneCountInString(text); {
		case n <= 24 && isOverviewHeading(text):
			return i
		case n <= 24 && article < 0 && strings.Contains(text, "第二十条"):
			article = i
		case n > 70 && long < 0:
			long = i
		}
		if article >= 0 && i > article+20 {
			break
		}
	}
	switch {
	case long >= 0 && (article < 0 || long < article):
		return long
	case article >= 0:
		return article
	}
	return d.last
}

func isOverviewHeading(text string) bool {
	text = squeeze(text)
	if !strings.ContainsAny(text, "一1I、.(") {
		return false
	}
	for _, h := range []string{"总体情况", "总体概况", "总体工作情况", "基本情况", "概述", "概况"} {
		if strings.HasSuffix(strings.TrimRight(text, ":。.*# "), h) {
			return true
		}
	}
	return strings.Contains(text, "主动公开政府信息情况") || strings.Contains(text, "主动公开政府信息的情况")
}

func (d *document) readHead() {
	from := max(d.bodyStart-headRows, d.first-lookBackRows, 0)
	to := d.bodyStart
	if d.bodyStart == d.last {
		to = min(d.last, d.first+headRows)
		from = max(d.first-lookBackRows, 0)
	}
	for i := from; i < to; i++ {
		row := &d.grid.Rows[i]
		if text, ok := lineOf(row); ok {
			d.head = append(d.head, line{i, squeeze(text)})
			d.fields = appendFields(d.fields, squeeze(text))
			continue
		}
		for c := 0; c+1 < len(row.Cells); c++ {
			label := strings.TrimRight(squeeze(row.Cells[c].Text), ":")
			if value := row.Cells[c+1].Text; value != "" && isFieldLabel(label) {
				d.fields = append(d.fields, field{label, squeeze(value)})
			}
			d.fields = appendFields(d.fields, squeeze(row.Cells[c].Text))
		}
	}
}

func (d *document) readBody() {
	size := 0
	start := d.bodyStart
	if start > d.first && start < d.last {
		// An introduction stands between title and first section.
		start = max(d.first, start-12)
	}
	for i := start; i < d.last && size < proseBytes; i++ {
		text, ok := lineOf(&d.grid.Rows[i])
		if !ok || len(text) < 12 || i < d.bodyStart && labelled(text) {
			continue
		}
		text = cut(text, 4000)
		size += len(text)
		d.body = append(d.body, line{i, squeeze(text)})
	}
}

func (d *document) readTail() {
	for i := d.last - 1; i >= d.bodyStart && len(d.tail) < tailRows; i-- {
		if text, ok := lineOf(&d.grid.Rows[i]); ok && len(text) <= tailBytes {
			d.tail = append(d.tail, line{i, squeeze(text)})
		}
	}
	for i, j := 0, len(d.tail)-1; i < j; i, j = i+1, j-1 {
		d.tail[i], d.tail[j] = d.tail[j], d.tail[i]
	}
}

// cut returns at most n bytes of s, whole characters.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// squeeze takes out spaces, the only white space of normalised text, beside a character that is no Latin letter or
// digit; one is kept between two that are.
func squeeze(s string) string {
	if strings.IndexByte(s, ' ') < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	last, pending := rune(0), false
	for _, r := range s {
		if unicode.IsSpace(r) {
			pending = true
			continue
		}
		if pending && isAlnum(last) && isAlnum(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last, pending = r, false
	}
	return b.String()
}

// pack takes out all white space.
func pack(s string) string {
	if strings.IndexByte(s, ' ') < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func isAlnum(r rune) bool {
	return r < 128 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

func isHan(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || r >= 0x3400 && r <= 0x4dbf || r == '〇' || r >= 0x20000 && r <= 0x3ffff
}
