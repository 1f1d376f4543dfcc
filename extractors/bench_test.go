package extractors_test

import (
	"context"
	"slices"
	"testing"

	"gongkai/extractors"
	"gongkai/extractors/agency"
	"gongkai/extractors/align"
	"gongkai/extractors/decode"
	"gongkai/extractors/layout"
	"gongkai/extractors/layout/markup"
	"gongkai/extractors/layout/ocr"
	"gongkai/extractors/layout/plain"
	"gongkai/extractors/normalize"
	"gongkai/extractors/reconcile"
	"gongkai/schema"
	"gongkai/scripts/bench/clock"
	"gongkai/scripts/bench/mix"
)

// benchDocuments is how many documents of a kind a benchmark goes over.
const benchDocuments = 40

// benchmarkEach measures work on documents that were drawn, decoded and prepared before.
// bytes per second are those of the documents.
func benchmarkEach[T any](b *testing.B, docs []mix.Document, prepare func(*mix.Document) T, work func(T)) {
	b.Helper()
	prepared, size := make([]T, len(docs)), 0
	for i := range docs {
		prepared[i] = prepare(&docs[i])
		size += len(docs[i].Body)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	began := clock.Processor()
	for b.Loop() {
		for i := range prepared {
			work(prepared[i])
		}
	}
	b.ReportMetric(float64((clock.Processor()-began).Microseconds())/float64(b.N*len(docs)), "cpu-µs/doc")
	b.ReportMetric(float64(b.N*len(docs))/b.Elapsed().Seconds(), "docs/s")
}

func drawn(kind mix.Kind) []mix.Document {
	docs := make([]mix.Document, benchDocuments)
	for i := range docs {
		docs[i] = mix.DrawKind(1, kind, i)
	}
	return docs
}

func decoded(doc *mix.Document) decode.Text {
	text, err := decode.Decode(doc.Body, doc.MediaType)
	if err != nil {
		return decode.Text{}
	}
	return text
}

// gridOf is the first grid that a document is read as.
func gridOf(doc *mix.Document) layout.Grid {
	text := decoded(doc)
	switch {
	case ocr.IsHOCR(text.Body):
		return first(ocr.ReadHOCR(text.Body))
	case ocr.IsTSV(text.Body):
		return first(ocr.ReadTSV(text.Body))
	case text.MediaType == "text/html":
		return markup.Read(text.Body)
	default:
		return first(plain.Read(text.Body))
	}
}

func first(grids []layout.Grid) layout.Grid {
	if len(grids) == 0 {
		return layout.Grid{}
	}
	return grids[0]
}

// placed is a grid with its best placement.
type placed struct {
	grid      layout.Grid
	placement *align.Placement
}

func placedOf(doc *mix.Document) placed {
	p := placed{grid: gridOf(doc)}
	p.placement = align.Editions(&p.grid)[0]
	return p
}

// BenchmarkStage measures each stage on the documents of each kind that pass through it.
func BenchmarkStage(b *testing.B) {
	same := func(doc *mix.Document) *mix.Document { return doc }
	body := func(doc *mix.Document) string { return decoded(doc).Body }
	for _, kind := range mix.Kinds() {
		docs := drawn(kind)
		b.Run("decode/"+string(kind), func(b *testing.B) {
			benchmarkEach(b, docs, same, func(doc *mix.Document) { decoded(doc) })
		})
		b.Run("normalize/"+string(kind), func(b *testing.B) {
			benchmarkEach(b, docs, body, func(text string) { normalize.Text(text) })
		})
		b.Run("align/"+string(kind), func(b *testing.B) {
			benchmarkEach(b, docs, gridOf, func(g layout.Grid) {
				align.Split(&g)
				align.Editions(&g)
			})
		})
		b.Run("reconcile/"+string(kind), func(b *testing.B) {
			benchmarkEach(b, docs, placedOf, func(p placed) { reconcile.Form(&p.grid, p.placement) })
		})
		b.Run("agency/"+string(kind), func(b *testing.B) {
			benchmarkEach(b, docs, gridOf, func(g layout.Grid) { agency.Identify(&g, 0, len(g.Rows), "") })
		})
	}
	b.Run("layout/markup", func(b *testing.B) {
		benchmarkEach(b, drawn(mix.HTML), body, func(text string) { markup.Read(text) })
	})
	b.Run("layout/plain", func(b *testing.B) {
		benchmarkEach(b, drawn(mix.Text), body, func(text string) { plain.Read(text) })
	})
	b.Run("layout/ocr", func(b *testing.B) {
		benchmarkEach(b, drawn(mix.OCR), body, func(text string) {
			switch {
			case ocr.IsHOCR(text):
				ocr.ReadHOCR(text)
			case ocr.IsTSV(text):
				ocr.ReadTSV(text)
			}
		})
	})
}

// BenchmarkExtract measures a document from bytes to cells.
func BenchmarkExtract(b *testing.B) {
	for _, kind := range mix.Kinds() {
		b.Run(string(kind), func(b *testing.B) {
			benchmarkEach(b, drawn(kind), asDocument, func(doc extractors.Document) { extractors.Extract(context.Background(), doc) })
		})
	}
}

// isClean reports whether a document holds one report that is as the form has it: each row
// exactly labelled and to be read in one way, nothing unknown, every identity borne out.
func isClean(doc *mix.Document) bool {
	result, found := extractors.Examine(context.Background(), asDocument(doc))
	if len(found) != 1 || len(found[0].Placement.Orphans) > 0 {
		return false
	}
	p := found[0].Placement
	for i := range p.Rows {
		if p.Rows[i].Match != align.MatchExact || len(p.Rows[i].Readings) > 1 {
			return false
		}
	}
	for _, c := range result.Reports[0].Form.Checks {
		if c.Outcome == reconcile.Fail {
			return false
		}
	}
	return !slices.ContainsFunc(result.Reports[0].Form.Cells, func(c reconcile.Cell) bool {
		return c.Status == schema.Missing || c.Status == schema.Unreadable
	})
}

// BenchmarkClean measures reports that are as the form has them: from the grid to the
// cells, and from bytes.
func BenchmarkClean(b *testing.B) {
	for _, kind := range []mix.Kind{mix.HTML, mix.Text} {
		var docs []mix.Document
		for i := 0; len(docs) < benchDocuments; i++ {
			if doc := mix.DrawKind(2, kind, i); isClean(&doc) {
				docs = append(docs, doc)
			}
		}
		b.Run("align+reconcile/"+string(kind), func(b *testing.B) {
			benchmarkEach(b, docs, readGridOf, func(g layout.Grid) { alignAll(&g) })
		})
		b.Run("extract/"+string(kind), func(b *testing.B) {
			benchmarkEach(b, docs, asDocument, func(doc extractors.Document) { extractors.Extract(context.Background(), doc) })
		})
	}
}

// readGridOf is the grid that a document's report was read from.
func readGridOf(doc *mix.Document) layout.Grid {
	_, found := extractors.Examine(context.Background(), asDocument(doc))
	return *found[0].Grid
}

func asDocument(doc *mix.Document) extractors.Document {
	return extractors.Document{SourceURI: doc.Name, MediaType: doc.MediaType, Body: doc.Body}
}
