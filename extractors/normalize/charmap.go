package normalize

import (
	"bufio"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"gongkai/data"
)

// The marks that stand in charmap.bmp instead of a character. None of them is
// a character itself (NUL, and two code points that Unicode keeps unassigned).
const (
	drop    uint16 = 0      // the character goes
	longer  uint16 = 0xFFFF // its replacement is in charmap.long
	context uint16 = 0xFFFE // its replacement depends on the word: charmap.words
)

// charmap says what becomes of each character.
type charmap struct {
	// bmp maps a character of the basic plane to its replacement or a mark.
	bmp [0x10000]uint16
	// long holds replacements that are longer than one character or outside the
	// basic plane, and those of characters outside it.
	long map[rune]string
	// words lists, for a character, the words that decide its replacement.
	words map[rune][]word
	// script tells the characters of the basic plane that only one script uses, and
	// rareScript those beyond it.
	script     [0x10000]script
	rareScript map[rune]script
}

// word is a word around one character: what stands before and after it, as
// normal text, and the character that it becomes there.
type word struct{ before, after, to string }

// script is a way of writing Chinese; 0 is none.
type script int8

const (
	simplified  script = -1
	traditional script = 1
)

// load reads the embedded tables once. It panics when one is broken, which a
// test of this package excludes.
var load = sync.OnceValue(func() *charmap {
	m := &charmap{long: map[rune]string{}, words: map[rune][]word{}, rareScript: map[rune]script{}}
	m.fillBlocks()
	m.foldWidth()
	m.eachLine("radicals.txt", func(from rune, to []string) { m.set(from, to[0]) })
	m.eachLine("TSCharacters.txt", func(from rune, to []string) {
		m.set(from, to[0])
		m.note(from, to, traditional)
	})
	m.eachLine("STCharacters.txt", func(from rune, to []string) { m.note(from, to, simplified) })
	m.follow()
	m.readWords()
	return m
})

// fillBlocks starts from identity and sets white space and what goes.
func (m *charmap) fillBlocks() {
	for r := range m.bmp {
		m.bmp[r] = uint16(r)
	}
	m.bmp[0xFFFF], m.bmp[0xFFFE] = drop, drop
	for _, span := range invisible {
		for r := span[0]; r <= span[1]; r++ {
			m.put(r, drop)
		}
	}
	for _, span := range spaces {
		for r := span[0]; r <= span[1]; r++ {
			m.put(r, ' ')
		}
	}
}

func (m *charmap) put(r rune, to uint16) {
	if r < 0x10000 {
		m.bmp[r] = to
	} else {
		m.long[r] = ""
	}
}

// invisible lists controls, marks of direction, joiners, variation selectors
// and other characters that leave no trace on paper.
var invisible = [][2]rune{
	{0x00, 0x08}, {0x0E, 0x1B}, {0x7F, 0x84}, {0x86, 0x9F}, {0xAD, 0xAD}, {0x034F, 0x034F}, {0x061C, 0x061C},
	{0x115F, 0x1160}, {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x206F},
	{0x3164, 0x3164}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFC}, {0xE0000, 0xE01EF},
}

// spaces lists white space. BEL is the cell mark of a Word document and U+001C
// to U+001F separate fields; U+E5E5 is the private-use character that older
// GB 18030 tables give for a full-width space.
var spaces = [][2]rune{
	{0x07, 0x07}, {0x09, 0x0D}, {0x1C, 0x20}, {0x85, 0x85}, {0xA0, 0xA0}, {0x1680, 0x1680}, {0x2000, 0x200A},
	{0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}, {0xE5E5, 0xE5E5},
}

// folded lists the blocks that take their compatibility decomposition:
// Kangxi radicals, compatibility ideographs, vertical and small forms,
// full-width and half-width forms, and ordinals in brackets.
var folded = [][2]rune{
	{0x2474, 0x2487}, {0x2F00, 0x2FD5}, {0x3220, 0x3229}, {0xF900, 0xFAFF}, {0xFE10, 0xFE19}, {0xFE30, 0xFE48},
	{0xFE50, 0xFE6B}, {0xFF01, 0xFF65}, {0xFFE0, 0xFFE6}, {0x2F800, 0x2FA1F},
}

