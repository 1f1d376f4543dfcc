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

// TestContenders compares the editions that are searched with a search of all: the best is
// the same, an edition that is left out scores no more than its bound and is not close, and
// it is left out nearly everywhere that a form is found whole.
func TestContenders(t *testing.T) {
	n := 6
	if testing.Short() {
		n = 1
	}
	left := 0
	for _, family := range corpus.Families() {
		for i := range n {
			doc := corpus.Draw(rand.New(rand.NewPCG(uint64(i), 7)), family)
			for _, g := range grids(&doc) {
				left += compareContenders(t, &g)
			}
		}
	}
	if left < 40 {
		t.Errorf("%d editions left out", left)
	}
}

func compareContenders(t *testing.T, g *layout.Grid) (left int) {
	t.Helper()
	want, got := NewSheet(g).alignments(), NewSheet(g).contenders()
	if diff := cmp.Diff(want[0].pairs, got[0].pairs, cmp.AllowUnexported(pair{}, evidence{})); diff != "" ||
		got[0].form != want[0].form || got[0].score != want[0].score {
		t.Errorf("edition %s scores %v, want %s and %v (-all +contenders):\n%s",
			got[0].form.Edition, got[0].score, want[0].form.Edition, want[0].score, diff)
	}
	for k := range got[1:] {
		a, whole := &got[1+k], 0
		for whole = range want {
			if want[whole].form == a.form {
				break
			}
		}
		score := want[whole].score
		if a.score == score && a.pairs != nil || score == 0 && a.score == 0 {
			continue
		}
		left++
		if a.score < score || a.score >= CloseRival*got[0].score {
			t.Errorf("edition %s is left out with %v, its best scores %v of %v", a.form.Edition, a.score, score, got[0].score)
		}
	}
	return left
}

func grids(doc *corpus.Document) []layout.Grid {
	text := string(doc.Body)
	out := []layout.Grid{markup.Read(text)}
	return append(out, plain.Read(text)...)
}
