package normalize

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

// textEach is Text with every character looked at by itself.
func textEach(s string) string {
	s = trim(s)
	m := load()
	var w rewriter
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		m.write(&w, r)
		i += size
	}
	if w.words {
		return artefact(m.resolve(string(w.out)))
	}
	return artefact(string(w.out))
}

// TestTextInRuns compares runs of characters taken over with characters looked at one by one.
func TestTextInRuns(t *testing.T) {
	pieces := []string{
		"行政许可", "處理決定", "据(jù)", "(a)", "（一）", " ", "\u3000", "１２", "3.5", "\t", "\x00", "\x7f", "\ufffd", "\xe4\xb8", "\xed\xa0\x80", "\xe0\x80\x80",
		"𠮷", "⒈", "ﬁ", "复(fù)", "乾", "乾隆", "后", "皇后", "\u200b", "? ", "5", ")", "(", "—", "é", "\ue5e5",
	}
	rng := rand.New(rand.NewPCG(5, 6))
	for range 200_000 {
		var b strings.Builder
		for range rng.IntN(7) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
		}
		if isArtefact(b.String(), trim(b.String())) {
			continue // none of its characters is looked at
		}
		if got, want := Text(b.String()), textEach(b.String()); got != want {
			t.Fatalf("%q: %q, want %q", b.String(), got, want)
		}
	}
}

// TestKept compares the characters that stand for themselves with the table, all of them and
// bytes that are none.
func TestKept(t *testing.T) {
	m := load()
	for r := rune(utf8.RuneSelf); r <= utf8.MaxRune; r++ {
		s := string(r) + "x"
		found, size := utf8.DecodeRuneInString(s)
		want := 0
		if m.keeps(found, size) {
			want = size
		}
		if got := m.kept(s); got != want {
			t.Fatalf("%U: %d, want %d", r, got, want)
		}
	}
}
