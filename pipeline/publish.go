package pipeline

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"gongkai/extractors"
	"gongkai/pipeline/dataset"
	"gongkai/pipeline/extracted"
	"gongkai/pipeline/pool"
	"gongkai/pipeline/raw"
	"gongkai/pipeline/record"
	"gongkai/pipeline/sink"
	"gongkai/pipeline/source"
	"gongkai/schema"
)

// publish writes the snapshot, has it audited, and makes it current unless it
// says nothing new.
func (r *run) publish(ctx context.Context) (err error) {
	stage, err := r.data.Stage(r.id)
	if err != nil {
		return fmt.Errorf("pipeline: %w", err)
	}
	defer func() { err = errors.Join(err, stage.Discard()) }()
	var files []dataset.File
	if err := r.timed(StageWrite, func() (err error) { files, err = r.write(ctx, stage); return err }); err != nil {
		return err
	}
	if !r.cfg.Force && saysNothingNew(stage.Parent(), files) {
		return r.nothingNew(stage.Parent())
	}
	manifest := r.manifest(files)
	if err := r.timed(StagePage, func() error { return r.writePage(ctx, stage, manifest) }); err != nil {
		return err
	}
	if err := r.timed(StageAudit, func() error { return stage.Seal(ctx, manifest) }); err != nil {
		return err
	}
	return r.decide(ctx, stage, manifest)
}

// saysNothingNew reports whether the published snapshot has exactly these files.
func saysNothingNew(parent *dataset.Manifest, files []dataset.File) bool {
	return parent != nil && slices.Equal(parent.Files, files)
}

// decide publishes the sealed snapshot, or keeps it unpublished where the audit
// holds something against it.
func (r *run) decide(ctx context.Context, stage *dataset.Stage, manifest *dataset.Manifest) error {
	complaints, err := r.complaints(ctx, stage, manifest)
	if err != nil {
		return err
	}
	r.summary.Complaints = complaints
	if len(complaints) > 0 && !r.cfg.Accept {
		if err := stage.Refuse(manifest, complaints); err != nil {
			return fmt.Errorf("pipeline: refuse: %w", err)
		}
		r.conclude(Refused, manifest)
		return fmt.Errorf("pipeline: snapshot %s: %w", r.id, dataset.ErrRefused)
	}
	if len(complaints) > 0 {
		if err := stage.Accept(manifest, complaints); err != nil {
			return fmt.Errorf("pipeline: accept: %w", err)
		}
	}
	if err := r.timed(StagePublish, stage.Publish); err != nil {
		return err
	}
	r.conclude(Published, manifest)
	r.summary.Shared = stage.Shared()
	return r.forgetOldResults()
}

func (r *run) conclude(outcome Outcome, manifest *dataset.Manifest) {
	r.summary.Outcome, r.summary.Snapshot = outcome, manifest.Snapshot
	r.summary.Overrides = r.verified.concluded(manifest)
	r.summary.Input, r.summary.Counts, r.summary.Bugs = manifest.Input, manifest.Counts, r.found.bugs
	r.summary.Dir = filepath.Join(r.cfg.Dataset, "current")
	if outcome == Refused {
		r.summary.Dir = r.data.SnapshotDir(manifest.Snapshot)
	}
	r.summary.Files = len(manifest.Files)
	for _, f := range manifest.Files {
		r.summary.Bytes += f.Bytes
	}
}

// write writes every table of the snapshot. Years whose reports are the
// parent's are linked to the parent's files.
func (r *run) write(ctx context.Context, stage *dataset.Stage) (files []dataset.File, err error) {
	w := sink.New(stage.Dir(), sink.Options{Workers: r.cfg.Workers, FileBytes: r.cfg.FileBytes, FS: r.cfg.FS})
	defer func() {
		if err != nil {
			err = errors.Join(err, w.Abort())
		}
	}()
	var written int64
	for _, year := range byYear(r.found.refs) {
		reused, err := r.writeYear(ctx, stage, w, year)
		if err != nil {
			return nil, err
		}
		files = append(files, reused...)
		written += int64(len(year))
		r.cfg.Progress(StageWrite, written, int64(len(r.found.refs)))
	}
	if err := w.WriteRejectsInOrder(r.rejectRows()); err != nil {
		return nil, err
	}
	if err := w.WriteLabels(r.found.labelRows()); err != nil {
		return nil, err
	}
	if err := fillEmpty(w, files); err != nil {
		return nil, err
	}
	r.summary.Extracted += r.mended.Load()
	own, err := w.Close()
	for _, f := range own {
		files = append(files, dataset.File(f))
	}
	slices.SortFunc(files, func(a, b dataset.File) int { return cmp.Compare(a.Path, b.Path) })
	return files, err
}

