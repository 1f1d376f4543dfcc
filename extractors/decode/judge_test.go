package decode

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gongkai/scripts/synth/corpus"
)

// chooseByAll is choose with each candidate judged by all of its sample, decoded at once.
func chooseByAll(body []byte, bom, mediaType string) (best candidate, bestScore int) {
	declared := declarations(body, mediaType)
	lines := foreignLines(body)
	for i, c := range withDeclared(declared) {
		score := c.scoreByAll(body, lines)
		if slices.Contains(declared, c.name) {
			score += forDeclared
		}
		if bom == c.name {
			score += forBOM
		}
		if i == 0 || score > bestScore {
			best, bestScore = c, score
		}
	}
	return best, bestScore
}

func (c candidate) scoreByAll(body, lines []byte) int {
	if c.encoding == nil {
		return c.score(body, lines, math.MinInt)
	}
	if c.wide {
		lines = evenly(body)
	}
	return plausibility(trimTail(c.decode(lines)))
}

// inEachCharset yields a text in each charset of the candidates, as it is and with some bytes lost.
func inEachCharset(t *testing.T, rng *rand.Rand, text []byte, check func(name string, body []byte)) {
	t.Helper()
	for _, c := range append(candidates, withDeclared([]string{"shift_jis", "euc-kr", "windows-1252", "iso-2022-jp", "hz-gb-2312"})...) {
		body := text
		if c.encoding != nil {
			encoded, err := c.encoding.NewEncoder().Bytes(text)
			if err != nil {
				continue // the charset does not have all of its characters
			}
			body = encoded
		}
		check(c.name, body)
		var damaged []byte
		for _, b := range body {
			switch rng.IntN(100) {
			case 0: // lost
			case 1:
				damaged = append(damaged, byte(rng.UintN(256)))
			default:
				damaged = append(damaged, b)
			}
		}
		check(c.name+", damaged", damaged)
	}
}

// TestJudgeStopsEarly compares the charset that is chosen, and its score, with what judging every
// candidate to the end chooses: on documents of all families in each charset, whole and damaged,
// and on random bytes. A judgement that stops early must be that of a candidate that loses.
func TestJudgeStopsEarly(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	stopped := 0
	check := func(name string, body []byte) {
		bom, rest := cutBOM(body)
		for _, mediaType := range []string{"", "text/html; charset=gb2312", "text/html; charset=big5"} {
			want, wantScore := chooseByAll(rest, bom, mediaType)
			got, score := choose(rest, bom, mediaType)
			if score == proven {
				continue // proven by its bytes before anything is judged
			}
			if got.name != want.name || score != wantScore {
				t.Fatalf("%s, %q: %s with %d, want %s with %d", name, mediaType, got.name, score, want.name, wantScore)
			}
		}
		lines := foreignLines(rest)
		for _, c := range withDeclared([]string{"shift_jis", "windows-1252"}) {
			if c.encoding == nil {
				continue
			}
			all := c.scoreByAll(rest, lines)
			for _, least := range []int{math.MinInt, -3000, -1, 0, 2500, 3900, all, all - 1} {
				got := c.score(rest, lines, least)
				if got > least && got != all || got <= least && all > least {
					t.Fatalf("%s: %s scores %d beyond %d, in all %d", name, c.name, got, least, all)
				}
				if got != all {
					stopped++
				}
			}
		}
	}
	every := 1
	if testing.Short() {
		every = 6
	}
	for i, family := range corpus.Families() {
		if i%every != 0 {
			continue
		}
		doc := corpus.Draw(rand.New(rand.NewPCG(0, 5)), family)
		check(family, doc.Body)
		text, err := Decode(doc.Body, doc.MediaType)
		if err != nil {
			continue
		}
		inEachCharset(t, rng, []byte(text.Body[:min(len(text.Body), 1500)]), func(name string, body []byte) { check(family+", "+name, body) })
	}
	for i := range 30 {
		body := make([]byte, 1+rng.IntN(4*sampleBytes>>(i%6)))
		for k := range body {
			body[k] = byte(rng.UintN(256)) | []byte{0, 0x80, 0x40}[i%3]
		}
		check(fmt.Sprintf("random bytes %d", i), body)
	}
	// Frequent characters alone, behind what is none.
	for _, before := range []int{0, 100, between - 1, between, 3 * between} {
		inEachCharset(t, rng, []byte(strings.Repeat("政府信息公开", 500)), func(name string, body []byte) {
			check(fmt.Sprintf("%s behind %d bytes", name, before), append(bytes.Repeat([]byte{0xFF}, before), body...))
		})
	}
	if stopped == 0 {
		t.Error("no judgement stopped early")
	}
}
