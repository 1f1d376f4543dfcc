package report_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"gongkai/extractors"
	"gongkai/pipeline"
	"gongkai/pipeline/dataset"
	"gongkai/pipeline/durable/durabletest"
	"gongkai/pipeline/extracted"
	"gongkai/pipeline/raw"
	"gongkai/pipeline/report"
	"gongkai/scripts/synth/corpus"
)

// TestLaidOut publishes documents of every synthetic family and lays out what is under
// review: the page that a run makes of sources laid out while it extracted is the one that is made
// by reading the documents again, the run keeps those sources, and with them a page lays
// out none itself.
func TestLaidOut(t *testing.T) {
	t.Parallel()
	docs := map[string]string{}
	for i, family := range corpus.Families() {
		doc := corpus.Draw(rand.New(rand.NewPCG(3, uint64(i))), family)
		docs[family+filepath.Ext(doc.Name)] = string(doc.Body)
	}
	out, source := t.TempDir(), samples(t, nil, docs)
	cfg := pipeline.Config{Dataset: out, Sources: []string{source}, Build: "one"}
	publish(t, cfg)
	in, err := report.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Zone.Close()
	in.Program, in.Snapshots = extractors.Version+" one", nil
	want := pageWith(t, in, nil)
	if want != published(t, in.Dir) {
		t.Error("the page of the run is another than one that reads the documents again")
	}
	kept := &memory{values: map[[sha256.Size]byte][]byte{}}
	sources := laidOut(t, in)
	for key, value := range sources {
		kept.values[key] = value
	}
	if t.Logf("%d reports under review", len(sources)); len(sources) < 10 {
		t.Fatalf("%d reports under review: too few to tell", len(sources))
	}
	if got := pageWith(t, in, kept); got != want {
		t.Error("with sources laid out before: another page")
	}
	partitions := map[string]bool{}
	for _, p := range in.Manifest.Partitions {
		partitions[p.Partition] = true
	}
	if put := len(kept.values) - len(sources); put != len(partitions) {
		t.Errorf("%d parts were made for the page, of %d partitions", put, len(partitions))
	}
	wantStored(t, out, sources)
	cfg.Force = true
	publish(t, cfg)
	if got := published(t, filepath.Join(out, "current")); got != want {
		t.Error("a run that extracts again makes another page")
	}
}

func pageWith(t *testing.T, in report.Input, cache report.Cache) string {
	t.Helper()
	var b bytes.Buffer
	in.Cache = cache
	if _, err := report.Write(t.Context(), &b, in, report.Options{Workers: 2}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func published(t *testing.T, dir string) string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(dir, dataset.PageFile))
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// laidOut lays out the sources of the reports under review of all documents.
func laidOut(t *testing.T, in report.Input) map[[sha256.Size]byte][]byte {
	t.Helper()
	sources := map[[sha256.Size]byte][]byte{}
	for d, err := range in.Zone.Documents(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		for key, value := range laidOutOf(t, in.Program, &d) {
			sources[key] = value
		}
	}
	return sources
}

func laidOutOf(t *testing.T, program string, d *raw.Document) map[[sha256.Size]byte][]byte {
	t.Helper()
	sources := map[[sha256.Size]byte][]byte{}
	doc := extractors.Document{SourceURI: d.URI, MediaType: d.MediaType, Body: d.Body}
	result, findings := extractors.Examine(context.WithoutCancel(t.Context()), doc)
	for i := range result.Reports {
		if len(result.Reports[i].Review) == 0 {
			continue
		}
		key, value, err := report.LayOut(program, d, &result, findings, i)
		if err != nil {
			t.Fatal(err)
		}
		sources[key] = value
	}
	return sources
}

// wantStored sees to it that the results of a run hold the sources.
func wantStored(t *testing.T, dir string, sources map[[sha256.Size]byte][]byte) {
	t.Helper()
	stores, err := filepath.Glob(filepath.Join(dir, "extracted", "*"))
	if err != nil || len(stores) != 1 {
		t.Fatalf("stores of results: %v, %v", stores, err)
	}
	store, err := extracted.Open(stores[0], durabletest.NoSync)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for key := range sources {
		if !store.Has(extracted.Key(key[:len(extracted.Key{})])) {
			t.Errorf("the source %x is not kept", key[:8])
		}
	}
}
