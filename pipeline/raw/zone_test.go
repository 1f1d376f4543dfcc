package raw

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/pipeline/source"
	"gongkai/pipeline/source/sourcetest"
	"gongkai/schema"
)

var night = time.Date(2024, 3, 1, 2, 0, 0, 0, time.UTC)

// page is an item as fetched n hours into the night.
func page(uri, body string, n int) source.Item {
	return source.Item{URI: uri, MediaType: "text/html", Body: []byte(body), Status: 200, FetchedAt: night.Add(time.Duration(n) * time.Hour)}
}

func failure(uri string, reason schema.Reason, n int) source.Item {
	return source.Item{URI: uri, Status: 503, FetchedAt: night.Add(time.Duration(n) * time.Hour), Reject: schema.Rejectf(reason, "attempt %d", n)}
}

func open(t *testing.T, dir string, opts Options) *Zone {
	t.Helper()
	z, err := Open(dir, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { z.Close() })
	return z
}

// fill appends items to the zone in a folder and closes it.
func fill(t *testing.T, dir string, opts Options, items ...source.Item) {
	t.Helper()
	z := open(t, dir, opts)
	for _, item := range items {
		if err := z.Append(item); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
}

func documents(t *testing.T, z *Zone) []Document {
	t.Helper()
	var docs []Document
	for doc, err := range z.Documents(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, doc)
	}
	return docs
}

// brief is a document in one line: body or reject, then its address and all addresses.
func brief(docs []Document) []string {
	var lines []string
	for _, d := range docs {
		what := string(d.Body)
		if d.Reject != nil {
			what = d.Reject.Error()
		}
		lines = append(lines, fmt.Sprintf("%s | %s | %s", what, d.URI, strings.Join(d.URIs, " ")))
	}
	slices.Sort(lines)
	return lines
}

func check(t *testing.T, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestZoneIsASource(t *testing.T) {
	sourcetest.Suite(t, func(t *testing.T, documents map[string][]byte) source.Source {
		dir := t.TempDir()
		var items []source.Item
		for uri, body := range documents { // in any order
			items = append(items, source.Item{URI: uri, Body: body})
		}
		fill(t, dir, Options{}, items...)
		return open(t, dir, Options{})
	})
}

// A zone that was read from another asks servers for the same.
func TestZoneOfAZone(t *testing.T) {
	at := time.Date(2024, 2, 1, 2, 3, 4, 0, time.UTC)
	item := source.Item{
		URI: "https://a.example/1", Body: []byte("1"), Bytes: 1, MediaType: "text/html", Status: 200, FetchedAt: at, FoundOn: "https://a.example/",
		Header: http.Header{"Etag": {`"x"`}},
	}
	failure := source.Item{URI: "https://a.example/2", FetchedAt: at, Reject: schema.Rejectf(schema.FetchFailed, "status 404")}
	first, second := t.TempDir(), t.TempDir()
	fill(t, first, Options{}, item, failure)
	var items []source.Item
	for item, err := range open(t, first, Options{}).Items(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, item)
	}
	fill(t, second, Options{}, items...)
	want, _, err := open(t, first, Options{}).Latest(item.URI)
	if err != nil {
		t.Fatal(err)
	}
	got, ok, err := open(t, second, Options{}).Latest(item.URI)
	if err != nil || !ok || got.Header.Get("Etag") != `"x"` {
		t.Errorf("%+v, %t, %v", got, ok, err)
	}
	check(t, want, got)
	if len(items) != 2 || items[1].Reject == nil || !IsZone(second) || IsZone(t.TempDir()) {
		t.Errorf("items %+v", items)
	}
}

