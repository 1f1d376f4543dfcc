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
	"runtime/debug"
	"runtime/metrics"
	"runtime/pprof"
	"sync"
	"time"

	"gongkai/pipeline"
	"gongkai/pipeline/dataset"
	"gongkai/pipeline/raw"
	"gongkai/pipeline/source"
	"gongkai/scripts/bench/clock"
	"gongkai/scripts/bench/nights"
)

const (
	nightTexts = 300
	nightNew   = 500 // documents that a night brings, all of one year
)

// measureNights publishes corpora of several sizes and measures the nights after.
func (c *config) measureNights(ctx context.Context, w io.Writer) error {
	corpus, err := nights.New(ctx, nightTexts, c.every)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "goos: %s\ngoarch: %s\n", runtime.GOOS, runtime.GOARCH)
	for _, n := range c.nights {
		night := &night{config: c, corpus: corpus, n: n, dir: filepath.Join(c.dir, fmt.Sprintf("nights-%d", n)), w: w}
		if err := night.measure(ctx); err != nil {
			return fmt.Errorf("%d documents: %w", n, err)
		}
		if c.keep {
			continue
		}
		if err := os.RemoveAll(night.dir); err != nil {
			return err
		}
	}
	return nil
}

// night is the measurement on one corpus.
type night struct {
	*config
	corpus *nights.Corpus
	n      int
	dir    string
	w      io.Writer
}

func (n *night) measure(ctx context.Context) error {
	if _, err := os.Stat(n.dir); err != nil {
		if err := n.fill(); err != nil {
			return err
		}
		if err := n.run(ctx, "first", nil); err != nil {
			return err
		}
	}
	if err := n.open(); err != nil {
		return err
	}
	if err := n.run(ctx, "nothing-new", nil); err != nil {
		return err
	}
	for i := range max(1, n.repeat) {
		if err := n.run(ctx, "500-new", n.more(i)); err != nil {
			return err
		}
	}
	if !n.verify {
		return nil
	}
	return n.readBack(ctx)
}

// fill puts the corpus into the raw zone.
func (n *night) fill() error {
	zone, err := raw.Open(filepath.Join(n.dir, "raw"), raw.Options{})
	if err != nil {
		return err
	}
	for i := range n.n {
		if err := zone.Append(n.corpus.Item(i)); err != nil {
			return err
		}
	}
	return zone.Close()
}

// more is the documents that a night brings: reports of the last year.
func (n *night) more(night int) source.Source {
	const years = nights.LastYear - nights.FirstYear + 1
	step := years * max(1, n.every)
	first := (n.n/step + 1 + night*nightNew) * step
	var items []source.Item
	for i := first; len(items) < nightNew; i += max(1, n.every) {
		if nights.YearOf(i) == nights.LastYear {
			items = append(items, n.corpus.Item(i))
		}
	}
	return source.Memory(items)
}

// open measures opening the raw zone.
func (n *night) open() error {
	var zone *raw.Zone
	m, err := measured(n.heapProfile, func(*measurement) (err error) {
		zone, err = raw.Open(filepath.Join(n.dir, "raw"), raw.Options{})
		return err
	})
	if err != nil {
		return err
	}
	runtime.GC()
	m.look()
	m.docs = int64(n.n)
	m.printWhole(n.w, fmt.Sprintf("Open/documents=%d", n.n))
	return zone.Close()
}

// run measures one run of the program.
func (n *night) run(ctx context.Context, name string, src source.Source) error {
	var summary pipeline.Summary
	var stages stages
	m, err := measured(n.heapProfile, func(m *measurement) (err error) {
		stages.of = m
		summary, err = pipeline.Run(ctx, n.settings(src, &stages))
		return err
	})
	if err != nil {
		return err
	}
	m.docs = summary.Input.Documents
	m.printWhole(n.w, fmt.Sprintf("Night/%s/documents=%d", name, n.n))
	fmt.Fprintf(n.w, "#   %s, %d extracted, %d reports, %d files of which %d are the parent's, %.0f bytes a report\n",
		summary.Outcome, summary.Extracted, summary.Counts.Reports, summary.Files, summary.Shared,
		float64(summary.Bytes)/float64(max(1, summary.Counts.Reports)))
	for i, stage := range summary.Stages {
		fmt.Fprintf(n.w, "#   %-8s %8.2fs  %v\n", stage.Stage, stage.Duration.Seconds(), stages.done[i])
	}
	return nil
}

