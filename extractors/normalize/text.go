package normalize

import (
	"strings"
	"unicode/utf8"
)

// Text returns s in the one way of writing that the package documentation
// describes. It returns s itself, without a copy, where s is written so.
func Text(s string) string {
	found := s
	s = trim(s)
	if isArtefact(found, s) {
		return ""
	}
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
			if b < ' ' || b == 0x7F || b == ' ' && space {
				return before(i, space)
			}
			if b == ')' && endsReading(s[:i+1]) {
				return i
			}
			space = b == ' '
			i++
			continue
		}
		n := m.kept(s[i:])
		if n == 0 {
			return before(i, space)
		}
		space = false
		i += n
	}
	return len(s)
}

// kept is the length of the character that s begins with, outside ASCII, where it stands for
// itself; else 0.
func (m *charmap) kept(s string) int {
	if r, ok := three(s); ok && r >= 0x800 && r&^0x7FF != 0xD800 {
		if rune(m.bmp[r]) == r {
			return 3
		}
		return 0
	}
	r, size := utf8.DecodeRuneInString(s)
	if !m.keeps(r, size) {
		return 0
	}
	return size
}

// plainRun is the length of the beginning of s that rewrite takes over as it is: neither
// spaces nor brackets, nor characters that change.
func (m *charmap) plainRun(s string) int {
	for i := 0; i < len(s); {
		if b := s[i]; b < utf8.RuneSelf {
			if b <= ' ' || b == 0x7F || b == ')' {
				return i
			}
			i++
			continue
		}
		n := m.kept(s[i:])
		if n == 0 {
			return i
		}
		i += n
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

// endsReading reports whether text, which ends with a bracket, ends with a reading.
func endsReading(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text[:len(text)-1])
	return mayRead(last) && reading(text) >= 0
}

// mayRead reports whether a reading in brackets can end with r: a small letter
// with or without tone mark, a bracket or a space.
func mayRead(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= utf8.RuneSelf && r < 0x2000 || r == ')' || r == ' '
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
	// words is set where a character depends on the word that it stands in.
	words bool
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
	reads := false
	if r == ')' {
		last, _ := utf8.DecodeLastRune(w.out)
		reads = mayRead(last)
	}
	w.out = utf8.AppendRune(w.out, r)
	if reads {
		w.cutReading()
	}
}

// addRun adds text without spaces and brackets.
func (w *rewriter) addRun(text string) {
	if w.space {
		w.out = append(w.out, ' ')
		w.space = false
	}
	w.out = append(w.out, text...)
}

// cutReading takes off the bracketed reading that the text ends with, if any.
func (w *rewriter) cutReading() {
	start := max(0, len(w.out)-maxReading-8) // with the character before it
	tail := string(w.out[start:])
	if n := reading(tail); n >= 0 {
		w.space = tail[n] == ' '
		w.out = w.out[:start+n]
	}
}

// rewrite normalises s, of which the first done bytes are normal.
func (m *charmap) rewrite(s string, done int) string {
	w := rewriter{out: append(make([]byte, 0, len(s)+8), s[:done]...)}
	for i := done; i < len(s); {
		if n := m.plainRun(s[i:]); n > 0 {
			w.addRun(s[i : i+n])
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		m.write(&w, r)
		i += size
	}
	if w.words {
		return m.resolve(string(w.out))
	}
	return string(w.out)
}

// write adds what becomes of the character r.
func (m *charmap) write(w *rewriter, r rune) {
	switch {
	case r >= 0x10000 || m.bmp[r] == longer:
		for _, to := range m.alone(r) {
			m.add(w, to)
		}
	case m.bmp[r] == drop:
	case m.bmp[r] == context:
		m.add(w, r)
	default:
		m.add(w, rune(m.bmp[r]))
	}
}

func (m *charmap) add(w *rewriter, r rune) {
	w.add(r)
	w.words = w.words || r < 0x10000 && m.bmp[r] == context
}

// isHan reports whether r is a Chinese character.
func isHan(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r >= 0x3400 && r <= 0x4DBF || r >= 0x20000 && r <= 0x3FFFF
}

// isArtefact reports whether a text is nothing but "? ", once or more, found with the
// space behind the last one: a non-breaking space that stood alone.
func isArtefact(found, trimmed string) bool {
	return trimmed != "" && trimmed[0] == '?' && strings.Trim(trimmed, "? ") == "" && !strings.Contains(trimmed, "??") &&
		!strings.HasSuffix(found, "?")
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