func TestWhatAnAddressHolds(t *testing.T) {
	cases := []struct {
		name  string
		items []source.Item
		want  []string
		stats Stats
	}{
		{"newer content supersedes", []source.Item{page("http://a/1", "old", 1), page("http://a/1", "new", 2)},
			[]string{"new | http://a/1 | http://a/1"}, Stats{1, 1, 0, 2, 1}},
		{"older content that arrives later does not", []source.Item{page("http://a/1", "new", 2), page("http://a/1", "old", 1)},
			[]string{"new | http://a/1 | http://a/1"}, Stats{1, 1, 0, 2, 1}},
		{"without times the later counts", []source.Item{{URI: "f", Body: []byte("1")}, {URI: "f", Body: []byte("2")}},
			[]string{"2 | f | f"}, Stats{1, 1, 0, 2, 1}},
		{"content that comes back is stored once", []source.Item{page("http://a/1", "x", 1), page("http://a/1", "y", 2), page("http://a/1", "x", 3)},
			[]string{"x | http://a/1 | http://a/1"}, Stats{1, 1, 0, 2, 1}},
		{"a failure does not supersede", []source.Item{page("http://a/1", "x", 1), failure("http://a/1", schema.FetchFailed, 2)},
			[]string{"x | http://a/1 | http://a/1"}, Stats{1, 1, 0, 1, 0}},
		{"content supersedes a newer failure", []source.Item{failure("http://a/1", schema.FetchFailed, 2), page("http://a/1", "x", 1)},
			[]string{"x | http://a/1 | http://a/1"}, Stats{1, 1, 0, 1, 0}},
		{"the newest failure of what never gave content", []source.Item{failure("http://a/1", schema.FetchFailed, 1), failure("http://a/1", schema.TooLarge, 2)},
			[]string{"reject too_large: attempt 2 | http://a/1 | http://a/1"}, Stats{1, 1, 1, 0, 0}},
		{"the government's host speaks for a content", []source.Item{page("http://a.com/1", "x", 1), page("http://www.b.gov.cn/9", "x", 1), page("http://www.b.gov.cn/8", "x", 1), page("http://gov.cn.evil.com/", "x", 1)},
			[]string{"x | http://www.b.gov.cn/8 | http://a.com/1 http://gov.cn.evil.com/ http://www.b.gov.cn/8 http://www.b.gov.cn/9"}, Stats{1, 4, 0, 1, 0}},
		{"without one the smallest", []source.Item{page("b.txt", "x", 1), page("a.txt", "x", 1)},
			[]string{"x | a.txt | a.txt b.txt"}, Stats{1, 2, 0, 1, 0}},
		{"no bytes are a content", []source.Item{page("a.txt", "", 1)},
			[]string{" | a.txt | a.txt"}, Stats{1, 1, 0, 1, 0}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "raw")
			fill(t, dir, Options{}, tc.items...)
			z := open(t, dir, Options{})
			check(t, tc.want, brief(documents(t, z)))
			check(t, tc.stats, z.Stats())
		})
	}
}

func TestEverythingOfASightingIsKept(t *testing.T) {
	dir := t.TempDir()
	item := source.Item{
		URI: "https://www.example.gov.cn/报告.html", MediaType: "text/html; charset=gbk", Body: []byte("\xff\x00body"), Bytes: 6,
		FetchedAt: night.Add(123456 * time.Microsecond), Status: 200, FoundOn: "https://www.example.gov.cn/",
		Header: http.Header{"Etag": {`"x"`}, "Set-Cookie": {"a=1", "b: 2"}, "X-Name": {"\xb9\xab"}, "X-Empty": {""}},
	}
	fill(t, dir, Options{}, item)
	z := open(t, dir, Options{})
	latest, ok, err := z.Latest(item.URI)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	docs := documents(t, z)
	item.CheckedAt = item.FetchedAt
	without := item
	without.Header = nil
	check(t, without, docs[0].Item)
	// sha256 of ff 00 62 6f 64 79, from sha256sum
	check(t, "d9fac7296c663749a7395533e2f6653ec20b1be4a527ed0c17f06f1846d28c2b", docs[0].SHA256)
	item.Body = nil
	check(t, item, latest)
	if _, ok, err := z.Latest("https://other/"); ok || err != nil {
		t.Errorf("an address never seen: %v, %v", ok, err)
	}
}

