package decode

import (
	"bytes"
	"encoding/binary"
	"iter"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"gongkai/data"
)

// candidate is a charset that a document may be written in.
type candidate struct {
	name     string
	encoding encoding.Encoding // nil for utf-8
	wide     bool              // two bytes to a character, also for ASCII
	valid    bool              // the body is known to be valid UTF-8
}

// candidates lists the charsets of Chinese pages, the likelier first.
var candidates = []candidate{
	{name: "utf-8"},
	{name: "gb18030", encoding: simplifiedchinese.GB18030},
	{name: "big5", encoding: traditionalchinese.Big5},
	{name: "utf-16le", encoding: unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), wide: true},
	{name: "utf-16be", encoding: unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), wide: true},
}

// boms are the byte-order marks, and the charset that each speaks for.
var boms = []struct{ mark, name string }{
	{"\xef\xbb\xbf", "utf-8"}, {"\x84\x31\x95\x33", "gb18030"}, {"\xff\xfe", "utf-16le"}, {"\xfe\xff", "utf-16be"},
}

func cutBOM(body []byte) (name string, rest []byte) {
	for _, bom := range boms {
		if rest, ok := bytes.CutPrefix(body, []byte(bom.mark)); ok {
			return bom.name, rest
		}
	}
	return "", body
}

// What speaks for a charset, beside its score, which lies between -20000 and
// 4000. A right reading and a wrong one of a line of Chinese differ by more
// than a declaration weighs.
const (
	forDeclared = 600
	forValid    = 1500 // bytes that are valid UTF-8 are hardly ever anything else
	forBOM      = 3000

	// proven is the score of valid UTF-8 with provingRunes characters outside
	// ASCII. A character of GBK happens to be valid UTF-8 once in seven times, so
	// that a run of them is not, whatever script the UTF-8 is in.
	proven       = 4000 + forValid
	provingRunes = 8
	// implausible is the score below which even the best reading is none: random
	// bytes give -2000 and less. Text in another script than Chinese is valid UTF-8 or
	// declared, and scores more.
	implausible = -1700
)

// choose returns the charset that fits the body best, and its score.
func choose(body []byte, bom, mediaType string) (best candidate, bestScore int) {
	if text := whole(body); bom == "" && utf8.Valid(text) && provesUTF8(body) {
		c := candidates[0]
		c.valid = len(text) == len(body)
		return c, proven
	}
	declared := declarations(body, mediaType)
	lines := foreignLines(body)
	bestScore = math.MinInt32
	for _, c := range withDeclared(declared) {
		favour := 0
		if slices.Contains(declared, c.name) {
			favour += forDeclared
		}
		if bom == c.name {
			favour += forBOM
		}
		if score := c.score(body, lines, bestScore-favour) + favour; score > bestScore {
			best, bestScore = c, score
		}
	}
	return best, bestScore
}

// withDeclared adds to the candidates what a document declares beyond them.
func withDeclared(declared []string) []candidate {
	all := candidates[:len(candidates):len(candidates)]
	for _, name := range declared {
		known := false
		for _, c := range all {
			known = known || c.name == name
		}
		if e, _ := charset.Lookup(name); !known && e != nil && e != encoding.Replacement {
			all = append(all, candidate{name: name, encoding: e})
		}
	}
	return all
}

// score judges a reading of the body by a sample of it; lines are its foreignLines. Where the
// score is not more than least, it is some number that is not.
func (c candidate) score(body, lines []byte, least int) int {
	if c.encoding == nil && utf8.Valid(whole(body)) {
		if provesUTF8(body) {
			return proven
		}
		return plausibility(trimTail(string(lines))) + forValid
	}
	if c.wide {
		return c.plausibilityWide(evenly(body), least)
	}
	return c.judge(lines, least)
}

// provesUTF8 reports whether the sample of a valid body holds enough characters
// outside ASCII.
func provesUTF8(body []byte) bool {
	n := 0
	for part := range foreignParts(body) {
		for len(part) > 0 && n < provingRunes {
			r, size := utf8.DecodeRune(part)
			if r >= utf8.RuneSelf && r != utf8.RuneError {
				n++
			}
			part = part[size:]
		}
		if n == provingRunes {
			return true
		}
	}
	return false
}

// whole takes off the beginning of a UTF-8 character that was cut at the end.
func whole(body []byte) []byte {
	for n := 1; n < utf8.UTFMax && n <= len(body); n++ {
		if tail := body[len(body)-n:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) {
				return body[:len(body)-n]
			}
			break
		}
	}
	return body
}

// cutRunes is how many characters at the end a sample may have cut one into.
const cutRunes = 3

// trimTail takes off what may be a character that the sample cut.
func trimTail(s string) string {
	for range cutRunes {
		s = strings.TrimSuffix(s, "\ufffd")
	}
	return s
}

// decode reads all of body; bytes that are no character become U+FFFD.
func (c candidate) decode(body []byte) string {
	if c.encoding == nil && (c.valid || utf8.Valid(body)) {
		return string(body)
	}
	out, err := transformed(c.encodingOrUTF8().NewDecoder(), body)
	if err != nil {
		// The decoders replace and never fail; were one to, its reading loses.
		return strings.Repeat("\ufffd", len(body))
	}
	if utf8.Valid(out) {
		return string(out)
	}
	return strings.ToValidUTF8(string(out), "\ufffd")
}

