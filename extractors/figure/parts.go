package figure

import (
	"strings"

	"gongkai/schema"
)

// closeHan takes out the spaces beside Chinese characters, which OCR puts
// there and which separate nothing in a figure: 增 加 5 项.
func closeHan(s string) string {
	if !strings.Contains(s, " ") {
		return s
	}
	runes := []rune(s)
	kept := runes[:0:0]
	for i, r := range runes {
		beside := i > 0 && isHan(runes[i-1]) || i+1 < len(runes) && isHan(runes[i+1])
		if r != ' ' || !beside {
			kept = append(kept, r)
		}
	}
	return string(kept)
}

func isHan(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF }

// signed is the sign before a figure.
type signed struct {
	rest                  string
	none, negative, doubt bool
}

// signs lists what stands before a figure as its sign. A word needs no more
// than the digits after it; a dash in the place of a minus sign is doubtful.
var signs = []struct {
	text            string
	negative, doubt bool
}{
	{"增加了", false, false}, {"减少了", true, false}, {"增加", false, false}, {"减少", true, false},
	{"新增", false, false}, {"增", false, false}, {"减", true, false}, {"负", true, false},
	{"↑", false, false}, {"↓", true, false}, {"+", false, false}, {"-", true, false}, {"−", true, false},
	{"—", true, true}, {"–", true, true}, {"一", true, true}, {"十", false, true},
}

// cutSign takes the sign off. More than one sign, and a space after a sign
// that is not a word, leave a doubt.
func cutSign(text string) signed {
	s := signed{rest: text, none: true}
	for {
		found := false
		for _, sign := range signs {
			rest, ok := strings.CutPrefix(s.rest, sign.text)
			if !ok {
				continue
			}
			s.doubt = s.doubt || sign.doubt || !s.none || strings.HasPrefix(rest, " ")
			s.negative = s.negative || sign.negative
			s.rest, s.none, found = strings.TrimLeft(rest, " "), false, true
			break
		}
		if !found {
			return s
		}
	}
}

// unitRead is the unit of a figure as the cell prints it.
type unitRead struct {
	code  string
	shift int // how many places the point moves to the right
	none  bool
	doubt bool
}

// amounts lists the units of money, longest first, and counters the words
// that count items.
var (
	amounts = []struct {
		text string
		unit unitRead
	}{
		{"亿元", unitRead{code: schema.UnitCNY10k, shift: 4}},
		{"万元", unitRead{code: schema.UnitCNY10k}},
		{"元", unitRead{code: schema.UnitCNY}},
		{"亿", unitRead{doubt: true}}, // of what, the cell does not say
		{"万", unitRead{doubt: true}},
	}
	counters = []string{"人次", "件次", "件", "项", "条", "个", "宗", "起", "次", "份", "例"}
)

// cutUnit takes off the unit after a figure, bracketed or not, and a currency
// sign before it.
func cutUnit(text string) (unitRead, string) {
	text, yuan := cutCurrency(text)
	bare := openUnit(text)
	for _, counter := range counters {
		if rest, ok := strings.CutSuffix(bare, counter); ok && !yuan {
			unit := unitRead{code: schema.UnitItem}
			if thousands, ok := strings.CutSuffix(rest, "万"); ok {
				rest, unit.shift = thousands, 4
			}
			return unit, rest
		}
	}
	for _, amount := range amounts {
		if rest, ok := strings.CutSuffix(bare, amount.text); ok {
			return amount.unit, strings.TrimRight(rest, " ")
		}
	}
	if yuan {
		return unitRead{code: schema.UnitCNY}, text
	}
	return unitRead{none: true}, text
}

// openUnit takes the brackets off a unit in brackets: 5(件), 850(万元).
func openUnit(text string) string {
	head, inside, ok := strings.Cut(text, "(")
	inside, closed := strings.CutSuffix(inside, ")")
	if !ok || !closed || strings.ContainsFunc(inside, func(r rune) bool { return !isHan(r) }) {
		return text
	}
	return head + inside
}

func cutCurrency(text string) (rest string, found bool) {
	for _, sign := range []string{"¥", "￥", "人民币", "RMB"} {
		if rest, ok := strings.CutPrefix(text, sign); ok {
			return strings.TrimLeft(rest, " "), true
		}
	}
	return text, false
}

// marked is a figure with the stray marks around it taken off.
type marked struct {
	rest  string
	doubt bool
}

// cutMarks takes off specks, quotes and note marks.
func cutMarks(text string) marked {
	rest := strings.TrimLeft(text, "'\"`·_~*:^‘’“”")
	rest = strings.TrimRight(rest, "'\"`·_~*:;^°‘’“”。①②③④⑤⑥⑦⑧⑨¹²³")
	return marked{rest: strings.TrimSpace(rest), doubt: rest != text}
}
