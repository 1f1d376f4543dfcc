package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
)

// The exit codes.
const (
	exitMissed = 1
	exitFailed = 2
)

func main() {
	var c config
	var groups string
	flag.IntVar(&c.cells, "cells", 20_000, "cells of each group; the targets are meant for 400000")
	flag.IntVar(&c.slice, "slice", 500, "documents that are read at a time")
	flag.IntVar(&c.workers, "workers", runtime.GOMAXPROCS(0), "documents read at once")
	flag.IntVar(&c.worst, "worst", 10, "how many of the worst documents of a group are listed")
	flag.Uint64Var(&c.seed, "seed", 1, "seed of the documents")
	flag.StringVar(&groups, "group", "", "groups to measure, separated by commas (all that have targets)")
	flag.StringVar(&c.dir, "dir", "", "folder that keeps documents, labels and datasets (default: a temporary one)")
	flag.StringVar(&c.format, "format", "md", "md or json")
	flag.StringVar(&c.compare, "compare", "", "an earlier table as JSON: say what got better or worse")
	flag.Parse()
	c.groups = strings.FieldsFunc(groups, func(r rune) bool { return r == ',' })
	met, err := c.run(context.Background(), os.Stdout, os.Stderr)
	switch {
	case err != nil:
		fmt.Fprintln(os.Stderr, "quality:", err)
		os.Exit(exitFailed)
	case !met:
		os.Exit(exitMissed)
	}
}

func (c *config) check() error {
	switch {
	case c.cells < 1 || c.slice < 1 || c.workers < 1:
		return fmt.Errorf("--cells %d, --slice %d, --workers %d: each at least 1", c.cells, c.slice, c.workers)
	case c.format != "md" && c.format != "json":
		return fmt.Errorf("--format %q: md or json", c.format)
	}
	for _, name := range c.groups {
		if !slices.ContainsFunc(targets, func(t target) bool { return t.group == name }) {
			return fmt.Errorf("no group %q has a target", name)
		}
	}
	return nil
}

// run measures the groups, prints the table and reports whether every target is met.
func (c *config) run(ctx context.Context, out, log io.Writer) (met bool, err error) {
	if err := c.check(); err != nil {
		return false, err
	}
	var before *table
	if c.compare != "" {
		if before, err = readTable(c.compare); err != nil {
			return false, err
		}
	}
	t := table{Format: format, Cells: c.cells, Seed: c.seed}
	for i := range targets {
		if len(c.groups) > 0 && !slices.Contains(c.groups, targets[i].group) {
			continue
		}
		r, err := c.measureGroup(ctx, &targets[i], log)
		if err != nil {
			return false, err
		}
		t.Rows = append(t.Rows, r)
	}
	if c.format == "json" {
		return t.met(), t.writeJSON(out)
	}
	return t.met(), t.writeMarkdown(out, before, c.worst)
}
