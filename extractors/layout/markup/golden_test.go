package markup

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the grids of the golden cases")

// goldenCases is how many cases testdata holds at least: a case that vanishes
// is a failure.
const goldenCases = 25

// TestGolden reads the page of each case and compares what the case asks for:
// grid (Read), text (InnerText), div (DivGrid), embedded (Embedded).
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < goldenCases {
		t.Fatalf("%d golden cases, want at least %d", len(files), goldenCases)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { golden(t, file) })
	}
}

func golden(t *testing.T, file string) {
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Comment) == 0 || len(a.Files) < 2 || a.Files[0].Name != "input.html" {
		t.Fatal("want a header in prose, input.html and what it gives")
	}
	page := strings.TrimSuffix(string(a.Files[0].Data), "\n")
	for i := range a.Files[1:] {
		f := &a.Files[i+1]
		got := reading(t, f.Name, page)
		if *update {
			f.Data = []byte(got)
			continue
		}
		if diff := cmp.Diff(string(f.Data), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", f.Name, diff)
		}
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(a), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// reading is what the page gives under the name of a section.
func reading(t *testing.T, name, page string) string {
	switch name {
	case "grid":
		return show(Read(page))
	case "text":
		return InnerText(page) + "\n"
	case "div":
		g, ok := DivGrid(page)
		if !ok {
			return "none\n"
		}
		return show(g)
	case "embedded":
		return strings.Join(Embedded(page), "\n--\n") + "\n"
	}
	t.Fatalf("unknown section %q", name)
	return ""
}
