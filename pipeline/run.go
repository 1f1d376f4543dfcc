package pipeline

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync/atomic"
	"time"

	"gongkai/pipeline/bucket"
	"gongkai/pipeline/dataset"
	"gongkai/pipeline/extracted"
	"gongkai/pipeline/raw"
	"gongkai/pipeline/report"
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
	// listing is the documents of the zone, once everything was read into it.
	listing *raw.Listing
	store   *extracted.Store
	sources sources
	program dataset.Program
	input   dataset.Input
	found   findings
	// partitions says what each year was written of.
	partitions []dataset.Partition
	verified   verified
	hosts      hosts
	// shown is what the page for people holds.
	shown report.Stats
	// mended counts the kept results that turned out damaged while years were written.
	mended atomic.Int64
	// failures counts the documents that could not be read, by detail.
	failures map[string]int64
	summary  Summary
}

// Run reads what is new, extracts, audits and publishes. After an error the
// published dataset is as it was. The Summary is filled as far as the run came,
// also with an error.
func Run(ctx context.Context, cfg Config) (Summary, error) {
	cfg, err := cfg.withDefaults()
	if err != nil {
		return Summary{}, err
	}
	if cfg.DryRun {
		return rehearse(ctx, cfg)
	}
	r := &run{cfg: cfg, started: cfg.Now(), found: newFindings(), failures: map[string]int64{}}
	if r.verified, err = readVerified(cfg.Overrides); err != nil {
		return Summary{}, err
	}
	if r.data, err = dataset.Create(cfg.Dataset, dataset.Options{FS: cfg.FS, Now: cfg.Now}); err != nil {
		return Summary{}, err
	}
	lock, err := r.data.Lock(cfg.Command)
	if err != nil {
		return Summary{}, err
	}
	err = r.locked(ctx)
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
	r.summary.Account = r.data.SummaryFile(r.id)
	if err = r.stages(ctx); err == nil {
		err = r.copyOut(ctx)
	}
	r.summary.Duration = r.cfg.Now().Sub(r.started)
	if err != nil && !errors.Is(err, dataset.ErrRefused) {
		return errors.Join(err, r.recordFailure(err))
	}
	return errors.Join(err, r.recordSummary(""))
}

// recordSummary keeps the summary for people under runs/.
func (r *run) recordSummary(failure string) error {
	return r.data.RecordSummary(r.id, r.summary.Markdown(r.id, failure))
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
	if err := r.timed(StageRead, func() error { return r.read(ctx) }); err != nil {
		return err
	}
	if err := r.timed(StageSurvey, func() error { return r.survey(ctx) }); err != nil {
		return err
	}
	defer r.cfg.limitMemory(r.input.Documents)()
	same, err := r.published()
	if err != nil {
		return fmt.Errorf("pipeline: %w", err)
	}
	if same != nil {
		return r.nothingNew(same)
	}
	if err := r.timed(StageExtract, func() error { return r.extract(ctx) }); err != nil {
		return err
	}
	return r.publish(ctx)
}

// nothingNew ends a run that changes nothing in the snapshot that is current.
func (r *run) nothingNew(current *dataset.Manifest) error {
	r.conclude(NothingNew, current)
	if r.summary.Complaints = r.unread(); len(r.summary.Complaints) > 0 && !r.cfg.Accept {
		return fmt.Errorf("pipeline: %w", dataset.ErrRefused)
	}
	return nil
}

// copyOut copies the snapshot that is current to each address, also where nothing was
// new: what an earlier run began is ended.
func (r *run) copyOut(ctx context.Context) error {
	if len(r.cfg.PublishTo) == 0 {
		return nil
	}
	return r.timed(StageCopy, func() error {
		for _, address := range r.cfg.PublishTo {
			sent, err := bucket.Publish(ctx, address, r.data.SnapshotDir(r.summary.Snapshot))
			if err != nil {
				return err
			}
			r.summary.Copies = append(r.summary.Copies, sent)
		}
		return nil
	})
}

// timed runs a stage, notes how long it took and tells the log what it did.
func (r *run) timed(stage Stage, work func() error) error {
	began := r.cfg.Now()
	err := work()
	took := r.cfg.Now().Sub(began)
	r.summary.Stages = append(r.summary.Stages, StageTime{stage, took})
	if err != nil {
		return fmt.Errorf("pipeline: %s: %w", stage, err)
	}
	r.cfg.Log.Info("stage done", append([]any{"stage", string(stage), "seconds", took.Seconds()}, r.account(stage)...)...)
	return nil
}

// account is what the log says of a stage that was done.
func (r *run) account(stage Stage) []any {
	c := &r.found.counts
	switch stage {
	case StageRead:
		return []any{"items", r.summary.Read.Items, "new", r.summary.Read.New}
	case StageSurvey:
		return []any{"documents", r.input.Documents, "addresses", r.input.Addresses}
	case StageExtract:
		return []any{"extracted", r.summary.Extracted, "reports", c.Reports, "rejects", c.Rejects, "to_review", c.ReportsToReview}
	case StageWrite:
		return []any{"years", len(r.partitions)}
	case StagePage:
		return []any{"reports", r.shown.Full, "listed", r.shown.Listed}
	case StageAudit, StagePublish, StageCopy:
		return []any{"snapshot", r.id}
	}
	return nil
}

func (r *run) open() (err error) {
	dir := filepath.Join(r.cfg.Dataset, rawDir)
	if r.zone, err = raw.Open(dir, raw.Options{FS: r.cfg.FS, RollAfter: r.cfg.RollAfter, RollBytes: r.cfg.RollBytes}); err != nil {
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
	return errors.Join(r.data.RecordRun(r.id, m), r.recordSummary(cause.Error()))
}

// manifest describes the run.
func (r *run) manifest(files []dataset.File) *dataset.Manifest {
	return &dataset.Manifest{
		Run: dataset.Run{
			Command: r.cfg.Command, Sources: r.cfg.Sources, Workers: r.cfg.Workers,
			Started: r.started.UTC(), Finished: r.cfg.Now().UTC(), Read: r.summary.Read,
		},
		Program: r.program, Input: r.input, Counts: r.found.counts, Files: files, Partitions: r.partitions,
		Overrides: r.verified.notes(),
	}
}
