package markup

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// literals lists the string literals of a program or of JSON, decoded. Literals
// joined by + are one. A literal that is cut off by the end of code counts as far
// as it goes. Where broken is set, literals may hold line ends, which JSON made by
// hand does; else a line end says that the quote was no literal.
func literals(code string, broken bool) []string {
	l := lexer{code: code, broken: broken}
	for l.next() {
	}
	return l.out
}

type lexer struct {
	code   string
	broken bool
	i      int
	out    []string
	// joined says that only white space and + stand since the last literal.
	joined, plus bool
}

// next reads one character, comment or literal.
func (l *lexer) next() bool {
	if l.i >= len(l.code) {
		return false
	}
	c := l.code[l.i]
	switch {
	case c == '"' || c == '\'' || c == '`':
		l.quote(c)
	case c == '/' && strings.HasPrefix(l.code[l.i:], "//"):
		l.skip("\n")
	case c == '/' && strings.HasPrefix(l.code[l.i:], "/*"):
		l.skip("*/")
	default:
		l.plus = l.plus || c == '+'
		l.joined = l.joined && (c == '+' || blank(c))
		l.i++
	}
	return true
}

// skip goes on after the end of a comment.
func (l *lexer) skip(end string) {
	l.i += 2
	n := strings.Index(l.code[l.i:], end)
	if n < 0 {
		n = len(l.code) - l.i
	}
	l.i = min(l.i+n+len(end), len(l.code))
}

// quote reads a literal, or goes on after a quote that starts none.
func (l *lexer) quote(q byte) {
	start := l.i + 1
	end := l.end(start, q)
	if end < 0 {
		l.i, l.joined = start, false
		return
	}
	l.add(decode(l.code[start:end]))
	l.i = end + 1
}

// end is where the literal that starts at i ends, -1 where it is none.
func (l *lexer) end(i int, q byte) int {
	for ; i < len(l.code); i++ {
		switch c := l.code[i]; {
		case c == q:
			return i
		case c == '\\':
			i++
		case c == '\n' && q != '`' && !l.broken:
			return -1
		}
	}
	return len(l.code)
}

func (l *lexer) add(s string) {
	if n := len(l.out); n > 0 && l.joined && l.plus {
		l.out[n-1] += s
	} else {
		l.out = append(l.out, s)
	}
	l.joined, l.plus = true, false
}

// decode replaces the escapes of a literal.
func decode(s string) string {
	i := strings.IndexByte(s, '\\')
	if i < 0 {
		return s
	}
	var out strings.Builder
	for i >= 0 && i+1 < len(s) {
		out.WriteString(s[:i])
		s = s[i+escape(&out, s[i:]):]
		i = strings.IndexByte(s, '\\')
	}
	out.WriteString(s)
	return out.String()
}

// escape writes what the escape at the beginning of s stands for and returns its
// length.
func escape(out *strings.Builder, s string) int {
	switch c := s[1]; c {
	case 'n', 'r', 't', 'f', 'v', 'b', '\n':
		out.WriteByte(' ')
		return 2
	case 'x':
		if r, ok := hex(s[2:], 2); ok {
			out.WriteRune(r)
			return 4
		}
	case 'u':
		if r, n, ok := unicodeEscape(s); ok {
			out.WriteRune(r)
			return n
		}
	}
	_, size := utf8.DecodeRuneInString(s[1:])
	out.WriteString(s[1 : 1+size])
	return 1 + size
}

// unicodeEscape reads \u and four hexadecimal digits, two of them where they are a surrogate pair.
func unicodeEscape(s string) (r rune, n int, ok bool) {
	r, ok = hex(s[2:], 4)
	if !ok {
		return 0, 0, false
	}
	if utf16.IsSurrogate(r) && strings.HasPrefix(s[6:], `\u`) {
		if low, ok := hex(s[8:], 4); ok && utf16.DecodeRune(r, low) != utf8.RuneError {
			return utf16.DecodeRune(r, low), 12, true
		}
	}
	return r, 6, true
}

func hex(s string, digits int) (rune, bool) {
	if len(s) < digits {
		return 0, false
	}
	n, err := strconv.ParseUint(s[:digits], 16, 32)
	return rune(n), err == nil
}
