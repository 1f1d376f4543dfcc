package decode

// countControls counts the control characters of a text, eight bytes at a time where
// there are none and no line ends.
func countControls(s string) (n int) {
	for len(s) >= 8 {
		if word := wordOf(s); word.hasLess(' ') || word.has(0x7F) {
			n += countEach(s[:8])
		}
		s = s[8:]
	}
	return n + countEach(s)
}

func countEach(s string) (n int) {
	for i := range len(s) {
		if b := s[i]; b < ' ' && isControl(rune(b)) || b == 0x7F {
			n++
		}
	}
	return n
}

// word is eight bytes of a text.
type word uint64

func wordOf(s string) word {
	return word(s[0]) | word(s[1])<<8 | word(s[2])<<16 | word(s[3])<<24 | word(s[4])<<32 | word(s[5])<<40 | word(s[6])<<48 | word(s[7])<<56
}

const (
	ones  word = 0x0101010101010101
	highs word = 0x8080808080808080
)

// hasLess reports whether a byte of w is less than b, which is at most 128.
func (w word) hasLess(b byte) bool { return (w-ones*word(b))&^w&highs != 0 }

// has reports whether a byte of w is b.
func (w word) has(b byte) bool { return (w ^ ones*word(b)).hasLess(1) }
