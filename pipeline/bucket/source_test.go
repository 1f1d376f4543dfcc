package bucket

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/pipeline/source"
	"gongkai/pipeline/source/sourcetest"
)

func open(t *testing.T, s *store, opts source.Options) source.Source {
	t.Helper()
	src, err := Open(s.address, opts)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func TestSuite(t *testing.T) {
	for _, kind := range []string{"s3", "gs"} {
		t.Run(kind, func(t *testing.T) {
			sourcetest.Suite(t, func(t *testing.T, documents map[string][]byte) source.Source {
				s := stores[kind](t)
				s.address = strings.Replace(s.address, "/data", "", 1) // an empty prefix is one that is not there
				for _, name := range slices.Sorted(maps.Keys(documents)) {
					s.put(t, name, documents[name])
				}
				return open(t, s, source.Options{})
			})
		})
	}
}

// outcomes reads a source: text or reject by name.
func outcomes(t *testing.T, src source.Source) map[string]string {
	t.Helper()
	got := map[string]string{}
	for item, err := range src.Items(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		got[item.URI] = string(item.Body)
		if item.Reject != nil {
			got[item.URI] = item.Reject.Error()
		}
	}
	return got
}

func TestContainersAndLimits(t *testing.T) {
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	w, err := z.Create("in/page.html")
	if err == nil {
		_, err = w.Write([]byte("<p>甲</p>"))
	}
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	s := newS3(t)
	s.put(t, "a/docs.zip", packed.Bytes())
	s.put(t, "a/lines.jsonl", []byte(`{"url":"u","text":"乙"}`+"\n"))
	s.put(t, "a/large.txt", []byte("123456789012345678901"))
	s.put(t, "a/.hidden", []byte("x"))
	s.put(t, "a/gold.jsonl", []byte("{}"))
	var skipped []source.SkipRule
	opts := source.Options{MaxBytes: 20, Skipped: func(_ string, rule source.SkipRule) { skipped = append(skipped, rule) }}
	got := outcomes(t, open(t, s, opts))
	want := map[string]string{"a/docs.zip/in/page.html": "<p>甲</p>", "a/lines.jsonl/u": "乙", "a/large.txt": "reject too_large: more than the limit of 20 bytes"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]source.SkipRule{source.SkipHidden, source.SkipGold}, skipped); diff != "" {
		t.Errorf("passed over (-want +got)\n%s", diff)
	}
	one := &store{address: strings.Replace(s.address, "/data?", "/data/a/docs.zip?", 1)}
	if diff := cmp.Diff(map[string]string{"in/page.html": "<p>甲</p>"}, outcomes(t, open(t, one, source.Options{}))); diff != "" {
		t.Errorf("one object (-want +got)\n%s", diff)
	}
}

// Keys that are no paths are named, and hide no other.
func TestKeysThatAreNoPaths(t *testing.T) {
	s := newS3(t)
	for _, key := range []string{"f/", "f/a.txt", "f//b.txt", "both", "both/c.txt"} {
		content := "x"
		if key == "f/" {
			content = ""
		}
		s.put(t, key, []byte(content))
	}
	got := outcomes(t, open(t, s, source.Options{}))
	if got["f/a.txt"] != "x" || len(got) < 3 {
		t.Errorf("outcomes %q", got)
	}
	for _, name := range []string{"./", "f/"} {
		if !strings.Contains(got[name], "reject unreadable_source: the object") {
			t.Errorf("%s: %q", name, got[name])
		}
	}
}

func TestWhatIsNotThere(t *testing.T) {
	for _, kind := range []string{"s3", "gs"} {
		s := stores[kind](t)
		s.put(t, "there.txt", []byte("x"))
		s.address = strings.Replace(s.address, "/data", "/nowhere", 1)
		for _, err := range open(t, s, source.Options{}).Items(t.Context()) {
			if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "/nowhere") {
				t.Errorf("%s: %v", kind, err)
			}
		}
	}
}

// A store that denies access in the middle costs what it denies, and says so.
func TestDenied(t *testing.T) {
	s := newS3(t)
	s.put(t, "a.txt", []byte("1"))
	s.put(t, "b.txt", []byte("2"))
	s.meddle = func(w http.ResponseWriter, r *http.Request) bool {
		denied := r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, "/a.txt")
		if denied {
			w.WriteHeader(http.StatusForbidden)
		}
		return denied
	}
	want := map[string]string{"a.txt": "reject unreadable_source: object storage: PermissionDenied", "b.txt": "2"}
	if diff := cmp.Diff(want, outcomes(t, open(t, s, source.Options{}))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestReadAt(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	content := make([]byte, 2*blockBytes+12345)
	for i := range content {
		content[i] = byte(rng.Uint32())
	}
	s := newFolder(t)
	s.put(t, "x", content)
	f := &files{ctx: t.Context(), Bucket: s.bucket(t), known: map[string]info{}}
	file, err := f.Open("x")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for range 40 {
		at := rng.IntN(len(content) + 10)
		got := make([]byte, 1+rng.IntN(2*blockBytes))
		n, err := file.ReadAt(got, int64(at))
		want := content[min(at, len(content)):min(at+len(got), len(content))]
		if !bytes.Equal(want, got[:n]) || (err != nil) != (n < len(got)) || err != nil && !errors.Is(err, io.EOF) {
			t.Fatalf("%d bytes at %d: %d, %v", len(got), at, n, err)
		}
	}
}

// An object that is replaced while its parts are read is no document.
func TestChangedWhileRead(t *testing.T) {
	s := newS3(t)
	s.put(t, "x", make([]byte, blockBytes+1))
	f := &files{ctx: t.Context(), Bucket: s.bucket(t), known: map[string]info{}}
	file, err := f.Open("x")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.ReadAt(make([]byte, 1), 0); err != nil {
		t.Fatal(err)
	}
	s.put(t, "x", make([]byte, blockBytes+2))
	if _, err := file.ReadAt(make([]byte, 1), blockBytes); !errors.Is(err, errChanged) {
		t.Errorf("error %v", err)
	}
}

func TestCheck(t *testing.T) {
	for address, ok := range map[string]bool{
		"s3://bucket": true, "s3://bucket/a/b?region=x": true, "gs://bucket/a": true, "file:///a/b": true,
		"s3:///a": false, "gs://": false, "file://a/b": false, "azblob://x": false, "/a/b": false, "s3://user:secret@bucket": false, "": false,
	} {
		if err := Check(address); (err == nil) != ok {
			t.Errorf("%q: %v", address, err)
		} else if err != nil && strings.Contains(fmt.Sprint(err), "secret") {
			t.Errorf("%q: the error tells the secret", address)
		}
	}
}