// foldWidth sets the replacements that Unicode defines, and the dashes and
// minus signs that mean the hyphen on a keyboard. The long dash — stays.
func (m *charmap) foldWidth() {
	for _, span := range folded {
		for r := span[0]; r <= span[1]; r++ {
			if to := norm.NFKC.String(string(r)); !strings.Contains(to, " ") {
				m.set(r, to)
			}
		}
	}
	for r := rune(0x2488); r <= 0x249B; r++ {
		m.set(r, norm.NFKC.String(string(r))+" ")
	}
	for _, dash := range "‐‑‒–−﹘" {
		m.set(dash, "-")
	}
}

// set makes to the replacement of from.
func (m *charmap) set(from rune, to string) {
	r, size := utf8.DecodeRuneInString(to)
	if from < 0x10000 && r < 0x10000 && size == len(to) {
		m.bmp[from] = uint16(r)
		return
	}
	m.long[from] = to
	if from < 0x10000 {
		m.bmp[from] = longer
	}
}

// note marks a character that the other script never uses: it is not among
// its own replacements there.
func (m *charmap) note(r rune, replacements []string, s script) {
	switch {
	case r < 0x3400 || slices.Contains(replacements, string(r)):
	case r < 0x10000:
		m.script[r] = s
	default:
		m.rareScript[r] = s
	}
}

// follow replaces each replacement by its own replacement, so that one look
// at the table is enough: the radical ⾒ is 見 is 见, and 薴 is 苧 is 苎.
func (m *charmap) follow() {
	for r := range m.bmp {
		to := m.bmp[r]
		if to != drop && to < context && m.bmp[to] != to && rune(to) != rune(r) {
			if m.bmp[to] == longer {
				m.bmp[r], m.long[rune(r)] = longer, m.long[rune(to)]
			} else {
				m.bmp[r] = m.bmp[to]
			}
		}
	}
	for r, to := range m.long {
		first, size := utf8.DecodeRuneInString(to)
		if size == len(to) && size > 0 && first < 0x10000 && m.bmp[first] < context {
			m.long[r] = string(rune(m.bmp[first]))
		}
	}
}

// readWords reads words.txt: for each word, the one character in which it
// differs from what the table makes of it, and what stands around that character.
func (m *charmap) readWords() {
	m.eachRow("words.txt", func(from string, to []string) {
		printed, target := []rune(from), []rune(to[0])
		for i, r := range printed {
			if table := m.alone(r); table != string(target[i]) {
				m.words[r] = append(m.words[r], word{string(target[:i]), string(target[i+1:]), string(target[i])})
			}
		}
	})
	for r := range m.words {
		m.long[r] = m.alone(r)
		m.bmp[r] = context
	}
}

// alone is the replacement of a character outside any word.
func (m *charmap) alone(r rune) string {
	if r >= 0x10000 || m.bmp[r] >= context {
		if to, ok := m.long[r]; ok {
			return to
		}
		return string(r)
	}
	if m.bmp[r] == drop {
		return ""
	}
	return string(rune(m.bmp[r]))
}

// resolve replaces the characters of normal text that depend on the word.
func (m *charmap) resolve(text string) string {
	var b strings.Builder
	for i, r := range text {
		if r < 0x10000 && m.bmp[r] == context {
			b.WriteString(m.within(r, text[:i], text[i+utf8.RuneLen(r):]))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// within is the replacement of r between two pieces of normal text.
func (m *charmap) within(r rune, before, after string) string {
	for _, w := range m.words[r] {
		if strings.HasSuffix(before, w.before) && strings.HasPrefix(after, w.after) {
			return w.to
		}
	}
	return m.long[r]
}

func (m *charmap) eachLine(name string, line func(from rune, to []string)) {
	m.eachRow(name, func(from string, to []string) {
		r, size := utf8.DecodeRuneInString(from)
		if size != len(from) {
			panic(fmt.Sprintf("normalize: %s: %q is not one character", name, from))
		}
		line(r, to)
	})
}

// eachRow reads a table: a key, a tab, candidates with spaces between them; #
// begins a comment.
func (m *charmap) eachRow(name string, row func(from string, to []string)) {
	raw, err := data.Charmap.ReadFile("charmap/" + name)
	if err != nil {
		panic(fmt.Errorf("normalize: %w", err))
	}
	for lines := bufio.NewScanner(bytes.NewReader(raw)); lines.Scan(); {
		from, to, ok := strings.Cut(lines.Text(), "\t")
		if ok && !strings.HasPrefix(from, "#") {
			row(from, strings.Fields(to))
		}
	}
}
