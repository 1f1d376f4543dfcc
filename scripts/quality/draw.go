package main

import (
	"bufio"
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"

	"gongkai/pipeline/pool"
	"gongkai/scripts/synth/corpus"
)

// cellsOfDocument is how many cells a document stands for in --cells.
const cellsOfDocument = 199

// slice is a part of a group's corpus: documents first to first+n.
type slice struct {
	group    string
	members  []string
	seed     uint64
	first, n int
}

// slices cuts a group's corpus.
func (c *config) slices(g corpus.Group) []slice {
	var out []slice
	total := (c.cells + cellsOfDocument - 1) / cellsOfDocument
	for first := 0; first < total; first += c.slice {
		out = append(out, slice{group: g.Name, members: g.Available(), seed: c.seed, first: first, n: min(c.slice, total-first)})
	}
	return out
}

// atOnce is how many documents are drawn together, so that a converter is started
// once for all of its pages.
const atOnce = 40

// documents draws the documents from the i-th on, as scripts/synth does with --found.
func (s *slice) documents(ctx context.Context, i int) ([]corpus.Pending, error) {
	docs := make([]corpus.Pending, min(atOnce, s.first+s.n-i))
	for k := range docs {
		rng := rand.New(rand.NewPCG(s.seed, uint64(i+k)))
		doc, err := corpus.DrawFound(ctx, rng, s.members[rng.IntN(len(s.members))])
		if err != nil {
			return nil, fmt.Errorf("document %d of %s: %w", i+k, s.group, err)
		}
		docs[k] = doc
	}
	if err := corpus.Finish(ctx, docs); err != nil {
		return nil, fmt.Errorf("documents from %d of %s: %w", i, s.group, err)
	}
	for k := range docs {
		docs[k].Number(i + k)
	}
	return docs, nil
}

// again is the command that draws a document again.
func (s *slice) again(i int) string {
	return fmt.Sprintf("go run ./scripts/synth --found --family %s --seed %d --first %d --n 1 --out DIR", s.group, s.seed, i)
}

// numbers yields the numbers of the documents that are drawn first.
func (s *slice) numbers() iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := s.first; i < s.first+s.n; i += atOnce {
			if !yield(i, nil) {
				return
			}
		}
	}
}

// write draws the documents into dir/docs and their labels into dir/gold.jsonl.
func (s *slice) write(ctx context.Context, dir string, workers int) (err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	file, err := os.Create(filepath.Join(dir, "gold.jsonl"))
	if err != nil {
		return err
	}
	defer func() {
		if closing := file.Close(); err == nil {
			err = closing
		}
	}()
	gold := bufio.NewWriter(file)
	for docs, err := range pool.Map(ctx, workers, s.numbers(), s.documents) {
		if err != nil {
			return err
		}
		for i := range docs {
			if err := docs[i].Save(filepath.Join(dir, "docs"), gold); err != nil {
				return err
			}
		}
	}
	return gold.Flush()
}
