package tree

import (
	"strings"

	"golang.org/x/net/html"
)

// startInBody reads a start tag in the body, in a cell or a caption.
func (b *builder) startInBody(t *tag) {
	switch t.el.rule {
	case other:
		b.takeUp()
		b.add(t)
	case block, paragraph, kept:
		b.closeParagraph()
		b.add(t)
	case link:
		b.startLink(t)
	case formats:
		b.takeUp()
		b.addFormatting(t)
	case item:
		b.closeItem(0, itemEl)
		b.closeParagraph()
		b.add(t)
	case term:
		b.closeItem(termed, nil)
		b.closeParagraph()
		b.add(t)
	case tabled:
		if !b.quirks {
			b.closeParagraph()
		}
		b.add(t)
		b.mode = inTable
	case empty, breaks:
		b.takeUp()
		b.addEmpty(t)
	case inTables, headed:
		// Outside of tables these say nothing.
	default:
		b.startRare(t)
	}
}

func (b *builder) startRare(t *tag) {
	switch t.el.rule {
	case title:
		b.closeParagraph()
		if b.open[len(b.open)-1].el.is&heading != 0 {
			b.open = b.open[:len(b.open)-1]
		}
		b.add(t)
	case formed:
		if b.form == nil {
			b.closeParagraph()
			b.form = b.add(t)
		}
	case asked:
		b.close(b.find(anyScope, selectEl))
		b.takeUp()
		b.addEmpty(t)
	case early, told:
		b.addEmpty(t)
	case earlyRaw, raw:
		b.startRaw(t)
	case marks:
		b.takeUp()
		b.add(t)
		b.mark()
	case image:
		b.takeUp()
		t.el, t.atom, t.name = imageEl, imageEl.atom, imageEl.name
		b.addEmpty(t)
	case rooted:
		addMissing(b.open[0].node, t)
	case bodied:
		if len(b.open) >= 2 && b.open[1].el == bodyEl {
			addMissing(b.open[1].node, t)
		}
	case never:
		b.odd = true
	default:
		b.startField(t)
	}
}

// startField reads the tags of forms, rulers and ruby.
func (b *builder) startField(t *tag) {
	inSelect := b.find(anyScope, selectEl) >= 0
	switch t.el.rule {
	case pressed:
		b.close(b.find(anyScope, buttonEl))
		b.takeUp()
		b.add(t)
	case chosen:
		if !b.close(b.find(anyScope, selectEl)) {
			b.takeUp()
			b.add(t)
		}
	case choice, choices:
		b.closeChoice(t, inSelect)
		b.takeUp()
		b.add(t)
	case ruled:
		b.closeParagraph()
		if b.find(anyScope, selectEl) >= 0 {
			b.closeImplied(nil)
		}
		b.addEmpty(t)
	case rubyBase:
		if b.find(anyScope, rubyEl) >= 0 {
			b.closeImplied(nil)
		}
		b.add(t)
	case rubyText:
		if b.find(anyScope, rubyEl) >= 0 {
			b.closeImplied(baseGroupEl)
		}
		b.add(t)
	default:
		b.odd = true
	}
}

// closeChoice ends the option before another option or a group of them.
func (b *builder) closeChoice(t *tag, inSelect bool) {
	switch {
	case inSelect && t.el.rule == choice:
		b.closeImplied(choicesEl)
	case inSelect:
		b.closeImplied(nil)
	case b.open[len(b.open)-1].el == optionEl:
		b.open = b.open[:len(b.open)-1]
	}
}

// startLink opens a link; one that is open ends first.
func (b *builder) startLink(t *tag) {
	if at := b.activeOf(linkEl.atom); at >= 0 {
		n := b.active[at].node
		b.closeFormatting(t)
		if b.odd {
			return
		}
		b.remove(n)
		if at = b.activePlace(n); at >= 0 {
			b.active = append(b.active[:at], b.active[at+1:]...)
		}
	}
	b.takeUp()
	b.addFormatting(t)
}

// startRaw adds an element whose content is no markup.
func (b *builder) startRaw(t *tag) {
	if t.name == "xmp" {
		b.closeParagraph()
		b.takeUp()
	}
	n := b.addEmpty(t)
	b.content(n)
}

// end reads an end tag.
func (b *builder) end(t *tag) {
	switch b.mode {
	case initial, beforeHTML, beforeHead, inHead, afterHead:
		b.endEarly(t)
	case inBody:
		b.endInBody(t)
	case inTable, inTableBody, inRow, inColumns:
		b.endInTable(t)
	case inCell:
		b.endInCell(t)
	case inCaption:
		b.endInCaption(t)
	case afterBody:
		if t.el == htmlEl {
			b.mode = afterAll
			return
		}
		b.mode = inBody
		b.endInBody(t)
	case afterAll:
		b.mode = inBody
		b.endInBody(t)
	}
}

// endEarly reads an end tag before the body. Most say nothing there.
func (b *builder) endEarly(t *tag) {
	if b.mode == initial {
		b.quirks, b.mode = true, beforeHTML
	}
	switch t.el {
	case headEl:
		if b.mode <= inHead {
			b.implyHead()
			b.leaveHead()
		}
	case bodyEl, htmlEl, breakEl:
		b.implyBody()
		b.endInBody(t)
	default:
		b.odd = b.odd || t.el.rule == never
	}
}

// endInBody reads an end tag in the body, in a cell or a caption.
func (b *builder) endInBody(t *tag) {
	switch t.el.rule {
	case block, kept, pressed, chosen:
		b.close(b.find(anyScope, t.el))
	case paragraph:
		if !b.close(b.find(buttonScope, paragraphEl)) {
			b.imply(paragraphEl)
			b.open = b.open[:len(b.open)-1]
		}
	case link, formats:
		b.closeFormatting(t)
	case item:
		b.close(b.find(itemScope, itemEl))
	case term:
		b.close(b.find(anyScope, t.el))
	case title:
		b.close(b.findAny(anyScope, heading))
	case formed:
		b.endForm()
	case marks:
		if b.close(b.find(anyScope, t.el)) {
			b.clearActive()
		}
	case breaks:
		b.takeUp()
		b.addEmpty(t)
	case bodied, rooted:
		b.endBody(t)
	case never:
		b.odd = true
	default:
		b.closeOther(t)
	}
}

// endBody goes on behind the body, without closing what is open.
func (b *builder) endBody(t *tag) {
	if b.find(anyScope, bodyEl) < 0 {
		return
	}
	b.mode = afterBody
	if t.el == htmlEl {
		b.mode = afterAll
	}
}

// endForm ends the form, not what was opened in it.
func (b *builder) endForm() {
	form := b.form
	b.form = nil
	i := b.find(anyScope, formEl)
	if form == nil || i < 0 || b.open[i].node != form {
		return
	}
	b.closeImplied(nil)
	b.remove(form)
}

// isHidden reports whether an input field is hidden.
func isHidden(attr []html.Attribute) bool {
	for i := range attr {
		if attr[i].Key == "type" && strings.EqualFold(attr[i].Val, "hidden") {
			return true
		}
	}
	return false
}
