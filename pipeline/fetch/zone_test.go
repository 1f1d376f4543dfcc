package fetch

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"gongkai/pipeline/raw"
	"gongkai/pipeline/source"
)

// archive serves numbered pages, each with an ETag of its version.
type archive struct {
	mu       sync.Mutex
	versions map[string]int // by path; 0 is gone
	sent     int            // bodies
}

func (a *archive) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	version := a.versions[r.URL.Path]
	tag := fmt.Sprintf(`"%d"`, version)
	switch {
	case version == 0:
		http.NotFound(w, r)
	case r.Header.Get("If-None-Match") == tag:
		w.WriteHeader(http.StatusNotModified)
	default:
		a.sent++
		w.Header().Set("Etag", tag)
		fmt.Fprintf(w, "%s version %d", r.URL.Path, version)
	}
}

// aNight fetches all pages into the zone and returns how many bodies were sent
// and what the zone holds: bodies by path.
func aNight(t *testing.T, server *httptest.Server, a *archive, dir string) (sent int, held map[string]bool) {
	t.Helper()
	zone, err := raw.Open(dir, raw.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var seeds []Seed
	for i := range 40 {
		seeds = append(seeds, Seed{URL: fmt.Sprintf("%s/%d", server.URL, i)})
	}
	opts := quick()
	opts.Latest, opts.Unchanged, opts.IgnoreRobots, opts.PerHost = zone.Latest, zone.Unchanged, true, 4
	a.sent = 0
	for item, err := range New(seeds, opts).Items(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if err := zone.Append(item); err != nil {
			t.Fatal(err)
		}
	}
	if err := zone.Flush(); err != nil {
		t.Fatal(err)
	}
	held = map[string]bool{}
	for item, err := range source.Source(zone).Items(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if item.Reject == nil {
			held[string(item.Body)] = true
		}
	}
	if err := zone.Close(); err != nil {
		t.Fatal(err)
	}
	return a.sent, held
}

func TestNights(t *testing.T) {
	a := &archive{versions: map[string]int{}}
	for i := range 30 {
		a.versions[fmt.Sprintf("/%d", i)] = 1
	}
	server := httptest.NewServer(a)
	defer server.Close()
	dir := t.TempDir()
	sent, held := aNight(t, server, a, dir)
	check(t, []int{30, 30}, []int{sent, len(held)})

	sent, held = aNight(t, server, a, dir)
	check(t, []int{0, 30}, []int{sent, len(held)}) // nothing new

	a.versions["/3"], a.versions["/4"], a.versions["/35"], a.versions["/5"] = 2, 2, 1, 0
	sent, held = aNight(t, server, a, dir)
	check(t, []int{3, 31}, []int{sent, len(held)}) // two changed, one new, one gone and kept
	check(t, []bool{true, false, true, true}, []bool{held["/3 version 2"], held["/3 version 1"], held["/5 version 1"], held["/35 version 1"]})
}
