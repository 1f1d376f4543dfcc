package decode

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestPlausibilityWide compares the judgement of UTF-16 with that of the text it
// decodes to, on bytes of every kind.
func TestPlausibilityWide(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 20_000 {
		body := make([]byte, rng.IntN(40))
		for i := range body {
			body[i] = []byte{0, 'a', 0x4E, 0x2D, 0xD8, 0xDC, 0xDB, 0xDF, 0xFF, 0xFD, 0xFE, byte(rng.UintN(256))}[rng.IntN(12)]
		}
		for _, c := range candidates {
			if !c.wide {
				continue
			}
			if got, want := c.plausibilityWide(body, math.MinInt), plausibility(trimTail(c.decode(body))); got != want {
				t.Fatalf("%s: %x is plausible by %d, want %d", c.name, body, got, want)
			}
		}
	}
}

// TestCountControls compares the count of eight bytes at a time with that of each.
func TestCountControls(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for range 50_000 {
		body := make([]byte, rng.IntN(30))
		for i := range body {
			body[i] = []byte{0, 1, 7, ' ', '\n', 0x1F, 0x7E, 0x7F, 0x80, 0xFF, 'a', byte(rng.UintN(256))}[rng.IntN(12)]
		}
		if got, want := countControls(string(body)), countEach(string(body)); got != want {
			t.Fatalf("%x: %d controls, want %d", body, got, want)
		}
	}
}
