package agency

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// dateAt is a date found in a text, as s[start:end].
type dateAt struct {
	iso        string
	start, end int
}

// findDate finds the first complete date of a text: 2021年1月11日, 2021-01-11,
// 2021.1.11, 2021/1/11, 二〇二一年一月十一日. A date that the calendar does not
// have is passed over.
func findDate(s string) (dateAt, bool) {
	for i, r := range s {
		if r != '年' && r != '-' && r != '.' && r != '/' {
			continue
		}
		if d, ok := dateAround(s, i, r); ok {
			return d, true
		}
	}
	return dateAt{}, false
}

// dateAround reads the date whose year ends at s[:at] with the separator there.
func dateAround(s string, at int, sep rune) (dateAt, bool) {
	head := strings.TrimRight(s[:at], " ")
	year, start, ok := yearBefore(head, len(head))
	if !ok {
		return dateAt{}, false
	}
	rest := at + utf8.RuneLen(sep)
	monthEnd, dayEnd := string(sep), ""
	if sep == '年' {
		monthEnd, dayEnd = "月", "日"
	}
	month, n, ok := leadingNumber(s[rest:])
	if !ok || !strings.HasPrefix(s[rest+n:], monthEnd) {
		return dateAt{}, false
	}
	rest += n + len(monthEnd)
	day, n, ok := leadingNumber(s[rest:])
	if !ok {
		return dateAt{}, false
	}
	rest += n
	if dayEnd != "" && !strings.HasPrefix(s[rest:], dayEnd) && !strings.HasPrefix(s[rest:], "号") {
		return dateAt{}, false
	}
	if dayEnd != "" {
		rest += len(dayEnd)
	}
	iso, ok := isoDate(year, month, day)
	return dateAt{iso, start, rest}, ok
}

// leadingNumber reads the digits at the start of a text, spaces around them
// passed over, as a number up to 99. n is how many bytes it takes.
func leadingNumber(s string) (value, n int, ok bool) {
	start := len(s) - len(strings.TrimLeft(s, " "))
	end := start
	for _, r := range s[start:] {
		if _, _, digit := digitOf(r); !digit && r != '十' {
			break
		}
		end += utf8.RuneLen(r)
	}
	value, ok = smallNumber(s[start:end])
	end += len(s[end:]) - len(strings.TrimLeft(s[end:], " "))
	return value, end, ok
}

func isoDate(year, month, day int) (string, bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Year() != year || int(t.Month()) != month || t.Day() != day {
		return "", false
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day), true
}

// dateLineBytes is the length of the longest date with what may stand around it.
const dateLineBytes = 80

// isDateLine reports whether a line holds a date and nothing else that matters.
func isDateLine(s string) (dateAt, bool) {
	if len(s) > dateLineBytes {
		return dateAt{}, false
	}
	d, ok := findDate(s)
	if !ok {
		return d, false
	}
	rest := strings.Trim(s[:d.start]+s[d.end:], " ()*#·。,.:印发日期时间")
	return d, rest == ""
}
