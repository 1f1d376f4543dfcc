package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	if os.Getenv(actAs) != "" {
		os.Exit(gongkai(os.Args[1:]))
	}
	var cfg config
	var kills int
	flag.IntVar(&cfg.documents, "documents", 300, "documents of the first night")
	flag.IntVar(&cfg.fresh, "new", 20, "documents that the second night adds")
	flag.IntVar(&cfg.changed, "changed", 5, "documents that the second night finds changed")
	flag.IntVar(&cfg.gone, "gone", 3, "documents that the second night finds gone")
	flag.Uint64Var(&cfg.seed, "seed", 1, "seed of the documents and of the moments to kill at")
	flag.StringVar(&cfg.dir, "dir", "", "folder to work in, which stays (default: a temporary one)")
	flag.IntVar(&kills, "kills", 0, "kill so many runs instead of the drill")
	flag.Parse()
	if err := run(context.Background(), os.Stdout, cfg, kills); err != nil {
		fmt.Fprintln(os.Stderr, "drill:", err)
		os.Exit(1)
	}
}

// run makes the site and the folder, and runs one of the two drills.
func run(ctx context.Context, w io.Writer, cfg config, kills int) error {
	d, err := newDrill(ctx, w, cfg)
	if err != nil {
		return err
	}
	defer d.close()
	if kills > 0 {
		return d.kill(kills)
	}
	return d.nights()
}
