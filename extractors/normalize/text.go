package normalize

import (
	"strings"
	"unicode/utf8"
)

// Text returns s in the one way of writing that the package documentation
// describes. It returns s itself, without a copy, where s is written so.
func Text(s string) string {
	s = trim(s)
	m := load()
	if i := m.clean(s); i < len(s) {
		s = m.rewrite(s, i)
	}
	return artefact(s)
}

// trim cuts ASCII white space off both ends.
func trim(s string) string {
	for s != "" && isSpace(s[0]) {
		s = s[1:]
	}
	for s != "" && isSpace(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

func isSpace(b byte) bool { return b == ' ' || b >= '\t' && b <= '\r' }

// clean returns the length of the beginning of s that needs no change: all of
// s, or up to a character that rewrite must look at.
func (m *charmap) clean(s string) int {
	space := false
	for i := 0; i < len(s); {
		b := s[i]
		if b < utf8.RuneSelf {
			if b < ' ' || b == 0x7F || b == '(' && reading(s, i) || b == ' ' && space {
				return before(i, space)
			}
			space = b == ' '
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if !m.keeps(r, size) {
			return before(i, space)
		}
		space = false
		i += size
	}
	return len(s)
}

// before is the end of the clean text before i, without the space before i.
func before(i int, space bool) int {
	if space {
		return i - 1
	}
	return i
}

// reading reports whether the bracket at s[i] holds the pinyin of the character before it.
func reading(s string, i int) bool {
	head, spaced := strings.CutSuffix(s[:i], " ")
	last, _ := utf8.DecodeLastRuneInString(head)
	return isHan(last) && pinyin(s[i:], last, spaced) > 0
}

// keeps reports whether a character stands for itself.
func (m *charmap) keeps(r rune, size int) bool {
	if r >= 0x10000 {
		_, changes := m.long[r]
		return !changes
	}
	return rune(m.bmp[r]) == r && (r != utf8.RuneError || size > 1)
}

// rewriter collects normal text. A space waits until a character follows it.
type rewriter struct {
	out   []byte
	space bool
	last  rune
}

func (w *rewriter) add(r rune) {
	if r == ' ' {
		w.space = len(w.out) > 0
		return
	}
	if w.space {
		w.out = append(w.out, ' ')
		w.space = false
	}
	w.out = utf8.AppendRune(w.out, r)
	w.last = r
}

// rewrite normalises s, of which the first done bytes are normal.
func (m *charmap) rewrite(s string, done int) string {
	w := rewriter{out: append(make([]byte, 0, len(s)+8), s[:done]...)}
	w.last, _ = utf8.DecodeLastRune(w.out)
	for i := done; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if (r == '(' || r == '（') && isHan(w.last) {
			if n := pinyin(s[i:], w.last, w.space); n > 0 {
				i += n
				continue
			}
		}
		m.write(&w, s, i, size, r)
		i += size
	}
	return string(w.out)
}

// write adds what becomes of the character r at s[i:i+size].
func (m *charmap) write(w *rewriter, s string, i, size int, r rune) {
	var to string
	switch {
	case r >= 0x10000:
		to = m.alone(r)
	case m.bmp[r] == drop:
		return
	case m.bmp[r] == context:
		to = m.within(s, i, size, r)
	case m.bmp[r] == longer:
		to = m.long[r]
	default:
		w.add(rune(m.bmp[r]))
		return
	}
	for _, r := range to {
		w.add(r)
	}
}

// isHan reports whether r is a Chinese character.
func isHan(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r >= 0x3400 && r <= 0x4DBF || r >= 0x20000 && r <= 0x3FFFF
}

// artefact takes "? " off a text that is a figure otherwise: converters print
// a non-breaking space so (MANGLINGS 4).
func artefact(s string) string {
	if len(s) < 3 || s[0] != '?' || s[1] != ' ' {
		return s
	}
	rest := s
	for strings.HasPrefix(rest, "? ") {
		rest = rest[2:]
	}
	if !isFigure(rest) {
		return s
	}
	return rest
}

// isFigure reports whether s is digits with what may stand around them in a cell.
func isFigure(s string) bool {
	for _, sign := range []string{"+", "-", "增加", "减少", "增", "减"} {
		if cut, ok := strings.CutPrefix(s, sign); ok {
			s = cut
			break
		}
	}
	digits := strings.TrimLeft(s, "0123456789.,")
	if len(digits) == len(s) || s[0] == '.' || s[0] == ',' {
		return false
	}
	return strings.Trim(digits, "件项条个宗元万起次亿") == ""
}
