package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/pipeline"
	"gongkai/pipeline/dataset"
)

// The sources and the dataset where none are given.
const (
	samplesDir = "data/samples"
	outDir     = "data/out"
)

func (p Program) runCommand() *cobra.Command {
	var f flagged
	cmd := &cobra.Command{
		Use:   "run [SOURCE ...] --dataset DIR",
		Short: "Read what is new, extract, audit, publish",
		Long: "Run reads every SOURCE (a file, a directory with all below it, .jsonl, .parquet, .warc, .zip, .tar.gz)\n" +
			"into the dataset's raw zone, extracts what was not extracted before, writes a snapshot, reads it back,\n" +
			"audits it against the one before and makes it current. Without SOURCE it reads " + samplesDir + " into " + outDir + ".\n\n" + exitCodes,
		Example: "  gongkai run\n  gongkai run corpus/ --dataset /data/gongkai\n  gongkai run --config nightly.yaml",
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := f.resolve(cmd)
			if err != nil {
				return err
			}
			sources, bundled, err := s.choose(args)
			if err != nil {
				return err
			}
			return p.run(cmd.Context(), s, p.config(s, "run", sources), bundled)
		},
	}
	f.register(cmd)
	return cmd
}

// choose settles the sources and the dataset. bundled is true where the samples
// of the repository are meant.
func (s *settings) choose(args []string) (sources []string, bundled bool, err error) {
	switch sources = args; {
	case len(sources) > 0:
	case len(s.Sources) > 0:
		sources = s.Sources
	default:
		sources, bundled = []string{samplesDir}, true
	}
	if s.Dataset == "" {
		if !bundled {
			return nil, false, usagef("--dataset DIR is needed with a SOURCE")
		}
		s.Dataset = outDir
	}
	return sources, bundled, nil
}

func (p Program) extractCommand() *cobra.Command {
	var f flagged
	cmd := &cobra.Command{
		Use:   "extract --dataset DIR",
		Short: "Extract the raw zone again with today's extractor, audit, publish",
		Long: "Extract reads no source. It extracts every document of the dataset's raw zone whose result is not of this\n" +
			"version of the extractor, audits and publishes.\n\n" + exitCodes,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := f.resolve(cmd)
			if err != nil {
				return err
			}
			if s.Dataset == "" {
				return usagef("--dataset DIR is needed")
			}
			if _, err := dataset.Open(s.Dataset, dataset.Options{}); err != nil {
				return err
			}
			return p.run(cmd.Context(), s, p.config(s, "extract", nil), false)
		},
	}
	f.register(cmd)
	return cmd
}

// run runs the pipeline and prints the summary.
func (p Program) run(ctx context.Context, s settings, cfg pipeline.Config, bundled bool) error {
	summary, err := pipeline.Run(ctx, cfg)
	refused := errors.Is(err, dataset.ErrRefused)
	if err != nil && !refused {
		return err
	}
	if !s.Quiet {
		if err := printSummary(p.Stdout, summary, bundled); err != nil {
			return fmt.Errorf("print the summary: %w", err)
		}
	}
	switch {
	case refused:
		fmt.Fprintf(p.Stderr, "gongkai: publishing refused: %s; look at %s, and add --accept if the change is meant\n",
			strings.Join(summary.Complaints, "; "), summary.Dir)
		return exitError(ExitRefused)
	case len(summary.Bugs) > 0:
		return exitError(ExitBugs)
	}
	return nil
}
