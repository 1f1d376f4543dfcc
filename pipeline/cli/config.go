package cli

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v3"

	"gongkai/pipeline"
	"gongkai/pipeline/bucket"
	"gongkai/pipeline/dataset"
	"gongkai/pipeline/source"
)

// settings is every setting of a run, as the config file names it.
type settings struct {
	Sources          sources       `yaml:"sources"`
	SourceFiles      []string      `yaml:"source_files"`
	Dataset          string        `yaml:"dataset"`
	Workers          int           `yaml:"workers"`
	LogFormat        string        `yaml:"log_format"`
	Quiet            bool          `yaml:"quiet"`
	Accept           bool          `yaml:"accept"`
	Force            bool          `yaml:"force"`
	DryRun           bool          `yaml:"dry_run"`
	MetricsFile      string        `yaml:"metrics_file"`
	PublishTo        []string      `yaml:"publish_to"`
	MaxDocumentBytes int64         `yaml:"max_document_bytes"`
	MaxInFlightBytes int64         `yaml:"max_in_flight_bytes"`
	ExtractTimeout   time.Duration `yaml:"extract_timeout"`
	FileBytes        int64         `yaml:"file_bytes"`
	RollAfter        time.Duration `yaml:"roll_after"`
	RollBytes        int64         `yaml:"roll_bytes"`
	// Overrides is the folder of verified figures; "" is those built in and data/overrides.
	Overrides string `yaml:"overrides"`
	// Fields names the columns of JSON lines and Parquet sources.
	Fields fields         `yaml:"fields"`
	Audit  dataset.Bounds `yaml:"audit"`
	Fetch  fetching       `yaml:"fetch"`
}

// defaults are the settings before a config file or a flag was read.
func defaults() settings { return settings{Fetch: defaultFetching()} }

type fields struct {
	URI       string `yaml:"uri"`
	Body      string `yaml:"body"`
	MediaType string `yaml:"media_type"`
	FetchedAt string `yaml:"fetched_at"`
}

const overridesUsage = "folder of CSV files with verified figures (default: those built in, and data/overrides where it is there)"

// flagged holds the flags of run and extract; file is the config file's name.
type flagged struct {
	settings
	file string
}

func (f *flagged) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.Dataset, "dataset", "", "folder of the dataset, made where it does not exist")
	flags.IntVar(&f.Workers, "workers", 0, "documents extracted at once (default: the number of CPUs)")
	flags.StringVar(&f.file, "config", "", "YAML file with settings; flags go over it")
	flags.StringVar(&f.LogFormat, "log-format", "", "log on standard error as text or json (default: text on a terminal)")
	flags.BoolVar(&f.Quiet, "quiet", false, "log errors only, print no summary, show no progress")
	flags.BoolVar(&f.DryRun, "dry-run", false, "say what would be published and leave the dataset as it is")
	flags.StringVar(&f.MetricsFile, "metrics-file", "", "write Prometheus metrics of the run to a text file, at once")
	flags.StringArrayVar(&f.PublishTo, "publish-to", nil, "copy the published snapshot to this address (s3://, gs://, file://) too; may be repeated")
	flags.BoolVar(&f.Accept, "accept", false, "publish although the audit holds something against the change")
	flags.StringVar(&f.Overrides, "overrides", "", overridesUsage)
	flags.BoolVar(&f.Force, "force", false, "extract everything anew and publish although nothing changed")
}

