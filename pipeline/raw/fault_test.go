package raw

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/pipeline/durable"
	"gongkai/pipeline/durable/durabletest"
	"gongkai/pipeline/source"
	"gongkai/schema"
)

func base() []source.Item {
	return []source.Item{page("http://a/1", "one", 1), page("http://a/2", "two", 1), failure("http://a/3", schema.FetchFailed, 1)}
}

// batches are what a run appends, flushing after each.
func batches() [][]source.Item {
	return [][]source.Item{
		{page("http://a/1", "one", 2), page("http://a/2", "two, changed", 2)},
		{page("http://a/3", "three", 2), page("http://a/4", "four", 2), failure("http://a/5", schema.TooLarge, 2)},
	}
}

// night2 appends the batches and returns how many were acknowledged.
func night2(dir string, fsys durable.FS) (acknowledged int, err error) {
	z, err := Open(dir, Options{FS: fsys})
	if err != nil {
		return 0, err
	}
	for _, batch := range batches() {
		for _, item := range batch {
			if err := z.Append(item); err != nil {
				return acknowledged, errors.Join(err, z.Close())
			}
		}
		if err := z.Flush(); err != nil {
			return acknowledged, errors.Join(err, z.Close())
		}
		acknowledged++
	}
	z.state.unindexed = indexEvery // so that the index is written too
	return acknowledged, z.Close()
}

// expect is what a zone holds after the base and n batches.
func expect(t *testing.T, n int) []string {
	t.Helper()
	dir := t.TempDir()
	fill(t, dir, Options{}, base()...)
	for _, batch := range batches()[:n] {
		fill(t, dir, Options{}, batch...)
	}
	docs, err := all(dir)
	if err != nil {
		t.Fatal(err)
	}
	return brief(docs)
}

func TestFaultAtEachChange(t *testing.T) {
	counting := durabletest.New(durable.OS, 0, durabletest.Fail)
	dir := t.TempDir()
	fill(t, dir, Options{}, base()...)
	if _, err := night2(dir, counting); err != nil {
		t.Fatal(err)
	}
	want := [][]string{expect(t, 0), expect(t, 1), expect(t, 2)}
	if counting.Count() < 15 {
		t.Fatalf("only %d changes: %q", counting.Count(), counting.Ops())
	}
	for _, mode := range []durabletest.Mode{durabletest.Fail, durabletest.Crash, durabletest.Lie} {
		for n := 1; n <= counting.Count(); n++ {
			t.Run(fmt.Sprintf("mode %d change %d", mode, n), func(t *testing.T) {
				dir := t.TempDir()
				fill(t, dir, Options{}, base()...)
				faulty := durabletest.New(durable.OS, n, mode)
				acknowledged, err := night2(dir, faulty)
				op := faulty.Ops()[n-1]
				if err == nil && mode != durabletest.Lie {
					t.Errorf("%s failed and nobody said so", op)
				}
				holdsAtLeast(t, dir, want, acknowledged, op)
				if _, err := night2(dir, durable.OS); err != nil {
					t.Fatalf("after %s failed, the next run: %v", op, err)
				}
				docs, err := all(dir)
				if err != nil {
					t.Fatal(err)
				}
				check(t, want[2], brief(docs))
			})
		}
	}
}

// holdsAtLeast checks that the zone holds the acknowledged batches; a batch
// that failed in its very last step may be there too, whole.
func holdsAtLeast(t *testing.T, dir string, want [][]string, acknowledged int, op string) {
	t.Helper()
	docs, err := all(dir)
	if err != nil {
		t.Fatalf("after %s failed: %v", op, err)
	}
	got := brief(docs)
	for _, w := range want[acknowledged:] {
		if slices.Equal(w, got) {
			return
		}
	}
	t.Errorf("after %s failed with %d batches acknowledged the zone holds\n%s", op, acknowledged, strings.Join(got, "\n"))
}

func TestZoneThatFailedRefuses(t *testing.T) {
	z := open(t, t.TempDir(), Options{FS: durabletest.New(durable.OS, 2, durabletest.Fail)})
	first := z.Append(page("http://a/1", "x", 1))
	second := z.Append(page("http://a/2", "y", 1))
	if !errors.Is(first, durabletest.ErrInjected) || !errors.Is(second, durabletest.ErrInjected) || !errors.Is(z.Flush(), durabletest.ErrInjected) {
		t.Errorf("got %v and then %v", first, second)
	}
}

// TestKilled kills a process that appends, at many moments, and looks at what it left.
func TestKilled(t *testing.T) {
	dir := t.TempDir()
	if os.Getenv("RAW_APPEND_TO") != "" {
		appendForever(os.Getenv("RAW_APPEND_TO"))
	}
	held := 0
	for round := range 8 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestKilled$")
		cmd.Env = append(os.Environ(), "RAW_APPEND_TO="+dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(60+37*round) * time.Millisecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // it was killed: the error says so
		docs, err := all(dir)
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if len(docs) < held {
			t.Fatalf("round %d: %d documents, %d before", round, len(docs), held)
		}
		held = len(docs)
	}
	if held == 0 {
		t.Error("no round kept anything: the test shows nothing")
	}
}

