package bucket

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/pipeline/dataset"
)

// snapshot writes the folder of a snapshot that holds the files.
func snapshot(t *testing.T, id string, files map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), id)
	m := dataset.Manifest{ManifestVersion: dataset.ManifestVersion, Snapshot: id}
	for name, content := range files {
		sum := sha256.Sum256([]byte(content))
		m.Files = append(m.Files, dataset.File{Path: name, Bytes: int64(len(content)), SHA256: hex.EncodeToString(sum[:])})
		write(t, filepath.Join(dir, name), []byte(content))
	}
	page := []byte("<p>" + id)
	sum := sha256.Sum256(page)
	m.Page = &dataset.Page{Bytes: int64(len(page)), SHA256: hex.EncodeToString(sum[:])}
	write(t, filepath.Join(dir, dataset.PageFile), page)
	raw, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, dataset.ManifestFile), raw)
	write(t, filepath.Join(dir, dataset.PackageFile), []byte("{}"))
	return dir
}

func write(t *testing.T, name string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

// Two nights: the second changes a year, adds one, and keeps one.
var (
	idOne, idTwo = "20300101T000000Z", "20300102T000000Z"
	nightOne     = map[string]string{"panel/year=2022/part-00000.parquet": "a22", "panel/year=2023/part-00000.parquet": "a23"}
	nightTwo     = map[string]string{
		"panel/year=2022/part-00000.parquet": "a22", "panel/year=2023/part-00000.parquet": "b23", "panel/year=2024/part-00000.parquet": "b24",
	}
)

// published reads what a reader who begins at latest.json reads: every file is whole.
func published(t *testing.T, s *store) (id string, files map[string]string) {
	t.Helper()
	b := s.bucket(t)
	read := func(key string) []byte {
		raw, err := b.ReadAll(t.Context(), key)
		if err != nil {
			t.Fatalf("a reader finds no %s: %v", key, err)
		}
		return raw
	}
	id, err := dataset.ReadPointer(read(dataset.LatestFile))
	if err != nil {
		t.Fatal(err)
	}
	m, err := dataset.ParseManifest(read(path.Join("snapshots", id, dataset.ManifestFile)))
	if err != nil {
		t.Fatal(err)
	}
	read(path.Join("snapshots", id, dataset.PackageFile))
	if page := string(read(path.Join("snapshots", id, dataset.PageFile))); page != "<p>"+id {
		t.Errorf("the page of %s is %q", id, page)
	}
	files = map[string]string{}
	for _, f := range m.Files {
		content := read(path.Join("snapshots", id, f.Path))
		if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != f.SHA256 {
			t.Errorf("%s of %s reads %q", f.Path, id, content)
		}
		files[f.Path] = string(content)
	}
	return id, files
}

func publish(t *testing.T, s *store, dir string) Sent {
	t.Helper()
	sent, err := Publish(t.Context(), s.address, dir)
	if err != nil {
		t.Fatal(err)
	}
	return sent
}

func TestPublish(t *testing.T) {
	for _, kind := range []string{"s3", "gs", "file"} {
		t.Run(kind, func(t *testing.T) {
			s := stores[kind](t)
			one, two := snapshot(t, idOne, nightOne), snapshot(t, idTwo, nightTwo)
			for _, step := range []struct {
				dir          string
				sent, copied int
				switched     bool
				files        map[string]string
			}{
				{one, 5, 0, true, nightOne},
				{one, 0, 0, false, nightOne},
				{two, 5, 1, true, nightTwo}, // 2023, 2024, the page, datapackage.json, manifest.json; 2022 stays as it was
				{one, 0, 0, true, nightOne}, // a rollback
				{two, 0, 0, true, nightTwo},
			} {
				sent := publish(t, s, step.dir)
				if sent.Sent != step.sent || sent.Copied != step.copied || sent.Switched != step.switched {
					t.Errorf("%+v, want %d sent, %d copied, switched %t", sent, step.sent, step.copied, step.switched)
				}
				if _, files := published(t, s); !cmp.Equal(step.files, files) {
					t.Error(cmp.Diff(step.files, files))
				}
			}
		})
	}
}

// TestInterrupted denies every request from the n-th on, for each n: who reads then
// reads the old snapshot or the new one, whole, and the next call ends what was begun.
func TestInterrupted(t *testing.T) {
	one, two := snapshot(t, idOne, nightOne), snapshot(t, idTwo, nightTwo)
	for n := int64(1); ; n++ {
		s := newS3(t)
		publish(t, s, one)
		var requests atomic.Int64
		s.meddle = func(w http.ResponseWriter, _ *http.Request) bool {
			deny := requests.Add(1) >= n
			if deny {
				w.WriteHeader(http.StatusForbidden)
			}
			return deny
		}
		_, err := Publish(t.Context(), s.address, two)
		s.meddle = nil
		id, files := published(t, s)
		if want := map[string]map[string]string{idOne: nightOne, idTwo: nightTwo}[id]; !cmp.Equal(want, files) {
			t.Errorf("request %d: %s reads %v", n, id, files)
		}
		if err == nil && id != idTwo {
			t.Errorf("request %d: no error, and %s is published", n, id)
		}
		publish(t, s, two)
		if id, files := published(t, s); id != idTwo || !cmp.Equal(nightTwo, files) {
			t.Errorf("request %d: the next call ends with %s: %v", n, id, files)
		}
		if err == nil {
			if n < 15 {
				t.Errorf("publishing takes only %d requests", n)
			}
			return
		}
	}
}

// A store that changes what it was given is found out, and what is published stays.
func TestStoreThatDamages(t *testing.T) {
	s := newS3(t)
	publish(t, s, snapshot(t, idOne, nightOne))
	s.meddle = func(w http.ResponseWriter, r *http.Request) bool {
		damaged := r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, idTwo+"/panel/year=2024/part-00000.parquet")
		if damaged {
			w.Header().Set("Last-Modified", "Tue, 01 Jan 2030 00:00:00 GMT")
			_, _ = w.Write([]byte("B24"))
		}
		return damaged
	}
	_, err := Publish(t.Context(), s.address, snapshot(t, idTwo, nightTwo))
	if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "year=2024") {
		t.Errorf("error %v", err)
	}
	if id, _ := published(t, s); id != idOne {
		t.Errorf("%s is published", id)
	}
}

