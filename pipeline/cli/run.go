package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gongkai/pipeline"
	"gongkai/pipeline/dataset"
	"gongkai/pipeline/metrics"
)

// The sources and the dataset where none are given.
const (
	samplesDir = "data/samples"
	outDir     = "data/out"
)

func (p Program) runCommand() *cobra.Command {
	var f flagged
	cmd := &cobra.Command{
		Use:   "run [SOURCE ...] [--sources FILE] --dataset DIR",
		Short: "Read what is new, extract, audit, publish",
		Long: "Run reads every SOURCE (a file, a directory with all below it, .jsonl, .parquet, .warc, .zip, .tar.gz, the raw\n" +
			"zone of another dataset, s3://BUCKET/PREFIX, gs://BUCKET/PREFIX, an http or https address) and what a list\n" +
			"of addresses leads to (--sources, or - for standard input) into the dataset's raw zone, extracts what was\n" +
			"not extracted before, writes a snapshot, reads it back, audits it against the one before and makes it current.\n" +
			"Without SOURCE it reads " + samplesDir + " into " + outDir + ".\n\n" + exitCodes,
		Example: "  gongkai run\n  gongkai run corpus/ --dataset /data/gongkai\n  gongkai run --sources sources.yaml --dataset /data/gongkai\n" +
			"  gongkai run --config nightly.yaml --quiet --metrics-file /var/lib/node_exporter/gongkai.prom",
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := f.resolve(cmd)
			if err != nil {
				return err
			}
			from, bundled, err := s.choose(cmd, args)
			if err != nil {
				return err
			}
			return p.run(cmd.Context(), s, p.config(s, "run", from), bundled)
		},
	}
	f.register(cmd)
	f.Fetch.register(cmd)
	cmd.Flags().StringArrayVar(&f.SourceFiles, "sources", nil, "list of addresses, .txt, .csv or .yaml; - reads standard input; may be repeated")
	return cmd
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
			return p.run(cmd.Context(), s, p.config(s, "extract", sources{}), false)
		},
	}
	f.register(cmd)
	return cmd
}

// run runs the pipeline, prints the summary and writes the metrics.
func (p Program) run(ctx context.Context, s settings, cfg pipeline.Config, bundled bool) error {
	began := time.Now()
	if p.Now != nil {
		began = p.Now()
	}
	if err := checkMetricsFile(s.MetricsFile); err != nil {
		return err
	}
	logTo := p.Stderr
	if !s.Quiet && isTerminal(p.Stderr) {
		bar := &progress{w: p.Stderr}
		defer bar.done()
		cfg.Progress, logTo = bar.show, bar
	}
	cfg.Log = p.logger(s, logTo)
	summary, err := pipeline.Run(ctx, cfg)
	code := p.conclude(s, summary, err, bundled)
	if s.MetricsFile != "" {
		failed := p.writeMetrics(s, summary, p.codeOf(ctx, code), began)
		if failed != nil && code == nil {
			return failed
		}
		if failed != nil {
			cfg.Log.Error("metrics are not written", "error", failed)
		}
	}
	return code
}

// conclude tells a person how a run ended, and returns the error that the
// program ends with.
func (p Program) conclude(s settings, summary pipeline.Summary, err error, bundled bool) error {
	refused := errors.Is(err, dataset.ErrRefused)
	if err != nil && !refused {
		return told(err, summary)
	}
	if !s.Quiet {
		if err := printSummary(p.Stdout, summary, bundled); err != nil {
			return fmt.Errorf("print the summary: %w", err)
		}
	}
	switch {
	case refused && summary.Outcome == pipeline.NothingNew:
		fmt.Fprintf(p.Stderr, "gongkai: nothing was new, but %s; see %s\n", strings.Join(summary.Complaints, "; "), summary.Account)
		return exitError(ExitRefused)
	case refused:
		fmt.Fprintf(p.Stderr, "gongkai: publishing refused: %s; look at %s, and add --accept if the change is meant\n",
			strings.Join(summary.Complaints, "; "), summary.Dir)
		return exitError(ExitRefused)
	case len(summary.Bugs) > 0:
		return exitError(ExitBugs)
	}
	return nil
}

// told adds to the error of a run what a person asks next. A dry run leaves no page.
func told(err error, summary pipeline.Summary) error {
	if summary.Account == "" || summary.DryRun {
		return err
	}
	state := "nothing was published"
	if summary.Outcome == pipeline.Published {
		state = "snapshot " + summary.Snapshot + " is published here"
	}
	return fmt.Errorf("%w\n%s; the account of the run is in %s", err, state, summary.Account)
}

// codeOf is the exit code that an error of a run ends the program with.
func (p Program) codeOf(ctx context.Context, err error) int {
	var code exitError
	switch {
	case err == nil:
		return ExitOK
	case errors.As(err, &code):
		return int(code)
	case ctx.Err() != nil:
		return ExitInterrupted
	}
	return ExitFailed
}

// checkMetricsFile finds out before the run whether its metrics have a place.
func checkMetricsFile(name string) error {
	if name == "" {
		return nil
	}
	if info, err := os.Stat(filepath.Dir(name)); err != nil {
		return fmt.Errorf("--metrics-file: %w", err)
	} else if !info.IsDir() {
		return usagef("--metrics-file %s: %s is no folder", name, filepath.Dir(name))
	}
	return nil
}

// writeMetrics writes the metrics file.
func (p Program) writeMetrics(s settings, summary pipeline.Summary, code int, began time.Time) error {
	run := metrics.Run{Summary: summary, ExitCode: code, Started: began}
	if data, err := p.open(s.Dataset); err == nil {
		current, err := data.CurrentManifest()
		if err != nil {
			return fmt.Errorf("--metrics-file: %w", err)
		}
		if current != nil {
			run.Published = current.Run.Finished
		}
	}
	return metrics.Write(p.FS, s.MetricsFile, run)
}