func TestLatestOfAFailureIsNothing(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, Options{}, failure("http://a/1", schema.FetchFailed, 1))
	if _, ok, err := open(t, dir, Options{}).Latest("http://a/1"); ok || err != nil {
		t.Errorf("got %v, %v", ok, err)
	}
}

func TestOrderDoesNotDependOnArrival(t *testing.T) {
	var items []source.Item
	for i := range 60 {
		items = append(items, page(fmt.Sprintf("http://a/%d", i), fmt.Sprintf("body %d", i%45), 1))
	}
	items = append(items, failure("http://f/2", schema.FetchFailed, 1), failure("http://f/1", schema.FetchFailed, 1))
	one, two := t.TempDir(), t.TempDir()
	fill(t, one, Options{}, items...)
	slices.Reverse(items)
	for i := range items {
		fill(t, two, Options{}, items[i])
	}
	want, got := documents(t, open(t, one, Options{})), documents(t, open(t, two, Options{}))
	check(t, want, got)
	check(t, 47, len(got))
	if !slices.IsSortedFunc(got[:45], func(a, b Document) int { return strings.Compare(a.SHA256, b.SHA256) }) {
		t.Error("contents are not in the order of their sha256")
	}
	check(t, []string{"http://f/1", "http://f/2"}, []string{got[45].URI, got[46].URI})
}

func TestSegmentsRollBySize(t *testing.T) {
	dir := t.TempDir()
	var items []source.Item
	for i := range 10 {
		items = append(items, page(fmt.Sprintf("http://a/%d", i), strings.Repeat(fmt.Sprint(i), 1000), 1))
	}
	fill(t, dir, Options{RollBytes: 2500}, items...)
	z := open(t, dir, Options{})
	check(t, Stats{Segments: 4, Addresses: 10, Contents: 10}, z.Stats())
	check(t, 10, len(documents(t, z)))
}

func TestSegmentsRollByTime(t *testing.T) {
	z := open(t, t.TempDir(), Options{RollAfter: 20 * time.Millisecond})
	if err := z.Append(page("http://a/1", "x", 1)); err != nil {
		t.Fatal(err)
	}
	deadline := time.Now().Add(10 * time.Second)
	for z.Stats().Segments == 0 { // nobody appends, flushes or closes
		if time.Now().After(deadline) {
			t.Fatal("the segment stayed open")
		}
		time.Sleep(5 * time.Millisecond)
	}
	check(t, 1, len(documents(t, z)))
}

func TestTornTemporaryIsIgnoredAndCleared(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, Options{}, page("http://a/1", "x", 1))
	torn := filepath.Join(dir, ".tmp-segment-00000002.parquet-1-1")
	if err := os.WriteFile(torn, []byte("PAR1 half"), 0o644); err != nil {
		t.Fatal(err)
	}
	z := open(t, dir, Options{})
	check(t, 1, len(documents(t, z)))
	if _, err := os.Stat(torn); err != nil {
		t.Errorf("a reader cleared it: %v", err)
	}
	fill(t, dir, Options{}, page("http://a/2", "y", 1))
	if _, err := os.Stat(torn); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the writer left it: %v", err)
	}
}

// noise makes pages of bytes that do not compress, so that most of a segment is bodies.
func noise(n, size int) []source.Item {
	random := rand.NewChaCha8([32]byte{7})
	var items []source.Item
	for i := range n {
		body := make([]byte, size)
		random.Read(body)
		items = append(items, page(fmt.Sprintf("http://a/%d", i), string(body), i))
	}
	return items
}

