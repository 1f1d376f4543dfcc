package normalize

import "strings"

// maxNumeral is the longest numeral read, in characters.
const maxNumeral = 9

// Numeral reads a whole number in Chinese characters: digit by digit as years
// are written (二〇二〇, 二○二一, 二零二二, 二O一九, 2O2〇) or with 十, 百 and 千
// (十二, 三十一, 二千零二十). It returns false where s holds anything else, or
// no sign that is a numeral beyond doubt.
func Numeral(s string) (int, bool) {
	runes := []rune(Text(s))
	if len(runes) == 0 || len(runes) > maxNumeral {
		return 0, false
	}
	if strings.ContainsAny(string(runes), "十百千") {
		return counted(runes)
	}
	n, certain := 0, false
	for _, r := range runes {
		d, ok := digit(r)
		if !ok {
			return 0, false
		}
		certain = certain || !strings.ContainsRune("Oo○◯", r)
		n = n*10 + d
	}
	return n, certain
}

// digit is the value of one numeral.
func digit(r rune) (int, bool) {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0'), true
	case strings.ContainsRune("〇○◯零Oo", r):
		return 0, true
	case r == '两':
		return 2, true
	}
	for _, row := range [2][]rune{[]rune("一二三四五六七八九"), []rune("壹贰叁肆伍陆柒捌玖")} {
		for i, d := range row {
			if d == r {
				return i + 1, true
			}
		}
	}
	return 0, false
}

// counted reads a numeral with places: each place at most once, falling.
func counted(runes []rune) (int, bool) {
	total, pending, limit := 0, -1, 10000
	for i, r := range runes {
		place := map[rune]int{'十': 10, '百': 100, '千': 1000}[r]
		switch d, ok := digit(r); {
		case place > 0 && place < limit && (pending > 0 || i == 0 && place == 10):
			total += max(pending, 1) * place
			pending, limit = -1, place
		case place > 0, !ok, pending > 0:
			return 0, false
		default:
			pending = d
		}
	}
	if pending > 0 {
		if limit > 10 && runes[len(runes)-2] != '零' && runes[len(runes)-2] != '〇' {
			return 0, false // 二百五 is 250 to some
		}
		total += pending
	}
	return total, true
}
