package classify

import (
	"encoding/json"
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/extractors/decode"
	"gongkai/extractors/layout"
	"gongkai/extractors/normalize"
	"gongkai/schema"
)

const (
	maxLines       = 20_000
	maxLineBytes   = 1 << 14
	maxSourceBytes = 1 << 18
	maxTitles      = 400
)

const (
	shortLine  = 40 // characters of the longest heading
	sentence   = 12 // Han characters of the shortest line of prose with a full stop
	longLine   = 60 // Han characters from which a line with a comma is prose
	noticeLine = 80
	// longHeading is how long a phrase is that is a heading without an ordinal, in
	// characters; shorter ones are entries of menus as well.
	longHeading = 6
	leastOpener = 30 // Han characters of a line that a title can head
)

// evidence is what a document shows of itself.
type evidence struct {
	// scores sums the weights of the phrases found, by reason and place.
	scores map[schema.Reason]*[places]int
	seen   []bool
	lex    *lexicon

	// head is the document's own title, packed; "" where it has none.
	head    string
	subject subject

	// titles are the distinct titles of reports among the lines.
	titles []title
	// attached are the distinct titles of reports among the attached files.
	attached    []title
	attachments int
	// files says that lines name files, as there are no links to count.
	files bool
	links int

	// years counts lines that are a year, endings those that end like the name of
	// an agency, unnamed the titles that name neither.
	lines, years, endings, unnamed int
	// letters counts the letters and digits shown, prose the Han characters of
	// sentences that no notice accounts for.
	letters, prose int
	placeholders   int
	// sections counts the headings of the form's sections, oldSections those of
	// reports before 2019.
	sections, oldSections int
	// mentions counts lines of prose about disclosure.
	mentions int
	votes    []vote
	period   int

	// recent is a ring of short lines before the first paragraph; opened says that
	// it was met.
	recent [lookBack]string
	shorts int
	opened bool
}

// vote counts the lines of prose that name a year.
type vote struct{ year, count int }

// score is the weight of the phrases of a reason at some places.
func (e *evidence) score(reason schema.Reason, at ...where) int {
	sum := 0
	if s := e.scores[reason]; s != nil {
		for _, w := range at {
			sum += s[w]
		}
	}
	return sum
}

// gather reads a document.
func gather(g *layout.Grid, text decode.Text) *evidence {
	e := &evidence{scores: map[schema.Reason]*[places]int{}, lex: load()}
	e.seen = make([]bool, e.lex.count)
	e.links, e.files = g.Links, g.Kind != layout.HTML
	e.readHead(g)
	switch {
	case text.MediaType == "application/xml":
		e.readElements(text.Body)
	case text.MediaType == "application/json" && g.Kind != layout.HTML:
		e.readStrings(text.Body)
	default:
		e.readRows(g.Rows)
	}
	for _, name := range g.Attachments {
		e.attach(name)
	}
	if g.Kind == layout.HTML && e.prose < noProse {
		e.lex.source.scan(text.Body[:min(len(text.Body), maxSourceBytes)], e.count)
	}
	return e
}

// count adds a phrase, once.
func (e *evidence) count(p *phrase) {
	if e.seen[p.id] {
		return
	}
	e.seen[p.id] = true
	s := e.scores[p.reason]
	if s == nil {
		s = new([places]int)
		e.scores[p.reason] = s
	}
	s[p.where] += p.weight
}

func (e *evidence) readRows(rows []layout.Row) {
	for r := range rows {
		for c := range rows[r].Cells {
			if e.lines >= maxLines {
				return
			}
			e.line(rows[r].Cells[c].Text)
		}
	}
}

// readStrings reads the strings of JSON as lines.
func (e *evidence) readStrings(body string) {
	dec := json.NewDecoder(strings.NewReader(body[:min(len(body), maxSourceBytes)]))
	dec.UseNumber()
	for e.lines < maxLines {
		token, err := dec.Token()
		if err != nil {
			return
		}
		switch t := token.(type) {
		case string:
			e.line(normalize.Text(t))
		case json.Number:
			e.line(t.String())
		}
	}
}

// readElements reads the texts of XML as lines, whatever its elements are called.
func (e *evidence) readElements(body string) {
	for part := range strings.SplitSeq(body[:min(len(body), maxSourceBytes)], "<") {
		_, text, _ := strings.Cut(part, ">")
		if cdata, ok := strings.CutPrefix(part, "![CDATA["); ok {
			text, _, _ = strings.Cut(cdata, "]]>")
		}
		if e.lines >= maxLines {
			return
		}
		e.line(normalize.Text(html.UnescapeString(text)))
	}
}

