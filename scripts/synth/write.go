package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gongkai/scripts/synth/convert"
	"gongkai/scripts/synth/corpus"
	"gongkai/scripts/synth/mangle"
	"gongkai/scripts/synth/photo"
)

// config is what the flags say.
type config struct {
	n, first            int
	found               bool
	seed                uint64
	out                 string
	families, operators []string
}

// expand replaces groups by their members; converters that are not installed are
// left out of a group.
func (c *config) expand() {
	var out []string
	for _, name := range c.families {
		if g, ok := corpus.FindGroup(name); ok {
			out = append(out, g.Available()...)
			continue
		}
		out = append(out, name)
	}
	c.families = out
}

// check reports unknown names.
func (c *config) check() error {
	for _, name := range c.families {
		if slices.Contains(slices.Concat(corpus.Photos(), corpus.Shots()), name) {
			if lacks := photo.Lacks(); lacks != "" {
				return fmt.Errorf("%q needs the program %q", name, lacks)
			}
		} else if tool, ok := convert.Find(name); ok {
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

// documents draws the i-th document, or one of each shape that a recogniser
// prints. Each has a random source of its own, so that a part of a corpus can be
// written again.
func (c *config) documents(i int) ([]corpus.Pending, error) {
	rng := rand.New(rand.NewPCG(c.seed, uint64(i)))
	if len(c.families) > 0 {
		if family := c.families[rng.IntN(len(c.families))]; slices.Contains(corpus.Photos(), family) {
			return pending(corpus.Photograph(context.Background(), rng, family))
		}
	}
	doc, err := c.document(i)
	return []corpus.Pending{doc}, err
}

// pending wraps documents that wait for nothing.
func pending(docs []corpus.Document, err error) ([]corpus.Pending, error) {
	out := make([]corpus.Pending, len(docs))
	for i := range docs {
		out[i].Document = docs[i]
	}
	return out, err
}

func (c *config) document(i int) (corpus.Pending, error) {
	rng := rand.New(rand.NewPCG(c.seed, uint64(i)))
	if len(c.families) == 0 && len(c.operators) == 0 && !c.found {
		return corpus.Pending{Document: corpus.Draw(rng)}, nil
	}
	families := c.families
	if len(families) == 0 {
		families = corpus.Families()
	}
	family := families[rng.IntN(len(families))]
	_, tool := convert.Find(family)
	switch {
	case c.found || slices.Contains(corpus.Shots(), family):
		return corpus.DrawFound(context.Background(), rng, family)
	case tool || len(c.operators) == 0:
		return corpus.DrawOne(rng, family), nil
	}
	return corpus.Pending{Document: corpus.Make(rng, family, c.operators...)}, nil
}

// mostAtOnce is how many documents converters are run on together.
const mostAtOnce = 100

// atOnce is how many documents are drawn before they are written. A page image takes
// as long as many others, so each is written as soon as it is recognised.
func (c *config) atOnce() int {
	images := slices.Concat(corpus.Photos(), corpus.Shots())
	if slices.ContainsFunc(c.families, func(name string) bool { return slices.Contains(images, name) }) {
		return 1
	}
	return mostAtOnce
}

// batch draws the documents [from, to), and gives beside each its number.
func (c *config) batch(from, to int) (docs []corpus.Pending, numbers []int, err error) {
	for i := from; i < to; i++ {
		drawn, err := c.documents(i)
		if err != nil {
			return nil, nil, err
		}
		for k := range drawn {
			docs, numbers = append(docs, drawn[k]), append(numbers, i)
		}
	}
	return docs, numbers, corpus.Finish(context.Background(), docs)
}

// write writes a corpus document by document and prints what it wrote.
func write(c config, w io.Writer) (err error) {
	c.expand()
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
	for from := c.first; from < c.first+c.n; from += c.atOnce() {
		docs, numbers, err := c.batch(from, min(c.first+c.n, from+c.atOnce()))
		if err != nil {
			return err
		}
		for k := range docs {
			docs[k].Number(numbers[k])
			if err := docs[k].Save(filepath.Join(c.out, "docs"), gold); err != nil {
				return err
			}
			counts["family    "+docs[k].Family]++
			for _, name := range docs[k].Operators {
				counts["operator  "+name]++
			}
		}
		if err := gold.Flush(); err != nil {
			return err
		}
	}
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(w, "%7d  %s\n", counts[key], key)
	}
	return nil
}

// printList prints the families and the operators.
func printList(w io.Writer) {
	fmt.Fprintln(w, "groups:")
	for _, g := range corpus.Groups() {
		fmt.Fprintf(w, "  %-20s %s: %s\n", g.Name, g.About, strings.Join(g.Members, " "))
	}
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
	fmt.Fprintln(w, "page images, recognised whole and cell by cell:")
	for _, name := range slices.Concat(corpus.Photos(), corpus.Shots()) {
		fmt.Fprintln(w, "  "+name)
	}
	fmt.Fprintln(w, "operators:")
	for _, o := range mangle.Operators() {
		fmt.Fprintf(w, "  %-20s %s\n", o.Name, o.Imitates)
	}
}
