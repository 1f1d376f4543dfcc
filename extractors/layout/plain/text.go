package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// joinLines puts the lines of one cell together: without a space beside Han
// characters, which a line break parts only on paper.
func joinLines(lines []string) string {
	var b strings.Builder
	var last rune
	for _, l := range lines {
		l = strings.TrimSpace(l)
		if l == "" {
			continue
		}
		if last != 0 && !isHan(last) && !isHan(firstRune(l)) {
			b.WriteByte(' ')
		}
		b.WriteString(l)
		last = lastRune(l)
	}
	return b.String()
}

func isHan(r rune) bool {
	return r >= '\u4e00' && r <= '\u9fff' || r >= firstHan && unicode.Is(unicode.Han, r)
}

// isSpace is unicode.IsSpace; none is above the ideographic space.
func isSpace(r rune) bool { return r <= '\u3000' && unicode.IsSpace(r) }

// isNumber is unicode.IsDigit; no Chinese character is one.
func isNumber(r rune) bool {
	return r < utf8.RuneSelf && '0' <= r && r <= '9' || r >= utf8.RuneSelf && !(r >= '\u2e80' && r <= '\u9fff') && unicode.IsDigit(r)
}

// firstHan is the first character that Unicode calls Chinese: a radical.
const firstHan = '\u2e80'

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

func lastRune(s string) rune {
	var last rune
	if s == "" {
		return 0
	}
	i := len(s) - 1
	for i > 0 && s[i]&0xC0 == 0x80 {
		i--
	}
	for _, r := range s[i:] {
		last = r
	}
	return last
}