func TestDamagedHere(t *testing.T) {
	for _, kind := range []string{"s3", "gs", "file"} {
		s := stores[kind](t)
		dir := snapshot(t, idOne, nightOne)
		write(t, filepath.Join(dir, "panel/year=2022/part-00000.parquet"), []byte("A22"))
		if _, err := Publish(t.Context(), s.address, dir); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: error %v", kind, err)
		}
		if there, err := s.bucket(t).Exists(t.Context(), "snapshots/"+idOne+"/panel/year=2022/part-00000.parquet"); there || err != nil {
			t.Errorf("%s: the damaged file is there, %v", kind, err)
		}
	}
}

// An object left there damaged, as by an interrupted copy, is sent anew.
func TestLeftDamaged(t *testing.T) {
	s := newFolder(t)
	s.put(t, "snapshots/"+idOne+"/panel/year=2022/part-00000.parquet", []byte("A22"))
	if sent := publish(t, s, snapshot(t, idOne, nightOne)); sent.Sent != 5 {
		t.Errorf("%+v", sent)
	}
	published(t, s)
}

func TestOtherDataset(t *testing.T) {
	s := newFolder(t)
	publish(t, s, snapshot(t, idOne, nightOne))
	if _, err := Publish(t.Context(), s.address, snapshot(t, idOne, nightTwo)); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "another dataset") {
		t.Errorf("error %v", err)
	}
	if _, files := published(t, s); !cmp.Equal(nightOne, files) {
		t.Errorf("published %v", files)
	}
}

func TestRefusedIsNotPublished(t *testing.T) {
	dir := snapshot(t, idOne, nightOne)
	name := filepath.Join(dir, dataset.ManifestFile)
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	write(t, name, bytes.Replace(raw, []byte("{"), []byte(`{"refused":["it lost a year"],`), 1))
	if _, err := Publish(t.Context(), newFolder(t).address, dir); !errors.Is(err, dataset.ErrRefused) {
		t.Errorf("error %v", err)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	stop := errors.New("stop asked for")
	s := newS3(t)
	s.meddle = func(_ http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodPut {
			cancel(stop)
		}
		return false
	}
	if _, err := Publish(ctx, s.address, snapshot(t, idOne, nightOne)); err == nil {
		t.Error("no error")
	}
	s.meddle = nil
	if there, err := s.bucket(t).Exists(t.Context(), dataset.LatestFile); there || err != nil {
		t.Errorf("published: %t, %v", there, err)
	}
}
