package decode

import (
	"errors"
	"math"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// tally is the weight of a reading as far as it was read: what plausibility adds up.
type tally struct {
	sum, n int
	// lost counts the characters at the end that are none.
	lost int
}

func (t *tally) add(weight *[0x10000]int8, r rune) {
	w := rare
	if r < int32(len(weight)) {
		w = weight[r]
	}
	if t.lost++; r != utf8.RuneError {
		t.lost = 0
	}
	if w != neutral {
		t.sum += int(w)
		t.n++
	}
}

// plausibility is that of the text that was added up, without what a sample may have cut at
// its end.
func (t *tally) plausibility() int {
	lost := min(t.lost, cutRunes)
	return 1000 * (t.sum - lost*int(none)) / (t.n - lost + fewRunes)
}

// atMost bounds what plausibility can be after so many bytes more, of which a character that
// weighs more than half of what the heaviest do takes two.
func (t *tally) atMost(bytes int) int {
	sum := t.sum - cutRunes*int(none)
	if sum > int(common)*t.n {
		return math.MaxInt
	}
	more := (bytes + 1) / 2
	sum += int(common) * more
	if sum <= 0 {
		return 0
	}
	return 1000 * sum / max(1, t.n+more-cutRunes+fewRunes)
}

// between is how many bytes are read between two looks at what a reading can still come to.
const between = 1 << 10

// judge is plausibility of what c reads in a sample, without what the sample cut at its end;
// a number that is not more than least where it is not, found without reading on to the end.
func (c candidate) judge(sample []byte, least int) int {
	weight, decoder := weights(), c.encodingOrUTF8().NewDecoder()
	var seen tally
	var room [4 * between]byte
	for from := 0; from < len(sample); {
		end := min(len(sample), from+between)
		wrote, read, err := decoder.Transform(room[:], sample[from:end], end == len(sample))
		short := errors.Is(err, transform.ErrShortSrc) || errors.Is(err, transform.ErrShortDst)
		if read == 0 || err != nil && !short || !utf8.Valid(room[:wrote]) {
			return plausibility(trimTail(c.decode(sample))) // hardly a decoder does so
		}
		for text := room[:wrote]; len(text) > 0; {
			r, size := utf8.DecodeRune(text)
			seen.add(weight, r)
			text = text[size:]
		}
		from += read
		if bound := seen.atMost(len(sample) - from); bound <= least {
			return bound
		}
	}
	return seen.plausibility()
}
