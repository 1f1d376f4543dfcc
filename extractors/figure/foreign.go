package figure

import "unicode/utf8"

// firstHan and lastHan bound the Chinese characters that isForeign knows, and the bytes
// that they begin with.
const (
	firstHan, lastHan         = 0x4E00, 0x9FFF
	firstHanByte, lastHanByte = 0xE4, 0xE9
)

// ofFigures marks the Chinese characters that may be part of a figure: of a sign, a unit, a
// currency, a word for "does not apply", or like a digit. No other can.
var ofFigures = func() (set [(lastHan - firstHan + 1) / 64]uint64) {
	add := func(text string) {
		for _, r := range text {
			if isHan(r) {
				set[(r-firstHan)>>6] |= 1 << ((r - firstHan) & 63)
			}
		}
	}
	for _, s := range signs {
		add(s.text)
	}
	for _, a := range amounts {
		add(a.text)
	}
	for _, c := range counters {
		add(c)
	}
	add("万人民币无不适用零〇丨")
	return set
}()

// isForeign tells quickly what most labels are: texts with a Chinese character that is part
// of no figure.
func isForeign(text string) bool {
	for i := 0; i+utf8.UTFMax-1 <= len(text); {
		b := text[i]
		if b < firstHanByte || b > lastHanByte {
			i++
			continue
		}
		r := rune(b&0x0F)<<12 | rune(text[i+1]&0x3F)<<6 | rune(text[i+2]&0x3F)
		if isHan(r) && ofFigures[(r-firstHan)>>6]&(1<<((r-firstHan)&63)) == 0 {
			return true
		}
		i += utf8.UTFMax - 1
	}
	return false
}
