package plain

import "strings"

// withoutSpans takes the marks of pandoc's bracketed spans off: [text]{lang="EN-US"}
// is text, nested and empty spans likewise. Brackets without attributes are text.
func withoutSpans(s string) string {
	if strings.IndexByte(s, '{') < 0 || !strings.Contains(s, "]{") {
		return s
	}
	drop := spanMarks(s)
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if n, ok := drop[i]; ok {
			i += n - 1
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// spanMarks returns where marks of spans begin and how long they are. A bracket
// behind a backslash is text.
func spanMarks(s string) map[int]int {
	drop := map[int]int{}
	var open []int
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '[':
			open = append(open, i)
		case ']':
			if len(open) == 0 {
				continue
			}
			start := open[len(open)-1]
			open = open[:len(open)-1]
			if n := attributesAt(s[i+1:]); n > 0 {
				drop[start], drop[i] = 1, 1+n
				i += n
			}
		}
	}
	return drop
}

// attributesAt returns the length of the list of attributes that s begins with, as
// {#id .class key="value"}; 0 where there is none. A list ends within maxAttributes bytes.
func attributesAt(s string) int {
	const maxAttributes = 2000
	if len(s) < 3 || s[0] != '{' {
		return 0
	}
	s = s[:min(len(s), maxAttributes)]
	i, n := 1, 0
	for {
		i += len(s[i:]) - len(strings.TrimLeft(s[i:], " \n"))
		if i < len(s) && s[i] == '}' && n > 0 {
			return i + 1
		}
		length := attributeAt(s[i:])
		if length == 0 {
			return 0
		}
		i += length
		n++
	}
}

// attributeAt returns the length of one attribute: #id, .class, key=word or
// key="value", where a backslash escapes a quote.
func attributeAt(s string) int {
	name := wordAt(strings.TrimPrefix(strings.TrimPrefix(s, "#"), "."))
	switch {
	case name == 0:
		return 0
	case s[0] == '#' || s[0] == '.':
		return 1 + name
	case name >= len(s) || s[name] != '=':
		return 0
	case !strings.HasPrefix(s[name+1:], `"`):
		if value := wordAt(s[name+1:]); value > 0 {
			return name + 1 + value
		}
		return 0
	}
	for i := name + 2; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return 0
}

// wordAt returns the length of the name or unquoted value that s begins with.
func wordAt(s string) int {
	if n := strings.IndexAny(s, " \n\t=\"{}[]#"); n >= 0 {
		return n
	}
	return len(s)
}

// withoutAttributes takes the attributes off the end of a heading: 标题 {#id .unnumbered}.
func withoutAttributes(s string) string {
	i := strings.LastIndex(s, " {")
	if t := strings.TrimRight(s, " \t\r"); i > 0 && attributesAt(t[min(i+1, len(t)):]) == len(t)-i-1 && i+1 < len(t) {
		return strings.TrimRight(s[:i], " ")
	}
	return s
}

// isDivFence reports whether a line is the fence of a pandoc div: three or more
// colons, with attributes or one name behind them where the div begins.
func isDivFence(trimmed string) bool {
	rest := strings.TrimLeft(trimmed, ":")
	if len(trimmed)-len(rest) < 3 {
		return false
	}
	rest = strings.TrimSpace(strings.TrimRight(rest, ":"))
	return rest == "" || attributesAt(rest) == len(rest) || (isASCII(rest) && wordAt(rest) == len(rest))
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 }) < 0
}