// transformed decodes body at once where half as many bytes more are enough: no
// character of two bytes takes more than three in UTF-8.
func transformed(d *encoding.Decoder, body []byte) ([]byte, error) {
	out := make([]byte, len(body)+len(body)/2+16)
	n, _, err := d.Transform(out, body, true)
	if err == nil {
		return out[:n], nil
	}
	return d.Bytes(body) //nolint:wrapcheck // the caller reads what was lost, not why
}

func (c candidate) encodingOrUTF8() encoding.Encoding {
	if c.encoding == nil {
		return unicode.UTF8
	}
	return c.encoding
}

// sampleBytes bounds what is looked at to choose a charset.
const sampleBytes = 16 << 10

// foreignLines returns lines with bytes outside ASCII, and lines with NUL, up
// to the size of a sample. No candidate but UTF-16 uses the byte of a line end
// inside a character.
func foreignLines(body []byte) []byte {
	sample := make([]byte, 0, min(len(body), sampleBytes))
	for part := range foreignParts(body) {
		sample = append(sample, part...)
	}
	return sample
}

// foreignParts yields what foreignLines puts together: of each line, what stands
// from its first such byte on.
func foreignParts(body []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		left := sampleBytes
		for left > 0 {
			first := firstForeign(body)
			if first < 0 {
				return
			}
			line := body[first:]
			if i := bytes.IndexByte(line, '\n'); i >= 0 {
				line = line[:i+1]
			}
			body = body[first+len(line):]
			line = line[:min(len(line), left)]
			left -= len(line)
			if !yield(line) {
				return
			}
		}
	}
}

// firstForeign is where the first byte outside ASCII or the first NUL stands, or -1.
func firstForeign(body []byte) int {
	i := 0
	for ; len(body)-i >= 8; i += 8 {
		if w := word(binary.LittleEndian.Uint64(body[i:])); w&highs != 0 || w.hasLess(1) {
			break
		}
	}
	for ; i < len(body); i++ {
		if body[i] >= utf8.RuneSelf || body[i] == 0 {
			return i
		}
	}
	return -1
}

// evenly returns the beginning of body and a part from its middle, cut at even offsets.
func evenly(body []byte) []byte {
	const half = sampleBytes / 2
	if len(body) <= sampleBytes {
		return body
	}
	middle := len(body) / 2 &^ 1
	return append(body[:half:half], body[middle:middle+half]...)
}

// plausibility judges how much a text looks like Chinese: the mean weight of
// its characters outside ASCII in thousandths, less where they are few; 0 where
// there are none.
func plausibility(s string) int {
	weight := weights()
	sum, n := 0, 0
	for _, r := range s {
		w := rare
		if r < int32(len(weight)) {
			w = weight[r]
		}
		if w != neutral {
			sum += int(w)
			n++
		}
	}
	return 1000 * sum / (n + fewRunes)
}

// The weights of characters.
const (
	neutral  int8 = 0 // ASCII: the same in most charsets
	common   int8 = 4
	sign     int8 = 1 // punctuation and symbols of Chinese pages
	uncommon int8 = -1
	rare     int8 = -4
	none     int8 = -20 // no character of any text
)

// fewRunes is how many neutral characters every reading is given, so that one
// frequent character by chance among ASCII does not outweigh a whole line.
const fewRunes = 3

// signs lists the punctuation and symbols that Chinese pages hold.
const signs = "\u00a0·×°±→●■□▲○◎★☆※─│℃√¥"

// weights is the weight of each character of the basic plane.
var weights = sync.OnceValue(func() *[0x10000]int8 {
	var w [0x10000]int8
	fill := func(from, to rune, weight int8) {
		for r := from; r <= to; r++ {
			w[r] = weight
		}
	}
	fill(0x80, 0x9F, none)
	fill(0xA0, 0xFFFF, rare)
	fill(0xC0, 0x17F, uncommon) // accented letters
	fill(0x2010, 0x2027, sign)
	fill(0x2460, 0x24FF, sign)
	fill(0x3000, 0x301F, sign)
	fill(0xFF01, 0xFF5E, sign)
	fill(0x4E00, 0x9FFF, uncommon)
	w[utf8.RuneError] = none
	for r := range rune(utf8.RuneSelf) {
		if isControl(r) {
			w[r] = none
		}
	}
	for _, r := range signs {
		w[r] = sign
	}
	for _, r := range frequent() {
		w[r] = common
	}
	return &w
})

// frequent returns the characters of charmap/common.txt.
func frequent() string {
	raw, err := data.Charmap.ReadFile("charmap/common.txt")
	if err != nil {
		panic(err) // embedded: a test excludes it
	}
	var b strings.Builder
	for line := range strings.Lines(string(raw)) {
		if !strings.HasPrefix(line, "#") {
			b.WriteString(strings.TrimSpace(line))
		}
	}
	return b.String()
}
