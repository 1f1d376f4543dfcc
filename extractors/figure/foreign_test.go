package figure

import (
	"math/rand/v2"
	"testing"
)

// FuzzIsForeign: what is told quickly to be no figure is none.
func FuzzIsForeign(f *testing.F) {
	for _, seed := range []string{"3.不掌握", "增加5项", "人民币850万元", "5(某件)", "\xe4123", "无/0", "不适用", "(一)予以公开", "第3页", "丨0"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if text == "" || !isForeign(text) {
			return
		}
		if got := parse(text); got != (Figure{}) {
			t.Errorf("%q: %+v is no label", text, got)
		}
	})
}

// TestIsForeign compares what is told quickly with what is read, on random texts of the
// characters that figures are made of and a few others.
func TestIsForeign(t *testing.T) {
	letters := []rune("0123456789增减少加了新负一十↑+-—亿万元人次件项条个宗起份例¥民币无不适用零〇丨/(). ,收到年第页")
	rng := rand.New(rand.NewPCG(3, 4))
	foreign, figures := 0, 0
	for range 300_000 {
		text := ""
		for range 1 + rng.IntN(6) {
			text += string(letters[rng.IntN(len(letters))])
		}
		got := parse(text)
		if isForeign(text) {
			foreign++
			if got != (Figure{}) {
				t.Fatalf("%q: %+v is no label", text, got)
			}
		} else if got.Kind != Text {
			figures++
		}
	}
	if foreign == 0 || figures == 0 {
		t.Fatalf("%d foreign, %d figures", foreign, figures)
	}
}
