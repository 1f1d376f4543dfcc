package extractors_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/schema"
)

const seedsDir = "../../shared/seeds"

// seedNotes says of the labelled documents beside the repository what their
// labels do not: which cells stand empty in the text, so that only an identity
// gives them, and who must look.
var seedNotes = map[string]struct {
	inferred []schema.CellID
	reasons  []string
}{
	// The rows of the first page hold a figure fewer than the table has columns.
	"000": {inferred: []schema.CellID{
		"applications/granted/total", "applications/partially_granted/total",
		"applications/refused_state_secret/total", "applications/refused_barred_by_law/total",
	}},
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
	for _, id := range notes.inferred {
		figure := g.Cells[id]
		figure.Status = schema.Inferred.String()
		g.Cells[id] = figure
	}
	g.Expect, g.Review, g.Reasons = "report", len(notes.reasons) > 0, notes.reasons
	checkDocument(t, seedsDir, []goldLine{g})
}
