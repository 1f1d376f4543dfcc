package align

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// key is a label reduced to what distinguishes it: no white space, no
// punctuation, no brackets, lower case, and beside Chinese nothing in Latin letters,
// which is another language's wording, unless it is markup. Ordinals stay; see cutOrdinal.
func key(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	han := strings.ContainsFunc(text, isHan) && !strings.ContainsAny(text, "<>=\"")
	for _, r := range text {
		switch {
		case isCommonHan(r):
			b.WriteRune(r)
		case unicode.IsSpace(r), unicode.IsPunct(r), unicode.IsSymbol(r):
		case han && unicode.Is(unicode.Latin, r):
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

func isHan(r rune) bool { return isCommonHan(r) || unicode.Is(unicode.Han, r) }

// isCommonHan reports whether a character is of the block that holds nearly all Chinese ones.
func isCommonHan(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF }

// label is a label's text in the forms that matching compares.
type label struct {
	// ordinal is the leading number as printed ("1", "一"), "" where there is none.
	ordinal string
	// body is the key of the text after the ordinal.
	body wording
	// bare is the key of the text without ordinal and without bracketed asides;
	// equal to body where there are none.
	bare wording
}

func (c *confusions) parseLabel(text string) label {
	ordinal, rest := cutOrdinal(printedOnce(text))
	l := label{ordinal: ordinal, body: c.wordingOf(key(rest))}
	l.bare = l.body
	if aside := dropAsides(rest); aside != rest {
		if bare := key(aside); bare != "" {
			l.bare = c.wordingOf(bare)
		}
	}
	return l
}

// leastPrintedTwice is how many characters of a label are printed again at least.
const leastPrintedTwice = 2

// printedOnce leaves out what a reader of images prints twice: a piece, parted by white
// space, that says no more than the beginning or the end of the longest one.
func printedOnce(text string) string {
	if !strings.ContainsRune(text, ' ') {
		return text
	}
	pieces := strings.Fields(text)
	longest, whole := 0, ""
	for i, piece := range pieces {
		if k := key(piece); len(k) > len(whole) {
			longest, whole = i, k
		}
	}
	kept := pieces[:0:0]
	for i, piece := range pieces {
		k := key(piece)
		again := i != longest && utf8.RuneCountInString(k) >= leastPrintedTwice &&
			(strings.HasPrefix(whole, k) || strings.HasSuffix(whole, k))
		if !again {
			kept = append(kept, piece)
		}
	}
	if len(kept) == len(pieces) {
		return text
	}
	return strings.Join(kept, " ")
}

// hasAside reports whether bare differs from body.
func (l *label) hasAside() bool { return l.bare.text != l.body.text }

const chineseNumerals = "一二三四五六七八九十"

// cutOrdinal splits a leading list number from a label: "1.", "（三）", "三、",
// "7 .". A number without a mark that ends it is no ordinal.
func cutOrdinal(text string) (ordinal, rest string) {
	if r, _ := utf8.DecodeRuneInString(text); isCommonHan(r) && !strings.ContainsRune(chineseNumerals, r) {
		return "", text
	}
	s := strings.TrimSpace(text)
	open := strings.HasPrefix(s, "(")
	s2 := strings.TrimSpace(strings.TrimPrefix(s, "("))
	n := strings.IndexFunc(s2, func(r rune) bool {
		return !strings.ContainsRune(chineseNumerals, r) && (r < '0' || r > '9')
	})
	if n <= 0 || n > 6 {
		return "", text
	}
	ordinal, tail := s2[:n], strings.TrimSpace(s2[n:])
	marks := "、.．,，:：)"
	if open {
		marks = ")"
	}
	cut := strings.TrimLeft(tail, marks)
	if cut == tail || cut == "" {
		return "", text
	}
	return ordinal, cut
}

// dropAsides removes bracketed asides: 采购总金额(单位:万元) → 采购总金额. An
// aside that is never closed runs to the end.
func dropAsides(text string) string {
	if !strings.ContainsRune(text, '(') {
		return text
	}
	var b strings.Builder
	depth := 0
	for _, r := range text {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth = max(0, depth-1)
		case depth == 0:
			b.WriteRune(r)
		}
	}
	return b.String()
}