// line reads a line of the document: a paragraph or a cell.
func (e *evidence) line(s string) {
	s = cut(s, maxLineBytes)
	if strings.Contains(s, "{{") {
		s = e.cutPlaceholders(s)
	}
	s = pack(s)
	if s == "" {
		return
	}
	e.lines++
	runes, han, notice := e.characters(s)
	notice = e.heading(s, runes) || notice
	switch {
	case isProse(s, han):
		e.paragraph(s, han, notice && runes <= noticeLine)
	case runes <= 3*longestTitle:
		e.short(s, runes)
	}
}

// characters counts the characters of a line, the Han characters among them, and
// the phrases; a notice is a phrase of the site: an error, a login, a program or a
// file to fetch.
func (e *evidence) characters(s string) (runes, han int, notice bool) {
	found := func(p *phrase) { notice = e.found(p) || notice }
	last, at := rune(0), 0
	for i, r := range s {
		runes++
		switch {
		case r >= 0x3400 && r <= 0x9FFF || r >= 0x20000:
			han++
			e.letters++
		case r < utf8.RuneSelf && (isDigit(byte(r)) || isLetter(byte(r))) || r >= utf8.RuneSelf && unicode.IsLetter(r):
			e.letters++
		}
		if i > 0 {
			e.lex.index[inText].at(s[at:], last, r, found)
		}
		last, at = r, i
	}
	return runes, han, notice
}

// found counts a phrase and reports whether it is a notice.
func (e *evidence) found(p *phrase) bool {
	e.count(p)
	switch p.reason {
	case schema.ErrorPage, schema.LoginPage, schema.ScriptShell, schema.AttachmentOnly:
		return true
	default:
		return false
	}
}

// heading counts the phrase that a short line begins with, or one with an
// ordinal, and reports whether it is a notice.
func (e *evidence) heading(s string, runes int) (notice bool) {
	body := trimHeading(s)
	if runes > shortLine && len(body) == len(s) {
		return false
	}
	e.lex.index[atLine].start(body, func(p *phrase) {
		if !e.seen[p.id] && (len(body) < len(s) || utf8.RuneCountInString(p.text) >= longHeading) {
			e.section(p.reason)
		}
		notice = e.found(p)
	})
	return notice
}

func (e *evidence) section(reason schema.Reason) {
	if reason == schema.NoTables {
		e.sections++
	}
	if reason == schema.OlderForm {
		e.oldSections++
	}
}

// paragraph reads a line of prose.
func (e *evidence) paragraph(s string, han int, notice bool) {
	if !notice {
		e.prose += han
	}
	if hasCore(s) || strings.Contains(s, "申请公开") {
		e.mentions++
	}
	if y := lastYear(beforePeriod(s)); y != 0 && e.period == 0 {
		e.period = y
	}
	e.vote(s)
	if han >= leastOpener && !notice {
		e.open()
	}
}

// beforePeriod is what stands before the first day of a period.
func beforePeriod(s string) string {
	i := strings.Index(s, "年1月1日")
	if i < 0 {
		i = strings.Index(s, "年01月01日")
	}
	if i < 0 {
		return ""
	}
	start := i
	for range 4 {
		_, size := utf8.DecodeLastRuneInString(s[:start])
		start -= size
	}
	return s[start:i]
}

// vote counts the year that a line of prose begins with or names first.
func (e *evidence) vote(s string) {
	i := strings.Index(s, "年")
	if i < 0 {
		return
	}
	year := lastYear(s[:i])
	if year == 0 {
		return
	}
	for k := range e.votes {
		if e.votes[k].year == year {
			e.votes[k].count++
			return
		}
	}
	e.votes = append(e.votes, vote{year, 1})
}

// open looks at the short lines before the first paragraph: its title.
func (e *evidence) open() {
	if e.opened {
		return
	}
	e.opened = true
	above, second := e.above()
	for _, s := range []string{above, second + above} {
		if t, ok := parseTitle(s); ok {
			e.propose(t, strong)
			e.titleWords(s)
			return
		}
	}
	if e.subject.strength < strong {
		e.titleWords(above)
	}
}

