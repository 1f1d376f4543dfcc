package classify_test

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"
)

// mediaTypes are what a source would declare, by the ending of a name.
var mediaTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".txt": "text/plain; charset=utf-8",
	".json": "application/json", ".xml": "application/xml",
}

// documents calls check for each document of testdata, where an archive bears the
// name of the reason that all its documents have.
func documents(t testing.TB, check func(reason, name string, body []byte)) {
	t.Helper()
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) < 9 {
		t.Fatalf("%d archives of documents: %v", len(archives), err)
	}
	for _, path := range archives {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			check(strings.TrimSuffix(filepath.Base(path), ".txtar"), f.Name, f.Data)
		}
	}
}

// TestDocuments classifies documents such as sites serve them.
func TestDocuments(t *testing.T) {
	documents(t, func(reason, name string, body []byte) {
		t.Run(reason+"/"+name, func(t *testing.T) {
			got := reasonOf(t, body, mediaTypes[filepath.Ext(name)])
			if string(got.Reason) != reason {
				t.Errorf("%v, want %s", got, reason)
			}
			if n := utf8.RuneCountInString(got.Detail); n == 0 || n > 200 || strings.ContainsAny(got.Detail, "\r\n") {
				t.Errorf("detail %q: not a line of 1 to 200 characters", got.Detail)
			}
		})
	})
}
