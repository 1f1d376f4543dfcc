package plain

import (
	"strings"
	"unicode"
)

// join puts the lines of one cell together: without a space between Han
// characters, which a line break separates only on paper.
func join(a, b string) string {
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	if a == "" || b == "" {
		return a + b
	}
	if isHan(lastRune(a)) || isHan(firstRune(b)) {
		return a + b
	}
	return a + " " + b
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

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
