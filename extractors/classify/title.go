package classify

import (
	"strings"
	"unicode/utf8"
)

// cores are the words that make a title that of a disclosure report.
var cores = []string{"政府信息公开", "政务信息公开", "信息公开", "政务公开", "政府信息"}

const (
	longestTitle = 70 // characters
	longestTail  = 24 // characters behind the core words
	longestYear  = 8  // characters of a line that says a year and no more
)

// title is a line that names a report.
type title struct {
	text string
	year int // 0 where none is stated
	// specific says that it names a year or an agency, as a column's name does not.
	specific bool
}

// parseTitle reads a packed line as the title of a report: core words and then
// 报告, 年报 or the same characters in disorder.
func parseTitle(s string) (title, bool) {
	s = trimList(s)
	n := utf8.RuneCountInString(s)
	if n < 4 || n > longestTitle || strings.ContainsAny(s, "。;!?,{") {
		return title{}, false
	}
	if label, value, ok := strings.Cut(s, ":"); ok {
		if hasCore(label) || !hasCore(value) {
			return title{}, false
		}
		s = value // 标题:…, 附件1:…
	}
	if open, end := strings.Index(s, "《"), strings.LastIndex(s, "》"); open >= 0 && end > open {
		return quoted(s, s[open+len("《"):end])
	}
	before, after, ok := cutCore(s)
	if !ok || !isTail(after) {
		return title{}, false
	}
	t := title{text: s, year: lastYear(before)}
	if t.year == 0 {
		t.year = lastYear(after)
	}
	rest := strings.Trim(before, "0123456789年度的:>-|·")
	t.specific = t.year != 0 || utf8.RuneCountInString(rest) > 3 && !strings.Contains(rest, "法定")
	return t, true
}

// quoted reads 关于印发《…年度报告》的通知.
func quoted(whole, inner string) (title, bool) {
	t, ok := parseTitle(strings.Trim(inner, "《》"))
	if ok {
		t.text, t.specific = whole, true
		if t.year == 0 {
			t.year = lastYear(whole)
		}
	}
	return t, ok
}

func hasCore(s string) bool {
	_, _, ok := cutCore(s)
	return ok
}

// cutCore splits a title around its core words, at their last occurrence.
func cutCore(s string) (before, after string, ok bool) {
	if !strings.Contains(s, "公开") && !strings.Contains(s, "政府信息") {
		return "", "", false // searching backwards is slow
	}
	for _, core := range cores {
		if i := strings.LastIndex(s, core); i >= 0 {
			return s[:i], s[i+len(core):], true
		}
	}
	return "", "", false
}

// isTail reports whether the words behind the core are those of a report.
func isTail(s string) bool {
	if utf8.RuneCountInString(s) > longestTail {
		return false
	}
	i := strings.Index(s, "报")
	if i < 0 || strings.HasPrefix(s[i:], "报送") {
		return false
	}
	return strings.ContainsAny(s[i:], "告") || strings.Contains(s[:i], "年") || strings.Contains(s[i:], "年度")
}

// trimList takes from a line what lists put around their entries: bullets,
// ordinals, dates, marks.
func trimList(s string) string {
	for {
		t := strings.TrimLeft(s, "·•●◆■▪►▶>*#-—|、.[]()【】 ")
		t = cutOrdinal(t)
		t = strings.TrimRight(t, "·>*#|.、[【( ")
		t = trimDates(cutEnding(t))
		if t == s {
			return s
		}
		s = t
	}
}

// cutOrdinal takes a list number off: 1. 12、 (3).
func cutOrdinal(s string) string {
	i := 0
	for i < len(s) && i < 3 && isDigit(s[i]) {
		i++
	}
	rest := s[i:]
	for _, mark := range [...]string{"、", ".", ")"} {
		if after, ok := strings.CutPrefix(rest, mark); ok && i > 0 {
			return after
		}
	}
	return s
}

// trimDates takes dates off both ends: 2021-01-20, [2021/1/20], 01-20, 2021年1月20日.
func trimDates(s string) string {
	end := strings.TrimRight(s, ")]】")
	if k := dateAtEnd(end); k < len(end) {
		s = end[:k]
	}
	start := strings.TrimLeft(s, "([【")
	if k := dateAtStart(start); k > 0 {
		s = strings.TrimLeft(start[k:], ")]】")
	}
	return s
}

const dateBytes = "0123456789-/.: "

