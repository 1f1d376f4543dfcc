package agency

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/extractors/layout"
)

// Bounds of what is read of a document. The identity of a report stands near
// its beginning and its end; its figures say nothing of it.
const (
	headRows     = 80   // rows before the first section that may hold title and header
	overviewBack = 150  // rows before the range that may hold the overview
	introRows    = 12   // rows before the first section that may hold an introduction
	tailRows     = 40   // short rows at the end, and behind the last section's heading, that may hold the signature
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

// readHead reads the lines before the first section; those before the range
// only where the range has no title.
func (d *document) readHead() {
	to := d.bodyStart
	if to == d.last {
		to = min(d.last, d.first+headRows)
	}
	from := min(d.first, d.bodyStart)
	if !d.hasTitle(from, to) {
		for from > 0 && from > to-headRows && !d.endsReport(from-1) {
			from--
		}
	}
	for i := max(from, to-headRows); i < to; i++ {
		d.readHeadRow(i)
	}
}

// hasTitle reports whether one of the rows has the words of a title.
func (d *document) hasTitle(from, to int) bool {
	for i := max(from, to-headRows); i < to; i++ {
		if text, ok := lineOf(&d.grid.Rows[i]); ok && len(text) < 210 && hasCore(pack(text)) {
			return true
		}
	}
	return false
}

func (d *document) readHeadRow(i int) {
	row := &d.grid.Rows[i]
	if text, ok := lineOf(row); ok {
		for _, part := range headParts(text) {
			d.head = append(d.head, line{i, part})
			d.fields = appendFields(d.fields, part)
		}
		return
	}
	joined := ""
	for c := range row.Cells {
		text := squeeze(row.Cells[c].Text)
		joined += text
		if t, ok := parseTitle(pack(text)); ok && t.strength() > 0 {
			d.head = append(d.head, line{i, text})
		}
		d.fields = appendFields(d.fields, text)
		if c+1 < len(row.Cells) && row.Cells[c+1].Text != "" && isFieldLabel(strings.TrimRight(text, ":")) {
			d.fields = append(d.fields, field{strings.TrimRight(text, ":"), squeeze(row.Cells[c+1].Text)})
		}
	}
	if name, _, ok := headPart(joined); ok && name != "" {
		d.head = append(d.head, line{i, joined})
	}
}

func (d *document) readBody() {
	size := 0
	// An introduction may stand between title and first section.
	start := d.bodyStart
	if len(d.head) > 0 && start < d.last {
		start = max(d.head[0].row, start-introRows)
	}
	for i := start; i < d.last && size < proseBytes; i++ {
		text, ok := lineOf(&d.grid.Rows[i])
		if !ok || len(text) < 12 || i < d.bodyStart && (labelled(text) || !isSentence(text)) {
			continue
		}
		text = cut(text, 4000)
		size += len(text)
		d.body = append(d.body, line{i, squeeze(text)})
	}
}

// isSentence reports whether a line has the punctuation of prose.
func isSentence(s string) bool {
	return strings.IndexByte(s, ',') >= 0 || strings.Contains(s, "。")
}

// headParts returns a line before the first section: whole where it is a title,
// else cut where flattened text has spaces.
func headParts(text string) []string {
	whole := squeeze(text)
	if strings.IndexByte(text, ' ') < 0 {
		return []string{whole}
	}
	if t, ok := parseTitle(pack(text)); ok && t.strength() == 2 {
		return []string{whole}
	}
	return segments(text)
}

// segments cuts flattened text at its spaces. Text that has spaces between its
// characters is one segment.
func segments(text string) []string {
	parts := strings.Fields(text)
	if len(text) < 12*len(parts) {
		return []string{squeeze(text)}
	}
	return parts
}

// tailParts returns the lines of a row at the end: its last segments where
// prose and signature were flattened into one row, none where the row is prose.
func tailParts(text string) []string {
	if strings.IndexByte(text, ' ') >= 0 && strings.Contains(text, "。") {
		parts := segments(text)
		return slices.DeleteFunc(parts[max(0, len(parts)-3):], func(p string) bool { return len(p) > tailBytes })
	}
	if len(text) > tailBytes {
		return nil
	}
	return []string{squeeze(text)}
}

// readTail reads the short lines at the end: the last of the range and those
// after it up to the next report.
func (d *document) readTail() {
	end := d.last
	for end < len(d.grid.Rows) && end < d.last+tailRows && !d.startsReport(end) {
		end++
	}
	low := d.readTailRows(d.bodyStart, end, tailRows)
	if h := d.lastHeading(low); h >= 0 {
		d.readTailRows(h, min(low, h+tailRows), 2*tailRows)
	}
	slices.Reverse(d.tail)
}

// readTailRows adds the lines of rows to the tail, from the last backwards, until it has so
// many. It returns the first row read.
func (d *document) readTailRows(first, end, most int) int {
	i := end
	for i > first && len(d.tail) < most {
		i--
		for _, text := range slices.Backward(tailTexts(&d.grid.Rows[i])) {
			for _, part := range slices.Backward(tailParts(text)) {
				d.tail = append(d.tail, line{i, part})
			}
		}
	}
	return i
}

// lastHeading is the row before another that heads the last section, -1 where none does. Lists of
// links may stand between that section and the end of the text.
func (d *document) lastHeading(before int) int {
	for i := before - 1; i >= d.bodyStart; i-- {
		if text, ok := lineOf(&d.grid.Rows[i]); ok && len(text) < tailBytes && isLastHeading(squeeze(text)) {
			return i
		}
	}
	return -1
}

// mostTailTexts is how many texts side by side may be lines of the end, as where answer,
// name, date and the links behind them were taken for the header of a table.
const mostTailTexts = 8

// tailTexts are the texts of a row at the end: the one it has, or a few side by side of
// which none is a number.
func tailTexts(row *layout.Row) []string {
	if text, ok := lineOf(row); ok {
		return []string{text}
	}
	var out []string
	for i := range row.Cells {
		text := row.Cells[i].Text
		if len(out) == mostTailTexts || strings.Trim(text, "0123456789") == "" {
			return nil
		}
		out = append(out, text)
	}
	return out
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
