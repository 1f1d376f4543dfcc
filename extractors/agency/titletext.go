package agency

import (
	"strings"
	"unicode/utf8"
)

// tidy takes the marks of markdown and all spaces from a line.
func tidy(s string) string {
	s = pack(s)
	for _, mark := range []string{"<b>", "</b>", "<strong>", "</strong>"} {
		s = strings.ReplaceAll(s, mark, "")
	}
	s = strings.ReplaceAll(s, "**", "")
	return strings.Trim(s, "#*_ ")
}

func hasCore(s string) bool {
	_, _, ok := cutCore(s)
	return ok
}

// cutCore splits a title around its core words, at their last occurrence.
func cutCore(s string) (before, after string, ok bool) {
	if !mayHoldCore(s) {
		return "", "", false
	}
	for _, core := range cores {
		if i := strings.LastIndex(s, core); i >= 0 {
			return s[:i], s[i+len(core):], true
		}
	}
	return "", "", false
}

// mayHoldCore reports whether a text holds what some core has in it: most texts do
// not.
func mayHoldCore(s string) bool {
	return strings.Contains(s, "信息") || strings.Contains(s, "政务")
}

// parseTitle reads one line as a report's title.
func parseTitle(s string) (title, bool) {
	if !mayHoldCore(s) {
		return title{}, false
	}
	if n := utf8.RuneCountInString(s); n < 6 || n > 70 || strings.ContainsAny(s, "。;!?>»|,") || labelled(s) || strings.Contains(s, "首页") || strings.Contains(s, "如下") {
		return title{}, false
	}
	if inner, ok := quotedTitle(s); ok {
		return inner, true
	}
	before, after, ok := cutCore(s)
	if !ok || !isReportTail(after) || startsOrdinal(s) {
		return title{}, false
	}
	t := title{text: s}
	t.year = titleYear(before, after)
	t.agency = agencyBefore(before)
	if t.agency == "" {
		t.agency = agencyAfter(after)
	}
	return t, true
}

// quotedTitle reads 关于印发《…年度报告》的通知: the title is the quoted one, the
// agency that of the quoted title, else the issuer.
func quotedTitle(s string) (title, bool) {
	open := strings.Index(s, "《")
	end := strings.LastIndex(s, "》")
	if open < 0 || end < open {
		return title{}, false
	}
	t, ok := parseTitle(s[open+len("《") : end])
	if !ok {
		return title{}, false
	}
	year, issuer := takeYears(s[:open])
	if t.year == 0 {
		t.year = year
	}
	if issuer = cleanName(issuer); t.agency == "" && isName(issuer) {
		t.agency = issuer
	}
	t.text = s
	return t, true
}

func startsOrdinal(s string) bool {
	for _, p := range []string{"一、", "二、", "三、", "四、", "五、", "六、", "七、", "(一)", "(二)", "(三)", "(四)", "(五)", "(六)", "(七)", "1.", "2.", "3.", "4.", "1、", "2、", "本"} {
		if strings.HasPrefix(s, p) && !strings.HasPrefix(s, "本溪") {
			return true
		}
	}
	return false
}

// isReportTail reports whether the words after the core are those of a report,
// in any order: 工作年度报告, 年报, 工作情况的报告, 工作告年度报.
func isReportTail(s string) bool {
	if i := strings.IndexAny(s, "(-—"); i > 0 && strings.ContainsAny(s[:i], "报") {
		s = s[:i]
	}
	n := utf8.RuneCountInString(s)
	if n > 24 || strings.Contains(s, "指南") || strings.Contains(s, "目录") || strings.Contains(s, "制度") {
		return false
	}
	return strings.Contains(s, "报") && strings.ContainsAny(s, "告年")
}

// titleYear returns the year a title states, that nearest to the core first.
func titleYear(before, after string) int {
	found := 0
	for i := 0; ; {
		y, ok := nextYear(before, i)
		if !ok {
			break
		}
		found, i = y.year, y.end
	}
	if found != 0 {
		return found
	}
	if y, ok := nextYear(after, 0); ok {
		return y.year
	}
	if y, _ := bareYear(before); y != 0 {
		return y
	}
	y, _ := bareYear(after)
	return y
}

// bareYear finds a year written without 年: exactly four digits, not part of a
// document number. It returns its place as an end offset.
func bareYear(s string) (year, end int) {
	for i, r := range s {
		if v, han, ok := digitOf(r); !ok || han || v != 2 {
			continue
		}
		j, n := i, 0
		for j < len(s) {
			c, size := utf8.DecodeRuneInString(s[j:])
			if _, han, ok := digitOf(c); !ok || han {
				break
			}
			j += size
			n++
		}
		if n != 4 || strings.HasPrefix(s[j:], "〕") || strings.HasPrefix(s[j:], "]") || strings.HasPrefix(s[j:], "号") || strings.HasPrefix(s[j:], "年") || j < len(s) && strings.IndexByte("-/.", s[j]) >= 0 {
			continue
		}
		if y, _, ok := yearBefore(s, j); ok {
			return y, j
		}
	}
	return 0, 0
}

// takeYears takes the years out of a text and returns the last of them.
func takeYears(s string) (year int, rest string) {
	for i := 0; ; {
		y, ok := nextYear(s, i)
		if !ok {
			break
		}
		end := y.end
		if strings.HasPrefix(s[end:], "度") {
			end += len("度")
		}
		year = y.year
		s = s[:y.start] + " " + s[end:]
		i = y.start
	}
	if year == 0 {
		if y, end := bareYear(s); y != 0 {
			return y, s[:end-4] + " " + s[end:]
		}
	}
	return year, s
}

// agencyBefore reads the agency from the words before the core.
func agencyBefore(before string) string {
	_, rest := takeYears(before)
	parts := strings.Fields(rest)
	best := ""
	for i, p := range parts {
		p = cleanName(p)
		if i == len(parts)-1 && strings.HasSuffix(p, "人民") {
			p += "政府"
		}
		if isName(p) && (best == "" || isOrgan(p) || !isOrgan(best)) {
			best = p
		}
	}
	return best
}

// agencyAfter reads an agency printed after the title's words: …年度报告(修武县财政局).
func agencyAfter(after string) string {
	i := strings.IndexAny(after, "(-—")
	if i < 0 {
		return ""
	}
	_, rest := takeYears(after[i:])
	if name := cleanName(rest); isOrgan(name) {
		return name
	}
	return ""
}
