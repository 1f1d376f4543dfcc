// Command synth writes a corpus of synthetic reports with gold labels.
//
//	go run ./scripts/synth --n 2000 --seed 1 --out DIR
//
// DIR/docs holds the documents, a folder for each family; DIR/gold.jsonl one
// line for each report and for each document that holds none, its file named
// below DIR/docs. The same seed gives the same bytes. With --found, documents
// suffer only what their kind really suffers, so that a review rate means something. A converter (w3m, lynx,
// pandoc, …) may be named like a family where its programs are installed; what
// it prints depends on its version. photo_pages and photo_cells print pages, damage
// their images and have tesseract read them; each gives three documents, one for
// each shape of the recogniser's output.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
)

func main() {
	var cfg config
	var families, operators string
	flag.IntVar(&cfg.n, "n", 2000, "how many documents to write")
	flag.Uint64Var(&cfg.seed, "seed", 1, "seed of the random source")
	flag.StringVar(&cfg.out, "out", "", "folder to write into")
	flag.IntVar(&cfg.first, "first", 0, "number of the first document, to write a part of a corpus again")
	flag.StringVar(&families, "family", "", "groups, families and converters to draw from, separated by commas (all families)")
	flag.BoolVar(&cfg.found, "found", false, "draw documents as they are found: agencies named, no figure deleted without a trace")
	flag.StringVar(&operators, "operators", "", "operators to apply to every document, in order (drawn)")
	list := flag.Bool("list", false, "list families and operators")
	flag.Parse()
	cfg.families, cfg.operators = split(families), split(operators)
	if *list {
		printList(os.Stdout)
		return
	}
	if cfg.out == "" {
		fmt.Fprintln(os.Stderr, "synth: --out is missing")
		os.Exit(2)
	}
	if err := write(cfg, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "synth:", err)
		os.Exit(1)
	}
}

func split(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })
}
