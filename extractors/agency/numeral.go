package agency

import (
	"strings"
	"unicode/utf8"
)

// The years a report may be about. The regulation came into force in 2008.
const (
	minYear = 2008
	maxYear = 2100
)

// digitOf reads one character of a number as documents print and misread it:
// full-width and Chinese digits, the circles and letters used for zero, the
// letters read for one. han is true for Chinese digits.
func digitOf(r rune) (value int, han, ok bool) {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0'), false, true
	case r >= '０' && r <= '９':
		return int(r - '０'), false, true
	}
	switch r {
	case 'l', 'I', '丨':
		return 1, false, true
	case 'O', 'o', 'Ｏ', 'ｏ', 'О', 'о', 'Ο', 'ο':
		return 0, false, true
	case '〇', '○', '◯', '零', '０', '◦', '⚪', '￮':
		return 0, true, true
	case '一', '壹':
		return 1, true, true
	case '二', '贰':
		return 2, true, true
	case '三', '叁':
		return 3, true, true
	case '四':
		return 4, true, true
	case '五':
		return 5, true, true
	case '六':
		return 6, true, true
	case '七':
		return 7, true, true
	case '八':
		return 8, true, true
	case '九':
		return 9, true, true
	}
	return 0, false, false
}

// yearBefore reads the year whose last digit ends at s[:end]: exactly four
// digits that do not continue a longer number. start is where it begins.
func yearBefore(s string, end int) (year, start int, ok bool) {
	n, factor, allHan := 0, 1, true
	i := end
	for n < 4 {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		v, han, isDigit := digitOf(r)
		if size == 0 || !isDigit {
			return 0, 0, false
		}
		year += v * factor
		factor *= 10
		allHan = allHan && han
		i -= size
		n++
	}
	if r, size := utf8.DecodeLastRuneInString(s[:i]); size > 0 {
		if _, han, isDigit := digitOf(r); isDigit && (!allHan || !han) || r == '.' || r == '/' {
			return 0, 0, false
		}
	}
	return year, i, year >= minYear && year <= maxYear
}

// yearAt is a year found in a text, as s[start:end] with its 年 or 年度.
type yearAt struct{ year, start, end int }

// nextYear finds the first year written with 年 at or after from. It passes
// over years of a date (2021年1月).
func nextYear(s string, from int) (yearAt, bool) {
	for i := from; ; {
		k := strings.Index(s[i:], "年")
		if k < 0 {
			return yearAt{}, false
		}
		at := i + k
		i = at + len("年")
		year, start, ok := yearBefore(s[:at], at)
		if !ok || start < from {
			continue
		}
		if monthFollows(s[i:]) {
			continue
		}
		return yearAt{year, start, i}, true
	}
}

// monthFollows reports whether a text starts with a month: 1月, 12月, 十二月.
func monthFollows(s string) bool {
	k := strings.Index(cut(s, 12), "月")
	if k <= 0 {
		return false
	}
	_, ok := smallNumber(s[:k])
	return ok
}

// smallNumber reads a number up to 99 in digits or in Chinese: 12, 十二, 二十一, 三一.
func smallNumber(s string) (int, bool) {
	if s == "" || len(s) > 12 {
		return 0, false
	}
	if tens, ones, found := strings.Cut(s, "十"); found {
		t, u := 1, 0
		if tens != "" {
			v, _, ok := digitOf(firstRune(tens))
			if !ok || utf8.RuneCountInString(tens) != 1 {
				return 0, false
			}
			t = v
		}
		if ones != "" {
			v, _, ok := digitOf(firstRune(ones))
			if !ok || utf8.RuneCountInString(ones) != 1 {
				return 0, false
			}
			u = v
		}
		return t*10 + u, true
	}
	n, count := 0, 0
	for _, r := range s {
		v, _, ok := digitOf(r)
		if !ok {
			return 0, false
		}
		n = n*10 + v
		count++
	}
	return n, count <= 2
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}