// writeYear writes one year's reports, or links the parent's files of that year
// and returns them.
func (r *run) writeYear(ctx context.Context, stage *dataset.Stage, w *sink.Writer, refs []ref) ([]dataset.File, error) {
	year := int(refs[0].year)
	partition := dataset.Partition{
		Partition: schema.Partition(year), Reports: int64(len(refs)),
		Digest: r.digestOf(refs),
	}
	r.partitions = append(r.partitions, partition)
	if !r.cfg.Force {
		reused, err := stage.Reuse(r.program, partition)
		if err != nil || len(reused) > 0 {
			return reused, err
		}
	}
	return nil, w.WritePartition(year, r.rows(ctx, refs))
}

// digestOf covers everything that a year's files are made of.
func (r *run) digestOf(refs []ref) string {
	digest := sha256.New()
	fmt.Fprintln(digest, r.cfg.FileBytes)
	for i := range refs {
		r.document(int(refs[i].doc)).addTo(digest)
		write(digest, r.found.duplicateOf[refs[i].place], int64(refs[i].ordinal))
	}
	return hex.EncodeToString(digest.Sum(nil))
}

// fillEmpty gives tables that have no file an empty one.
func fillEmpty(w *sink.Writer, reused []dataset.File) error {
	var missing []string
	for _, t := range schema.Tables() {
		if !slices.ContainsFunc(reused, func(f dataset.File) bool { return f.Table == t.Name }) {
			missing = append(missing, t.Name)
		}
	}
	return w.FillEmpty(missing...)
}

// byYear cuts the ordered reports into runs of one year.
func byYear(refs []ref) [][]ref {
	var years [][]ref
	for len(refs) > 0 {
		n := slices.IndexFunc(refs, func(x ref) bool { return x.year != refs[0].year })
		if n < 0 {
			n = len(refs)
		}
		years, refs = append(years, refs[:n]), refs[n:]
	}
	return years
}

// rows reads the reports back in order, on the pool's goroutines.
func (r *run) rows(ctx context.Context, refs []ref) iter.Seq2[*record.Row, error] {
	in := func(yield func(ref, error) bool) {
		for _, x := range refs {
			if !yield(x, nil) {
				return
			}
		}
	}
	return pool.Map(ctx, r.cfg.Workers, in, r.row)
}

func (r *run) row(ctx context.Context, x ref) (*record.Row, error) {
	doc := r.document(int(x.doc))
	result, err := r.resultOf(ctx, doc)
	if err != nil {
		return nil, err
	}
	if int(x.ordinal) >= len(result.Reports) {
		return nil, fmt.Errorf("pipeline: %s gives %d reports, and gave more before", doc.uri, len(result.Reports))
	}
	r.verified.set.Apply(doc.sha256, &result)
	return &record.Row{
		DocID: doc.id, SourceURI: doc.uri, ContentSHA256: doc.sha256, MediaType: r.found.names.of(x.media),
		FetchedAt: doc.fetchedAt, ExtractorVersion: r.cfg.Version,
		Report: result.Reports[x.ordinal], DuplicateOf: r.found.duplicateOf[x.place],
	}, nil
}

// resultOf is the kept result of a document. A damaged one is made again.
func (r *run) resultOf(ctx context.Context, doc *document) (extractors.Result, error) {
	result, err := r.store.Get(doc.key)
	if !errors.Is(err, extracted.ErrCorrupt) {
		return result, err
	}
	r.mended.Add(1)
	item := source.Item{URI: doc.uri, MediaType: doc.declared, Bytes: doc.bytes}
	return r.fresh(ctx, raw.Document{Item: item, SHA256: doc.sha256}, &outcome{})
}

// forgetOldResults removes the results of other versions and builds, now that
// this one has published.
func (r *run) forgetOldResults() error {
	parent, mine := filepath.Split(r.storeDir())
	entries, err := os.ReadDir(parent)
	if err != nil {
		return fmt.Errorf("pipeline: results of old versions: %w", err)
	}
	for _, e := range entries {
		if e.Name() != mine {
			if err := r.cfg.FS.RemoveAll(filepath.Join(parent, e.Name())); err != nil {
				return fmt.Errorf("pipeline: results of old versions: %w", err)
			}
		}
	}
	return nil
}
