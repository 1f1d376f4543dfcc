package normalize

import "unicode/utf8"

// The scripts, as stored with each report.
const (
	Hans = "hans"
	Hant = "hant"
)

// Script tells in which script a text is written, by the characters that only
// one of them uses: Hant where those of traditional script are more, else Hans.
// s is the text as found, before Text.
func Script(s string) string {
	m := load()
	balance := int32(0)
	for i := 0; i < len(s); {
		if s[i] < firstHan {
			i += latin(s[i:])
			continue
		}
		if r, ok := three(s[i:]); ok {
			balance += int32(m.script[r])
			i += 3
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		balance += int32(m.scriptOf(r))
		i += size
	}
	if balance > 0 {
		return Hant
	}
	return Hans
}

// three reads a character of three bytes; false where s begins with none.
func three(s string) (r rune, ok bool) {
	if len(s) < 3 || s[0]&0xF0 != 0xE0 || s[1]&0xC0 != 0x80 || s[2]&0xC0 != 0x80 {
		return 0, false
	}
	return rune(s[0]&0x0F)<<12 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), true
}

// firstHan is the least byte that a Chinese character begins with: U+3000 and all
// above it begin with one that is not less, and so does no character below.
const firstHan = 0xE3

// latin is how many bytes at the beginning of s can be passed over: the first, which
// begins no Chinese character, and those of ASCII after it.
func latin(s string) int {
	i := 1
	for len(s)-i >= 8 && wordAt(s, i)&0x8080808080808080 == 0 {
		i += 8
	}
	return i
}

// wordAt is the eight bytes of s from i on.
func wordAt(s string, i int) uint64 {
	b := s[i : i+8]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 | uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

func (m *charmap) scriptOf(r rune) script {
	if r < 0x10000 {
		return m.script[r]
	}
	return m.rareScript[r]
}
