package tree_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"gongkai/extractors/decode"
	"gongkai/extractors/layout/markup/tree"
	"gongkai/scripts/bench/clock"
	"gongkai/scripts/bench/mix"
)

// drawn is pages of the size of real ones, and how many bytes they are.
func drawn(b *testing.B) (pages []string, size int) {
	b.Helper()
	for i := range 40 {
		doc := mix.DrawKind(1, mix.HTML, i)
		if text, err := decode.Decode(doc.Body, doc.MediaType); err == nil {
			pages = append(pages, text.Body)
			size += len(text.Body)
		}
	}
	return pages, size
}

// BenchmarkTree measures Parse beside html.Parse on the same pages.
func BenchmarkTree(b *testing.B) {
	pages, size := drawn(b)
	for name, parse := range map[string]func(string) error{
		"tree": func(page string) error {
			t, err := tree.Parse(page)
			t.Close()
			return err
		},
		"html": func(page string) error {
			_, err := html.Parse(strings.NewReader(page))
			return err
		},
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			began := clock.Processor()
			for b.Loop() {
				for _, page := range pages {
					if err := parse(page); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64((clock.Processor()-began).Microseconds())/float64(b.N*len(pages)), "cpu-µs/doc")
		})
	}
}
