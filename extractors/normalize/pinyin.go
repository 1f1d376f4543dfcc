package normalize

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// maxReading bounds a bracketed reading in bytes: the longest syllable with
// combining marks, doubled by nesting, is shorter.
const maxReading = 48

// reading returns where the bracketed reading begins that ends text, which ends
// with a bracket: the offset of its opening bracket and of the space before
// that, if any; or -1. A reading is one syllable of pinyin in small letters
// after a Chinese character, with tone mark or without, possibly with a further
// reading in brackets inside. After a space only a syllable with a tone mark is one.
func reading(text string) int {
	open := openBracket(text)
	if open < 0 {
		return -1
	}
	head, spaced := strings.CutSuffix(text[:open], " ")
	last, _ := utf8.DecodeLastRuneInString(head)
	if !isHan(last) {
		return -1
	}
	syllable := func(s string) bool { return isReading(s, last, spaced) }
	parts := strings.FieldsFunc(text[open:], func(r rune) bool { return r == '(' || r == ')' })
	if len(parts) == 0 || slices.ContainsFunc(parts, func(s string) bool { return !syllable(s) }) {
		return -1
	}
	return len(head)
}

// openBracket is the offset of the bracket that the last one closes, or -1.
func openBracket(text string) int {
	depth := 0
	for i := len(text) - 1; i >= max(0, len(text)-maxReading); i-- {
		switch text[i] {
		case ')':
			depth++
		case '(':
			depth--
			if depth == 0 {
				return i
			}
		}
	}
	return -1
}

// isReading reports whether s is a syllable that can be the reading of r.
func isReading(s string, r rune, spaced bool) bool {
	plain, toned := letters(s)
	if toned {
		return syllables[plain]
	}
	return syllables[plain] && !spaced && (len(plain) > 1 || strings.ContainsRune(oneLetter[plain], r))
}

// letters takes the tone off a syllable and says whether it had one; ü becomes
// v. It returns "" for what is no syllable by its length or its characters.
func letters(s string) (plain string, toned bool) {
	buf := make([]byte, 0, 8)
	for _, r := range strings.TrimSpace(s) {
		letter, known := toneless[r]
		switch {
		case r >= 'a' && r <= 'z':
			letter = r
		case r == '\u0308' && len(buf) > 0 && buf[len(buf)-1] == 'u': // ü in two characters
			buf[len(buf)-1] = 'v'
			continue
		case !known:
			return "", false
		case letter == mark:
			toned = true
			continue
		default:
			toned = toned || !strings.ContainsRune("üɑɡ", r)
		}
		if len(buf) == cap(buf) {
			return "", false
		}
		buf = append(buf, byte(letter))
	}
	return string(buf), toned
}

// mark stands in toneless for a combining tone mark.
const mark = '\u0300'

// toneless maps letters with tone marks, and the letters a and g of Chinese
// school books, to plain letters. ă and its like are misprints of ǎ.
var toneless = func() map[rune]rune {
	letters := map[rune]rune{'ɑ': 'a', 'ɡ': 'g', 'ü': 'v'}
	for plain, with := range map[rune]string{
		'a': "āáǎàă", 'e': "ēéěèĕê", 'i': "īíǐìĭ", 'o': "ōóǒòŏ", 'u': "ūúǔùŭ", 'v': "ǖǘǚǜ", 'n': "ńňǹ", 'm': "ḿ",
		mark: "\u0300\u0301\u0304\u0306\u030c",
	} {
		for _, r := range with {
			letters[r] = plain
		}
	}
	return letters
}()

// oneLetter lists the characters whose reading is a single letter. Elsewhere
// (a), (e) and (o) count items.
var oneLetter = map[string]string{
	"a": "阿啊锕呵", "e": "额俄恶鹅饿厄扼鄂愕遏噩峨讹娥蛾鳄", "o": "哦喔噢",
}

// syllables holds every syllable of pinyin without tone; v stands for ü.
var syllables = func() map[string]bool {
	finals := map[string]string{
		"":   "a ai an ang ao e ei en eng er o ou",
		"b":  "a ai an ang ao ei en eng i ian iao ie in ing o u",
		"p":  "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
		"m":  "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
		"f":  "a an ang ei en eng o ou u",
		"d":  "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
		"t":  "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
		"n":  "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve ue",
		"l":  "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve ue",
		"g":  "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
		"k":  "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
		"h":  "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
		"j":  "i ia ian iang iao ie in ing iong iu u uan ue un v van ve vn",
		"q":  "i ia ian iang iao ie in ing iong iu u uan ue un v van ve vn",
		"x":  "i ia ian iang iao ie in ing iong iu u uan ue un v van ve vn",
		"zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
		"ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
		"sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
		"r":  "an ang ao e en eng i ong ou u ua uan ui un uo",
		"z":  "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
		"c":  "a ai an ang ao e en eng i ong ou u uan ui un uo",
		"s":  "a ai an ang ao e en eng i ong ou u uan ui un uo",
		"y":  "a an ang ao e i in ing o ong ou u uan ue un",
		"w":  "a ai an ang ei en eng o u",
	}
	all := map[string]bool{}
	for initial, list := range finals {
		for final := range strings.FieldsSeq(list) {
			all[initial+final] = true
		}
	}
	return all
}()
