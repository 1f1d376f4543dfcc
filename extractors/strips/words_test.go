package strips

import (
	"math/rand/v2"
	"slices"
	"testing"

	"gongkai/schema"
)

// wordForAll is wordFor with all words compared.
func wordForAll(words []*word, text string) (best *word, share int) {
	second := 0
	for _, w := range words {
		most := 0
		for _, own := range spellings(text) {
			for _, form := range w.spellings {
				most = max(most, resemblance(own, form))
			}
		}
		if most > share {
			best, share, second = w, most, share
		} else {
			second = max(second, most)
		}
	}
	if share < resembling || share < second+clearlyMore {
		return nil, 0
	}
	return best, share
}

// TestWordFor compares words found with a search that leaves none out: for the words of the
// forms, damaged.
func TestWordFor(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for _, form := range schema.Forms() {
		for i := range form.Tables {
			words := wordsOf(form.Tables[i].Blocks)
			for range 300 {
				a, b := words[rng.IntN(len(words))].spellings[0], words[rng.IntN(len(words))].spellings[0]
				text := slices.Concat(a[rng.IntN(len(a)):], b[:rng.IntN(len(b)+1)])
				for range rng.IntN(3) {
					if len(text) > 0 {
						text[rng.IntN(len(text))] = '〇'
					}
				}
				want, wantShare := wordForAll(words, string(text))
				if got, share := wordFor(words, string(text)); got != want || share != wantShare {
					t.Fatalf("%q: %v, %d; want %v, %d", string(text), got, share, want, wantShare)
				}
			}
		}
	}
}
