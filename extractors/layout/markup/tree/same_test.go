package tree_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"gongkai/extractors/decode"
	"gongkai/extractors/layout/markup/tree"
	"gongkai/scripts/bench/mix"
	"gongkai/scripts/synth/corpus"
)

// difference says where two trees differ, "" where they are equal.
func difference(got, want *html.Node) string {
	switch {
	case got.Type != want.Type || got.DataAtom != want.DataAtom || got.Namespace != want.Namespace:
		return fmt.Sprintf("%v %q %q, want %v %q %q", got.Type, got.Data, got.Namespace, want.Type, want.Data, want.Namespace)
	case got.Data != want.Data:
		return fmt.Sprintf("%v %q, want %q", got.Type, got.Data, want.Data)
	case len(got.Attr) != len(want.Attr):
		return fmt.Sprintf("%q has attributes %q, want %q", got.Data, got.Attr, want.Attr)
	}
	for i := range want.Attr {
		if got.Attr[i] != want.Attr[i] {
			return fmt.Sprintf("%q has attributes %q, want %q", got.Data, got.Attr, want.Attr)
		}
	}
	g, w := got.FirstChild, want.FirstChild
	for ; g != nil && w != nil; g, w = g.NextSibling, w.NextSibling {
		if d := difference(g, w); d != "" {
			return want.Data + " > " + d
		}
		if g.Parent != got || (g.PrevSibling == nil) != (w.PrevSibling == nil) || g.NextSibling != nil && g.NextSibling.PrevSibling != g {
			return want.Data + ": " + g.Data + " hangs wrong"
		}
	}
	switch {
	case g != nil:
		return fmt.Sprintf("%s > %v %q, want no more", want.Data, g.Type, g.Data)
	case w != nil:
		return fmt.Sprintf("%s > nothing, want %v %q", want.Data, w.Type, w.Data)
	case got.LastChild != nil && got.LastChild.NextSibling != nil:
		return want.Data + ": the last child is not last"
	}
	return ""
}

// check compares the tree of a page with that of html.Parse and reports whether the
// page is simple.
func check(t *testing.T, page string) bool {
	t.Helper()
	got, ok := tree.Simple(page)
	if !ok {
		return false
	}
	want, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatalf("a page that html.Parse refuses (%v) is taken for simple: %.200q", err, page)
	}
	if d := difference(got.Root, want); d != "" {
		t.Fatalf("%s\nin %.2000q", d, page)
	}
	got.Close() // so that trees are made of used memory
	return true
}

// TestSameTree compares trees on every family of synthetic documents.
func TestSameTree(t *testing.T) {
	for _, family := range corpus.Families() {
		rng := rand.New(rand.NewPCG(7, 11))
		pages, simple := 0, 0
		for range 10 {
			doc := corpus.Draw(rng, family)
			text, err := decode.Decode(doc.Body, doc.MediaType)
			if err != nil {
				continue
			}
			pages++
			if check(t, text.Body) {
				simple++
			}
		}
		if simple*10 < pages*9 {
			t.Errorf("%s: only %d of %d pages are simple", family, simple, pages)
		}
	}
}

// TestSameTreeOfSites compares trees on pages grown to the size of real ones.
func TestSameTreeOfSites(t *testing.T) {
	const n = 200
	simple := 0
	for i := range n {
		doc := mix.DrawKind(3, mix.HTML, i)
		text, err := decode.Decode(doc.Body, doc.MediaType)
		if err == nil && check(t, text.Body) {
			simple++
		}
	}
	t.Logf("%d of %d simple", simple, n)
	if simple*10 < n*9 {
		t.Errorf("only %d of %d pages are simple", simple, n)
	}
}
