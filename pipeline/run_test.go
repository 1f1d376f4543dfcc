package pipeline_test

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/extractors"
	"gongkai/pipeline"
	"gongkai/pipeline/dataset"
	"gongkai/pipeline/durable/durabletest"
	"gongkai/pipeline/pipelinetest"
	"gongkai/pipeline/source"
	"gongkai/schema"
)

// items makes a source of documents by name.
func items(docs map[string]string) source.Memory {
	var m source.Memory
	for _, name := range slices.Sorted(maps.Keys(docs)) {
		body := []byte(docs[name])
		m = append(m, source.Item{URI: name, Body: body, Bytes: int64(len(body))})
	}
	return m
}

// clock is a clock that advances a second with each look.
func clock() func() time.Time {
	now := time.Date(2026, 11, 21, 2, 0, 0, 0, time.UTC)
	return func() time.Time {
		now = now.Add(time.Second)
		return now
	}
}

// config reads the documents into a dataset with the made-up extractor.
func config(dir string, docs map[string]string) pipeline.Config {
	return pipeline.Config{
		Dataset: dir, Source: items(docs), Workers: 2, Now: clock(), Build: "test", Version: "test-1",
		Extract: pipelinetest.Extract, FS: durabletest.NoSync, Log: slog.New(slog.DiscardHandler),
	}
}

