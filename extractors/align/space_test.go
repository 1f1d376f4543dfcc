package align

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/schema"
	"gongkai/scripts/synth/corpus"
)

var sameForm = cmp.Comparer(func(a, b *schema.Form) bool { return a == b })

// TestSpaceIsUsedAgain aligns grids of every family one after the other in the memory
// of those before, and each in memory of its own: what is found is the same.
func TestSpaceIsUsedAgain(t *testing.T) {
	for _, family := range corpus.Families() {
		doc := corpus.Draw(rand.New(rand.NewPCG(13, 5)), family)
		for _, g := range grids(&doc) {
			alone := &Sheet{grid: &g, marks: marksOf(&g)}
			again := NewSheet(&g)
			want, wantRival := alone.Best()
			got, rival := again.Best()
			again.Close()
			if diff := cmp.Diff(want, got, sameForm); diff != "" || rival != wantRival {
				t.Errorf("%s, rival %v, want %v (-alone +again):\n%s", family, rival, wantRival, diff)
			}
		}
	}
}
