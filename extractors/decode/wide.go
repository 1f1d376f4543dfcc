package decode

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// plausibilityWide is plausibility of what c, with two bytes to a character, reads
// in body, without writing it down.
func (c candidate) plausibilityWide(body []byte) int {
	weight := weights()
	sum, n, lost := 0, 0, 0 // lost counts the characters at the end that are none
	for i := 0; i < len(body); {
		r, size := c.unit(body[i:])
		i += size
		w := rare
		if r < int32(len(weight)) {
			w = weight[r]
		}
		if lost++; r != utf8.RuneError {
			lost = 0
		}
		if w != neutral {
			sum += int(w)
			n++
		}
	}
	lost = min(lost, cutRunes)
	return 1000 * (sum - lost*int(none)) / (n - lost + fewRunes)
}

// unit reads a character of UTF-16 and its length; U+FFFD where there is none. Two
// halves are taken together as the decoder does.
func (c candidate) unit(body []byte) (r rune, size int) {
	if len(body) < 2 {
		return utf8.RuneError, len(body)
	}
	r = c.pair(body)
	if !utf16.IsSurrogate(r) {
		return r, 2
	}
	if len(body) >= 4 {
		if low := c.pair(body[2:]); low >= 0xDC00 && low <= 0xDFFF {
			return utf16.DecodeRune(r, low), 4
		}
	}
	return utf8.RuneError, 2
}

func (c candidate) pair(body []byte) rune {
	if c.name == "utf-16le" {
		return rune(binary.LittleEndian.Uint16(body))
	}
	return rune(binary.BigEndian.Uint16(body))
}