func appendForever(dir string) {
	z, err := Open(dir, Options{RollBytes: 20000})
	if err != nil {
		panic(err)
	}
	first := z.Stats().Addresses
	for i := first; ; i++ {
		item := page(fmt.Sprintf("http://a/%d", i), strings.Repeat(fmt.Sprintf("%d,", i), 500), 1)
		if err := z.Append(item); err != nil {
			panic(err)
		}
	}
}

// TestModel compares a zone with the rule in its plainest form: over any
// sequence of sightings, flushes, reopenings and lost indexes.
func TestModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp(t.TempDir(), "zone") //nolint:usetesting // one for each sequence
		if err != nil {
			rt.Fatal(err)
		}
		z, err := Open(dir, Options{RollBytes: 12})
		if err != nil {
			rt.Fatal(err)
		}
		model := map[string]source.Item{}
		for range rapid.IntRange(1, 25).Draw(rt, "steps") {
			switch rapid.IntRange(0, 9).Draw(rt, "what") {
			case 0:
				z.state.unindexed += indexEvery * rapid.IntRange(0, 1).Draw(rt, "index")
				z = reopen(rt, z, dir)
			case 1:
				if err := os.Remove(filepath.Join(dir, indexName)); err != nil && !errors.Is(err, os.ErrNotExist) {
					rt.Fatal(err)
				}
			default:
				item := drawSighting(rt)
				if err := z.Append(item); err != nil {
					rt.Fatal(err)
				}
				sight(model, item)
			}
		}
		z = reopen(rt, z, dir)
		defer z.Close()
		got := map[string]string{}
		for doc, err := range z.Documents(t.Context()) {
			if err != nil {
				rt.Fatal(err)
			}
			for _, uri := range doc.URIs {
				got[uri] = outcome(doc.Item)
			}
		}
		want := map[string]string{}
		for uri, item := range model {
			want[uri] = outcome(item)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			rt.Fatal(diff)
		}
	})
}

func reopen(t *rapid.T, z *Zone, dir string) *Zone {
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	z, err := Open(dir, Options{RollBytes: 12})
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func drawSighting(t *rapid.T) source.Item {
	uri := rapid.SampledFrom([]string{"http://a/1", "http://b.gov.cn/2", "c.txt"}).Draw(t, "uri")
	hour := rapid.IntRange(1, 3).Draw(t, "hour")
	if rapid.IntRange(0, 3).Draw(t, "fails") == 0 {
		return failure(uri, schema.FetchFailed, hour)
	}
	return page(uri, rapid.SampledFrom([]string{"", "x", "yy", "zzzzzzzz"}).Draw(t, "body"), hour)
}

// sight is the rule of the package documentation, on a map.
func sight(model map[string]source.Item, item source.Item) {
	old, ok := model[item.URI]
	switch {
	case !ok:
	case old.Reject == nil && item.Reject != nil:
		return
	case old.Reject != nil && item.Reject == nil:
	case item.FetchedAt.Before(old.FetchedAt):
		return
	}
	model[item.URI] = item
}

func outcome(item source.Item) string {
	if item.Reject != nil {
		return item.Reject.Error()
	}
	return fmt.Sprintf("%q", item.Body)
}

func TestIndexIsDerived(t *testing.T) {
	dir := t.TempDir()
	for i := range indexEvery + 2 {
		fill(t, dir, Options{}, page(fmt.Sprintf("http://a/%d", i%12), fmt.Sprintf("body %d", i), i), failure(fmt.Sprintf("http://f/%d", i), schema.FetchFailed, i))
	}
	path := filepath.Join(dir, indexName)
	index, err := os.ReadFile(path)
	if err != nil {
		// Each fill opens anew, so only a single one sees that many segments at once.
		z := open(t, dir, Options{})
		check(t, nil, z.Close())
		index, err = os.ReadFile(path)
	}
	if err != nil {
		t.Fatal(err)
	}
	with, err := load(dir)
	if err != nil {
		t.Fatal(err)
	}
	for name, damage := range map[string]func() error{
		"gone":    func() error { return os.Remove(path) },
		"cut off": func() error { return os.WriteFile(path, index[:len(index)/2], 0o644) },
		"flipped": func() error {
			damaged := slices.Clone(index)
			damaged[len(damaged)/3] ^= 1
			return os.WriteFile(path, damaged, 0o644)
		},
	} {
		if err := damage(); err != nil {
			t.Fatal(err)
		}
		without, err := load(dir)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		check(t, with.inOrderForTest(), without.inOrderForTest())
		check(t, with.stats(), without.stats())
	}
}

func (s *state) inOrderForTest() (lines []string) {
	for _, number := range s.inOrder() {
		a := s.sighting(s.addresses.all.at(number))
		lines = append(lines, fmt.Sprintf("%+v %v", a.item(), s.placeOf(a.sum)))
	}
	return lines
}
