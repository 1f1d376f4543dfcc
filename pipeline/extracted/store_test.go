package extracted

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/extractors"
	"gongkai/extractors/agency"
	"gongkai/extractors/layout"
	"gongkai/extractors/reconcile"
	"gongkai/pipeline/durable"
	"gongkai/schema"
)

// drawResult draws a result with or without reports.
func drawResult(t *rapid.T) extractors.Result {
	text := rapid.StringN(0, 12, 40)
	if rapid.Bool().Draw(t, "rejected") {
		return extractors.Result{Reject: schema.Rejectf(schema.NotAReport, "%s", text.Draw(t, "detail"))}
	}
	r := extractors.Result{MediaType: "text/html", Labels: []extractors.Label{{Edition: "2021", Text: text.Draw(t, "label"), Distance: 2}}}
	for i := range rapid.IntRange(1, 3).Draw(t, "reports") {
		r.Reports = append(r.Reports, extractors.Report{
			Ordinal: i, Layout: layout.HTML, Script: "hans", Overview: text.Draw(t, "overview"),
			Who:    agency.Identity{Agency: text.Draw(t, "agency"), Year: 2023, Status: agency.Stated},
			Form:   drawForm(t),
			Review: []string{"identity_fails"},
		})
	}
	return r
}

func drawForm(t *rapid.T) *reconcile.Report {
	form := rapid.SampledFrom(schema.Forms()).Draw(t, "form")
	r := &reconcile.Report{Form: form, Cells: make([]reconcile.Cell, len(form.Cells)), Checks: make([]reconcile.Check, len(form.Identities))}
	for range 20 {
		i := rapid.IntRange(0, len(form.Cells)-1).Draw(t, "cell")
		r.Cells[i] = reconcile.Cell{
			Status: schema.Observed, HasValue: true, Value: schema.Micros(rapid.Int64().Draw(t, "value")),
			Raw: "减\xff5", Evidence: 2, Source: &reconcile.Source{Table: 1, Row: 2, Col: i},
		}
	}
	return r
}

// sameForm compares shared forms by identity.
var sameForm = cmp.Comparer(func(a, b *schema.Form) bool { return a == b })

func TestPackUnpack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := drawResult(t)
		data, err := Pack(want)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Unpack(data)
		if err != nil {
			t.Fatal(err)
		}
		if len(want.Reports) == 0 {
			got.Reports, want.Reports = nil, nil
		}
		if diff := cmp.Diff(want, got, sameForm); diff != "" {
			t.Fatalf("Unpack(Pack(r)) (-want +got):\n%s", diff)
		}
		again, err := Pack(got)
		if err != nil || !cmp.Equal(data, again) {
			t.Fatalf("Pack is not stable (err %v)", err)
		}
	})
}

func FuzzUnpack(f *testing.F) {
	data, err := Pack(extractors.Result{Reject: schema.Rejectf(schema.Empty, "0 bytes")})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := Unpack(data); err != nil && !errors.Is(err, ErrCorrupt) {
			t.Errorf("error of another kind: %v", err)
		}
	})
}

func open(t *testing.T, dir string) *Store {
	t.Helper()
	s, err := Open(dir, durable.OS)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func put(t *testing.T, s *Store, key Key, detail string) {
	t.Helper()
	data, err := Pack(extractors.Result{Reject: schema.Rejectf(schema.Empty, "%s", detail)})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Put(key, []byte("facts of "+detail), data); err != nil {
		t.Fatal(err)
	}
}

func wantDetail(t *testing.T, s *Store, key Key, want string) {
	t.Helper()
	got, err := s.Get(key)
	if err != nil {
		t.Fatal(err)
	}
	if got.Reject.Detail != want {
		t.Errorf("detail %q, want %q", got.Reject.Detail, want)
	}
}

func TestStore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	a, b, c := KeyOf("1", "aa", "x", ""), KeyOf("1", "ab", "x", ""), KeyOf("2", "aa", "x", "")
	s := open(t, dir)
	put(t, s, a, "first")
	wantDetail(t, s, a, "first")
	put(t, s, b, "second")
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	again := open(t, dir)
	put(t, again, c, "third")
	if err := again.Commit(); err != nil {
		t.Fatal(err)
	}
	last := open(t, dir)
	for key, want := range map[Key]string{a: "first", b: "second", c: "third"} {
		wantDetail(t, last, key, want)
	}
	if last.Has(KeyOf("3", "aa", "x", "")) {
		t.Error("a key that was never put is there")
	}
}

func TestNotCommitted(t *testing.T) {
	dir := t.TempDir()
	key := KeyOf("1", "aa", "x", "")
	s, err := Open(dir, durable.OS)
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, key, "lost")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if open(t, dir).Has(key) {
		t.Error("a result that was not committed is there")
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 0 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

// TestDamagedSegment cuts a segment at every length and flips every byte: a
// result is whole or gone.
func TestDamagedSegment(t *testing.T) {
	dir := t.TempDir()
	key := KeyOf("1", "aa", "x", "")
	s := open(t, dir)
	put(t, s, key, "whole")
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "000001.seg")
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	check := func(what string, at int, data []byte) {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
		s, err := Open(dir, durable.OS)
		if err != nil {
			t.Fatalf("%s %d: %v", what, at, err)
		}
		defer s.Close()
		if !s.Has(key) {
			return
		}
		got, err := s.Get(key)
		if err == nil && got.Reject.Detail != "whole" || err != nil && !errors.Is(err, ErrCorrupt) {
			t.Errorf("%s %d: %v, %v", what, at, got, err)
		}
	}
	for i := range whole {
		check("cut at", i, whole[:i])
		flipped := append([]byte(nil), whole...)
		flipped[i] ^= 0x40
		check("flip at", i, flipped)
	}
}
