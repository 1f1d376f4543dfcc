package agency

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// title is the report's title as read.
type title struct {
	text string
	// agency is "" where the title names nobody, year 0 where it states none.
	agency string
	year   int
	// row is where the title stands in the grid; -1 where only metadata give it.
	row int
}

// strength orders candidates: a title that states year and agency counts more
// than the bare words of one.
func (t title) strength() int {
	n := 0
	if t.year != 0 {
		n++
	}
	if t.agency != "" {
		n++
	}
	return n
}

// cores are the words that make a title that of a disclosure report.
var cores = []string{"政府信息公开", "政务信息公开", "信息公开", "政务公开", "政府信息"}

// findTitle reads the title that stands nearest before the report's first
// section, over as many lines as it takes, completed from the title metadata.
func (d *document) findTitle() title {
	best := d.printedTitle()
	named := d.namedTitle()
	if best.row < 0 {
		return named
	}
	agree := best.year == 0 || named.year == 0 || best.year == named.year
	if best.agency == "" && agree {
		best.agency = named.agency
	}
	if best.year == 0 && (best.agency == named.agency || named.agency == "") {
		best.year = named.year
	}
	return best
}

// printedTitle reads the title among the lines before the first section: the
// nearest one, or a farther one where the nearest states neither year nor agency;
// the year may come from a farther one of the same agency.
// Farther ones of several years are a list of links: they give no year.
func (d *document) printedTitle() title {
	best, far := title{row: -1}, title{row: -1}
	for i := len(d.head) - 1; i >= 0; i-- {
		t, ok := d.titleAround(i)
		switch {
		case !ok:
		case best.row < 0:
			best = t
		case far.row < 0 && t.strength() > 0:
			far = t
		case far.row >= 0 && t.year != 0 && t.year != far.year:
			far.year = 0
		}
	}
	switch {
	case best.row < 0 || far.row < 0:
		return best
	case best.strength() == 0:
		return far
	case best.year == 0 && best.agency == far.agency:
		best.year = far.year
	}
	return best
}

// namedTitle reads the title that metadata, the header block or the title
// element give, where it has the form of a report's title.
func (d *document) namedTitle() title {
	texts := slices.Concat(d.meta("ArticleTitle", "og:title"), d.values(titleLabels), titleParts(d.grid.Title))
	best := title{row: -1}
	for _, text := range texts {
		if t, ok := parseTitle(pack(text)); ok && (best.text == "" || t.strength() > best.strength()) {
			t.row = -1
			best = t
		}
	}
	return best
}

// titleParts splits a title element into the page's title and the site's names.
func titleParts(s string) []string {
	return strings.FieldsFunc(squeeze(s), func(r rune) bool { return strings.ContainsRune("-_|—–>»丨・", r) })
}

// titleAround reads a title at head line i and completes it from its neighbours:
// lines that belong to it after it, then year and agency before or after it.
func (d *document) titleAround(i int) (title, bool) {
	text := tidy(d.head[i].text)
	end := i + 1
	t, ok := parseTitle(text)
	for !ok && end < len(d.head) && end < i+4 && d.follows(end) {
		next := tidy(d.head[end].text)
		if !hasCore(text) && !breaksCore(text, next) || !isTitlePart(d.head[end].text) {
			break
		}
		text += next
		end++
		t, ok = parseTitle(text)
	}
	if !ok {
		return title{}, false
	}
	t.row = d.head[i].row
	d.completeBefore(&t, i)
	d.completeAfter(&t, end)
	return t, true
}

// breaksCore reports whether a title's core words are broken over two lines.
func breaksCore(text, next string) bool { return hasCore(text+next) && !hasCore(next) }

// follows reports whether head line i stands in the row after the line before it, or nearly.
func (d *document) follows(i int) bool { return d.head[i].row-d.head[i-1].row <= 3 }

// completeBefore looks for year and agency in the lines before a title.
func (d *document) completeBefore(t *title, i int) {
	for k := i - 1; k >= 0 && k >= i-3 && d.follows(k+1); k-- {
		text := tidy(d.head[k].text)
		if !isTitlePart(text) {
			return
		}
		if t.agency == "" || isFragment(t.agency) {
			if joined, ok := parseTitle(text + t.text); ok && isOrgan(joined.agency) && placeStarts(joined.agency) {
				joined.row, joined.year = d.head[k].row, max(joined.year, t.year)
				*t = joined
				continue
			}
		}
		if t.agency != "" && t.year != 0 {
			return
		}
		name, year, ok := headPart(text)
		if !ok || name != "" && t.agency != "" || year != 0 && t.year != 0 {
			return
		}
		if name != "" {
			t.agency = name
		}
		if year != 0 {
			t.year = year
		}
		t.text, t.row = text+t.text, d.head[k].row
	}
}

// completeAfter looks for year and agency in the lines after a title.
func (d *document) completeAfter(t *title, end int) {
	for k := end; k < len(d.head) && k < end+2 && d.follows(k); k++ {
		text := tidy(d.head[k].text)
		name, year, ok := headPart(text)
		if !ok || !isTitlePart(text) {
			return
		}
		if name != "" && t.agency == "" && isOrgan(name) {
			t.agency = name
		}
		if year != 0 && t.year == 0 {
			t.year = year
		}
	}
}

// isFragment reports whether an agency's name in a title is the rest of a name
// that began on the line before: 管理局, 和社会保障局.
func isFragment(s string) bool {
	if s == "" {
		return false
	}
	if strings.HasPrefix(s, "和") && !strings.HasPrefix(s, "和平") && !strings.HasPrefix(s, "和田") {
		return !placeStarts(s)
	}
	return utf8.RuneCountInString(s) <= 8 && !placeStarts(s)
}

// headPart reads a line beside a title: the agency alone, the year alone, or both.
func headPart(text string) (name string, year int, ok bool) {
	y, rest := takeYears(text)
	rest = cleanName(rest)
	if rest == "" {
		return "", y, y != 0
	}
	if isOrgan(rest) || isName(rest) && isPlaceName(rest) {
		return rest, y, true
	}
	return "", 0, false
}

// isTitlePart reports whether a line can be part of a title: short, no
// sentence, no breadcrumb, no field of a header block.
func isTitlePart(s string) bool {
	return utf8.RuneCountInString(s) <= 40 && !strings.ContainsAny(s, "。,;:!?>»|") && !strings.Contains(s, "首页")
}
