package align

import (
	"slices"
	"sync/atomic"
	"unicode/utf8"

	"gongkai/schema"
)

// printed is a text of a document that may be a label, and what the editions of
// the form make of it. It is shared between documents and goroutines: nothing of
// it changes but views and headers, which are filled in once each.
type printed struct {
	label
	text string
	// number tells texts apart: no two have the same, but one that is read anew has another.
	number uint64
	// key is the key of the whole text, ordinal and all.
	key string
	// length is the number of characters.
	length int
	// foreign is true where its characters show that it is like no label of an embedded edition.
	foreign bool
	// views holds what the embedded editions make of the text, by their number, and
	// headers what it is in their headers: texts put together are no word of one.
	views   []atomic.Pointer[view]
	headers []atomic.Pointer[headers]
}

// rememberedTexts is how many label texts are remembered: some thousand make up
// nearly all labels of a corpus. Each takes one or two kilobytes.
const rememberedTexts = 1 << 14

// longestRemembered bounds the texts remembered, in bytes; longer ones are prose.
const longestRemembered = longestLabel * utf8.UTFMax

// print gives what is known of a text.
func (l *lexicon) print(text string) *printed {
	if len(text) > longestRemembered {
		p := l.newPrinted(text)
		return &p
	}
	return l.memory.of(text, l.newPrinted)
}

// join gives what is known of texts put together, nil where they are too long
// for a label.
func (l *lexicon) join(parts []*printed) *printed {
	if len(parts) == 1 {
		return parts[0]
	}
	var buffer [longestRemembered]byte
	text := buffer[:0]
	for _, p := range parts {
		if len(text)+len(p.text) > longestRemembered {
			return nil
		}
		text = append(text, p.text[overlap(text, p.text):]...)
	}
	return l.memory.ofBytes(text, l.newPrinted)
}

// overlap is how many bytes a piece of a label repeats of the end of what stands before
// it: where a border cuts a character, a reader of images has it on both sides. No
// label of the form has a character twice in a row.
func overlap(text []byte, piece string) int {
	first, n := utf8.DecodeRuneInString(piece)
	if last, m := utf8.DecodeLastRune(text); last != first || !isCommonHan(first) || n == len(piece) || m == len(text) {
		return 0
	}
	return n
}

// numbers counts the texts read.
var numbers atomic.Uint64

func (l *lexicon) newPrinted(text string) printed {
	parsed := l.confusions.parseLabel(text)
	return printed{
		label: parsed, text: text, number: numbers.Add(1), key: key(text), length: utf8.RuneCountInString(text), foreign: parsed.isForeign(),
		views: make([]atomic.Pointer[view], len(schema.Forms())), headers: make([]atomic.Pointer[headers], len(schema.Forms())),
	}
}

// view is what one edition makes of a text.
type view struct {
	// sims compares it with every item, 0 for those that it is not like by more than
	// leastAlike; exact counts the items of which it is a wording, but for blocks
	// printed in one row.
	sims  []similar
	exact int
	// alike lists the items of which it is a wording, that it is like by more than a half,
	// or whose number in the list it has.
	alike []int
	// labelled is true where it is a label and not that of a group, group where it is a
	// group's or says so behind its list number.
	labelled, group bool
	// heading is true where it is like the heading of a section or block, like where
	// it is like anything of the form.
	heading, like bool
}

// headers says for each block what a text is in its header.
type headers struct {
	matches []headerMatch
	// block is the first of those with the column whose label is most like it, best what it is there.
	block int
	best  headerMatch
	// word is true where it is a word of some block's.
	word bool
}

// headerMatch is what a text is in the header of a block.
type headerMatch struct {
	// column is the column whose label is most like it, -1 where none is by more than
	// likeColumn, and sim how like.
	column int
	sim    float64
	// word is true where it names a column or is another word of the header.
	word bool
}

// view gives what an edition makes of a text.
func (t *template) view(p *printed) *view {
	if t.number < 0 {
		return t.newView(p)
	}
	if v := p.views[t.number].Load(); v != nil {
		return v
	}
	v := t.newView(p)
	p.views[t.number].Store(v)
	return v
}

func (t *template) newView(p *printed) *view {
	v := &view{sims: t.similarities(p), labelled: p.key != "" && !t.groups[p.key], group: t.groups[p.body.text]}
	if t.leavesOut(p) && p.ordinal == "" {
		return v // there is nothing else to know
	}
	short := p.length >= 2 && p.length <= longestLike
	for i := range v.sims {
		kind := t.items[i].kind
		if v.sims[i].exact && kind != acrossRow {
			v.exact++
		}
		if v.sims[i].exact || v.sims[i].sim > leastAlike || t.numbered(&p.label, i) {
			v.alike = append(v.alike, i)
		}
		v.heading = v.heading || (kind == sectionHeading || kind == blockHeading) && v.sims[i].sim > 0.85
		v.like = v.like || short && v.sims[i].sim >= 0.6
	}
	return v
}

// leavesOut reports whether a text need not be compared with the labels of an edition.
func (t *template) leavesOut(p *printed) bool { return p.foreign && t.number >= 0 }

// headers gives what a text is in an edition's headers.
func (t *template) headers(p *printed) *headers {
	if t.number >= 0 {
		if h := p.headers[t.number].Load(); h != nil {
			return h
		}
	}
	h := &headers{matches: make([]headerMatch, len(t.blocks))}
	for b, bc := range t.blocks {
		m := t.headerMatch(bc, p)
		h.matches[b] = m
		h.word = h.word || m.word
		if m.sim > h.best.sim {
			h.block, h.best = b, m
		}
	}
	if t.number >= 0 {
		p.headers[t.number].Store(h)
	}
	return h
}

// numberOf is the number of an embedded edition, or -1.
func numberOf(form *schema.Form) int { return slices.Index(schema.Forms(), form) }
