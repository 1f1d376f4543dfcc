package agency

import (
	"strings"
	"unicode/utf8"

	"gongkai/extractors/layout"
)

// findBody returns the row at which the report's sections start: the heading
// of the overview, in the range or before it where the range holds the tables
// alone; else the heading of the next section or the first article of the form,
// else the first long paragraph, else the end.
func (d *document) findBody() int {
	long, form := -1, -1
	for i := d.first; i < d.last && (form < 0 || i <= form+20); i++ {
		text, ok := lineOf(&d.grid.Rows[i])
		if !ok {
			continue
		}
		switch n := utf8.RuneCountInString(text); {
		case n <= 24 && isOverviewHeading(text):
			return i
		case n <= 24 && form < 0 && startsForm(text):
			form = i
		case n > 70 && long < 0:
			long = i
		}
	}
	for i := d.first - 1; i >= 0 && i >= d.first-overviewBack && !d.endsReport(i); i-- {
		if text, ok := lineOf(&d.grid.Rows[i]); ok && len(text) < 80 && isOverviewHeading(text) {
			return i
		}
	}
	switch {
	case long >= 0 && (form < 0 || long < form):
		return long
	case form >= 0:
		return form
	}
	return d.last
}

// isOverviewHeading reports whether a short line heads the first section.
func isOverviewHeading(text string) bool {
	text = squeeze(text)
	words := strings.TrimRight(text, ":。.*# ")
	for _, h := range overviewWords {
		if strings.HasSuffix(words, h) {
			return strings.ContainsAny(text, "一1I、.(")
		}
	}
	return false
}

// overviewWords end the heading of the first section.
var overviewWords = [...]string{"总体情况", "总体概况", "总体工作情况", "基本情况", "概述", "概况"}

// startsForm reports whether a short line stands where the tables begin.
func startsForm(text string) bool {
	text = squeeze(text)
	if strings.Contains(text, "第二十条") {
		return true
	}
	return strings.Contains(text, "主动公开政府信息") && (strings.Contains(text, "主动公开政府信息情况") || strings.Contains(text, "主动公开政府信息的情况"))
}

// endsReport reports whether a row before the range belongs to another report:
// its last section, its signature's date, or figures of its tables.
func (d *document) endsReport(i int) bool {
	row := &d.grid.Rows[i]
	text, ok := lineOf(row)
	if !ok {
		return figures(row) >= 3
	}
	if _, date := isDateLine(squeeze(text)); date {
		return true
	}
	return len(text) < 90 && strings.Contains(text, "需要报告")
}

// figures counts the cells of a row that hold a whole number.
func figures(row *layout.Row) int {
	n := 0
	for i := range row.Cells {
		if t := row.Cells[i].Text; t != "" && strings.Trim(t, "0123456789") == "" {
			n++
		}
	}
	return n
}

// startsReport reports whether a row after the range begins another report.
func (d *document) startsReport(i int) bool {
	text, ok := lineOf(&d.grid.Rows[i])
	if !ok || len(text) > 210 {
		return false
	}
	if text = pack(text); isOverviewHeading(text) || startsForm(text) {
		return true
	}
	t, ok := parseTitle(text)
	return ok && t.strength() > 0
}
