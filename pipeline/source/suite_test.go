package source_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"gongkai/pipeline/source"
	"gongkai/pipeline/source/sourcetest"
)

func TestSuite(t *testing.T) {
	kinds := map[string]func(t *testing.T, documents map[string][]byte) string{
		"folder": folder,
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
