package pipeline

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"time"

	"gongkai/extractors"
	"gongkai/pipeline/dataset"
	"gongkai/pipeline/durable"
	"gongkai/pipeline/fetch"
	"gongkai/pipeline/source"
)

// Config is every setting of a run.
type Config struct {
	// Command names the run in the lock and the manifest.
	Command string
	// Sources are files, directories, containers. Empty: nothing new is read and
	// the raw zone is extracted again.
	Sources []string
	// Source takes the place of Sources where it is set.
	Source source.Source
	// Seeds are addresses to fetch, beside those among Sources.
	Seeds []fetch.Seed
	// Fetch says how servers are asked. Latest, Unchanged, Kept, Skipped and Now are set by the run.
	Fetch fetch.Options
	// Dataset is the dataset's folder.
	Dataset string
	// Workers is the number of documents extracted at once; 0 is the number of CPUs.
	Workers int
	// Source options: the size limit in bytes, and the columns of record sources.
	SourceOptions source.Options
	// MaxInFlightBytes bounds the documents held in memory at once; 0 is 512 MiB.
	MaxInFlightBytes int64
	// ExtractTimeout bounds the extraction of one document; 0 is two minutes.
	ExtractTimeout time.Duration
	// RollAfter and RollBytes bound a segment of the raw zone, which is what a killed
	// run may lose; 0 are the zone's defaults.
	RollAfter time.Duration
	RollBytes int64
	// LimitMemory has the run set the collector's limit by the number of documents, and let the
	// heap grow further below it: for programs that do nothing else.
	LimitMemory bool
	// FileBytes is the size at which a further part of a table is begun; 0 is the sink's default.
	FileBytes int64
	// Force publishes although nothing changed, and extracts what was extracted before.
	Force bool
	// DryRun does everything on links to the dataset's files in a temporary folder:
	// the dataset is left as it was.
	DryRun bool
	// PublishTo are addresses of object storage to which the published snapshot is copied.
	PublishTo []string
	// Overrides is the folder of the figures that a person verified; "" is those that
	// overrides.Load takes for it.
	Overrides string
	// Bounds are what the audit holds against a snapshot that lost something.
	Bounds dataset.Bounds
	// Accept publishes although the audit holds something against the snapshot.
	Accept bool

	// Extract turns a document into reports; nil is extractors.Extract.
	Extract func(ctx context.Context, doc extractors.Document) extractors.Result
	// Version names what Extract makes of a document; "" is extractors.Version.
	Version string
	// Build tells builds of one version apart; "" is the sha256 of the program file.
	Build string
	// FS makes every change to the file system; nil is durable.OS.
	FS durable.FS
	// Now is the clock of ids and manifests; nil is time.Now.
	Now func() time.Time
	// Progress is told how far a stage has come, where total 0 is unknown; may be
	// nil. It is called from the goroutine of Run, often.
	Progress func(stage Stage, done, total int64)
	// Log is told what a person should know; nil is slog.Default().
	Log *slog.Logger
}

// withDefaults fills what was left out.
func (c Config) withDefaults() (Config, error) {
	if c.Dataset == "" {
		return c, fmt.Errorf("pipeline: no dataset folder is given")
	}
	if c.Workers <= 0 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	if c.MaxInFlightBytes <= 0 {
		c.MaxInFlightBytes = 512 << 20
	}
	if c.ExtractTimeout <= 0 {
		c.ExtractTimeout = 2 * time.Minute
	}
	if c.Version == "" {
		c.Version = extractors.Version
	}
	if c.FS == nil {
		c.FS = durable.OS
	}
	if c.Now == nil {
		c.Now = time.Now //nolint:forbidigo // where the clock enters, unless the caller gives one
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	if c.Progress == nil {
		c.Progress = func(Stage, int64, int64) {}
	}
	if c.Command == "" {
		c.Command = "run"
	}
	c.Bounds = c.Bounds.WithDefaults()
	err := c.identifyBuild()
	return c, err
}
