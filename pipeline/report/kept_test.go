package report_test

import (
	"bytes"
	"crypto/sha256"
	"sync"
	"testing"

	"gongkai/pipeline"
	"gongkai/pipeline/report"
)

// memory is a cache that counts what it was asked for and did not have.
type memory struct {
	mu     sync.Mutex
	values map[[sha256.Size]byte][]byte
	misses int
}

func (m *memory) Get(key [sha256.Size]byte) ([]byte, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	value, ok := m.values[key]
	if !ok {
		m.misses++
	}
	return value, ok
}

func (m *memory) Put(key [sha256.Size]byte, value []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.values[key] = value
	return nil
}

// TestKeptParts writes a page without a cache, with an empty one, with a full one, with
// one of another program and with one that is damaged: it is the same page.
func TestKeptParts(t *testing.T) {
	dataset := t.TempDir()
	docs := samples(t, []string{"2021/broken-identity.html"}, map[string]string{
		"bytes.txt": "广\xff\xfe东 " + sampleText(t, "2021/broken-identity.html"), "again.html": sampleText(t, "2021/broken-identity.html") + "\n<!-- again -->",
	})
	publish(t, pipeline.Config{Dataset: dataset, Sources: []string{docs}})
	in, err := report.Open(dataset)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Zone.Close()
	page := func(cache report.Cache, program string) string {
		var b bytes.Buffer
		in.Cache, in.Program = cache, program
		if _, err := report.Write(t.Context(), &b, in, report.Options{Workers: 2}); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	want, kept := page(nil, ""), &memory{values: map[[sha256.Size]byte][]byte{}}
	for _, step := range []struct {
		what, program string
		misses        bool
		before        func()
	}{
		{"an empty cache", "one", true, func() {}},
		{"a full cache", "one", false, func() {}},
		{"another program", "two", true, func() {}},
		{"a damaged cache", "one", false, func() {
			for key, value := range kept.values {
				kept.values[key] = value[:len(value)/2]
			}
		}},
	} {
		kept.misses = 0
		step.before()
		if got := page(kept, step.program); got != want {
			t.Errorf("%s: another page", step.what)
		}
		if (kept.misses > 0) != step.misses {
			t.Errorf("%s: %d parts were not there", step.what, kept.misses)
		}
	}
}
