package inspect_test

import (
	"archive/zip"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/pipeline/inspect"
	"gongkai/pipeline/raw"
	"gongkai/pipeline/source"
)

func TestReportID(t *testing.T) {
	for id, want := range map[string]bool{
		"864908085ec3dcf1-0": true, "864908085ec3dcf1-12": true,
		"": false, "864908085ec3dcf1": false, "864908085ec3dcf1-": false, "864908085EC3DCF1-0": false,
		"864908085ec3dcf1-1234567890": false, "864908085ec3dcf1-0.txt": false, "report.html": false,
	} {
		if got := inspect.IsReportID(id); got != want {
			t.Errorf("IsReportID(%q) = %t", id, got)
		}
		if _, _, err := inspect.ParseReportID(id); (err == nil) != want {
			t.Errorf("ParseReportID(%q): %v", id, err)
		}
	}
}

func TestFromDataset(t *testing.T) {
	dir := t.TempDir()
	zone, err := raw.Open(filepath.Join(dir, "raw"), raw.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, _, body := document(t, "town.txtar")
	for uri, text := range map[string]string{"a.txt": "first", "b/town.txt": body, "c.txt": "third", "d.txt": ""} {
		if err := zone.Append(source.Item{URI: uri, MediaType: "text/plain", Body: []byte(text), Bytes: int64(len(text))}); err != nil {
			t.Fatal(err)
		}
	}
	if err := zone.Close(); err != nil {
		t.Fatal(err)
	}
	id := view(t, "b/town.txt", body).SHA256[:16]
	item, ordinal, err := inspect.FromDataset(dir, id+"-2")
	if err != nil || string(item.Body) != body || item.URI != "b/town.txt" || ordinal != 2 {
		t.Errorf("found %q, %d bytes, report %d: %v", item.URI, len(item.Body), ordinal, err)
	}
	for _, absent := range []string{"0000000000000000-0", "ffffffffffffffff-0", id[:15] + "x-0"} {
		if _, _, err := inspect.FromDataset(dir, absent); err == nil {
			t.Errorf("%s: found", absent)
		} else if inspect.IsReportID(absent) && !errors.Is(err, inspect.ErrNoReport) {
			t.Errorf("%s: %v", absent, err)
		}
	}
	if _, _, err := inspect.FromDataset(t.TempDir(), id+"-0"); !errors.Is(err, inspect.ErrNoReport) {
		t.Errorf("no zone: %v", err)
	}
}

func TestFromFile(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, members ...string) string {
		path := filepath.Join(dir, name)
		file, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		z := zip.NewWriter(file)
		for _, member := range members {
			w, err := z.Create(member)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write([]byte("text of " + member)); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(z.Close(), file.Close()); err != nil {
			t.Fatal(err)
		}
		return path
	}
	item, err := inspect.FromFile(t.Context(), write("one.zip", "a.txt"))
	if err != nil || string(item.Body) != "text of a.txt" {
		t.Errorf("one document: %q, %v", item.Body, err)
	}
	if _, err := inspect.FromFile(t.Context(), write("two.zip", "a.txt", "b.txt")); err == nil || !strings.Contains(err.Error(), `"b.txt"`) {
		t.Errorf("two documents: %v", err)
	}
	if _, err := inspect.FromFile(t.Context(), filepath.Join(dir, "none.txt")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}
