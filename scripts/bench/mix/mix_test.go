package mix_test

import (
	"bytes"
	"context"
	"testing"

	"gongkai/extractors"
	"gongkai/scripts/bench/mix"
)

func TestDrawIsRepeatable(t *testing.T) {
	for i := range 20 {
		if a, b := mix.Draw(3, i), mix.Draw(3, i); a.Name != b.Name || !bytes.Equal(a.Body, b.Body) {
			t.Errorf("document %d: drawn twice, %q and %q differ", i, a.Name, b.Name)
		}
	}
}

// TestShares draws enough documents that the shares show.
func TestShares(t *testing.T) {
	const n = 600
	counts := map[mix.Kind]int{}
	pageBytes := 0
	for i := range n {
		doc := mix.Draw(1, i)
		counts[doc.Kind]++
		if doc.Kind == mix.HTML {
			pageBytes += len(doc.Body)
		}
	}
	for kind, share := range map[mix.Kind]int{mix.HTML: 70, mix.Text: 20, mix.OCR: 10} {
		if got := counts[kind] * 100 / n; got < share-6 || got > share+6 {
			t.Errorf("%s: %d of a hundred documents, want about %d", kind, got, share)
		}
	}
	if mean := pageBytes / counts[mix.HTML]; mean < 40<<10 || mean > 100<<10 {
		t.Errorf("pages of %d bytes on average", mean)
	}
}

// TestPagesHoldReports sees to it that what stands around a report hides none.
func TestPagesHoldReports(t *testing.T) {
	reports := 0
	const n = 60
	for i := range n {
		doc := mix.DrawKind(5, mix.HTML, i)
		result := extractors.Extract(context.Background(), extractors.Document{SourceURI: doc.Name, MediaType: doc.MediaType, Body: doc.Body})
		reports += len(result.Reports)
	}
	if reports < n*3/4 {
		t.Errorf("%d reports in %d pages", reports, n)
	}
}
