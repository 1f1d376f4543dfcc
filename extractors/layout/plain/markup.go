package plain

import (
	"strings"

	"gongkai/extractors/normalize"
)

// inlineTags are the elements that OCR and converters leave in plain text.
var inlineTags = []string{"b", "i", "u", "em", "strong", "sup", "sub", "br", "span", "p", "font", "del", "s", "mark"}

// HasMarkup reports whether a text holds a raw HTML table, whose reading is
// the business of the markup reader.
func HasMarkup(body string) bool {
	for i := strings.IndexByte(body, '<'); i >= 0; {
		if name, _ := tagAt(body[i:]); name == "table" || name == "tr" || name == "td" {
			return true
		}
		next := strings.IndexByte(body[i+1:], '<')
		if next < 0 {
			return false
		}
		i += 1 + next
	}
	return false
}

// tagAt returns the lower-case name and the length of the tag that s begins
// with; a length of 0 where there is none. A tag ends within maxTag bytes.
func tagAt(s string) (name string, length int) {
	const maxTag = 300
	if len(s) < 3 || s[0] != '<' {
		return "", 0
	}
	end := strings.IndexByte(s[:min(len(s), maxTag)], '>')
	if end < 0 {
		return "", 0
	}
	inner := strings.TrimLeft(s[1:end], "/")
	stop := strings.IndexAny(inner, " \t\r\n/")
	if stop < 0 {
		stop = len(inner)
	}
	return strings.ToLower(inner[:stop]), end + 1
}

// inlineText takes inline tags, bracketed spans, emphasis marks and backslash escapes off
// a cell. A line break tag becomes a line break.
func inlineText(s string) string {
	s = withoutSpans(s)
	if strings.IndexByte(s, '<') >= 0 {
		s = withoutTags(s)
	}
	if strings.IndexByte(s, '*') >= 0 && strings.Contains(s, "**") {
		s = withoutPairs(s, "**")
	}
	if strings.IndexByte(s, '\\') >= 0 {
		s = unescape(s)
	}
	return s
}

// joinTags puts inline tags that a converter broke over lines on one.
func joinTags(body string) string {
	var b strings.Builder
	done := 0
	for i := strings.IndexByte(body, '<'); i >= 0 && i < len(body); {
		name, n := tagAt(body[i:])
		if n > 0 && isInline(name) && strings.IndexByte(body[i:i+n], '\n') >= 0 {
			b.WriteString(body[done:i])
			b.WriteString(strings.Join(strings.Fields(body[i:i+n]), " "))
			done = i + n
		}
		next := strings.IndexByte(body[i+1:], '<')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	if done == 0 {
		return body
	}
	b.WriteString(body[done:])
	return b.String()
}

func withoutTags(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		name, n := "", 0
		if s[i] == '<' {
			name, n = tagAt(s[i:])
		}
		if n == 0 || !isInline(name) {
			b.WriteByte(s[i])
			i++
			continue
		}
		if name == "br" || name == "p" {
			b.WriteByte('\n')
		}
		i += n
	}
	return b.String()
}

func isInline(name string) bool {
	for _, t := range inlineTags {
		if t == name {
			return true
		}
	}
	return false
}

// withoutPairs removes marks that come in pairs; an odd last one stays.
func withoutPairs(s, mark string) string {
	parts := strings.Split(s, mark)
	if len(parts)%2 == 0 {
		last := len(parts) - 1
		return strings.Join(parts[:last], "") + mark + parts[last]
	}
	return strings.Join(parts, "")
}

// unescape removes the backslash before punctuation.
func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("\\`*_{}[]()#+-.!|<>~", s[i+1]) >= 0 {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// headingMark returns the length of the # marks that a markdown heading begins with.
func headingMark(s string) int {
	t := strings.TrimLeft(s, " ")
	n := len(t) - len(strings.TrimLeft(t, "#"))
	if n == 0 || n > 6 || n >= len(t) || t[n] != ' ' {
		return 0
	}
	return len(s) - len(t) + n
}

// markless takes the marks of a markdown paragraph off: # of headings, the
// list mark, and what inlineText takes.
func markless(s string) string {
	mark := headingMark(s)
	t := strings.TrimSpace(s[mark:])
	if mark > 0 {
		t = withoutAttributes(t)
	}
	if len(t) > 1 && t[1] == ' ' && strings.IndexByte("-*+>", t[0]) >= 0 && !isFigure(normalize.Text(t[2:])) {
		t = t[2:]
	}
	return inlineText(t)
}

// isMarkdown reports whether a line shows markdown: a heading, emphasis, a bracketed
// span or an inline tag.
func isMarkdown(s string) bool {
	if headingMark(s) > 0 || strings.IndexByte(s, '*') >= 0 && strings.Count(s, "**") >= 2 || withoutSpans(s) != s {
		return true
	}
	i := strings.IndexByte(s, '<')
	if i < 0 {
		return false
	}
	name, n := tagAt(s[i:])
	return n > 0 && isInline(name)
}