// lookBack is how many short lines may stand between a title and its text.
const lookBack = 12

// above returns the last two of the recent lines that may be a title, the last first.
func (e *evidence) above() (above, second string) {
	for i := e.shorts - 1; i >= max(0, e.shorts-lookBack); i-- {
		s := e.recent[i%lookBack]
		if len(s) < len("四个字符") || isAside(s) {
			continue
		}
		if above != "" {
			return above, s
		}
		above = s
	}
	return above, ""
}

// short reads a line that is no prose.
func (e *evidence) short(s string, runes int) {
	if isYearLine(s) {
		e.years++
	}
	if runes <= longestTail && e.links > 0 {
		e.ending(s)
	}
	e.titlesOf(s)
	if e.files && cutEnding(s) != s {
		e.attach(s)
	}
	if !e.opened {
		e.recent[e.shorts%lookBack] = s
		e.shorts++
	}
}

// ending counts a line that ends like the name of an agency.
func (e *evidence) ending(s string) {
	for _, p := range e.lex.endings {
		if strings.HasSuffix(s, p.text) {
			e.endings++
			return
		}
	}
}

// titlesOf keeps the titles of a line, which may hold several.
func (e *evidence) titlesOf(s string) {
	if !strings.Contains(s, "报") {
		return
	}
	if t, ok := parseTitle(s); ok {
		e.addTitle(t)
		return
	}
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ' ' || r == '|' || r == '>' || r == '»' }) {
		if t, ok := parseTitle(part); ok && len(part) < len(s) {
			e.addTitle(t)
		}
	}
}

func (e *evidence) addTitle(t title) {
	switch {
	case e.head == "" && e.lines <= topLines:
		e.propose(t, strong)
	case t.specific:
		e.propose(t, standing)
	default:
		e.propose(t, column)
		e.unnamed++
	}
	if t.specific && len(e.titles) < maxTitles && e.lex.otherWeight(t.text) < leastOther {
		e.titles = distinct(e.titles, t)
	}
}

// distinct adds a title that is not there yet.
func distinct(titles []title, t title) []title {
	if has(titles, t) {
		return titles
	}
	return append(titles, t)
}

func has(titles []title, t title) bool {
	return slices.ContainsFunc(titles, func(o title) bool { return o.text == t.text })
}

// attach reads the name of an attached file.
func (e *evidence) attach(name string) {
	if e.attachments++; e.attachments > maxTitles {
		return
	}
	if t, ok := parseTitle(attachedName(pack(name))); ok && e.lex.otherWeight(t.text) < leastOther {
		e.attached = distinct(e.attached, t)
	}
}

// isProse reports whether a line is sentences: with a full stop, or long with a comma.
func isProse(s string, han int) bool {
	return han >= sentence && strings.Contains(s, "。") || han >= longLine && strings.IndexByte(s, ',') >= 0
}

// cutPlaceholders takes out {{what a program fills in}}.
func (e *evidence) cutPlaceholders(s string) string {
	var kept strings.Builder
	for {
		before, rest, opened := strings.Cut(s, "{{")
		_, after, closed := strings.Cut(rest, "}}")
		if !opened || !closed {
			kept.WriteString(s)
			return kept.String()
		}
		e.placeholders++
		kept.WriteString(before)
		s = after
	}
}

func cut(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for !utf8.RuneStart(s[limit]) {
		limit--
	}
	return s[:limit]
}

// trimHeading takes the ordinal off a heading or a row's label: 一、 (二) 3. 其中:.
func trimHeading(s string) string {
	if r, _ := utf8.DecodeRuneInString(s); r >= utf8.RuneSelf && !strings.ContainsRune("一二三四五六七八九十第其", r) {
		return s
	}
	s = strings.TrimLeft(s, "#* ")
	for range 3 {
		rest := strings.TrimPrefix(s, "其中:")
		rest = strings.TrimLeft(rest, "(第")
		i := strings.IndexFunc(rest, func(r rune) bool { return !strings.ContainsRune("0123456789一二三四五六七八九十", r) })
		if i > 0 && i <= 3*len("十") {
			for _, mark := range [...]string{"、", ".", ")、", ")", "部分:", "部分"} {
				if after, ok := strings.CutPrefix(rest[i:], mark); ok {
					rest = after
					break
				}
			}
		}
		rest = strings.TrimLeft(rest, " *")
		if rest == s {
			break
		}
		s = rest
	}
	return s
}
