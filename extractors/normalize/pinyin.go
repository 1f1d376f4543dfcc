package normalize

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxBracket bounds a bracketed reading: the longest syllable with combining
// marks, doubled by nesting, is far shorter.
const maxBracket = 48

// pinyin returns the length of the bracketed reading of the character before
// s at the start of s, or 0 where s does not begin with one. A reading is one
// syllable of pinyin in small letters, with tone marks or without, possibly
// with a further bracketed reading in it. Where a space stands before the
// bracket, only a syllable with a tone mark is one.
func pinyin(s string, before rune, spaced bool) int {
	content, length := bracketed(s)
	if length == 0 {
		return 0
	}
	plain, toned := letters(content)
	switch {
	case !syllables[plain], spaced && !toned:
		return 0
	case len(plain) == 1 && !toned && !strings.ContainsRune(oneLetter[plain], before):
		return 0
	}
	return length
}

// bracketed cuts the bracket at the start of s: its content without brackets
// inside it, and its length with the brackets.
func bracketed(s string) (content string, length int) {
	depth, start, end := 0, 0, -1
	for i, r := range s {
		if i > maxBracket {
			return "", 0
		}
		switch r {
		case '(', '（':
			if depth == 1 && end < 0 {
				end = i
			}
			if depth == 0 {
				start = i + utf8.RuneLen(r)
			}
			depth++
		case ')', '）':
			depth--
			if depth == 0 {
				if end < 0 {
					end = i
				}
				return s[start:end], i + utf8.RuneLen(r)
			}
		default:
			if r < utf8.RuneSelf && (r < 'a' || r > 'z') && r != ' ' || isHan(r) {
				return "", 0
			}
		}
	}
	return "", 0
}

// letters takes the tone off a syllable and says whether it had one.
func letters(s string) (plain string, toned bool) {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.TrimSpace(s)) {
		switch {
		case r == 0x0300 || r == 0x0301 || r == 0x0304 || r == 0x0306 || r == 0x030C:
			toned = true
		case r == 0x0308: // ü, written v below
			u := b.String()
			b.Reset()
			b.WriteString(strings.TrimSuffix(u, "u") + "v")
		case r == 'ɑ': // the letter a of Chinese school books
			b.WriteByte('a')
		case r == 'ɡ':
			b.WriteByte('g')
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), toned
}

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
