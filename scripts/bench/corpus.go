package main

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"gongkai/pipeline/raw"
	"gongkai/pipeline/source"
	"gongkai/scripts/bench/mix"
)

// draw yields the documents of the corpus.
func (c *config) draw() iter.Seq[mix.Document] {
	return func(yield func(mix.Document) bool) {
		for i, drawn := 0, 0; drawn < c.n; i++ {
			var doc mix.Document
			if len(c.kinds) == 1 {
				doc = mix.DrawKind(c.seed, c.kinds[0], i)
			} else {
				doc = mix.Draw(c.seed, i)
			}
			if !slices.Contains(c.kinds, doc.Kind) {
				continue
			}
			if drawn++; !yield(doc) {
				return
			}
		}
	}
}

// fill puts the corpus into a raw zone, unless it is there.
func (c *config) fill(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	zone, err := raw.Open(dir, raw.Options{})
	if err != nil {
		return err
	}
	for doc := range c.draw() {
		item := source.Item{URI: doc.Name, MediaType: doc.MediaType, Body: doc.Body, Bytes: int64(len(doc.Body))}
		if err := zone.Append(item); err != nil {
			return err
		}
	}
	return zone.Close()
}

// writeFiles writes the corpus as files, for programs that read files.
func (c *config) writeFiles() error {
	for doc := range c.draw() {
		path := filepath.Join(c.dir, "docs", filepath.FromSlash(doc.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, doc.Body, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// batchBytes is how much of the corpus is held in memory while a floor is measured.
const batchBytes = 64 << 20

// batches yields the bodies of the raw zone, about batchBytes at a time.
func batches(ctx context.Context, dir string, yield func([]raw.Document) error) error {
	zone, err := raw.Open(dir, raw.Options{})
	if err != nil {
		return err
	}
	var batch []raw.Document
	size := 0
	for doc, err := range zone.Documents(ctx) {
		if err != nil {
			return err
		}
		batch, size = append(batch, doc), size+len(doc.Body)
		if size >= batchBytes {
			if err := yield(batch); err != nil {
				return err
			}
			batch, size = batch[:0], 0
		}
	}
	if err := yield(batch); err != nil {
		return err
	}
	if err := zone.Close(); err != nil {
		return fmt.Errorf("close the raw zone: %w", err)
	}
	return nil
}
