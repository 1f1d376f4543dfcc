package pipeline

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"gongkai/pipeline/dataset"
	"gongkai/pipeline/extracted"
	"gongkai/pipeline/raw"
)

const (
	rawDir       = "raw"
	extractedDir = "extracted"
)

// run is one run on a dataset whose lock it holds.
type run struct {
	cfg     Config
	started time.Time
	id      string
	data    *dataset.Dataset
	zone    *raw.Zone
	store   *extracted.Store
	program dataset.Program
	input   dataset.Input
	found   findings
	// partitions says what each year was written of.
	partitions []dataset.Partition
	summary    Summary
}

// Run reads what is new, extracts, audits and publishes. After an error the
// published dataset is as it was. The Summary is filled as far as the run came,
// also with an error.
func Run(ctx context.Context, cfg Config) (Summary, error) {
	cfg, err := cfg.withDefaults()
	if err != nil {
		return Summary{}, err
	}
	r := &run{cfg: cfg, started: cfg.Now(), found: newFindings()}
	if r.data, err = dataset.Create(cfg.Dataset, dataset.Options{FS: cfg.FS, Now: cfg.Now}); err != nil {
		return Summary{}, err
	}
	lock, err := r.data.Lock(cfg.Command)
	if err != nil {
		return Summary{}, err
	}
	err = r.locked(ctx)
	r.summary.Duration = cfg.Now().Sub(r.started)
	return r.summary, errors.Join(err, lock.Release())
}

// locked is the run once it holds the lock. A failure is recorded under runs/.
func (r *run) locked(ctx context.Context) (err error) {
	removed, err := r.data.Sweep()
	if err != nil {
		return err
	}
	if len(removed) > 0 {
		r.cfg.Log.Info("removed what an interrupted run left", "names", removed)
	}
	if r.id, err = r.data.NextID(); err != nil {
		return err
	}
	if err = r.stages(ctx); err != nil && !errors.Is(err, dataset.ErrRefused) {
		return errors.Join(err, r.recordFailure(err))
	}
	return err
}

// stages runs the stages in order.
func (r *run) stages(ctx context.Context) (err error) {
	if r.program, err = describeProgram(r.cfg); err != nil {
		return err
	}
	if err := r.open(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.close()) }()
	if err := r.read(ctx); err != nil {
		return fmt.Errorf("pipeline: read: %w", err)
	}
	if r.input, err = r.survey(ctx); err != nil {
		return fmt.Errorf("pipeline: survey: %w", err)
	}
	same, err := r.published()
	if err != nil {
		return fmt.Errorf("pipeline: %w", err)
	}
	if same != nil {
		r.conclude(NothingNew, same)
		return nil
	}
	if err := r.extract(ctx); err != nil {
		return fmt.Errorf("pipeline: extract: %w", err)
	}
	return r.publish(ctx)
}

func (r *run) open() (err error) {
	dir := filepath.Join(r.cfg.Dataset, rawDir)
	if r.zone, err = raw.Open(dir, raw.Options{FS: r.cfg.FS}); err != nil {
		return fmt.Errorf("pipeline: %w", err)
	}
	if r.store, err = extracted.Open(r.storeDir(), r.cfg.FS); err != nil {
		return errors.Join(fmt.Errorf("pipeline: %w", err), r.zone.Close())
	}
	return nil
}

// close keeps what was read, and releases the files.
func (r *run) close() error {
	if err := errors.Join(r.store.Close(), r.zone.Close()); err != nil {
		return fmt.Errorf("pipeline: %w", err)
	}
	return nil
}

// recordFailure keeps the manifest of a failed run, with its counts so far.
func (r *run) recordFailure(cause error) error {
	m := r.manifest(nil)
	m.Run.Error = cause.Error()
	return r.data.RecordRun(r.id, m)
}

// manifest describes the run.
func (r *run) manifest(files []dataset.File) *dataset.Manifest {
	return &dataset.Manifest{
		Run: dataset.Run{
			Command: r.cfg.Command, Sources: r.cfg.Sources, Workers: r.cfg.Workers,
			Started: r.started.UTC(), Finished: r.cfg.Now().UTC(),
		},
		Program: r.program, Input: r.input, Counts: r.found.counts, Files: files, Partitions: r.partitions,
	}
}
