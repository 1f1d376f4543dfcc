package dataset

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/pipeline/durable"
	"gongkai/pipeline/durable/durabletest"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// fixed is a clock that stands still.
func fixed() time.Time { return time.Date(2026, 11, 21, 2, 0, 0, 0, time.UTC) }

func create(t *testing.T, fsys durable.FS) *Dataset {
	t.Helper()
	if fsys == nil {
		fsys = durabletest.NoSync
	}
	d, err := Create(t.TempDir(), Options{FS: fsys, Now: fixed})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// seal stages an empty snapshot, all of its laws holding.
func seal(t *testing.T, d *Dataset) (*Stage, *Manifest) {
	t.Helper()
	id, err := d.NextID()
	if err != nil {
		t.Fatal(err)
	}
	stage, err := d.Stage(id)
	if err != nil {
		t.Fatal(err)
	}
	m := emptyTables(t, stage.Dir())
	if err := stage.Seal(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	return stage, m
}

func emptyTables(t *testing.T, dir string) *Manifest {
	t.Helper()
	written, err := sink.WriteAll(dir, nil, nil, nil, sink.Options{FS: durabletest.NoSync})
	if err != nil {
		t.Fatal(err)
	}
	m := &Manifest{Counts: NewCounts()}
	for _, f := range written {
		m.Files = append(m.Files, File(f))
	}
	return m
}

func publish(t *testing.T, d *Dataset) string {
	t.Helper()
	stage, _ := seal(t, d)
	if err := stage.Publish(); err != nil {
		t.Fatal(err)
	}
	return stage.id
}

func wantCurrent(t *testing.T, d *Dataset, want string) {
	t.Helper()
	if got, err := d.Current(); err != nil || got != want {
		t.Errorf("current is %q, %v; want %s", got, err, want)
	}
}

func TestPublish(t *testing.T) {
	d := create(t, nil)
	if _, err := d.Current(); !errors.Is(err, ErrNoSnapshot) {
		t.Errorf("current of a new dataset: %v", err)
	}
	first, second, third := publish(t, d), publish(t, d), publish(t, d)
	want := []string{"20261121T020000Z", "20261121T020000Z-2", "20261121T020000Z-3"}
	if diff := cmp.Diff(want, []string{first, second, third}); diff != "" {
		t.Errorf("ids (-want +got):\n%s", diff)
	}
	wantCurrent(t, d, third)
	target, err := os.Readlink(filepath.Join(d.dir, "current"))
	if err != nil || target != "snapshots/"+third {
		t.Errorf("link to %q, %v", target, err)
	}
	m, err := Verify(t.Context(), d.dir)
	if err != nil || m.Parent != second || m.Snapshot != third {
		t.Errorf("manifest %+v, %v", m, err)
	}
}

func TestDiscard(t *testing.T) {
	d := create(t, nil)
	stage, _ := seal(t, d)
	if err := stage.Discard(); err != nil {
		t.Fatal(err)
	}
	if ids, err := d.IDs(); err != nil || len(ids) != 0 {
		t.Errorf("snapshots %v, %v", ids, err)
	}
	if removed, err := d.Sweep(); err != nil || len(removed) != 0 {
		t.Errorf("swept %v, %v", removed, err)
	}
}

func TestIDsInOrder(t *testing.T) {
	ids := []string{"20261121T020000Z-10", "20261121T020000Z-2", "20261121T020001Z", "20261121T020000Z"}
	slices.SortFunc(ids, compareIDs)
	want := []string{"20261121T020000Z", "20261121T020000Z-2", "20261121T020000Z-10", "20261121T020001Z"}
	if diff := cmp.Diff(want, ids); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
}

func TestLock(t *testing.T) {
	d := create(t, nil)
	lock, err := d.Lock("run")
	if err != nil {
		t.Fatal(err)
	}
	_, err = d.Lock("prune")
	var locked *LockedError
	if !errors.As(err, &locked) {
		t.Fatalf("second lock: %v", err)
	}
	host, _ := os.Hostname()
	want := Holder{PID: os.Getpid(), Host: host, Since: fixed(), Command: "run"}
	if diff := cmp.Diff(want, locked.Holder); diff != "" {
		t.Errorf("holder (-want +got):\n%s", diff)
	}
	if !strings.Contains(err.Error(), fmt.Sprintf("process %d on %s since 2026-11-21T02:00:00Z (run)", os.Getpid(), host)) {
		t.Errorf("error %q", err)
	}
	if err := lock.Release(); err != nil {
		t.Fatal(err)
	}
	again, err := d.Lock("prune")
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Release(); err != nil {
		t.Fatal(err)
	}
}

// TestLockOfDeadProcess leaves the text of a holder that is gone: it locks nobody out.
func TestLockOfDeadProcess(t *testing.T) {
	d := create(t, nil)
	if err := os.WriteFile(filepath.Join(d.dir, lockFile), []byte(`{"pid":1,"host":"gone","command":"run"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	lock, err := d.Lock("run")
	if err != nil {
		t.Fatal(err)
	}
	if err := lock.Release(); err != nil {
		t.Fatal(err)
	}
}

func TestSweep(t *testing.T) {
	d := create(t, nil)
	kept := publish(t, d)
	crashed, _ := seal(t, d)
	if err := crashed.name(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{".staging-20261121T010000Z/reports/x", ".pruning-20261121T010000Z/x"} {
		path := filepath.Join(d.dir, "snapshots", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	// Publishing was cut short for the new snapshot, and after the switch for the old one.
	for _, id := range []string{crashed.id, kept} {
		if err := os.WriteFile(d.marker(id), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	removed, err := d.Sweep()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		".pruning-20261121T010000Z", ".publishing-" + kept, ".publishing-" + crashed.id, ".staging-20261121T010000Z",
	}
	if diff := cmp.Diff(want, removed); diff != "" {
		t.Errorf("removed (-want +got):\n%s", diff)
	}
	entries, err := os.ReadDir(filepath.Join(d.dir, "snapshots"))
	if err != nil || len(entries) != 1 || entries[0].Name() != kept {
		t.Errorf("left %v, %v", entries, err)
	}
	wantCurrent(t, d, kept)
}

func TestRollback(t *testing.T) {
	d := create(t, nil)
	if _, err := d.Rollback(""); !errors.Is(err, ErrNoSnapshot) {
		t.Errorf("rollback of nothing: %v", err)
	}
	first := publish(t, d)
	stage, m := seal(t, d)
	if err := stage.Refuse(m, []string{"reports of year 2020 went from 9 to 1"}); err != nil {
		t.Fatal(err)
	}
	third := publish(t, d)
	if _, err := d.Rollback(stage.id); !errors.Is(err, ErrRefused) {
		t.Errorf("rollback to a refused snapshot: %v", err)
	}
	if got, err := d.Rollback(""); err != nil || got != first {
		t.Errorf("rollback to %s, %v; want %s", got, err, first)
	}
	wantCurrent(t, d, first)
	if _, err := d.Rollback(""); err == nil {
		t.Error("rollback before the oldest snapshot")
	}
	if _, err := d.Rollback("20200101T000000Z"); err == nil {
		t.Error("rollback to a snapshot that is not there")
	}
	if got, err := d.Rollback(third); err != nil || got != third {
		t.Errorf("forward to %s, %v", got, err)
	}
	wantCurrent(t, d, third)
}

func TestPrune(t *testing.T) {
	d := create(t, nil)
	var ids []string
	for range 5 {
		ids = append(ids, publish(t, d))
	}
	if _, err := d.Prune(0); err == nil {
		t.Error("prune of everything")
	}
	if _, err := d.Rollback(ids[1]); err != nil {
		t.Fatal(err)
	}
	removed, err := d.Prune(2)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{ids[0], ids[2]}, removed); diff != "" {
		t.Errorf("removed (-want +got):\n%s", diff)
	}
	wantCurrent(t, d, ids[1])
	if _, err := Verify(t.Context(), d.dir); err != nil {
		t.Errorf("after pruning the files that it shares: %v", err)
	}
}

func TestDoomed(t *testing.T) {
	ok, refused := &Manifest{}, &Manifest{Refused: []string{"x"}}
	infos := []Info{
		{ID: "1", Manifest: ok}, {ID: "2", Manifest: refused}, {ID: "3", Manifest: ok, Current: true},
		{ID: "4", Manifest: ok}, {ID: "5", Manifest: refused}, {ID: "6", Err: errors.New("damaged")}, {ID: "7", Manifest: ok},
	}
	for keep, want := range map[int][]string{
		1: {"1", "2", "4", "5", "6"}, 2: {"1", "2"}, 3: {"1", "2"}, 4: nil,
	} {
		if diff := cmp.Diff(want, doomed(infos, keep)); diff != "" {
			t.Errorf("keep %d (-want +got):\n%s", keep, diff)
		}
	}
}

// noLinksFS is a store without links of either kind.
type noLinksFS struct{ durable.FS }

func (noLinksFS) Link(string, string) error    { return syscall.EPERM }
func (noLinksFS) Symlink(string, string) error { return syscall.EPERM }

func TestStoreWithoutLinks(t *testing.T) {
	d := create(t, noLinksFS{durable.OS})
	first := publish(t, d)
	wantCurrent(t, d, first)
	second := publish(t, d)
	wantCurrent(t, d, second)
	if _, err := os.Lstat(filepath.Join(d.dir, "current")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("current: %v", err)
	}
	if _, err := Verify(t.Context(), d.dir); err != nil {
		t.Error(err)
	}
	if _, err := d.Rollback(""); err != nil {
		t.Error(err)
	}
	wantCurrent(t, d, first)
}

// TestDamagedParent checks that a damaged file of the parent is not shared.
func TestDamagedParent(t *testing.T) {
	d := create(t, nil)
	first := publish(t, d)
	path := filepath.Join(d.SnapshotDir(first), "rejects", "part-00000.parquet")
	if err := os.Truncate(path, 100); err != nil {
		t.Fatal(err)
	}
	stage, m := seal(t, d)
	if stage.Shared() != len(m.Files)-1 {
		t.Errorf("%d of %d files shared", stage.Shared(), len(m.Files))
	}
}

func TestStageNeedsAnID(t *testing.T) {
	if _, err := create(t, nil).Stage("../../etc"); err == nil {
		t.Error("a path as an id")
	}
}

func TestRunRecordTakesItsID(t *testing.T) {
	d := create(t, nil)
	id, err := d.NextID()
	if err != nil {
		t.Fatal(err)
	}
	if err := d.RecordRun(id, &Manifest{Counts: NewCounts()}); err != nil {
		t.Fatal(err)
	}
	if next, err := d.NextID(); err != nil || next != id+"-2" {
		t.Errorf("next id %s, %v", next, err)
	}
}

func TestTablesOfContract(t *testing.T) {
	m := emptyTables(t, t.TempDir())
	for _, table := range schema.Tables() {
		if !slices.ContainsFunc(m.Files, func(f File) bool { return f.Table == table.Name }) {
			t.Errorf("no file for table %s", table.Name)
		}
	}
}
