package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func small(t *testing.T, format string) (config, *bytes.Buffer) {
	t.Helper()
	t.Setenv("TMPDIR", t.TempDir())
	return config{cells: 900, slice: 3, workers: 2, worst: 3, seed: 1, groups: []string{"html", "rejects"}, format: format}, &bytes.Buffer{}
}

// TestTableHoldsWhatWasDrawn: five documents of each group in two slices, each
// read and judged; nothing is left behind.
func TestTableHoldsWhatWasDrawn(t *testing.T) {
	c, out := small(t, "json")
	if _, err := c.run(t.Context(), out, io.Discard); err != nil {
		t.Fatal(err)
	}
	var got table
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Rows) != 2 {
		t.Fatalf("%d rows, want 2", len(got.Rows))
	}
	for _, r := range got.Rows {
		absent := 0
		for _, x := range r.Result.Confusion {
			if x.Got == "absent" {
				absent += x.Documents
			}
		}
		if r.Result.All.Documents != 5 || absent > 0 || len(r.Measures) == 0 {
			t.Errorf("%s: %d documents, %d absent, %d measures", r.Group, r.Result.All.Documents, absent, len(r.Measures))
		}
	}
	if rest, _ := os.ReadDir(os.Getenv("TMPDIR")); len(rest) > 0 {
		t.Errorf("%d files left behind", len(rest))
	}
}

// TestCompareWithItself: the same seed gives the same measures, and nothing changed.
func TestCompareWithItself(t *testing.T) {
	c, out := small(t, "json")
	if _, err := c.run(t.Context(), out, io.Discard); err != nil {
		t.Fatal(err)
	}
	c.compare = filepath.Join(t.TempDir(), "before.json")
	if err := os.WriteFile(c.compare, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out.Reset()
	c.format = "md"
	if _, err := c.run(t.Context(), out, io.Discard); err != nil {
		t.Fatal(err)
	}
	for _, group := range []string{"html", "rejects"} {
		if want := group + ", changed: 0 measures, 0 documents"; !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
}

func TestWrongFlags(t *testing.T) {
	for name, change := range map[string]func(*config){
		"no cells":    func(c *config) { c.cells = 0 },
		"a group":     func(c *config) { c.groups = []string{"text"} },
		"a format":    func(c *config) { c.format = "text" },
		"no earlier":  func(c *config) { c.compare = filepath.Join(t.TempDir(), "none.json") },
		"no workers":  func(c *config) { c.workers = 0 },
		"empty slice": func(c *config) { c.slice = 0 },
	} {
		c, out := small(t, "md")
		change(&c)
		if _, err := c.run(t.Context(), out, io.Discard); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
