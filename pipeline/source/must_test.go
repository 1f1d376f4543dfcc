package source

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// An empty folder is what a missing mount looks like. What the other SOURCEs give
// comes first, so that it is kept.
func TestSourceThatGivesNothing(t *testing.T) {
	full := writeTree(t, map[string]string{"a.txt": "1"})
	empty := t.TempDir()
	hidden := writeTree(t, map[string]string{".b.txt": "2"})
	large := writeTree(t, map[string]string{"c.txt": "333"})
	for _, tt := range []struct {
		args  []string
		items int
		says  string
	}{
		{[]string{full}, 1, ""},
		{[]string{empty}, 0, "it is empty"},
		{[]string{hidden}, 0, "it is empty"},
		{[]string{large}, 1, "1 could not be read, the first for: too_large"},
		{[]string{empty, full}, 1, filepath.Base(empty)},
		{[]string{full, large}, 2, filepath.Base(large)},
	} {
		src, err := Open(tt.args, Options{MustGive: true, MaxBytes: 2})
		if err != nil {
			t.Fatal(err)
		}
		var last error
		items := 0
		for _, err := range src.Items(t.Context()) {
			if last = err; err == nil {
				items++
			}
		}
		if items != tt.items || errors.Is(last, ErrNothing) != (tt.says != "") || last != nil && !strings.Contains(last.Error(), tt.says) {
			t.Errorf("%q: %d items and %v; want %d and %q", tt.args, items, last, tt.items, tt.says)
		}
	}
}

func TestFileAddress(t *testing.T) {
	dir := writeTree(t, map[string]string{"a b.txt": "1"})
	got, _ := read(t, Options{}, "file://"+strings.ReplaceAll(filepath.ToSlash(dir), " ", "%20"))
	check(t, []outcome{{"a b.txt", "1"}}, got)
	for _, address := range []string{"file://host/x", "file:///x?y=z", "s3://bucket/x", "azblob://x"} {
		if _, err := Open([]string{address}, Options{}); err == nil || errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: %v", address, err)
		}
	}
}
