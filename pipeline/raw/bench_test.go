package raw

import (
	"fmt"
	"testing"
	"time"

	"gongkai/pipeline/durable/durabletest"
	"gongkai/pipeline/source"
)

// BenchmarkOpen opens a zone of tiny documents, each with an address of its own, and
// lists what it holds: what a nightly run does before it knows that nothing is new.
func BenchmarkOpen(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			if testing.Short() && n > 100_000 {
				b.Skip("a million documents take a minute to write")
			}
			dir := b.TempDir()
			writeMany(b, dir, n)
			for b.Loop() {
				z, err := Open(dir, Options{})
				if err != nil {
					b.Fatal(err)
				}
				listed := 0
				for _, err := range z.Select(b.Context(), func(*Document) bool { return false }) {
					if err != nil {
						b.Fatal(err)
					}
					listed++
				}
				if listed != n {
					b.Fatalf("%d documents listed, want %d", listed, n)
				}
			}
		})
	}
}

// writeMany writes a zone of n documents in some twenty segments.
func writeMany(b *testing.B, dir string, n int) {
	b.Helper()
	z, err := Open(dir, Options{FS: durabletest.NoSync, RollAfter: time.Hour, RollBytes: int64(n) * 2})
	if err != nil {
		b.Fatal(err)
	}
	at := time.Date(2026, 11, 21, 2, 0, 0, 0, time.UTC)
	for i := range n {
		item := source.Item{
			URI: fmt.Sprintf("https://www.county%d.gov.cn/zwgk/ndbg/%07d.html", i%3000, i), Body: fmt.Appendf(nil, "<p>%d 年度报告 of a county</p>", i),
			MediaType: "text/html; charset=utf-8", Status: 200, FetchedAt: at.Add(time.Duration(i) * time.Second),
		}
		if err := z.Append(item); err != nil {
			b.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		b.Fatal(err)
	}
}
