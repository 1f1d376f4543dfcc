package normalize

import (
	"math/rand/v2"
	"testing"
)

// balanceOf is how many more characters of s are of traditional script alone than of
// simplified, character by character.
func balanceOf(s string) int {
	m, balance := load(), 0
	for _, r := range s {
		switch {
		case m.scriptOf(r) == traditional:
			balance++
		case m.scriptOf(r) == simplified:
			balance--
		}
	}
	return balance
}

// TestScriptPassesOver compares Script, which passes over what is no Chinese
// character, with a count of every one, on text and on bytes that are none.
func TestScriptPassesOver(t *testing.T) {
	pieces := []string{"政", "國", "国", "開", "开", "a", "abcdefgh", " ", "é", "—", "\U00020BB7", "\xE4", "\xBD", "\xC3", "\xF0\x9F", "〇", "\n"}
	rng := rand.New(rand.NewPCG(1, 9))
	traditionals := 0
	for range 20_000 {
		s := ""
		for range rng.IntN(30) {
			s += pieces[rng.IntN(len(pieces))]
		}
		want := Hans
		if balanceOf(s) > 0 {
			want = Hant
			traditionals++
		}
		if got := Script(s); got != want {
			t.Fatalf("%q: %s, want %s", s, got, want)
		}
	}
	if traditionals < 1000 {
		t.Errorf("only %d texts of traditional script", traditionals)
	}
}

func BenchmarkScript(b *testing.B) {
	s := ""
	for range 500 {
		s += "<li class=\"item\"><a href=\"/art/2021/3/art_1.html\" target=\"_blank\">政府信息公开工作年度报告</a></li>\n"
	}
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		Script(s)
	}
}
