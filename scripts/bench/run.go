package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"time"

	"gongkai/pipeline"
	"gongkai/scripts/bench/clock"
)

// run makes the corpus, measures the floors and the program, and compares.
func run(ctx context.Context, cfg config, w io.Writer) (err error) {
	if cfg.corpusOnly {
		return cfg.writeFiles()
	}
	if cfg.dir == "" {
		if cfg.dir, err = os.MkdirTemp("", "gongkai-bench-"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(cfg.dir)) }()
	}
	if len(cfg.nights) > 0 {
		stop, err := cfg.startProfile()
		if err != nil {
			return err
		}
		return errors.Join(cfg.measureNights(ctx, w), stop())
	}
	zone := filepath.Join(cfg.dir, "raw")
	if err := cfg.fill(zone); err != nil {
		return err
	}
	fmt.Fprintf(w, "goos: %s\ngoarch: %s\ncorpus: %d documents of %v, seed %d\n", runtime.GOOS, runtime.GOARCH, cfg.n, cfg.kinds, cfg.seed)
	var f floors
	if err := f.measureReading(ctx, zone); err != nil {
		return err
	}
	f.read.print(w, "Floor/read")
	f.parse.print(w, "Floor/parse")
	f.goquery.print(w, "Floor/goquery")
	var last programRun
	for range max(1, cfg.repeat) {
		if last, err = cfg.program(ctx, f.read.bytes); err != nil {
			return err
		}
		last.print(w, &cfg)
	}
	if err := f.measureWriting(ctx, last.summary.Dir, last.summary.Counts.Reports); err != nil {
		return err
	}
	f.write.print(w, "Floor/write")
	compare(w, &f, &last)
	return nil
}

// programRun is one run of the program over the raw zone.
type programRun struct {
	cost
	summary pipeline.Summary
	// peakHeap is the most bytes that the heap was seen to hold.
	peakHeap uint64
}

// program runs the pipeline over the raw zone, all of it.
func (c *config) program(ctx context.Context, size int64) (r programRun, err error) {
	runtime.GC()
	seen := 0
	began, spent := time.Now(), clock.Processor()
	settings := pipeline.Config{
		LimitMemory: true,
		Command:     "bench", Dataset: c.dir, Workers: c.workers, Force: true, Accept: true,
		// The stages are timed by this clock.
		Now: func() time.Time { return began.Add(clock.Processor() - spent) },
		Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})),
		Progress: func(pipeline.Stage, int64, int64) {
			if seen++; seen%500 == 0 {
				r.peakHeap = max(r.peakHeap, heap())
			}
		},
	}
	stop, err := c.startProfile()
	if err != nil {
		return r, err
	}
	err = r.timed(func() error { r.summary, err = pipeline.Run(ctx, settings); return err })
	err = errors.Join(err, stop())
	r.docs, r.bytes = r.summary.Input.Documents, size
	r.peakHeap = max(r.peakHeap, heap())
	return r, err
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse
}

// startProfile begins the profiles that are asked for; stop writes them.
func (c *config) startProfile() (stop func() error, err error) {
	var cpu *os.File
	if c.cpuProfile != "" {
		if cpu, err = os.Create(c.cpuProfile); err != nil {
			return nil, err
		}
		if err = pprof.StartCPUProfile(cpu); err != nil {
			return nil, errors.Join(fmt.Errorf("profile: %w", err), cpu.Close())
		}
	}
	return func() error {
		if cpu != nil {
			pprof.StopCPUProfile()
			if err := cpu.Close(); err != nil {
				return err
			}
		}
		return c.writeMemProfile()
	}, nil
}

func (c *config) writeMemProfile() error {
	if c.memProfile == "" {
		return nil
	}
	file, err := os.Create(c.memProfile)
	if err != nil {
		return err
	}
	if err := pprof.Lookup("allocs").WriteTo(file, 0); err != nil {
		return errors.Join(fmt.Errorf("profile: %w", err), file.Close())
	}
	return file.Close()
}

func (r *programRun) print(w io.Writer, c *config) {
	workers := c.workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	more := []any{
		float64(r.peakHeap) / 1e6, "peak-heap-MB", float64(r.summary.Bytes) / float64(max(1, r.summary.Counts.Reports)), "bytes/report",
	}
	if r.wall > 0 {
		more = append(more, r.cpu.Seconds()/r.wall.Seconds(), "cores")
	}
	r.cost.print(w, fmt.Sprintf("Program/workers=%d", workers), more...)
	for _, stage := range r.summary.Stages {
		fmt.Fprintf(w, "# %-8s %8.2fs  %10d ns of processor time a document\n",
			stage.Stage, stage.Duration.Seconds(), stage.Duration.Nanoseconds()/max(1, r.docs))
	}
}

// compare prints how far the program is from the floors, in processor time.
func compare(w io.Writer, f *floors, r *programRun) {
	fmt.Fprintf(w, "\n%-52s %6.2f\n", "program ÷ reading the raw zone", ratio(&r.cost, &f.read))
	fmt.Fprintf(w, "%-52s %6.2f\n", "program (all documents) ÷ html.Parse (the pages)", ratio(&r.cost, &f.parse))
	fmt.Fprintf(w, "%-52s %6.2f\n", "program (all documents) ÷ goquery (the pages)", ratio(&r.cost, &f.goquery))
	fmt.Fprintf(w, "%-52s %6.2f\n", "program ÷ writing the snapshot's records", ratio(&r.cost, &f.write))
}

func ratio(a, b *cost) float64 {
	if b.cpu == 0 {
		return 0
	}
	return a.cpu.Seconds() / b.cpu.Seconds()
}
