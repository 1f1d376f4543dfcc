package markup

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestMaySetDisplay holds that every style that sets display may, whatever stands
// around it, and that some do not.
func TestMaySetDisplay(t *testing.T) {
	pieces := []string{"display", "DISPLAY", "diſplay", ":", ":none", ";", " ", "\u00a0", "\u3000", "y", "ay", "font-family", "-", "é", "a:b", "\n", "none", "!important", "color:red;"}
	rng := rand.New(rand.NewPCG(2, 8))
	set, not := 0, 0
	for range 60_000 {
		var b strings.Builder
		for range rng.IntN(8) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
		}
		may := maySetDisplay(b.String())
		if v := property(b.String(), "display"); v != "" {
			set++
			if !may {
				t.Fatalf("%q sets display to %q, and may not", b.String(), v)
			}
		}
		if !may {
			not++
		}
	}
	if set < 1000 || not < 1000 {
		t.Errorf("%d styles set display, %d cannot", set, not)
	}
}
