package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"gongkai/pipeline/cli"
	"gongkai/pipeline/evaluate"
	"gongkai/scripts/synth/corpus"
)

// config is what the flags say.
type config struct {
	cells, slice, workers, worst int
	seed                         uint64
	groups                       []string
	dir, format, compare         string
}

// row is a group as measured.
type row struct {
	Group string `json:"group"`
	About string `json:"about"`
	// Absent names the converters that are not installed.
	Absent   []string         `json:"absent,omitempty"`
	Measures []measure        `json:"measures"`
	Result   *evaluate.Result `json:"result"`
}

// met reports whether every target of the row is.
func (r *row) met() bool {
	for _, m := range r.Measures {
		if !m.Met {
			return false
		}
	}
	return true
}

// measureGroup draws a group's corpus slice by slice, and reads and evaluates each.
func (c *config) measureGroup(ctx context.Context, t *target, log io.Writer) (*row, error) {
	g, ok := corpus.FindGroup(t.group)
	if !ok {
		return nil, fmt.Errorf("no group %q", t.group)
	}
	r := &row{Group: g.Name, About: g.About, Absent: absent(g)}
	if len(r.Absent) == len(g.Members) {
		return r, nil
	}
	var parts []*evaluate.Result
	for i, s := range c.slices(g) {
		part, err := c.measureSlice(ctx, &s, i)
		if err != nil {
			return nil, fmt.Errorf("slice %d of %s: %w", i, g.Name, err)
		}
		parts = append(parts, part)
		fmt.Fprintf(log, "%s: %d documents, %d cells, %d silent errors\n", g.Name, s.first+s.n, part.All.Cells, part.All.Silent)
	}
	r.Result = evaluate.Merge(parts...)
	r.Measures = t.judge(&r.Result.All)
	return r, nil
}

func absent(g corpus.Group) []string {
	there := map[string]bool{}
	for _, name := range g.Available() {
		there[name] = true
	}
	var out []string
	for _, name := range g.Members {
		if !there[name] {
			out = append(out, name)
		}
	}
	return out
}

func (c *config) measureSlice(ctx context.Context, s *slice, number int) (result *evaluate.Result, err error) {
	dir, remove, err := c.folder(s, number)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, remove()) }()
	if err := s.write(ctx, dir, c.workers); err != nil {
		return nil, err
	}
	data := filepath.Join(dir, "dataset")
	if err := extract(filepath.Join(dir, "docs"), data, c.workers); err != nil {
		return nil, err
	}
	gold, err := evaluate.ReadGold(filepath.Join(dir, "gold.jsonl"))
	if err != nil {
		return nil, err
	}
	tables, err := evaluate.Read(ctx, data)
	if err != nil {
		return nil, err
	}
	aliases, err := evaluate.FindAliases(ctx, data)
	if err != nil {
		return nil, err
	}
	return evaluate.Evaluate(gold, tables, aliases), nil
}

// folder is where a slice lies, and what removes it.
func (c *config) folder(s *slice, number int) (dir string, remove func() error, err error) {
	if c.dir != "" {
		return filepath.Join(c.dir, s.group, strconv.Itoa(number)), func() error { return nil }, nil
	}
	dir, err = os.MkdirTemp("", "gongkai-quality-")
	return dir, func() error { return os.RemoveAll(dir) }, err
}

// extract reads the documents with the program's own run command.
func extract(docs, data string, workers int) error {
	var output bytes.Buffer
	p := cli.Program{Stdout: &output, Stderr: &output}
	code := p.Main([]string{"run", docs, "--dataset", data, "--quiet", "--accept", "--workers", strconv.Itoa(workers)})
	if code != cli.ExitOK {
		return fmt.Errorf("run ended with code %d: %s", code, bytes.TrimSpace(output.Bytes()))
	}
	return nil
}
