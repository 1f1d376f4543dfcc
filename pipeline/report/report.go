package report

import (
	"context"
	"fmt"
	"io"
	"time"

	"gongkai/pipeline/dataset"
	"gongkai/pipeline/raw"
)

// FileName is the page's name in a snapshot's folder.
const FileName = dataset.PageFile

// Input is the snapshot that the page shows.
type Input struct {
	// Dir is the snapshot's folder, whose files are complete.
	Dir      string
	Manifest *dataset.Manifest
	// Zone is the raw zone, for the sources; nil leaves them out.
	Zone *raw.Zone
	// Listing is the documents of Zone; nil lists them anew.
	Listing *raw.Listing
	// Cache keeps what pages have in common; nil keeps nothing. Program names what reads
	// documents: sources that another program laid out are not taken from it.
	Cache   Cache
	Program string
	// Snapshots is every snapshot of the dataset, oldest first, this one among them.
	// With it the page names the snapshot and shows trend and hosts; without it the
	// page depends on documents and program alone.
	Snapshots []dataset.Info
	// Parent is the snapshot before, for telling new labels; nil is none.
	Parent *Parent
}

// Parent is a snapshot to compare with.
type Parent struct {
	Dir      string
	Manifest *dataset.Manifest
}

// Options bounds the page. The zero value is the default.
type Options struct {
	// Full is how many reports the page holds in full; 0 is 1000.
	Full int
	// Listed is how many reports it lists; 0 is 20,000.
	Listed int
	// SourceBytes bounds the text of one source; 0 is 96 KiB.
	SourceBytes int
	// Bytes bounds what the reports in full take in the page, packed; 0 is 24 MiB.
	Bytes int64
	// Workers is how many documents are read at once; 0 is 1.
	Workers int
	// Timeout bounds the reading of one document; 0 is two minutes.
	Timeout time.Duration
}

// The defaults.
const (
	DefaultFull   = 1000
	DefaultListed = 20_000
)

func (o Options) withDefaults() Options {
	set := func(v *int, n int) {
		if *v <= 0 {
			*v = n
		}
	}
	set(&o.Full, DefaultFull)
	set(&o.Listed, DefaultListed)
	set(&o.SourceBytes, 96<<10)
	set(&o.Workers, 1)
	if o.Bytes <= 0 {
		o.Bytes = 24 << 20
	}
	if o.Timeout <= 0 {
		o.Timeout = 2 * time.Minute
	}
	return o
}

// Stats says what the page holds.
type Stats struct {
	// Review is how many reports are under review, Listed how many of them the page
	// lists, Full how many it holds in full.
	Review, Listed, Full int
}

// Write writes the page.
func Write(ctx context.Context, w io.Writer, in Input, opts Options) (Stats, error) {
	stats, err := write(ctx, w, &in, opts.withDefaults())
	if err != nil {
		return stats, fmt.Errorf("report: %w", err)
	}
	return stats, nil
}

func write(ctx context.Context, w io.Writer, in *Input, opts Options) (stats Stats, err error) {
	found, err := surveyReports(ctx, in)
	if err != nil {
		return stats, err
	}
	all, err := queue(ctx, in, found, opts)
	if err != nil {
		return stats, err
	}
	o, err := newOverview(ctx, in, found)
	if err != nil {
		return stats, err
	}
	if in.Snapshots != nil {
		o.Snapshot = &snapshotJSON{ID: in.Manifest.Snapshot, Finished: stamp(in.Manifest.Run.Finished)}
		o.history(in.Manifest.Snapshot, in.Snapshots)
		o.hosts(in.Snapshots)
	}
	p := &page{ctx: ctx, in: in, opts: opts, overview: o, queue: all}
	if err := p.write(w); err != nil {
		return stats, err
	}
	return Stats{Review: found.Review, Listed: o.Listed, Full: o.InFull}, nil
}
