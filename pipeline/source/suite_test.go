package source_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"

	"gongkai/pipeline/source"
	"gongkai/pipeline/source/sourcetest"
)

func TestSuite(t *testing.T) {
	kinds := map[string]func(t *testing.T, documents map[string][]byte) string{
		"folder": folder, "zip": zipped, "tar.gz": tarred, "parquet": parquetFile, "warc": warcFile,
		"warc.gz":   func(t *testing.T, d map[string][]byte) string { return packGzip(t, warcFile(t, d)) },
		"jsonl":     jsonLines,
		"jsonl.gz":  func(t *testing.T, d map[string][]byte) string { return packGzip(t, jsonLines(t, d)) },
		"jsonl.zst": func(t *testing.T, d map[string][]byte) string { return packZstd(t, jsonLines(t, d)) },
	}
	for _, name := range slices.Sorted(maps.Keys(kinds)) {
		t.Run(name, func(t *testing.T) {
			sourcetest.Suite(t, func(t *testing.T, documents map[string][]byte) source.Source {
				return openPath(t, kinds[name](t, documents))
			})
		})
	}
	t.Run("memory", func(t *testing.T) {
		sourcetest.Suite(t, func(_ *testing.T, documents map[string][]byte) source.Source {
			var items source.Memory
			for _, uri := range slices.Sorted(maps.Keys(documents)) {
				items = append(items, source.Item{URI: uri, Body: documents[uri], Bytes: int64(len(documents[uri]))})
			}
			return items
		})
	})
}

func openPath(t *testing.T, path string) source.Source {
	t.Helper()
	src, err := source.Open([]string{path}, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func folder(t *testing.T, documents map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for name, body := range documents {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, body, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// write writes a new file of that name and returns its path.
func write(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func zipped(t *testing.T, documents map[string][]byte) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(documents)) {
		w, err := z.Create(name)
		must(t, err)
		_, err = w.Write(documents[name])
		must(t, err)
	}
	must(t, z.Close())
	return write(t, "corpus.zip", b.Bytes())
}

func tarred(t *testing.T, documents map[string][]byte) string {
	var b bytes.Buffer
	g := gzip.NewWriter(&b)
	w := tar.NewWriter(g)
	for _, name := range slices.Sorted(maps.Keys(documents)) {
		must(t, w.WriteHeader(&tar.Header{Name: "./" + name, Size: int64(len(documents[name])), Typeflag: tar.TypeReg, Mode: 0o644}))
		_, err := w.Write(documents[name])
		must(t, err)
	}
	must(t, w.Close())
	must(t, g.Close())
	return write(t, "corpus.tar.gz", b.Bytes())
}

func jsonLines(t *testing.T, documents map[string][]byte) string {
	var b bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(documents)) {
		must(t, json.NewEncoder(&b).Encode(map[string]any{"uri": name, "text": string(documents[name]), "other": []int{1}}))
	}
	return write(t, "corpus.jsonl", b.Bytes())
}

func packGzip(t *testing.T, path string) string {
	raw, err := os.ReadFile(path)
	must(t, err)
	var b bytes.Buffer
	for chunk := range slices.Chunk(append(raw, '\n'), 50_000) { // several members, as crawlers write
		g := gzip.NewWriter(&b)
		_, err = g.Write(chunk)
		must(t, err)
		must(t, g.Close())
	}
	return write(t, filepath.Base(path)+".gz", b.Bytes())
}

func packZstd(t *testing.T, path string) string {
	raw, err := os.ReadFile(path)
	must(t, err)
	w, err := zstd.NewWriter(nil)
	must(t, err)
	return write(t, filepath.Base(path)+".zst", w.EncodeAll(raw, nil))
}

func parquetFile(t *testing.T, documents map[string][]byte) string {
	type row struct {
		Labels []string `parquet:"labels,list"`
		URI    string   `parquet:"url"`
		Text   *string  `parquet:"text,optional"`
	}
	var b bytes.Buffer
	w := parquet.NewGenericWriter[row](&b, parquet.MaxRowsPerRowGroup(3))
	for _, name := range slices.Sorted(maps.Keys(documents)) {
		text := string(documents[name])
		_, err := w.Write([]row{{[]string{"x", "y"}, name, &text}})
		must(t, err)
	}
	must(t, w.Close())
	return write(t, "corpus.parquet", b.Bytes())
}

func warcFile(t *testing.T, documents map[string][]byte) string {
	var b bytes.Buffer
	fmt.Fprintf(&b, "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 8\r\n\r\nsoftware\r\n\r\n")
	for i, name := range slices.Sorted(maps.Keys(documents)) {
		block := documents[name]
		kind, mediaType := "resource", "text/html"
		if i%2 == 0 {
			kind, mediaType = "response", "application/http; msgtype=response"
			block = fmt.Appendf(nil, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n%s", block)
		}
		fmt.Fprintf(&b, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: <%s>\r\nWARC-Date: 2024-02-01T03:04:05Z\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
			kind, name, mediaType, len(block), block)
	}
	return write(t, "corpus.warc", b.Bytes())
}
