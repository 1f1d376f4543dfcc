package classify_test

import (
	"errors"
	"math/rand/v2"
	"testing"

	"gongkai/extractors/classify"
	"gongkai/extractors/decode"
	"gongkai/extractors/layout"
	"gongkai/extractors/layout/markup"
	"gongkai/extractors/layout/plain"
	"gongkai/schema"
	"gongkai/scripts/synth/corpus"
)

// reasonOf decodes and lays out a document as extractors does, and classifies it.
func reasonOf(t *testing.T, body []byte, mediaType string) *schema.Reject {
	t.Helper()
	text, err := decode.Decode(body, mediaType)
	var reject *schema.Reject
	if errors.As(err, &reject) {
		return reject
	} else if err != nil {
		t.Fatal(err)
	}
	g := gridOf(text)
	return classify.Document(&g, text)
}

// gridOf is the first layout of a document.
func gridOf(text decode.Text) layout.Grid {
	switch text.MediaType {
	case "text/html", "application/xml":
		return markup.Read(text.Body)
	case "application/json":
		if pieces := markup.Embedded(text.Body); len(pieces) > 0 {
			return markup.Read(pieces[0])
		}
	}
	if grids := plain.Read(text.Body); len(grids) > 0 {
		return grids[0]
	}
	return layout.Grid{}
}

// TestSynthesised classifies documents without tables as the synthesiser draws them.
func TestSynthesised(t *testing.T) {
	draws := 60
	if testing.Short() {
		draws = 10
	}
	families := 0
	for _, family := range corpus.Families() {
		rng := rand.New(rand.NewPCG(7, 11))
		doc := corpus.Make(rng, family)
		if doc.Gold.Expect == corpus.ExpectReport {
			continue
		}
		families++
		for i := range draws {
			if got := reasonOf(t, doc.Body, doc.MediaType); string(got.Reason) != doc.Gold.Expect {
				t.Errorf("%s, draw %d: %v, want %s\n%.600s", family, i, got, doc.Gold.Expect, doc.Body)
				break
			}
			doc = corpus.Make(rng, family)
		}
	}
	if families < 9 {
		t.Errorf("%d families without a report, want 9 or more", families)
	}
}
