package agency

import (
	"strings"
	"unicode/utf8"
)

// signature is the agency and date at the end of a report.
type signature struct {
	agency, date string
	// firm is true where name and date stand together.
	firm bool
}

// findSignature reads the last date line of the report with the name before
// or after it, else a name alone after the last section.
func (d *document) findSignature() signature {
	for i := len(d.tail) - 1; i >= 0; i-- {
		text := d.tail[i].text
		if date, ok := isDateLine(text); ok && !isFooter(text) {
			return signature{d.nameBeside(i), date.iso, true}
		}
		if strings.IndexByte(text, ',') >= 0 {
			continue
		}
		if date, ok := findDate(text); ok && utf8.RuneCountInString(text) <= 50 {
			if name := cleanName(text[:date.start]); isOrgan(name) && strings.Trim(text[date.end:], " ()。") == "" && !isFooter(text) {
				return signature{name, date.iso, true}
			}
		}
	}
	return signature{agency: d.loneName()}
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
		if strings.Contains(text, "其他需要报告") || strings.Contains(text, "需要报告的其他") {
			return ""
		}
		if name := signatureName(text); name != "" && placeStarts(name) && !isFooter(text) {
			return name
		}
	}
	return ""
}

func signatureName(s string) string {
	if strings.IndexByte(s, ',') >= 0 || strings.Contains(s, "。") {
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