// stages tells apart what the stages of a run cost: a handler of the log, which names
// each when it is done.
type stages struct {
	slog.Handler
	of   *measurement
	last time.Duration
	done []stageCost
}

// stageCost is what a stage took of the processors, and its peaks.
type stageCost struct {
	cpu        time.Duration
	live, held uint64
}

// String says it for people.
func (c stageCost) String() string {
	return fmt.Sprintf("%8.2fs of processors %8.1f peak-heap-MB %8.1f live-MB", c.cpu.Seconds(), float64(c.held)/1e6, float64(c.live)/1e6)
}

// Enabled implements slog.Handler.
func (s *stages) Enabled(context.Context, slog.Level) bool { return true }

// Handle implements slog.Handler.
func (s *stages) Handle(ctx context.Context, r slog.Record) error {
	if r.Message == "stage done" {
		now := clock.Processor()
		live, held := s.of.stage.swap()
		s.done = append(s.done, stageCost{now - s.last, live, held})
		s.last = now
		fmt.Fprintf(os.Stderr, "bench: a stage took %v\n", s.done[len(s.done)-1])
	}
	if r.Level < slog.LevelWarn {
		return nil
	}
	return s.Handler.Handle(ctx, r) //nolint:wrapcheck // a handler in front of another
}

func (n *night) settings(src source.Source, stages *stages) pipeline.Config {
	stages.Handler, stages.last = slog.NewTextHandler(os.Stderr, nil), clock.Processor()
	return pipeline.Config{
		Command: "bench", Dataset: n.dir, Workers: n.workers, Accept: true, Source: src, LimitMemory: true,
		Extract: n.corpus.Extract, Version: "nights", Build: "nights",
		Log: slog.New(stages),
	}
}

// readBack measures verify, which reads every byte.
func (n *night) readBack(ctx context.Context) error {
	m, err := measured(n.heapProfile, func(*measurement) error { _, err := dataset.Verify(ctx, n.dir); return err })
	if err != nil {
		return err
	}
	m.docs = int64(n.n)
	m.printWhole(n.w, fmt.Sprintf("Night/verify/documents=%d", n.n))
	return nil
}

// measurement is a cost with what the heap held meanwhile, in all and since the last
// stage was done.
type measurement struct {
	cost
	peak
	stage peak
	// profile is the file for what the heap holds, taken again whenever it holds more; "" is none.
	profile string
}

// peak is the most that the collector found in use, and the most that the heap held.
type peak struct {
	mu         sync.Mutex
	live, held uint64
}

// swap gives the peak and begins anew.
func (p *peak) swap() (live, held uint64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	live, held = p.live, p.held
	p.live, p.held = 0, 0
	return live, held
}

func (p *peak) take(live, held uint64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.live, p.held = max(p.live, live), max(p.held, held)
}

// measured runs work and looks at the heap fifty times a second.
func measured(profile string, work func(*measurement) error) (*measurement, error) {
	runtime.GC()
	debug.FreeOSMemory()
	m := &measurement{profile: profile}
	stop := make(chan struct{})
	var looking sync.WaitGroup
	looking.Go(func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
				m.look()
			}
		}
	})
	err := m.timed(func() error { return work(m) })
	close(stop)
	looking.Wait()
	m.look()
	return m, err
}

func (m *measurement) look() {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	live, held := sample[0].Value.Uint64(), sample[1].Value.Uint64()
	if m.profile != "" && live > m.live+m.live/50 {
		writeHeapProfile(m.profile)
	}
	m.take(live, held)
	m.stage.take(live, held)
}

// writeHeapProfile writes what the heap held when it was last collected.
func writeHeapProfile(path string) {
	file, err := os.Create(path)
	if err == nil {
		err = errors.Join(pprof.Lookup("heap").WriteTo(file, 0), file.Close())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench: heap profile:", err)
	}
}

// printWhole writes a line of Go's benchmark format for the whole piece of work.
func (m *measurement) printWhole(w io.Writer, name string) {
	fmt.Fprintf(w, "Benchmark%-44s 1 %14d ns/op %14d cpu-ns/op %8.2f cores %10.2f cpu-µs/doc %8.1f peak-heap-MB %8.1f live-MB\n",
		name, m.wall.Nanoseconds(), m.cpu.Nanoseconds(), m.cpu.Seconds()/max(m.wall.Seconds(), 1e-9),
		m.cpu.Seconds()*1e6/float64(max(1, m.docs)), float64(m.held)/1e6, float64(m.live)/1e6)
}
