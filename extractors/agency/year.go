package agency

import (
	"net/url"
	"path"
	"strconv"
	"strings"
)

func yearText(year int) string { return strconv.Itoa(year) }

// year returns the year reported on and where it stands. Title and period that
// state different years add DoubtYear; the title then counts.
func (d *document) year(t title, doubts *[]string) (int, YearSource) {
	period := d.periodYear()
	if t.year != 0 {
		if period != 0 && period != t.year {
			*doubts = append(*doubts, DoubtYear)
		}
		return t.year, YearFromTitle
	}
	if period != 0 {
		return period, YearFromPeriod
	}
	if y := d.textYear(); y != 0 {
		return y, YearFromText
	}
	if y := urlYear(d.uri); y != 0 {
		return y, YearFromURL
	}
	return 0, YearUnknown
}

// periodYear returns the year of the statistical period where the prose states
// one: from the first of January to the last of December of one year.
func (d *document) periodYear() int {
	for _, lines := range [][]line{d.body, d.head} {
		for _, l := range lines {
			if y := periodIn(l.text); y != 0 {
				return y
			}
		}
	}
	return 0
}

func periodIn(s string) int {
	for i := 0; i < len(s); {
		k := strings.Index(s[i:], "1月1日")
		width := len("1月1日")
		if h := strings.Index(s[i:], "一月一日"); h >= 0 && (k < 0 || h < k) {
			k, width = h, len("一月一日")
		}
		if k < 0 {
			break
		}
		at := i + k
		i = at + width
		head := strings.TrimRight(s[:at], " 0")
		if !strings.HasSuffix(head, "年") {
			continue
		}
		head = head[:len(head)-len("年")]
		if y, _, ok := yearBefore(head, len(head)); ok && endsInDecember(s[i:], y) {
			return y
		}
	}
	return numericPeriod(s)
}

// endsInDecember reports whether a text goes on with the end of the same year.
func endsInDecember(s string, year int) bool {
	s = cut(s, 90)
	k := strings.Index(s, "12月31")
	if k < 0 {
		k = strings.Index(s, "12月底")
	}
	if k < 0 {
		k = strings.Index(s, "十二月三十一")
	}
	if k < 0 {
		return false
	}
	between := s[:k]
	if !strings.HasSuffix(between, "年") {
		return len(between) <= 24
	}
	if strings.HasSuffix(between, "同年") || strings.HasSuffix(between, "本年") || strings.HasSuffix(between, "当年") {
		return true
	}
	between = strings.TrimRight(between[:len(between)-len("年")], " ")
	end, start, ok := yearBefore(between, len(between))
	return ok && end == year && start <= 24
}

// numericPeriod reads periods such as 2020.1.1-2020.12.31 and 2020-01-01至2020-12-31.
func numericPeriod(s string) int {
	k := strings.Index(s, "12.31")
	for _, form := range []string{"12-31", "12/31"} {
		if k < 0 {
			k = strings.Index(s, form)
		}
	}
	if k < 0 {
		return 0
	}
	first, ok := findDate(s)
	if !ok || !strings.HasSuffix(first.iso, "-01-01") || first.start > k {
		return 0
	}
	second, ok := findDate(s[first.end:])
	if !ok || second.iso != first.iso[:4]+"-12-31" || second.start > 16 {
		return 0
	}
	y, _ := strconv.Atoi(first.iso[:4])
	return y
}

// vote is how often a text names a year, the starts of sentences weighing more.
type vote struct{ year, weight int }

// textYear returns the year that dominates the overview. Years of dates,
// document numbers, titles of other documents and plans count nothing.
func (d *document) textYear() int {
	var votes []vote
	rank := 0
	for _, l := range d.body {
		if _, date := isDateLine(l.text); date || otherSection(l.text) {
			if len(votes) > 0 {
				break
			}
			continue
		}
		if !isSentence(l.text) {
			continue
		}
		if rank >= overviewRows {
			break
		}
		votes = voteYears(votes, l.text, rank)
		rank++
	}
	best, second := vote{}, vote{}
	for _, v := range votes {
		if v.weight > best.weight {
			best, second = v, best
		} else if v.weight > second.weight {
			second = v
		}
	}
	if best.weight > 0 && best.weight >= 2*second.weight {
		return best.year
	}
	return 0
}

// otherSection reports whether a line is the heading of a later section, after
// which figures, problems and plans follow.
func otherSection(s string) bool {
	return len(s) < 90 && (strings.Contains(s, "主动公开政府信息情况") || strings.Contains(s, "收到和处理") || strings.Contains(s, "存在的主要问题"))
}

func voteYears(votes []vote, s string, rank int) []vote {
	for i := 0; ; {
		y, ok := nextYear(s, i)
		if !ok {
			return votes
		}
		i = y.end
		weight := yearWeight(s, y)
		if rank == 0 && weight > 1 {
			weight += 2
		}
		votes = addVote(votes, y.year, weight)
	}
}

// yearWeight is 0 for a year that a title or a plan names, 3 at the start of a
// sentence, else 1.
func yearWeight(s string, y yearAt) int {
	before, after := s[:y.start], s[y.end:]
	if strings.LastIndex(before, "《") > strings.LastIndex(before, "》") {
		return 0
	}
	for _, word := range []string{"到", "至", "截至", "截止", "自", "从", "较", "比", "与", "同", "于"} {
		if strings.HasSuffix(before, word) {
			return 0
		}
	}
	if strings.HasPrefix(after, "工作") && strings.HasSuffix(before, "在") || strings.HasPrefix(after, "底") {
		return 0
	}
	if before == "" {
		return 3
	}
	switch lastRune(before) {
	case '。', ';', '；', ':', '：', ')', '!':
		return 3
	}
	return 1
}

func addVote(votes []vote, year, weight int) []vote {
	for i := range votes {
		if votes[i].year == year {
			votes[i].weight += weight
			return votes
		}
	}
	return append(votes, vote{year, weight})
}

// urlYear reads a year from an address: written with 年, or four digits alone
// in the last path element's name. Folders of an address (/2021/01/) are dates of
// publication and give none.
func urlYear(uri string) int {
	if u, err := url.PathUnescape(uri); err == nil {
		uri = u
	}
	if y, ok := nextYear(uri, 0); ok {
		return y.year
	}
	if i := strings.IndexAny(uri, "?#"); i >= 0 {
		uri = uri[:i]
	}
	return soleYear(path.Base(uri))
}

// soleYear returns the only run of four digits of a name where the name has no
// other digits that could make it a date.
func soleYear(name string) int {
	found := 0
	for i := 0; i < len(name); {
		if name[i] < '0' || name[i] > '9' {
			i++
			continue
		}
		j := i
		for j < len(name) && name[j] >= '0' && name[j] <= '9' {
			j++
		}
		y, _ := strconv.Atoi(name[i:j])
		if j-i != 4 || y < minYear || y > maxYear || found != 0 {
			return 0
		}
		found, i = y, j
	}
	return found
}
