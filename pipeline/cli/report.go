package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"gongkai/pipeline/durable"
	"gongkai/pipeline/report"
)

// paging is what the flags of report say.
type paging struct {
	dataset, out string
	opts         report.Options
}

func (p Program) reportCommand() *cobra.Command {
	var f paging
	cmd := &cobra.Command{
		Use:   "report [DIR] --out FILE.html",
		Short: "The page for people: overview and reports under review",
		Long: "Report writes one HTML file that a browser opens without a server and without a network: what came in and what became\n" +
			"of it, the trend over snapshots, and each report under review beside its source, with the cells, the identities\n" +
			"that fail and the line to copy into data/overrides. DIR is a dataset, or the folder of a snapshot.\n\n" +
			"The same page, without trend and times, lies in every snapshot as report.html.",
		Example: "  gongkai report --dataset data/out --out review.html\n" +
			"  gongkai report data/out/snapshots/20261121T020000Z --full 200",
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.settle(cmd, args); err != nil {
				return err
			}
			return p.report(cmd.Context(), f)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.dataset, "dataset", outDir, "dataset or snapshot to show")
	flags.StringVar(&f.out, "out", "", "the file to write (default DIR.html)")
	flags.IntVar(&f.opts.Full, "full", report.DefaultFull, "how many reports under review are held in full")
	flags.IntVar(&f.opts.Listed, "listed", report.DefaultListed, "how many reports under review are listed")
	flags.IntVar(&f.opts.Workers, "workers", 0, "documents read at once; 0 is the number of CPUs")
	return cmd
}

func (f *paging) settle(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) == 1 && cmd.Flags().Changed("dataset"):
		return usagef("DIR and --dataset name the same: give one")
	case f.opts.Full < 1 || f.opts.Listed < 1:
		return usagef("--full and --listed: at least 1")
	case len(args) == 1:
		f.dataset = args[0]
	}
	if f.opts.Workers <= 0 {
		f.opts.Workers = runtime.GOMAXPROCS(0)
	}
	if f.out == "" {
		f.out = filepath.Clean(f.dataset) + ".html"
	}
	return nil
}

func (p Program) report(ctx context.Context, f paging) (err error) {
	in, err := report.Open(f.dataset)
	if err != nil {
		return err
	}
	if in.Zone != nil {
		defer func() { err = errors.Join(err, in.Zone.Close()) }()
	}
	fsys := p.FS
	if fsys == nil {
		fsys = durable.OS
	}
	out, err := durable.Create(fsys, f.out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Abort()) }()
	stats, err := report.Write(ctx, out, in, f.opts)
	if err != nil {
		return err
	}
	if err := out.Commit(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.Stdout, "%s: snapshot %s, %s reports under review, %s in full, %s bytes\n", f.out, in.Manifest.Snapshot,
		grouped(int64(stats.Review)), grouped(int64(stats.Full)), grouped(out.Bytes()))
	return err
}
