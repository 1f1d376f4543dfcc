package classify

import (
	"unicode/utf8"

	"gongkai/extractors/decode"
	"gongkai/extractors/layout"
	"gongkai/extractors/layout/markup"
	"gongkai/schema"
)

// Document says why the document that was read into g from text has no report.
// g is the first layout of the document. The result is never nil.
func Document(g *layout.Grid, text decode.Text) *schema.Reject {
	e := gather(g, text)
	reject := e.verdict()
	if g.Kind == layout.HTML && e.isHollow(reject.Reason) {
		if inner := within(g, text.Body); inner != nil {
			return inner
		}
	}
	return reject
}

// isHollow reports whether a page's content may be in its programs.
func (e *evidence) isHollow(reason schema.Reason) bool {
	switch reason {
	case schema.ScriptShell, schema.Empty:
		return true
	case schema.NotAReport:
		return e.prose < littleProse && e.shellWeight() > 0
	default:
		return false
	}
}

// within judges a page by the markup that its programs carry, nil where that
// says no more than the page does.
func within(g *layout.Grid, body string) *schema.Reject {
	pieces := markup.Embedded(body)
	if len(pieces) == 0 {
		return nil
	}
	inner := markup.Read(pieces[0])
	inner.Title, inner.Meta = g.Title, g.Meta
	reject := gather(&inner, decode.Text{MediaType: "text/html", Body: pieces[0]}).verdict()
	switch reject.Reason {
	case schema.OlderForm, schema.NoTables, schema.IndexPage, schema.AttachmentOnly:
		return reject
	default:
		return nil
	}
}

// The limits between a document and a notice, in Han characters of prose.
const (
	littleProse = 50
	noticeProse = 120 // prose that an error may have beside it
	someProse   = 200
	noProse     = 300 // prose that an attachment or a list may have beside it
)

// The weights from which phrases decide.
const (
	leastAnnex = 6
	leastError = 5
	sureError  = 8 // among the entries of menus and lists, which may announce maintenance
	leastLogin = 6
	sureLogin  = 8
	leastFile  = 3
	leastShell = 4
	leastOther = 6
)

// verdict weighs the evidence, the most telling kind first.
func (e *evidence) verdict() *schema.Reject {
	switch {
	case e.letters == 0:
		return e.blank()
	case e.isAnnex():
		return e.reject(schema.OlderForm, "rows of the annex used before 2019, weight %d, in %d lines", e.annex(), e.lines)
	case e.isError():
		return e.reject(schema.ErrorPage, "phrases of an error, weight %d, in %d lines", e.errorWeight(), e.lines)
	case e.isLogin():
		return e.reject(schema.LoginPage, "phrases of a login, weight %d, in %d lines", e.loginWeight(), e.lines)
	case e.attachments > 0 && e.isOwn() && e.isAttachment():
		return e.attachment()
	case e.isIndex():
		return e.reject(schema.IndexPage, "%d titles of reports, %d links, %d characters of prose", len(e.titles), e.links, e.prose)
	case e.isAttachment():
		return e.attachment()
	case e.isShell():
		return e.reject(schema.ScriptShell, "%d characters shown, the rest is left to programs", e.letters)
	case e.reportWeight() < leastReport:
		return e.reject(schema.NotAReport, "weight %d as a report, %d lines, %d characters of prose", e.reportWeight(), e.lines, e.prose)
	case e.isOld():
		return e.reject(schema.OlderForm, "report for %d, %d headings of older reports, %d characters of prose", e.year(), e.oldSections, e.prose)
	}
	return e.reject(schema.NoTables, "report for %d with %d sections and %d characters of prose, but no table of the form", e.year(), e.sections, e.prose)
}

// blank is the reason of a document that shows no text.
func (e *evidence) blank() *schema.Reject {
	switch {
	case e.errorWeight() >= leastError:
		return e.reject(schema.ErrorPage, "no text, only the program of a guard")
	case e.attachments > 0 || e.fileWeight() >= leastFile:
		return e.attachment()
	case e.shellWeight() > 0 || e.placeholders > 0:
		return e.reject(schema.ScriptShell, "no text, %d placeholders, programs of weight %d", e.placeholders, e.shellWeight())
	}
	return e.reject(schema.Empty, "no letter and no digit in %d lines", e.lines)
}

func (e *evidence) attachment() *schema.Reject {
	return e.reject(schema.AttachmentOnly, "%d attached files beside %d characters of prose", e.attachments, e.prose)
}

func (e *evidence) annex() int { return e.score(schema.OlderForm, inText) }
func (e *evidence) loginWeight() int {
	return e.score(schema.LoginPage, inTitle, atLine, inText, inSource)
}
func (e *evidence) fileWeight() int  { return e.score(schema.AttachmentOnly, atLine, inText, inSource) }
func (e *evidence) shellWeight() int { return e.score(schema.ScriptShell, inTitle, inText, inSource) }

func (e *evidence) errorWeight() int {
	w := e.score(schema.ErrorPage, inTitle, atLine, inText)
	if e.letters < someProse {
		w += e.score(schema.ErrorPage, inSource)
	}
	return w
}

