package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/scripts/synth/corpus"
)

func readGold(t *testing.T, dir string) []corpus.Gold {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, "gold.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var out []corpus.Gold
	lines := bufio.NewScanner(bytes.NewReader(raw))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var g corpus.Gold
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		out = append(out, g)
	}
	return out
}

func TestWriteTwiceIsEqual(t *testing.T) {
	a, b := t.TempDir(), t.TempDir()
	for _, dir := range []string{a, b} {
		if err := write(config{n: 60, seed: 3, out: dir}, io.Discard); err != nil {
			t.Fatal(err)
		}
	}
	files := 0
	for _, g := range readGold(t, a) {
		first, err := os.ReadFile(filepath.Join(a, "docs", g.File))
		if err != nil {
			t.Fatal(err)
		}
		second, err := os.ReadFile(filepath.Join(b, "docs", g.File))
		if err != nil || !bytes.Equal(first, second) {
			t.Errorf("%s differs, %v", g.File, err)
		}
		if g.Report == 0 {
			files++
		}
	}
	if files != 60 {
		t.Errorf("%d files, want 60", files)
	}
}

func TestWriteChosen(t *testing.T) {
	dir := t.TempDir()
	cfg := config{n: 10, seed: 1, out: dir, families: []string{"piped"}, operators: []string{"traditional", "pinyin"}}
	if err := write(cfg, io.Discard); err != nil {
		t.Fatal(err)
	}
	for _, g := range readGold(t, dir) {
		if g.Family != "piped" || strings.Join(g.Operators, " ") != "traditional pinyin" {
			t.Errorf("%s: %v", g.Family, g.Operators)
		}
	}
}

func TestUnknownNames(t *testing.T) {
	for _, cfg := range []config{{families: []string{"x"}}, {operators: []string{"x"}}} {
		cfg.out = t.TempDir()
		if err := write(cfg, io.Discard); err == nil {
			t.Errorf("%+v accepted", cfg)
		}
	}
}
