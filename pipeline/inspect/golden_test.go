package inspect_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"gongkai/pipeline/inspect"
	"gongkai/pipeline/source"
	"gongkai/schema"
)

var update = flag.Bool("update", false, "write what is shown into the golden files")

// view reads a document that a test wrote.
func view(t *testing.T, name, body string) *inspect.View {
	t.Helper()
	v, err := inspect.Read(t.Context(), source.Item{URI: name, Body: []byte(body), Bytes: int64(len(body))})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// document takes the document of a golden file.
func document(t *testing.T, file string) (*txtar.Archive, string, string) {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	name, ok := strings.CutPrefix(archive.Files[0].Name, "document ")
	if !ok || len(archive.Files) != 2 {
		t.Fatalf("%s: files are document and text", file)
	}
	return archive, name, string(archive.Files[0].Data)
}

func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("golden files: %v, %v", files, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, name, body := document(t, filepath.Base(file))
			var out bytes.Buffer
			if err := inspect.WriteText(&out, view(t, name, body), inspect.All, inspect.Style{}); err != nil {
				t.Fatal(err)
			}
			if *update {
				archive.Files[1].Data = out.Bytes()
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(archive.Files[1].Data), out.String()); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
		})
	}
}

// What the source could not give is shown with its reason; a name and a detail
// worded to upset a terminal are escaped.
func TestRejectText(t *testing.T) {
	item := source.Item{URI: "no\treport.txt", Bytes: 99, Reject: schema.Rejectf(schema.TooLarge, "more \x1b[2J than the limit")}
	v, err := inspect.Read(t.Context(), item)
	if err != nil {
		t.Fatal(err)
	}
	var out, explained bytes.Buffer
	if err := inspect.WriteText(&out, v, 3, inspect.Style{}); err != nil {
		t.Fatal(err)
	}
	want := `No report: too_large
  meaning    larger than the size limit
  detail     more \x1b[2J than the limit
  document   "no\treport.txt" · 99 bytes
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("text (-want +got):\n%s", diff)
	}
	if err := inspect.WriteExplanation(&explained, v, inspect.All, "applications/granted/total", inspect.Style{}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, explained.String()); diff != "" {
		t.Errorf("explanation (-want +got):\n%s", diff)
	}
}