// isAnnex holds for the annex used before 2019, with a report's text or alone. A
// rule about the annex prints it as well.
func (e *evidence) isAnnex() bool {
	return e.annex() >= leastAnnex && (e.otherWeight() < leastOther || e.subject.strength >= strong)
}

// menuLines is how many lines a page has that shows menus or lists.
const menuLines = 25

func (e *evidence) isError() bool {
	least := leastError
	if e.lines > menuLines && e.score(schema.ErrorPage, inTitle) == 0 {
		least = sureError
	}
	if e.errorWeight() < least || e.prose >= noProse || e.parts() >= 2 {
		return false
	}
	return e.score(schema.ErrorPage, inTitle) > 0 || e.prose < noticeProse && len(e.titles) < 3 && (e.subject.strength < strong || e.attachments == 0)
}

// parts counts headings of a report's sections.
func (e *evidence) parts() int { return e.sections + e.oldSections }

const loginLines = 60

func (e *evidence) isLogin() bool {
	least := leastLogin
	if e.lines > menuLines && e.score(schema.LoginPage, inTitle) == 0 {
		least = sureLogin
	}
	if e.loginWeight() < least || e.prose >= someProse || e.parts() >= 2 {
		return false
	}
	return e.score(schema.LoginPage, inTitle) > 0 ||
		e.lines <= loginLines && len(e.titles) < 3 && (e.subject.strength < strong || e.attachments == 0)
}

// isAttachment holds for a page about a report with little text and a file or two.
func (e *evidence) isAttachment() bool {
	if e.attachments == 0 && (e.fileWeight() < leastFile || e.placeholders > 0) {
		return false
	}
	if e.prose >= noProse || e.parts() >= 2 || len(e.attached) > 2 {
		return false
	}
	return len(e.attached) > 0 || e.subject.strength >= columns && e.otherWeight() < leastOther
}

// isOwn reports whether the page is about one report, and its files are of that one.
func (e *evidence) isOwn() bool {
	if e.subject.strength < strong {
		return false
	}
	return len(e.titles) < manyTitles || len(e.attached) == 0 || e.attached[0].text == e.subject.title.text
}

const (
	leastTitles = 3  // titles of a list
	manyTitles  = 8  // titles that no page has beside its own report
	entryProse  = 80 // characters of prose that a list has for each entry
	foundProse  = 300
	leastMarks  = 3 // weight of a list's own phrases
	ownProse    = 100
)

func (e *evidence) isIndex() bool {
	entries := len(e.titles)
	for _, t := range e.attached {
		if !has(e.titles, t) {
			entries++
		}
	}
	marks := e.score(schema.IndexPage, inTitle, atLine, inText)
	if e.parts() >= 3 {
		return false
	}
	if e.unnamed >= leastTitles && e.years >= leastTitles {
		return e.prose < noProse // each year above the words for a report
	}
	if entries < leastTitles {
		return e.isColumn(entries, marks)
	}
	each := entryProse
	if marks >= leastMarks {
		each = foundProse
	}
	if entries < manyTitles && e.subject.strength >= strong && e.prose >= ownProse && marks < leastMarks {
		return false
	}
	return e.prose <= max(noProse, each*entries)
}

// isColumn holds for a column of reports whose entries are years or agencies, or
// that has only one or two.
func (e *evidence) isColumn(entries, marks int) bool {
	if e.prose >= someProse || e.subject.strength < columns || e.otherWeight() >= leastOther {
		return false
	}
	if e.subject.strength < strong && (entries == 2 || entries == 1 && marks > 0) {
		return true
	}
	if e.subject.strength >= strong && e.prose >= littleProse {
		return false
	}
	return e.years >= leastTitles || e.endings >= manyTitles && e.links >= manyTitles
}

const (
	bareShell = 40  // letters of a page that is a title and no more
	fullShell = 120 // letters of a shell with a menu
	menuLinks = 5
)

func (e *evidence) isShell() bool {
	w := e.shellWeight()
	if e.attachments > 0 || e.parts() >= 2 {
		return false
	}
	if e.prose == 0 && e.links < menuLinks && (e.letters < bareShell && w > 0 || e.letters < fullShell && w >= leastShell) {
		return true
	}
	return e.subject.strength >= columns && e.prose < littleProse && (e.placeholders > 0 || w >= leastShell)
}

// The report for this year is the first on the form of 2019.
const firstForm = 2019

func (e *evidence) isOld() bool {
	year := e.year()
	return year != 0 && year < firstForm || year == 0 && e.oldSections >= 2 && e.oldSections > e.sections
}

const excerpt = 40 // characters of a title in a detail

// reject makes the Reject, with the title quoted where there is one.
func (e *evidence) reject(reason schema.Reason, format string, args ...any) *schema.Reject {
	name := e.subject.title.text
	if name == "" || e.subject.strength < standing && e.head != "" {
		name = e.head
	}
	if name == "" {
		return schema.Rejectf(reason, format, args...)
	}
	if utf8.RuneCountInString(name) > excerpt {
		name = string([]rune(cut(name, 4*excerpt))[:excerpt-1]) + "…"
	}
	return schema.Rejectf(reason, format+"; %q", append(args, name)...)
}
