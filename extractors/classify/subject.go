package classify

import (
	"strings"

	"gongkai/extractors/layout"
	"gongkai/schema"
)

// How strongly a title says that the document is the report it names.
const (
	column   = 1 // a line that names no agency and no year, such as a menu's entry
	columns  = 2 // the same as the document's own title
	standing = 4 // a line anywhere
	strong   = 6 // the document's own title, or the line above its prose
)

// topLines is how many lines at the top of a document without a title of its own
// may be its title.
const topLines = 3

// subject is what the document says it is.
type subject struct {
	title    title
	strength int
}

// propose keeps the strongest subject, the first among equals.
func (e *evidence) propose(t title, strength int) {
	if strength > e.subject.strength {
		e.subject = subject{t, strength}
	}
}

// readHead reads the title element and the title in the metadata.
func (e *evidence) readHead(g *layout.Grid) {
	var heads []string
	for i := range g.Meta {
		switch strings.ToLower(g.Meta[i].Name) {
		case "articletitle", "og:title", "title", "dc.title":
			heads = append(heads, pack(g.Meta[i].Content))
		}
	}
	if g.Title != "" {
		heads = append(heads, pack(g.Title))
	}
	for _, head := range heads {
		if e.head == "" {
			e.head = head
		}
		e.readTitle(head)
	}
}

// readTitle reads a title, which may have the names of columns and of the site
// beside it. Those count nothing where a report is named.
func (e *evidence) readTitle(head string) {
	head = cut(head, maxLineBytes)
	parts := strings.FieldsFunc(head, func(r rune) bool { return strings.ContainsRune("_|-—–>»·", r) })
	for _, part := range append([]string{head}, parts...) {
		t, ok := parseTitle(part)
		switch {
		case ok && t.specific:
			e.propose(t, strong)
			e.titleWords(t.text)
			return
		case ok:
			e.propose(t, columns)
		}
	}
	e.titleWords(head)
}

// titleWords counts the phrases of a title.
func (e *evidence) titleWords(s string) { e.lex.titleWords(s, e.count) }

// titleWords calls found for the phrases of a title. Words that names of agencies
// have as well say nothing before the core words of a report's title.
func (l *lexicon) titleWords(s string, found func(*phrase)) {
	lead, tail := s, s
	if _, after, ok := cutCore(s); ok {
		lead, tail = s[:len(s)-len(after)], after
	}
	l.index[inLead].scan(lead, found)
	l.index[inTitle].scan(tail, found)
}

// otherWeight weighs whether a title is that of another document than a report.
func (l *lexicon) otherWeight(s string) int {
	sum := 0
	l.titleWords(s, func(p *phrase) {
		if p.reason == schema.NotAReport {
			sum += p.weight
		}
	})
	return sum
}

// asides are the words of lines between a title and its text.
var asides = []string{":", "【", "打印", "分享", "收藏", "关闭", "字体", "字号", "首页", "无障碍", "扫一扫"}

// isAside reports whether a line is no title: publication, tools, path, a
// heading with an ordinal, a number.
func isAside(s string) bool {
	if len(trimHeading(s)) < len(s) || strings.Trim(s, dateBytes+"年月日()") == "" {
		return true
	}
	for _, word := range asides {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}

// leastReport is the weight from which a document is a report.
const leastReport = 6

// mostOpening bounds what the phrases of a report's opening weigh together.
const mostOpening = 6

// reportWeight weighs whether the document is a disclosure report.
func (e *evidence) reportWeight() int {
	w := e.subject.strength + 2*min(e.sections+e.oldSections, 5) - e.otherWeight()
	w += min(e.score(schema.NoTables, inText), mostOpening)
	if e.mentions >= 3 {
		w++
	}
	return w
}

// otherWeight weighs whether the title is that of another document.
func (e *evidence) otherWeight() int { return e.score(schema.NotAReport, inTitle, inLead, inText) }

// year is the year reported on: of the title, of the period, or the one that most
// lines of prose name first; 0 where nothing tells.
func (e *evidence) year() int {
	if e.subject.title.year != 0 {
		return e.subject.title.year
	}
	if e.period != 0 {
		return e.period
	}
	best := vote{}
	for _, v := range e.votes {
		if v.count > best.count {
			best = v
		}
	}
	return best.year
}
