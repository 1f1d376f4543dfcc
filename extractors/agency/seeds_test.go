package agency_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors/agency"
)

type gold struct {
	File       string  `json:"file"`
	ReportYear int     `json:"report_year"`
	Agency     *string `json:"agency"`
	Published  *string `json:"published_on"`
	Prefecture string  `json:"prefecture"`
	County     string  `json:"county"`
	Township   string  `json:"township"`
}

// TestSeeds reads the labelled documents where they are at hand.
func TestSeeds(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "seeds")
	f, err := os.Open(filepath.Join(dir, "gold.jsonl"))
	if err != nil {
		t.Logf("no labelled documents beside the repository: %v", err)
		return
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var want gold
		if err := json.Unmarshal(lines.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		t.Run(want.File, func(t *testing.T) { checkSeed(t, dir, want) })
	}
}

func checkSeed(t *testing.T, dir string, want gold) {
	raw, err := os.ReadFile(filepath.Join(dir, want.File))
	if err != nil {
		t.Fatal(err)
	}
	g := page(string(raw))
	id := agency.Identify(g, 0, len(g.Rows), want.File)
	got := gold{File: want.File, ReportYear: id.Year, County: id.County, Township: id.Township}
	if want.Prefecture != "" {
		got.Prefecture = id.Prefecture
	}
	if id.Agency != "" {
		got.Agency = &id.Agency
	}
	if id.Published != "" {
		got.Published = &id.Published
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s\n%+v", diff, id)
	}
	if len(id.Doubts) > 0 {
		t.Errorf("doubts %q on a document without any", id.Doubts)
	}
}
