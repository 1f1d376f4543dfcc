package agency

import (
	"strings"
	"unicode/utf8"
)

// Labels of the header block that government sites print over a document, by
// what their value is.
var (
	titleLabels   = []string{"标题", "名称", "信息名称", "文件名称", "公开标题"}
	issuerLabels  = []string{"发布机构", "发文机关", "发布单位", "公开单位", "公开主体", "发文单位", "编制单位", "责任单位", "公开机构", "制发单位", "发布部门", "信息来源", "文章来源", "稿件来源", "内容来源", "来源", "单位名称"}
	publishLabels = []string{"发布日期", "发布时间", "公开日期", "公开时间", "发文日期", "日期", "时间"}
	writtenLabels = []string{"生成日期", "成文日期", "成文时间", "生成时间", "印发日期"}
)

func isFieldLabel(s string) bool {
	for _, labels := range [][]string{titleLabels, issuerLabels, publishLabels, writtenLabels} {
		for _, l := range labels {
			if s == l {
				return true
			}
		}
	}
	return false
}

// appendFields reads `label:value` pairs of one line, each value up to the next
// space-separated or known label.
func appendFields(fields []field, s string) []field {
	fields = appendDates(fields, s)
	if len(s) > 600 || !strings.Contains(s, ":") {
		return fields
	}
	for rest := s; ; {
		k := strings.Index(rest, ":")
		if k < 0 {
			return fields
		}
		label := labelAtEnd(rest[:k])
		rest = rest[k+1:]
		if label == "" {
			continue
		}
		fields = append(fields, field{label, valueUpToLabel(rest)})
	}
}

// appendDates reads dates that follow their label without a colon.
func appendDates(fields []field, s string) []field {
	if len(s) > 600 || !mayHoldDate(s) {
		return fields
	}
	for _, labels := range [][]string{publishLabels, writtenLabels} {
		for _, l := range labels {
			_, after, ok := strings.Cut(s, l)
			if !ok || len(l) < len("发布日期") {
				continue
			}
			if date, ok := findDate(after); ok && date.start == 0 {
				fields = append(fields, field{l, date.iso})
			}
		}
	}
	return fields
}

// mayHoldDate reports whether a text holds the word with which every label of a date
// ends.
func mayHoldDate(s string) bool {
	return strings.Contains(s, "日期") || strings.Contains(s, "时间")
}

// labelled reports whether a line is one of a header block.
func labelled(s string) bool {
	before, _, ok := strings.Cut(s, ":")
	return ok && knownLabelAtEnd(strings.TrimRight(before, " ")) != ""
}

// labelAtEnd returns the longest known label with which a text ends.
func labelAtEnd(s string) string {
	best := ""
	for _, labels := range [][]string{titleLabels, issuerLabels, publishLabels, writtenLabels} {
		for _, l := range labels {
			if len(l) > len(best) && strings.HasSuffix(s, l) {
				best = l
			}
		}
	}
	return best
}

// valueUpToLabel cuts a value where the next label of the line begins.
func valueUpToLabel(s string) string {
	end := len(s)
	for k := strings.Index(s, ":"); k >= 0; {
		if label := knownLabelAtEnd(s[:k]); label != "" {
			end = k - len(label)
			break
		}
		next := strings.Index(s[k+1:], ":")
		if next < 0 {
			break
		}
		k += 1 + next
	}
	value := s[:end]
	for _, stop := range []string{"|", "【", "[", "字号", "浏览", "点击", "阅读", "字体"} {
		if i := strings.Index(value, stop); i >= 0 {
			value = value[:i]
		}
	}
	return strings.Trim(value, " ,;。")
}

func knownLabelAtEnd(s string) string {
	if l := labelAtEnd(s); l != "" {
		return l
	}
	for _, l := range []string{"索引号", "文号", "发文字号", "作者", "责任编辑", "编辑", "浏览次数", "主题分类", "有效性", "访问量", "阅读次数", "点击数", "审核"} {
		if strings.HasSuffix(s, l) {
			return l
		}
	}
	return ""
}

// values returns the values of the fields with one of the labels, in order.
func (d *document) values(labels []string) []string {
	var out []string
	for _, f := range d.fields {
		for _, l := range labels {
			if f.label == l && utf8.RuneCountInString(f.value) <= 80 {
				out = append(out, f.value)
			}
		}
	}
	return out
}

// meta returns the contents of the header metadata with one of the names.
func (d *document) meta(names ...string) []string {
	var out []string
	for _, name := range names {
		for _, m := range d.grid.Meta {
			if m.Content != "" && strings.EqualFold(m.Name, name) {
				out = append(out, squeeze(m.Content))
			}
		}
	}
	return out
}
