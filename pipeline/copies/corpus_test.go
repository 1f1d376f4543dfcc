package copies_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"gongkai/extractors"
	"gongkai/pipeline/copies"
	"gongkai/scripts/synth/corpus"
)

// reprints are the ways in which one report comes again: on the agency's own host,
// as text on a mirror, in another layout on a third site.
var reprints = []struct{ family, host string }{
	{"html_clean", "http://www.gov%d.gov.cn/report.html"},
	{"piped", "http://mirror.example/%d.txt"},
	{"html_paragraph_cells", "http://copies.example/%d.html"},
}

// TestCopiesOfACorpus prints reports in several layouts for several hosts. Every copy
// is found, no two reports are taken for one, and the official host is preferred.
func TestCopiesOfACorpus(t *testing.T) {
	t.Parallel()
	const reports = 40
	var members []copies.Member
	source := map[string]int{}
	for n := range reports {
		for _, r := range reprints {
			// The same source of chance draws the same report, whatever its layout.
			doc := corpus.Make(rand.New(rand.NewPCG(7, uint64(n))), r.family)
			uri := fmt.Sprintf(r.host, n)
			got := extractors.Extract(context.Background(), extractors.Document{SourceURI: uri, MediaType: doc.MediaType, Body: doc.Body})
			if len(got.Reports) != 1 {
				t.Fatalf("%s: %d reports, reject %v", uri, len(got.Reports), got.Reject)
			}
			report := &got.Reports[0]
			members = append(members, copies.Member{
				ReportID: uri, Year: report.Who.Year, Agency: report.Who.Agency, DivisionCode: report.Who.DivisionCode,
				Figures: copies.FiguresOf(report.Form), SourceURI: uri, Review: len(report.Review) > 0,
			})
			source[uri] = n
		}
	}
	found, wrong, mirrors := 0, 0, 0
	for id, preferred := range copies.Group(members) {
		switch {
		case source[id] != source[preferred]:
			wrong++
		case preferred != fmt.Sprintf(reprints[0].host, source[id]):
			mirrors++
		default:
			found++
		}
	}
	want := reports * (len(reprints) - 1)
	t.Logf("%d of %d copies found, %d wrong, %d where a mirror is preferred", found, want, wrong, mirrors)
	if wrong > 0 || mirrors > 0 || 100*found < 95*want {
		t.Errorf("%d of %d copies found, %d wrong, %d where a mirror is preferred", found, want, wrong, mirrors)
	}
}
