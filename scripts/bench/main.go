// Command bench measures the whole program against what no program can avoid.
//
//	go run ./scripts/bench                          20,000 documents as a crawl meets them
//	go run ./scripts/bench --kinds html --n 5000    pages alone
//	go run ./scripts/bench --dir DIR                the corpus is kept, and used again
//	go run ./scripts/bench --nights 10000,1000000   what a night costs beside so many documents
//
// A synthetic corpus (package mix) is put into a raw zone and run from there to a
// published snapshot. In the same run the floors are measured on the same bytes:
// reading the raw zone, building the tree of each page with html.Parse, the same
// and selecting its tables with goquery, and writing the snapshot's own records as
// Parquet. Results are lines of Go's benchmark format, for benchstat: ns/op is wall
// time and cpu-ns/op processor time, both for each document; below stand the ratios.
// --cpuprofile and --memprofile are of the program's part of the run, --heapprofile of the last
// measurement of a night.
//
// With --nights a corpus of package nights is published, whose extractor costs next to
// nothing; then the raw zone is opened, a night brings nothing and another 500
// documents of one year. The heap is what it held at most, and what of it was in use.
//
// scripts/bench/baseline has what a user of Python would write, on the same corpus.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"

	"gongkai/scripts/bench/mix"
)

// config is what the flags say.
type config struct {
	n, workers, repeat     int
	seed                   uint64
	dir                    string
	kinds                  []mix.Kind
	cpuProfile, memProfile string
	// heapProfile names the file for what the heap of nights held at its highest.
	heapProfile string
	corpusOnly  bool
	// nights are the sizes of corpora to measure nights on; keep leaves them in dir.
	nights       []int
	keep, verify bool
	every        int
}

func main() {
	cfg, err := parse(os.Args[1:])
	if err == nil {
		err = run(context.Background(), cfg, os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func parse(args []string) (config, error) {
	var cfg config
	flags := flag.NewFlagSet("bench", flag.ExitOnError)
	flags.IntVar(&cfg.n, "n", 20_000, "how many documents")
	flags.Uint64Var(&cfg.seed, "seed", 1, "seed of the corpus")
	flags.StringVar(&cfg.dir, "dir", "", "folder of corpus and dataset, kept (a temporary one, removed)")
	flags.IntVar(&cfg.workers, "workers", 0, "documents extracted at once (the number of CPUs)")
	flags.IntVar(&cfg.repeat, "count", 1, "how often the program is run")
	flags.StringVar(&cfg.cpuProfile, "cpuprofile", "", "file for a CPU profile")
	flags.StringVar(&cfg.memProfile, "memprofile", "", "file for a profile of allocations")
	flags.StringVar(&cfg.heapProfile, "heapprofile", "", "with --nights: file for a profile of what the heap held at its highest")
	flags.BoolVar(&cfg.corpusOnly, "corpus", false, "write the corpus as files below DIR/docs and measure nothing")
	flags.BoolVar(&cfg.keep, "keep", false, "with --nights: leave the datasets in DIR, and measure on those that are there")
	flags.BoolVar(&cfg.verify, "verify", false, "with --nights: measure verify too")
	flags.IntVar(&cfg.every, "every", 1, "with --nights: one document in so many holds a report")
	sizes := flags.String("nights", "", "sizes of corpora to measure nights on, such as 10000,100000")
	kinds := flags.String("kinds", "html,text,ocr", "kinds of documents; one alone is drawn to the full number")
	if err := flags.Parse(args); err != nil {
		return cfg, err
	}
	for name := range strings.SplitSeq(*kinds, ",") {
		cfg.kinds = append(cfg.kinds, mix.Kind(name))
	}
	if (cfg.corpusOnly || cfg.keep) && cfg.dir == "" {
		return cfg, errors.New("--corpus and --keep need --dir")
	}
	for size := range strings.FieldsFuncSeq(*sizes, func(r rune) bool { return r == ',' }) {
		n, err := strconv.Atoi(size)
		if err != nil || n < 1 {
			return cfg, fmt.Errorf("--nights %q: no number of documents", size)
		}
		cfg.nights = append(cfg.nights, n)
	}
	return cfg, nil
}
