package plain

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"gongkai/extractors/layout"
)

// TestGolden reads every case of testdata. The prose before the first file says
// what is mangled and which wrong reading the case guards against; "grid 0" is
// the first candidate, "grid 1" the second, written by hand.
func TestGolden(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) < 20 {
		t.Fatalf("%d cases, want at least 20 (%v)", len(names), err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, archive)
		})
	}
}

func golden(t *testing.T, archive *txtar.Archive) {
	if len(archive.Comment) < 40 || len(archive.Files) < 2 || archive.Files[0].Name != "input" {
		t.Fatal("a case needs a header of prose, an input and a grid")
	}
	grids := Read(string(archive.Files[0].Data))
	for _, file := range archive.Files[1:] {
		var n int
		if _, err := fmt.Sscanf(file.Name, "grid %d", &n); err != nil {
			t.Fatalf("file %q: %v", file.Name, err)
		}
		if n >= len(grids) {
			t.Fatalf("no candidate %d, only %d", n, len(grids))
		}
		want := strings.TrimSpace(string(file.Data))
		if diff := cmp.Diff(want, printGrid(&grids[n], strings.Contains(want, "@"))); diff != "" {
			t.Errorf("candidate %d (-want +got):\n%s", n, diff)
		}
	}
}

// printGrid writes a grid as the cases have it: kind and blanks, then a line
// for each row: "- text" for a paragraph, "table| cell | cell" for a row, with
// @column/columns/rows behind the cell's text where places are asked for.
func printGrid(g *layout.Grid, places bool) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\n", g.Kind, [...]string{"lost", "marked", "kept"}[g.Blanks])
	for _, row := range g.Rows {
		if row.Table == layout.Prose {
			fmt.Fprintf(&b, "- %s\n", row.Cells[0].Text)
			continue
		}
		fmt.Fprintf(&b, "%d", row.Table)
		for _, c := range row.Cells {
			text := c.Text
			if places {
				text += fmt.Sprintf("@%d/%d/%d", c.Col, c.ColSpan, c.RowSpan)
			}
			b.WriteString(strings.TrimRight("| "+text, " ") + " ")
		}
		b.WriteString("\n")
	}
	lines := strings.Split(b.String(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}