// mustRun runs and fails the test on an error.
func mustRun(t *testing.T, cfg pipeline.Config) pipeline.Summary {
	t.Helper()
	sum, err := pipeline.Run(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

// published returns path and sha256 of every file of the current snapshot, which
// must hold all laws.
func published(t *testing.T, dir string) map[string]string {
	t.Helper()
	m, err := dataset.Verify(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range m.Files {
		files[f.Path] = f.SHA256
	}
	raw, err := os.ReadFile(filepath.Join(dir, "current", "datapackage.json"))
	if err != nil {
		t.Fatal(err)
	}
	files["datapackage.json"] = string(raw)
	files[dataset.PageFile] = m.Page.SHA256
	return files
}

func TestAccount(t *testing.T) {
	dir := t.TempDir()
	sum := mustRun(t, config(dir, map[string]string{
		"a.txt":    "report 2021 2022 甲县司法局 11 22 33",
		"b.txt":    "report 2019 2019 乙镇 1 x 3\nreview unreadable_cells\nreport 2019 2020 乙镇 4 5 6\nlabel 小计",
		"c.txt":    "nothing here",
		"d.txt":    "",
		"same.txt": "nothing here",
		"z.txt":    "report 2021 0 - 0\nlabel 小计\nlabel 小计",
	}))
	// a 200 cells; b twice 198; z 200. Observed: 3 + 2 + 3 + 1.
	want := dataset.Counts{
		DocumentsWithReports: 3, Reports: 4, Rejects: 2,
		RejectsByReason:  map[string]int64{"not_a_report": 1, "empty": 1},
		ReportsByYear:    map[string]int64{"2022": 1, "2019": 1, "2020": 1, "unknown": 1},
		ReportsByEdition: map[string]int64{"2021": 2, "2019": 2},
		CellsByStatus:    map[string]int64{"observed": 9, "unreadable": 1, "blank": 796 - 10},
		ChecksByOutcome:  map[string]int64{"not_assessable": int64(2*len(schema.FormOf("2021").Identities) + 2*len(schema.FormOf("2019").Identities))},
		ReportsToReview:  1, ReviewByReason: map[string]int64{"unreadable_cells": 1},
		Labels: 1,
	}
	if diff := cmp.Diff(want, sum.Counts); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	if sum.Outcome != pipeline.Published || sum.Input.Documents != 5 || sum.Input.Addresses != 6 || sum.Read.New != 6 {
		t.Errorf("summary %+v", sum)
	}
	files := published(t, dir)
	for _, path := range []string{
		"reports/year=2022/part-00000.parquet", "panel/year=__HIVE_DEFAULT_PARTITION__/part-00000.parquet", "rejects/part-00000.parquet",
	} {
		if files[path] == "" {
			t.Errorf("no %s among %v", path, slices.Sorted(maps.Keys(files)))
		}
	}
}

func TestNoDocuments(t *testing.T) {
	dir := t.TempDir()
	if sum := mustRun(t, config(dir, nil)); sum.Outcome != pipeline.Published || sum.Input.Documents != 0 {
		t.Errorf("summary %+v", sum)
	}
	published(t, dir)
}

func TestSameBytesForAnyWorkers(t *testing.T) {
	var first map[string]string
	for _, workers := range []int{1, 2, 8} {
		cfg := config(t.TempDir(), pipelinetest.Corpus(60))
		cfg.Workers = workers
		mustRun(t, cfg)
		files := published(t, cfg.Dataset)
		if first == nil {
			first = files
		}
		if diff := cmp.Diff(first, files); diff != "" {
			t.Errorf("%d workers (-1 worker +now):\n%s", workers, diff)
		}
	}
}

func TestNothingNewAndForce(t *testing.T) {
	cfg := config(t.TempDir(), pipelinetest.Corpus(30))
	first := mustRun(t, cfg)
	before := published(t, cfg.Dataset)
	again := mustRun(t, cfg)
	if again.Outcome != pipeline.NothingNew || again.Snapshot != first.Snapshot || again.Extracted != 0 || again.Read.New != 0 {
		t.Errorf("second run: %+v", again)
	}
	cfg.Force = true
	forced := mustRun(t, cfg)
	if forced.Outcome != pipeline.Published || forced.Snapshot == first.Snapshot || forced.Extracted != first.Extracted {
		t.Errorf("forced run: %+v", forced)
	}
	if diff := cmp.Diff(before, published(t, cfg.Dataset)); diff != "" {
		t.Errorf("forced run (-before +after):\n%s", diff)
	}
	if forced.Shared != forced.Files {
		t.Errorf("%d of %d files shared", forced.Shared, forced.Files)
	}
	delete(before, "datapackage.json") // and the page: they are written anew
	delete(before, "report.html")
	for path := range before {
		if !sameFile(t, cfg.Dataset, first.Snapshot, forced.Snapshot, path) {
			t.Errorf("%s is no link to the parent's", path)
		}
	}
}

func sameFile(t *testing.T, dir, a, b, path string) bool {
	t.Helper()
	one, err := os.Stat(filepath.Join(dir, "snapshots", a, path))
	if err != nil {
		t.Fatal(err)
	}
	other, err := os.Stat(filepath.Join(dir, "snapshots", b, path))
	if err != nil {
		t.Fatal(err)
	}
	return os.SameFile(one, other)
}

// TestIncrementalEqualsRebuild adds and changes documents night by night and
// compares each night with a dataset made at once.
func TestIncrementalEqualsRebuild(t *testing.T) {
	cfg := config(t.TempDir(), nil)
	docs := pipelinetest.Corpus(40)
	nights := []func(){
		func() {},
		func() { maps.Copy(docs, pipelinetest.Corpus(46)) },
		func() { docs["d01/doc-0001.txt"] = "report 2021 2024 局1 9 9 9" },
		func() { docs["d00/doc-0000.txt"] = "gone wrong" },
	}
	for night, change := range nights {
		change()
		cfg.Source, cfg.Accept = items(docs), true
		sum := mustRun(t, cfg)
		if night > 0 && (sum.Extracted > 6 || sum.Shared == 0) {
			t.Errorf("night %d: %d extracted, %d of %d files shared", night, sum.Extracted, sum.Shared, sum.Files)
		}
		clean := config(t.TempDir(), docs)
		rebuilt := mustRun(t, clean)
		if diff := cmp.Diff(published(t, clean.Dataset), published(t, cfg.Dataset)); diff != "" {
			t.Errorf("night %d (-rebuilt +incremental):\n%s", night, diff)
		}
		if diff := cmp.Diff(rebuilt.Counts, sum.Counts); diff != "" {
			t.Errorf("night %d, counts (-rebuilt +incremental):\n%s", night, diff)
		}
	}
}

// TestExtractAgain extracts the raw zone with a newer extractor.
func TestExtractAgain(t *testing.T) {
	cfg := config(t.TempDir(), map[string]string{"a": "report 2021 2022 甲 1 2 3", "b": "report 2021 2023 乙 1 2 3"})
	mustRun(t, cfg)
	cfg.Source, cfg.Command, cfg.Version = nil, "extract", "test-2"
	sum := mustRun(t, cfg)
	if sum.Outcome != pipeline.Published || sum.Extracted != 2 || sum.Read.Items != 0 {
		t.Errorf("summary %+v", sum)
	}
	kept, err := os.ReadDir(filepath.Join(cfg.Dataset, "extracted"))
	if err != nil || len(kept) != 1 {
		t.Errorf("results of %d versions are kept, %v", len(kept), err)
	}
	if again := mustRun(t, cfg); again.Outcome != pipeline.NothingNew {
		t.Errorf("again: %+v", again)
	}
}

// inResult counted from the end of a segment with one record is a byte of the result:
// behind it stand a line of the index and the tail.
const inResult = 100

// TestOtherYearsAreNotRead damages a result of a year in which nothing is new: no run
// unpacks it before that year is written.
func TestOtherYearsAreNotRead(t *testing.T) {
	docs := map[string]string{"a": "report 2021 2022 甲 1 2 3\nlabel 小计\nreview why"}
	cfg := config(t.TempDir(), docs)
	mustRun(t, cfg)
	segments, err := filepath.Glob(filepath.Join(cfg.Dataset, "extracted", "*", "*.seg"))
	if err != nil || len(segments) != 1 {
		t.Fatalf("segments %v, %v", segments, err)
	}
	kept, err := os.ReadFile(segments[0])
	if err != nil {
		t.Fatal(err)
	}
	kept[len(kept)-inResult] ^= 1
	if err := os.WriteFile(segments[0], kept, 0o644); err != nil {
		t.Fatal(err)
	}
	for i, doc := range []string{"report 2021 2023 乙 4 5 6", "report 2021 2022 乙 4 5 6"} {
		docs[string(rune('b'+i))] = doc
		cfg.Source = items(docs)
		sum := mustRun(t, cfg)
		if want := int64(1 + i); sum.Extracted != want {
			t.Errorf("night %d: %d extracted, want %d", i, sum.Extracted, want)
		}
		clean := config(t.TempDir(), docs)
		rebuilt := mustRun(t, clean)
		if diff := cmp.Diff(published(t, clean.Dataset), published(t, cfg.Dataset)); diff != "" {
			t.Errorf("night %d (-rebuilt +now):\n%s", i, diff)
		}
		if diff := cmp.Diff(rebuilt.Counts, sum.Counts); diff != "" {
			t.Errorf("night %d, counts (-rebuilt +now):\n%s", i, diff)
		}
	}
}

// TestDamagedFacts flips a byte of each record in turn: none does harm.
func TestDamagedFacts(t *testing.T) {
	docs := map[string]string{"a": "report 2021 2022 甲 1 2 3\nlabel 小计"}
	template := config(t.TempDir(), docs)
	mustRun(t, template)
	name := "extracted/*/*.seg"
	segments, err := filepath.Glob(filepath.Join(template.Dataset, name))
	if err != nil || len(segments) != 1 {
		t.Fatalf("segments %v, %v", segments, err)
	}
	whole, err := os.ReadFile(segments[0])
	if err != nil {
		t.Fatal(err)
	}
	more := map[string]string{"a": docs["a"], "b": "report 2021 2022 乙 4 5 6"}
	clean := config(t.TempDir(), more)
	mustRun(t, clean)
	want := published(t, clean.Dataset)
	for at := 0; at < len(whole); at += 97 {
		cfg := config(filepath.Join(t.TempDir(), "copy"), more)
		if err := os.CopyFS(cfg.Dataset, os.DirFS(template.Dataset)); err != nil {
			t.Fatal(err)
		}
		damaged := slices.Clone(whole)
		damaged[at] ^= 1
		rel, err := filepath.Rel(template.Dataset, segments[0])
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(cfg.Dataset, rel), damaged, 0o644); err != nil {
			t.Fatal(err)
		}
		mustRun(t, cfg)
		if diff := cmp.Diff(want, published(t, cfg.Dataset)); diff != "" {
			t.Errorf("byte %d of %d (-clean +now):\n%s", at, len(whole), diff)
		}
	}
}

// TestDamagedResult flips a byte of a kept result: the document is extracted again.
func TestDamagedResult(t *testing.T) {
	cfg := config(t.TempDir(), map[string]string{"a": "report 2021 2022 甲 1 2 3"})
	mustRun(t, cfg)
	segments, err := filepath.Glob(filepath.Join(cfg.Dataset, "extracted", "*", "*.seg"))
	if err != nil || len(segments) != 1 {
		t.Fatalf("segments %v, %v", segments, err)
	}
	kept, err := os.ReadFile(segments[0])
	if err != nil {
		t.Fatal(err)
	}
	kept[len(kept)-inResult] ^= 1
	if err := os.WriteFile(segments[0], kept, 0o644); err != nil {
		t.Fatal(err)
	}
	docs := map[string]string{"a": "report 2021 2022 甲 1 2 3", "b": "report 2021 2022 乙 4 5 6"}
	cfg.Source = items(docs)
	if sum := mustRun(t, cfg); sum.Extracted != 2 {
		t.Errorf("%d documents extracted, want both", sum.Extracted)
	}
	clean := config(t.TempDir(), docs)
	mustRun(t, clean)
	if diff := cmp.Diff(published(t, clean.Dataset), published(t, cfg.Dataset)); diff != "" {
		t.Errorf("(-rebuilt +mended):\n%s", diff)
	}
}

func TestBugIsRecorded(t *testing.T) {
	docs := map[string]string{"a": "report 2021 2022 甲 1 2 3", "bad": "panic", "c": "report 2021 2022 丙 4 5 6"}
	var files []map[string]string
	for _, workers := range []int{1, 4} {
		cfg := config(t.TempDir(), docs)
		cfg.Workers = workers
		sum := mustRun(t, cfg)
		if len(sum.Bugs) != 1 || sum.Bugs[0].SourceURI != "bad" || !strings.Contains(sum.Bugs[0].Stack, "pipelinetest.Extract") {
			t.Errorf("bugs %+v", sum.Bugs)
		}
		if sum.Counts.RejectsByReason["bug"] != 1 || sum.Counts.Reports != 2 {
			t.Errorf("counts %+v", sum.Counts)
		}
		files = append(files, published(t, cfg.Dataset))
	}
	if diff := cmp.Diff(files[0], files[1]); diff != "" {
		t.Errorf("a bug's record depends on the workers (-1 +4):\n%s", diff)
	}
}

func TestTimeLimit(t *testing.T) {
	cfg := config(t.TempDir(), map[string]string{"a": "report 2021 2022 甲 1 2 3", "slow": "hang"})
	cfg.ExtractTimeout = 20 * time.Millisecond
	if sum := mustRun(t, cfg); sum.Counts.RejectsByReason["timed_out"] != 1 || sum.Counts.Reports != 1 {
		t.Errorf("counts %+v", sum.Counts)
	}
}

func TestCopies(t *testing.T) {
	cfg := config(t.TempDir(), map[string]string{
		"http://mirror.example/1":    "report 2021 2022 某某广告 101 202 303 404 505 606",
		"http://www.jia.gov.cn/1":    "report 2021 2022 甲县司法局 101 202 303 404 505 606\nlabel x",
		"http://www.jia.gov.cn/m/1":  "report 2021 2022 甲县司法局 101 202 303 404 505 606\nlabel y",
		"http://www.other.gov.cn/1":  "report 2021 2022 乙县司法局 101 202 303 404 505 607",
		"http://www.jia.gov.cn/2023": "report 2021 2023 甲县司法局 101 202 303 404 505 606",
	})
	if sum := mustRun(t, cfg); sum.Counts.Copies != 2 || sum.Counts.Reports != 5 {
		t.Errorf("counts %+v", sum.Counts)
	}
	published(t, cfg.Dataset)
}

func TestAuditRefuses(t *testing.T) {
	docs := map[string]string{"a": "report 2021 2022 甲 1 2 3", "b": "report 2021 2023 乙 1 2 3"}
	cfg := config(t.TempDir(), docs)
	first := mustRun(t, cfg)
	docs["b"] = "404 not found"
	cfg.Source = items(docs)
	sum, err := pipeline.Run(t.Context(), cfg)
	if !errors.Is(err, dataset.ErrRefused) || sum.Outcome != pipeline.Refused || len(sum.Complaints) != 2 {
		t.Fatalf("error %v, summary %+v", err, sum)
	}
	data, err := dataset.Open(cfg.Dataset, dataset.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if current, err := data.Current(); err != nil || current != first.Snapshot {
		t.Errorf("current is %s, %v; want %s", current, err, first.Snapshot)
	}
	if _, err := dataset.Verify(t.Context(), data.SnapshotDir(sum.Snapshot)); err != nil {
		t.Errorf("the refused snapshot: %v", err)
	}
	if _, err := data.Rollback(sum.Snapshot); !errors.Is(err, dataset.ErrRefused) {
		t.Errorf("rollback to the refused snapshot: %v", err)
	}
	cfg.Accept = true
	if sum := mustRun(t, cfg); sum.Outcome != pipeline.Published || len(sum.Complaints) != 2 {
		t.Errorf("accepted: %+v", sum)
	}
}

func TestCancelled(t *testing.T) {
	stop := errors.New("stop asked for")
	for _, at := range []string{"read", "extract"} {
		t.Run(at, func(t *testing.T) {
			cfg := config(t.TempDir(), map[string]string{"a": "report 2021 2022 甲 1 2 3"})
			first := mustRun(t, cfg)
			before := published(t, cfg.Dataset)
			ctx, cancel := context.WithCancelCause(t.Context())
			defer cancel(nil)
			cfg.Source = items(map[string]string{"b": "report 2021 2023 乙 1 2 3", "c": "hang"})
			if at == "read" {
				cfg.Source = stopping{items(map[string]string{"b": "report 2021 2023 乙 1 2 3", "c": "x"}), func() { cancel(stop) }}
			} else {
				cfg.Extract = func(ctx context.Context, doc extractors.Document) extractors.Result {
					if string(doc.Body) == "hang" {
						cancel(stop)
					}
					return pipelinetest.Extract(ctx, doc)
				}
			}
			_, err := pipeline.Run(ctx, cfg)
			if !errors.Is(err, stop) {
				t.Fatalf("error %v", err)
			}
			if diff := cmp.Diff(before, published(t, cfg.Dataset)); diff != "" {
				t.Errorf("the published dataset changed:\n%s", diff)
			}
			runs, err := filepath.Glob(filepath.Join(cfg.Dataset, "runs", "*.json"))
			if err != nil || len(runs) != 1 {
				t.Errorf("%d records of failed runs, %v", len(runs), err)
			}
			cfg.Source, cfg.Extract, cfg.ExtractTimeout = nil, pipelinetest.Extract, 100*time.Millisecond
			if sum := mustRun(t, cfg); sum.Counts.Reports != 2 || sum.Snapshot == first.Snapshot {
				t.Errorf("what was read before is lost: %+v", sum.Counts)
			}
		})
	}
}

// stopping calls stop after its first item.
type stopping struct {
	source.Memory
	stop func()
}

func (s stopping) Items(ctx context.Context) iter.Seq2[source.Item, error] {
	return func(yield func(source.Item, error) bool) {
		for item, err := range s.Memory.Items(ctx) {
			if !yield(item, err) {
				return
			}
			s.stop()
		}
	}
}

func TestLockedOut(t *testing.T) {
	cfg := config(t.TempDir(), nil)
	data, err := dataset.Create(cfg.Dataset, dataset.Options{})
	if err != nil {
		t.Fatal(err)
	}
	lock, err := data.Lock("another run")
	if err != nil {
		t.Fatal(err)
	}
	var locked *dataset.LockedError
	if _, err := pipeline.Run(t.Context(), cfg); !errors.As(err, &locked) || locked.Holder.PID != os.Getpid() || locked.Holder.Command != "another run" {
		t.Errorf("error %v", err)
	}
	if err := lock.Release(); err != nil {
		t.Fatal(err)
	}
	mustRun(t, cfg)
}
