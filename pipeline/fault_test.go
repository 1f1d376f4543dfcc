package pipeline_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/pipeline"
	"gongkai/pipeline/dataset"
	"gongkai/pipeline/durable"
	"gongkai/pipeline/durable/durabletest"
)

var everyChange = flag.Bool("every", false, "fail every change to the file system, not a sample")

// The corpora of two nights: the second adds a year, changes one and drops none.
var (
	nightOne = map[string]string{"a": "report 2021 2022 甲 1 2 3", "b": "nothing"}
	nightTwo = map[string]string{"a": "report 2021 2022 甲 1 2 3", "b": "nothing", "c": "report 2019 2020 丙 7 8 9"}
)

// drill is a dataset with night one published, and what the nights look like
// when nothing goes wrong.
type drill struct {
	*testing.T
	template       string
	before, wanted map[string]string
	// ops is the number of changes that night two makes to the file system.
	ops int
}

func newDrill(t *testing.T) *drill {
	t.Helper()
	d := &drill{T: t, template: t.TempDir()}
	mustRun(t, d.night(d.template, nightOne, durabletest.NoSync))
	d.before = published(t, d.template)
	clean := d.copy()
	counter := durabletest.New(durabletest.NoSync, 0, durabletest.Fail)
	mustRun(t, d.night(clean, nightTwo, counter))
	d.wanted, d.ops = published(t, clean), counter.Count()
	if d.ops < 50 {
		t.Fatalf("night two makes only %d changes", d.ops)
	}
	return d
}

func (d *drill) night(dir string, docs map[string]string, fsys durable.FS) pipeline.Config {
	cfg := config(dir, docs)
	cfg.Workers, cfg.FS = 1, fsys
	return cfg
}

// copy is night one's dataset under another name.
func (d *drill) copy() string {
	dir := filepath.Join(d.TempDir(), "dataset")
	if err := os.CopyFS(dir, os.DirFS(d.template)); err != nil {
		d.Fatal(err)
	}
	return dir
}

// steps lists the changes to fail: every seventh, from the one given, or all; few
// in short mode.
func (d *drill) steps(from int) []int {
	step := 7
	switch {
	case *everyChange:
		from, step = 1, 1
	case testing.Short():
		step = 35
	}
	var steps []int
	for n := from; n <= d.ops; n += step {
		steps = append(steps, n)
	}
	return steps
}

// checkAfter checks that the dataset is as before or as wanted, that a next run
// ends as wanted, and that it leaves nothing behind.
func (d *drill) checkAfter(n int, dir, op string, failed bool) {
	d.Helper()
	now := published(d.T, dir)
	if !cmp.Equal(now, d.before) && !cmp.Equal(now, d.wanted) {
		d.Errorf("change %d (%s): neither the old nor the new snapshot is published", n, op)
	}
	if !failed && !cmp.Equal(now, d.wanted) {
		d.Errorf("change %d (%s): the run reports no error and the new snapshot is not published", n, op)
	}
	if _, err := pipeline.Run(d.Context(), d.night(dir, nightTwo, durabletest.NoSync)); err != nil {
		d.Fatalf("change %d (%s): the next run: %v", n, op, err)
	}
	if diff := cmp.Diff(d.wanted, published(d.T, dir)); diff != "" {
		d.Errorf("change %d (%s): the next run (-clean +now):\n%s", n, op, diff)
	}
	d.checkLeftovers(n, dir, op)
}

// checkLeftovers looks for temporaries and for snapshots that were never published.
func (d *drill) checkLeftovers(n int, dir, op string) {
	d.Helper()
	for _, pattern := range []string{".tmp-*", "snapshots/.*", "runs/.*", "raw/.tmp-*", "extracted/*/.tmp-*"} {
		left, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil || len(left) > 0 {
			d.Errorf("change %d (%s): left behind: %v, %v", n, op, left, err)
		}
	}
	data, err := dataset.Open(dir, dataset.Options{})
	if err != nil {
		d.Fatal(err)
	}
	if ids, err := data.IDs(); err != nil || len(ids) != 2 {
		d.Errorf("change %d (%s): snapshots %v, %v", n, op, ids, err)
	}
}

// run is night two with one change that goes wrong.
func (d *drill) run(n int, mode durabletest.Mode) (dir, op string, err error) {
	dir = d.copy()
	faulty := durabletest.New(durabletest.NoSync, n, mode)
	_, err = pipeline.Run(d.Context(), d.night(dir, nightTwo, faulty))
	if ops := faulty.Ops(); len(ops) >= n {
		op = ops[n-1]
	}
	return dir, op, err
}

// TestEveryChangeFails fills the disk at each change in turn.
func TestEveryChangeFails(t *testing.T) {
	d := newDrill(t)
	for _, n := range d.steps(2) {
		dir, op, err := d.run(n, durabletest.Fail)
		if err != nil && !errors.Is(err, durabletest.ErrInjected) {
			t.Errorf("change %d (%s): error %v", n, op, err)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, "snapshots", ".staging-*")); err != nil && len(left) > 0 {
			t.Errorf("change %d (%s): staged files stay after an error: %v", n, op, left)
		}
		d.checkAfter(n, dir, op, err != nil)
	}
}

// TestKilledAtEveryChange stops everything at each change in turn.
func TestKilledAtEveryChange(t *testing.T) {
	d := newDrill(t)
	for _, n := range d.steps(4) {
		dir, op, err := d.run(n, durabletest.Crash)
		if err == nil {
			t.Errorf("change %d (%s): no error", n, op)
		}
		d.checkAfter(n, dir, op, err != nil)
	}
}

// TestEveryChangeLies reports success for a change that did not happen.
func TestEveryChangeLies(t *testing.T) {
	d := newDrill(t)
	for _, n := range d.steps(6) {
		dir, op, err := d.run(n, durabletest.Lie)
		d.checkAfter(n, dir, op, err != nil)
	}
}
