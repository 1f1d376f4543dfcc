package align

import (
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/schema"
)

// Most texts of a page are not the form's. A character that no label has, nor one that
// it is confused with, is replaced or extra in whatever label the text is compared with.
// Of a text with k characters that labels have and u that they do not, and a label of m, the
// distance is therefore at least 0.6 for each of u, 0.55 for each of m beyond k, less 0.15
// where the two go together: more than half of m, whatever m is, where u is more than k.
// So a text more than half of whose characters no label has is like no label by more
// than one half. TestForeign compares this with the labels themselves.

// runeSet is a set of characters; those outside of the basic plane are taken to be in it.
type runeSet [1 << 10]uint64

func (c *runeSet) add(r rune) {
	if r <= 0xFFFF {
		c[r>>6] |= 1 << (r & 63)
	}
}

func (c *runeSet) has(r rune) bool { return r > 0xFFFF || c[r>>6]&(1<<(r&63)) != 0 }

// formCharacters are those of the labels of all embedded editions, and those that
// recognisers take them for.
var formCharacters = sync.OnceValue(func() *runeSet {
	var c runeSet
	for _, form := range schema.Forms() {
		for r := range templateOf(form).vocabulary {
			c.add(r)
		}
	}
	for r := range loadLexicon().confusions.printed {
		c.add(r)
	}
	return &c
})

// isForeign reports whether a label is like none of the embedded editions' by more than
// one half, as its characters tell.
func (l *label) isForeign() bool {
	known := formCharacters()
	return known.fewIn(l.body.runes) && (!l.hasAside() || known.fewIn(l.bare.runes))
}

// fewIn reports whether less than half of some characters are in the set.
func (c *runeSet) fewIn(runes []rune) bool {
	in := 0
	for _, r := range runes {
		if c.has(r) {
			in++
		}
	}
	return 2*in < len(runes)
}

// isForeignText is isForeign before a text is made a label: it begins with no list number and
// has no aside, and of what need not be part of its key each character is taken to be the form's.
func isForeignText(text string) bool {
	known, in, out := formCharacters(), 0, 0
	for at := 0; at < len(text); {
		if r := commonHan(text[at:]); r > 0 && at > 0 {
			is := int(known[r>>6] >> (r & 63) & 1)
			in, out = in+is, out+1-is
			at += 3
			continue
		}
		r, size := rune(text[at]), 1
		if r >= utf8.RuneSelf {
			r, size = han(text[at:])
		}
		switch {
		case at == 0 && (!isCommonHan(r) || strings.ContainsRune(chineseNumerals, r)) || r == '(':
			return false
		case r == ' ' || r == '-' || r == '.' || r == ':': // no part of a key
		case (isCommonHan(r) || r >= '0' && r <= '9') && !known.has(r):
			out++
		default:
			in++
		}
		at += size
	}
	return in < out
}

// commonHan is the common Chinese character that a text begins with, 0 where it begins with
// none.
func commonHan(s string) rune {
	if len(s) < 3 || s[0] < 0xE4 || s[0] > 0xE9 || s[1]&0xC0 != 0x80 || s[2]&0xC0 != 0x80 {
		return 0
	}
	if r := rune(s[0]&0x0F)<<12 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F); r >= 0x4E00 {
		return r
	}
	return 0
}

// han is utf8.DecodeRuneInString, quick for the common Chinese characters.
func han(s string) (r rune, size int) {
	if r := commonHan(s); r > 0 {
		return r, 3
	}
	return utf8.DecodeRuneInString(s)
}
