package extractors_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/extractors"
	"gongkai/schema"
)

const seedsDir = "../../shared/seeds"

// seedNotes says of the labelled documents beside the repository what their
// labels do not: which cells stand empty in the text, so that only an identity
// gives them, and who must look.
var seedNotes = map[string]struct {
	inferred []schema.CellID
	// short are the rows with a figure fewer than the table has columns: all
	// figures are 0, so that any one cell of the row may be the inferred one.
	short   []string
	reasons []string
}{
	"000": {short: []string{"granted", "partially_granted", "refused_state_secret", "refused_barred_by_law"}},
	"001": {},
	"002": {inferred: []schema.CellID{"applications/unavailable_not_held/total"}},
	"003": {reasons: []string{"agency_unknown"}},
	// The label of the row covers the first column's cell.
	"004": {inferred: []schema.CellID{"applications/refused_state_secret/natural_person"}},
}

// TestSeeds reads the real documents where they are at hand: 990 cells.
func TestSeeds(t *testing.T) {
	if _, err := os.Stat(filepath.Join(seedsDir, "gold.jsonl")); err != nil {
		t.Logf("no labelled documents beside the repository: %v", err)
		return
	}
	files, gold := readGold(t, seedsDir)
	cells := 0
	for _, file := range files {
		g := gold[file][0]
		cells += len(g.Cells)
		t.Run(file, func(t *testing.T) { checkSeed(t, g) })
	}
	if cells != 990 {
		t.Errorf("%d labelled cells, want 990", cells)
	}
}

func checkSeed(t *testing.T, g goldLine) {
	name, _, _ := strings.Cut(g.File, "_")
	notes, ok := seedNotes[name]
	if !ok {
		t.Fatalf("no notes on %s", g.File)
	}
	for id, figure := range g.Cells {
		figure.Status = ""
		g.Cells[id] = figure
	}
	inferred := notes.inferred
	for _, row := range notes.short {
		inferred = append(inferred, inferredIn(t, g.File, row))
	}
	for _, id := range inferred {
		figure := g.Cells[id]
		figure.Status = schema.Inferred.String()
		g.Cells[id] = figure
	}
	g.Expect, g.Review, g.Reasons = "report", len(notes.reasons) > 0, notes.reasons
	checkDocument(t, seedsDir, []goldLine{g})
}

// inferredIn is the one cell of a row of section 3 that the reading infers.
func inferredIn(t *testing.T, file, row string) schema.CellID {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(seedsDir, file))
	if err != nil {
		t.Fatal(err)
	}
	var found []schema.CellID
	got := extractors.Extract(context.Background(), extractors.Document{SourceURI: file, Body: body})
	for i := range got.Reports {
		form := got.Reports[i].Form
		for c := range form.Cells {
			id := form.Form.Cells[c].ID
			if form.Cells[c].Status == schema.Inferred && strings.HasPrefix(string(id), "applications/"+row+"/") {
				found = append(found, id)
			}
		}
	}
	if len(found) != 1 {
		t.Fatalf("row %s has %d inferred cells, want 1", row, len(found))
	}
	return found[0]
}
