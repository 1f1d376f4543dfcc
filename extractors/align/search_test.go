package align

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors/layout"
	"gongkai/extractors/layout/markup"
	"gongkai/extractors/layout/plain"
	"gongkai/schema"
	"gongkai/scripts/synth/corpus"
)

// TestSearchIsExact compares the search, which weighs only what may be part of the
// best alignment and cuts it at what must be, with one over every pairing of every
// line, on documents of every family with every damage.
func TestSearchIsExact(t *testing.T) {
	n := 6
	if testing.Short() {
		n = 1
	}
	compared := 0
	for _, family := range corpus.Families() {
		for i := range n {
			doc := corpus.Draw(rand.New(rand.NewPCG(uint64(i), 5)), family)
			for _, g := range grids(&doc) {
				for _, form := range schema.Forms() {
					tmpl := templateOf(form)
					lines := tmpl.relevant(tmpl.lines(marksOf(&g)))
					if len(lines) == 0 {
						continue
					}
					pairs, score := tmpl.alignLines(lines)
					edges, best := tmpl.search(lines, tmpl.everyEdge(lines))
					want := tmpl.pairs(tmpl.joiner(lines), edges)
					compared++
					if score != best {
						t.Errorf("%s %d, edition %s: score %v, the best is %v", family, i, form.Edition, score, best)
					}
					if diff := cmp.Diff(want, pairs, cmp.AllowUnexported(pair{}, evidence{})); diff != "" {
						t.Errorf("%s %d, edition %s (-all +search):\n%s", family, i, form.Edition, diff)
					}
				}
			}
		}
	}
	if compared < 100 && !testing.Short() {
		t.Errorf("%d alignments compared", compared)
	}
}

func grids(doc *corpus.Document) []layout.Grid {
	text := string(doc.Body)
	out := []layout.Grid{markup.Read(text)}
	return append(out, plain.Read(text)...)
}