// resolve reads the config file and puts the flags that were given over it.
func (f *flagged) resolve(cmd *cobra.Command) (settings, error) {
	s := defaults()
	if f.file != "" {
		var err error
		if s, err = readSettings(f.file); err != nil {
			return s, err
		}
	}
	for name, override := range map[string]func(){
		"dataset":    func() { s.Dataset = f.Dataset },
		"workers":    func() { s.Workers = f.Workers },
		"log-format": func() { s.LogFormat = f.LogFormat },
		"quiet":      func() { s.Quiet = f.Quiet },
		"accept":     func() { s.Accept = f.Accept },
		"force":      func() { s.Force = f.Force },
		"overrides":  func() { s.Overrides = f.Overrides },

		"dry-run":      func() { s.DryRun = f.DryRun },
		"metrics-file": func() { s.MetricsFile = f.MetricsFile },
		"publish-to":   func() { s.PublishTo = f.PublishTo },
		"sources":      func() { s.Sources, s.SourceFiles = sources{}, f.SourceFiles },

		"user-agent":    func() { s.Fetch.UserAgent = f.Fetch.UserAgent },
		"connections":   func() { s.Fetch.Connections = f.Fetch.Connections },
		"per-host":      func() { s.Fetch.PerHost = f.Fetch.PerHost },
		"delay":         func() { s.Fetch.Delay = f.Fetch.Delay },
		"timeout":       func() { s.Fetch.Timeout = f.Fetch.Timeout },
		"retries":       func() { s.Fetch.Retries = f.Fetch.Retries },
		"recheck":       func() { s.Fetch.Recheck = f.Fetch.Recheck },
		"ignore-robots": func() { s.Fetch.IgnoreRobots = f.Fetch.IgnoreRobots },
		"allow-private": func() { s.Fetch.AllowPrivate = f.Fetch.AllowPrivate },
	} {
		if cmd.Flags().Changed(name) {
			override()
		}
	}
	err := s.check()
	return s, err
}

// fieldUnknown is how the YAML library words an unknown key.
var fieldUnknown = regexp.MustCompile(`field (\S+) not found in type \S+`)

// readSettings reads a config file. An unknown key is an error with its line.
func readSettings(name string) (settings, error) {
	s := defaults()
	raw, err := os.ReadFile(name)
	if err != nil {
		return s, usagef("--config: %w", err)
	}
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	dec.KnownFields(true)
	if err := dec.Decode(&s); err != nil && !errors.Is(err, io.EOF) {
		return s, usagef("--config %s: %s", name, yamlMessage(err))
	}
	return s, nil
}

// yamlMessage is the library's message on one line, in the words of a config file.
func yamlMessage(err error) string {
	message := err.Error()
	var mismatch *yaml.TypeError
	if errors.As(err, &mismatch) {
		message = strings.Join(mismatch.Errors, "; ")
	}
	return fieldUnknown.ReplaceAllString(message, "unknown setting $1")
}

func (s *settings) check() error {
	switch {
	case s.LogFormat != "" && s.LogFormat != "text" && s.LogFormat != "json":
		return usagef("log format %q: text or json", s.LogFormat)
	case s.Workers < 0 || s.Workers > 1024:
		return usagef("workers %d: 1 to 1024", s.Workers)
	case s.MaxDocumentBytes < 0 || s.MaxInFlightBytes < 0 || s.FileBytes < 0 || s.RollAfter < 0 || s.RollBytes < 0 || s.ExtractTimeout < 0:
		return usagef("a size or time in the config is negative")
	}
	for _, address := range s.PublishTo {
		if err := bucket.Check(address); err != nil {
			return usagef("publish to: %w", err)
		}
	}
	return s.Fetch.check()
}

// config turns settings into those of a run.
func (p Program) config(s settings, command string, from sources) pipeline.Config {
	return pipeline.Config{
		LimitMemory: true,
		Command:     command, Sources: from.paths, Seeds: from.seeds, Fetch: s.Fetch.options(), Dataset: s.Dataset, Workers: s.Workers,
		SourceOptions:    source.Options{MaxBytes: s.MaxDocumentBytes, Fields: source.Fields(s.Fields)},
		MaxInFlightBytes: s.MaxInFlightBytes, ExtractTimeout: s.ExtractTimeout, FileBytes: s.FileBytes,
		RollAfter: s.RollAfter, RollBytes: s.RollBytes,
		Force: s.Force, Accept: s.Accept, DryRun: s.DryRun, Bounds: s.Audit, Overrides: s.Overrides, PublishTo: s.PublishTo,
		Extract: p.Extract, Version: p.Version, FS: p.FS, Now: p.Now,
	}
}

// logger logs to standard error, or to a writer that stands before it.
func (p Program) logger(s settings, w io.Writer) *slog.Logger {
	opts := &slog.HandlerOptions{Level: slog.LevelInfo}
	if s.Quiet {
		opts.Level = slog.LevelError
	}
	if s.LogFormat == "json" || s.LogFormat == "" && !isTerminal(p.Stderr) {
		return slog.New(slog.NewJSONHandler(w, opts))
	}
	return slog.New(slog.NewTextHandler(w, opts))
}
