package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"

	"gongkai/scripts/synth/convert"
	"gongkai/scripts/synth/corpus"
	"gongkai/scripts/synth/mangle"
)

// config is what the flags say.
type config struct {
	n                   int
	seed                uint64
	out                 string
	families, operators []string
}

// check reports unknown names.
func (c *config) check() error {
	for _, name := range c.families {
		if tool, ok := convert.Find(name); ok {
			if lacks := tool.Lacks(); lacks != "" {
				return fmt.Errorf("converter %q needs the program %q", name, lacks)
			}
		} else if !slices.Contains(corpus.Families(), name) {
			return fmt.Errorf("no family %q; --list shows them", name)
		}
	}
	for _, name := range c.operators {
		if !slices.Contains(corpus.Operators(), name) {
			return fmt.Errorf("no operator %q; --list shows them", name)
		}
	}
	return nil
}

// document draws the i-th document. Each has a random source of its own, so
// that a part of a corpus can be written again.
func (c *config) document(i int) (corpus.Document, error) {
	rng := rand.New(rand.NewPCG(c.seed, uint64(i)))
	if len(c.families) == 0 && len(c.operators) == 0 {
		return corpus.Draw(rng), nil
	}
	families := c.families
	if len(families) == 0 {
		families = corpus.Families()
	}
	family := families[rng.IntN(len(families))]
	if tool, ok := convert.Find(family); ok {
		return corpus.Convert(context.Background(), rng, tool)
	}
	if len(c.operators) == 0 {
		return corpus.Draw(rng, family), nil
	}
	return corpus.Make(rng, family, c.operators...), nil
}

// write writes a corpus document by document and prints what it wrote.
func write(c config, w io.Writer) (err error) {
	if err := c.check(); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(c.out, "docs"), 0o755); err != nil {
		return err
	}
	file, err := os.Create(filepath.Join(c.out, "gold.jsonl"))
	if err != nil {
		return err
	}
	defer func() {
		if closing := file.Close(); err == nil {
			err = closing
		}
	}()
	gold := bufio.NewWriter(file)
	counts := map[string]int{}
	for i := range c.n {
		doc, err := c.document(i)
		if err != nil {
			return err
		}
		if err := writeDocument(c.out, i, &doc, gold); err != nil {
			return err
		}
		counts["family    "+doc.Family]++
		for _, name := range doc.Operators {
			counts["operator  "+name]++
		}
	}
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(w, "%7d  %s\n", counts[key], key)
	}
	return gold.Flush()
}

// writeDocument writes a document and its lines of gold.
func writeDocument(out string, i int, doc *corpus.Document, gold io.Writer) error {
	doc.Rename(fmt.Sprintf("%s/%06d%s", doc.Family, i, path.Ext(doc.Name)))
	name := filepath.Join(out, "docs", filepath.FromSlash(doc.Name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(name, doc.Body, 0o644); err != nil {
		return err
	}
	lines := json.NewEncoder(gold)
	lines.SetEscapeHTML(false)
	for _, g := range append([]corpus.Gold{doc.Gold}, doc.More...) {
		if err := lines.Encode(g); err != nil {
			return fmt.Errorf("gold of %s: %w", doc.Name, err)
		}
	}
	return nil
}

// printList prints the families and the operators.
func printList(w io.Writer) {
	fmt.Fprintln(w, "families:")
	for _, name := range corpus.Families() {
		fmt.Fprintln(w, "  "+name)
	}
	fmt.Fprintln(w, "converters:")
	for _, tool := range convert.Tools() {
		state := "available"
		if lacks := tool.Lacks(); lacks != "" {
			state = "needs " + lacks
		}
		fmt.Fprintf(w, "  %-20s %s\n", tool.Name, state)
	}
	fmt.Fprintln(w, "operators:")
	for _, o := range mangle.Operators() {
		fmt.Fprintf(w, "  %-20s %s\n", o.Name, o.Imitates)
	}
}
