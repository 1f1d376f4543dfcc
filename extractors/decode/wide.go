package decode

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// plausibilityWide is plausibility of what c, with two bytes to a character, reads
// in body, without writing it down. It takes least as judge does.
func (c candidate) plausibilityWide(body []byte, least int) int {
	weight := weights()
	var seen tally
	for i, look := 0, between; i < len(body); {
		r, size := c.unit(body[i:])
		seen.add(weight, r)
		if i += size; i < look {
			continue
		}
		look += between
		if bound := seen.atMost(len(body) - i); bound <= least {
			return bound
		}
	}
	return seen.plausibility()
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