// dateAtEnd is where a date or time at the end of s starts, len(s) where none is.
func dateAtEnd(s string) int {
	if strings.HasSuffix(s, "日") && strings.LastIndex(s, "年") > strings.LastIndex(s, "报") {
		i := strings.LastIndex(s, "年")
		return len(strings.TrimRight(s[:i], "0123456789"))
	}
	k := len(strings.TrimRight(s, dateBytes))
	if !strings.ContainsAny(s[k:], "-/.:") || strings.HasPrefix(s[k:], "-") && len(s)-k <= len("-2020") {
		return len(s)
	}
	return k
}

// dateAtStart is where a date at the start of s ends, 0 where none is.
func dateAtStart(s string) int {
	k := len(s) - len(strings.TrimLeft(s, dateBytes))
	// The last number may be the year of the title: 2021-01-20 2020年….
	if space := strings.LastIndexByte(s[:k], ' '); space >= 0 && strings.HasPrefix(s[k:], "年") {
		k = space
	}
	if !strings.ContainsAny(s[:k], "-/.") || strings.HasPrefix(s[k:], "年") {
		return 0
	}
	return k
}

// lastYear is the last year of a text, 0 where it has none. Digits that are part
// of a longer number are no year, nor is one that 号 or a month follows closely.
func lastYear(s string) int {
	found := 0
	for i := 0; i < len(s); {
		year, size := yearAt(s[i:])
		switch {
		case year != 0:
			found = year
			i += size
		case isDigit(s[i]):
			for i < len(s) && isDigit(s[i]) {
				i++
			}
		default:
			_, size := utf8.DecodeRuneInString(s[i:])
			i += size
		}
	}
	return found
}

const (
	firstYear = 2003
	finalYear = 2100
)

// yearAt reads the year that s starts with, in four digits or numerals, and its
// length in bytes; 0 where it starts with none.
func yearAt(s string) (year, size int) {
	if s == "" || s[0] != '2' && s[0] < utf8.RuneSelf {
		return 0, 0
	}
	for n := range 4 {
		d, width := digitAt(s[size:])
		if d < 0 || n == 0 && d != 2 {
			return 0, 0
		}
		year, size = year*10+d, size+width
	}
	if d, _ := digitAt(s[size:]); d >= 0 || year < firstYear || year > finalYear || strings.HasPrefix(s[size:], "〕") {
		return 0, 0
	}
	return year, size
}

// digitAt is the value of the digit or numeral that s starts with, -1 where none is.
func digitAt(s string) (digit, size int) {
	if s == "" {
		return -1, 0
	}
	if isDigit(s[0]) {
		return int(s[0] - '0'), 1
	}
	r, size := utf8.DecodeRuneInString(s)
	if strings.ContainsRune("〇○◯零Oo", r) {
		return 0, size
	}
	if i := strings.IndexRune("一二三四五六七八九", r); i >= 0 {
		return i/len("一") + 1, size
	}
	return -1, 0
}

// isYearLine reports whether a line is a year and no more: 2020年, 2020年度报告.
func isYearLine(s string) bool {
	if len(s) > 64 || !strings.ContainsAny(s, "2二") {
		return false
	}
	s = trimList(s)
	if utf8.RuneCountInString(s) > longestYear {
		return false
	}
	year, size := yearAt(s)
	return year != 0 && strings.Trim(s[size:], "年度报告") == ""
}

// fileEndings are those of files that may hold a report.
var fileEndings = []string{".pdf", ".doc", ".docx", ".wps", ".ofd", ".xls", ".xlsx", ".zip", ".rar"}

// cutEnding takes the ending off a file's name.
func cutEnding(s string) string {
	for _, ending := range fileEndings {
		if t, ok := strings.CutSuffix(s, ending); ok {
			return t
		}
	}
	return s
}

// attachedName is the name of an attached file without what links put around
// it: 附件1:…年度报告.pdf, …年度报告 P020210115.docx.
func attachedName(s string) string {
	for _, ending := range fileEndings {
		if i := strings.Index(s, ending); i > 0 {
			s = s[:i]
		}
	}
	if i := strings.LastIndexByte(s, ' '); i > 0 {
		s = s[:i]
	}
	s = strings.TrimPrefix(s, "附件")
	if year, _ := yearAt(s); year == 0 {
		s = strings.TrimLeft(s, "0123456789一二三四")
	}
	return strings.TrimLeft(s, ":、. ")
}
