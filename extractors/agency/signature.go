package agency

import (
	"strings"
	"unicode/utf8"
)

// signature is the agency and date at the end of a report, "" where not there.
type signature struct{ agency, date string }

// findSignature reads the last date line of the report that has a name beside
// it, else the first date line after the last section, else a name alone there.
// Dates after it belong to the page's lists of links.
func (d *document) findSignature() signature {
	alone := signature{}
	for i := len(d.tail) - 1; i >= 0; i-- {
		text := d.tail[i].text
		if isLastHeading(text) && alone.date != "" {
			break
		}
		s, ok := d.signatureAt(i)
		if ok && s.agency != "" {
			return s
		}
		if ok {
			alone = s
		}
	}
	if alone.date == "" {
		return signature{agency: d.loneName()}
	}
	return alone
}

// signatureAt reads a line with the date, and the name on it or beside it.
func (d *document) signatureAt(i int) (signature, bool) {
	text := d.tail[i].text
	if date, ok := isDateLine(text); ok {
		return signature{d.nameBeside(i), date.iso}, !isFooter(text)
	}
	if strings.IndexByte(text, ',') >= 0 || utf8.RuneCountInString(text) > 50 {
		return signature{}, false
	}
	date, ok := findDate(text)
	if !ok || strings.Trim(text[date.end:], " ()。") != "" {
		return signature{}, false
	}
	name := cleanName(text[:date.start])
	return signature{name, date.iso}, isOrgan(name) && !isFooter(text)
}

// isLastHeading reports whether a line heads the last section.
func isLastHeading(s string) bool {
	return strings.Contains(s, "其他需要报告") || strings.Contains(s, "需要报告的其他")
}

// nameBeside returns the agency on the lines before a date line, joined where it
// is broken over two, else on the line after it.
func (d *document) nameBeside(i int) string {
	if i > 0 {
		if name := signatureName(d.tail[i-1].text); name != "" {
			if i > 1 && isFragment(name) {
				if joined := signatureName(d.tail[i-2].text + d.tail[i-1].text); joined != "" && placeStarts(joined) {
					return joined
				}
			}
			return name
		}
	}
	if i+1 < len(d.tail) {
		return signatureName(d.tail[i+1].text)
	}
	return ""
}

// loneName returns an agency on a line of its own after the last section's heading.
func (d *document) loneName() string {
	for i := len(d.tail) - 1; i >= 0; i-- {
		text := d.tail[i].text
		if isLastHeading(text) {
			return ""
		}
		if name := signatureName(text); name != "" && placeStarts(name) && !isFooter(text) {
			return name
		}
	}
	return ""
}

func signatureName(s string) string {
	if !mayHoldOrgan(s) || strings.IndexByte(s, ',') >= 0 || strings.Contains(s, "。") {
		return ""
	}
	s = cleanName(tidy(s))
	s = strings.TrimSuffix(strings.TrimSuffix(s, "(盖章)"), "(章)")
	if isOrgan(s) {
		return s
	}
	return ""
}

// isFooter reports whether a line is the site's, not the report's.
func isFooter(s string) bool {
	for _, w := range []string{"版权", "主办", "承办", "备案", "ICP", "网安", "公网", "联系电话", "地址", "邮编", "上一篇", "下一篇", "扫一扫", "打印", "关闭", "分享", "技术支持", "标识码", "更新时间", "浏览", "发布日期", "发布时间", "友情链接", "Copyright", "相关链接"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
