package main

import (
	"cmp"
	"context"
	"encoding/csv"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"gongkai/extractors"
	"gongkai/pipeline/evaluate"
)

func main() {
	photos := flag.Int("photos", 2, "on how many pages a pair must be seen")
	flag.Parse()
	if flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "confusions: no corpus given")
		os.Exit(2)
	}
	if err := run(flag.Args(), *photos, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "confusions:", err)
		os.Exit(1)
	}
}

// run counts the pairs of corpora and prints the candidates.
func run(corpora []string, photos int, out io.Writer) error {
	seen := counts{}
	for _, dir := range corpora {
		gold, err := evaluate.ReadGold(filepath.Join(dir, "gold.jsonl"))
		if err != nil {
			return fmt.Errorf("corpus %s: %w", dir, err)
		}
		for i := range gold {
			if err := seen.document(dir, &gold[i]); err != nil {
				return fmt.Errorf("corpus %s: %w", dir, err)
			}
		}
	}
	return seen.print(out, photos)
}

// pair is a character observed in the place of another.
type pair struct{ observed, printed rune }

// counts holds the rows in which each pair was seen, by photograph.
type counts map[pair]map[string]map[string]bool

func (c counts) add(p pair, photo, row string) {
	if c[p] == nil {
		c[p] = map[string]map[string]bool{}
	}
	if c[p][photo] == nil {
		c[p][photo] = map[string]bool{}
	}
	c[p][photo][row] = true
}

// document reads a document of a corpus and counts the pairs of its labels.
func (c counts) document(dir string, gold *evaluate.Gold) error {
	body, err := os.ReadFile(filepath.Join(dir, "docs", filepath.FromSlash(gold.File)))
	if err != nil {
		return err
	}
	result, findings := extractors.Examine(context.Background(), extractors.Document{SourceURI: gold.File, Body: body})
	name := filepath.Base(gold.File)
	photo := filepath.Join(dir, strings.TrimSuffix(name, filepath.Ext(name)))
	for i := range findings {
		for _, w := range witnesses(&result.Reports[i], &findings[i], gold) {
			for _, p := range substitutions(w.observed, w.printed) {
				c.add(p, photo, w.row)
			}
		}
	}
	return nil
}

// print writes the pairs that are candidates, those of most photographs first.
func (c counts) print(out io.Writer, photos int) error {
	times := func(p pair) int {
		n := 0
		for _, rows := range c[p] {
			n += len(rows)
		}
		return n
	}
	vocabulary := vocabulary()
	candidates := slices.DeleteFunc(slices.Collect(maps.Keys(c)), func(p pair) bool { return len(c[p]) < photos || vocabulary[p.observed] })
	slices.SortFunc(candidates, func(a, b pair) int {
		return cmp.Or(len(c[b])-len(c[a]), times(b)-times(a), cmp.Compare(a.observed, b.observed), cmp.Compare(a.printed, b.printed))
	})
	w := csv.NewWriter(out)
	_ = w.Write([]string{"observed", "printed", "times", "photos"})
	for _, p := range candidates {
		_ = w.Write([]string{string(p.observed), string(p.printed), strconv.Itoa(times(p)), strconv.Itoa(len(c[p]))})
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return fmt.Errorf("candidates: %w", err)
	}
	return nil
}