// A segment with one bit flipped gives what was written or an error, wherever
// the bit is.
func TestFlippedBitIsNoticedOrHarmless(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, Options{}, append(noise(6, 50), failure("http://f/", schema.TooLarge, 1))...)
	want := documents(t, open(t, dir, Options{}))
	path := filepath.Join(dir, segmentName(1))
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	noticed := 0
	for i := 3; i < len(raw); i += 7 {
		damaged := slices.Clone(raw)
		damaged[i] ^= 1 << (i % 8)
		if err := os.WriteFile(path, damaged, 0o644); err != nil {
			t.Fatal(err)
		}
		got, err := all(dir)
		if err != nil {
			noticed++
		} else if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("bit flipped in byte %d of %d: %s", i, len(raw), diff)
		}
	}
	if noticed < len(raw)/21 {
		t.Errorf("%d of %d flipped bits noticed", noticed, len(raw))
	}
}

// all reads the documents of the zone in a folder, or the first error.
func all(dir string) (docs []Document, err error) {
	z, err := Open(dir, Options{})
	if err != nil {
		return nil, err
	}
	defer z.Close()
	for doc, err := range z.Documents(context.Background()) {
		if err != nil {
			return nil, err
		}
		docs = append(docs, doc)
	}
	return docs, nil
}

func TestDamageIsNamed(t *testing.T) {
	items := noise(40, 5000)
	for _, tc := range []struct {
		name   string
		damage func(dir string) error
	}{
		{"a flipped bit in a body", func(dir string) error {
			path := filepath.Join(dir, segmentName(1))
			raw, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			raw[len(raw)*3/4] ^= 4
			return os.WriteFile(path, raw, 0o644)
		}},
		{"a file cut off", func(dir string) error { return os.Truncate(filepath.Join(dir, segmentName(1)), 4000) }},
		{"a segment gone", func(dir string) error { return os.Remove(filepath.Join(dir, segmentName(1))) }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			dir := t.TempDir()
			fill(t, dir, Options{}, items...)
			fill(t, dir, Options{}, page("http://a/last", "last", 1))
			if err := tc.damage(dir); err != nil {
				t.Fatal(err)
			}
			z, err := Open(dir, Options{})
			if err == nil {
				for _, err = range z.Documents(t.Context()) {
					if err != nil {
						break
					}
				}
			}
			if !errors.Is(err, ErrCorrupt) || !strings.Contains(err.Error(), segmentName(1)) {
				t.Errorf("got %v, want ErrCorrupt naming %s", err, segmentName(1))
			}
		})
	}
}

func TestSecondWriterIsRefused(t *testing.T) {
	dir := t.TempDir()
	one, two := open(t, dir, Options{}), open(t, dir, Options{})
	for _, z := range []*Zone{one, two} {
		// The second clears the first one's temporary, as a writer after a crash does.
		if err := z.Append(page("http://a/1", "x", 1)); err != nil {
			t.Fatal(err)
		}
	}
	if err := two.Close(); err != nil {
		t.Fatal(err)
	}
	if err := one.Close(); err == nil {
		t.Error("both writers' segments were accepted")
	}
	check(t, []string{"x | http://a/1 | http://a/1"}, brief(documents(t, open(t, dir, Options{}))))
}

func TestClosedZoneRefuses(t *testing.T) {
	z := open(t, t.TempDir(), Options{})
	if err := errors.Join(z.Close(), z.Close()); err != nil {
		t.Fatal(err)
	}
	if err := z.Append(page("http://a/1", "x", 1)); !errors.Is(err, ErrClosed) {
		t.Errorf("got %v, want ErrClosed", err)
	}
}

func TestWhatIsNoSightingIsRefused(t *testing.T) {
	z := open(t, t.TempDir(), Options{})
	for _, item := range []source.Item{
		{URI: "", Body: []byte("x")},
		{URI: "\xff", Body: []byte("x")},
		{URI: "a", Body: []byte("x"), Reject: schema.Rejectf(schema.TooLarge, "x")},
	} {
		if err := z.Append(item); err == nil {
			t.Errorf("%q is accepted", item.URI)
		}
	}
	if err := z.Append(page("http://a/1", "x", 1)); err != nil {
		t.Errorf("after refusals: %v", err)
	}
}
