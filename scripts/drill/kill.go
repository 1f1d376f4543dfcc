package main

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// kill kills runs at random moments, each on a copy of a dataset as the first
// night left it. After each the published dataset must be whole and no segment
// of the raw zone lost; the next run must end as one that was never killed.
func (d *drill) kill(times int) error {
	base := filepath.Join(d.dir, "base")
	d.site.add(d.documents)
	if _, err := d.does(0, "2027-01-01", "", d.runArgs(base)...); err != nil {
		return err
	}
	d.site.add(d.fresh)
	d.site.change(10, d.changed, 10+d.changed, d.gone)
	whole := filepath.Join(d.dir, "whole")
	if err := os.CopyFS(whole, os.DirFS(base)); err != nil {
		return err
	}
	began := time.Now()
	if _, err := d.does(0, "2027-01-02", "", d.runArgs(whole)...); err != nil {
		return err
	}
	took := time.Since(began)
	want, _, err := d.files(whole)
	if err != nil {
		return err
	}
	rng := rand.New(rand.NewPCG(d.seed, 3))
	stages := map[string]int{}
	for i := range times {
		stage, err := d.killOnce(base, want, time.Duration(rng.Int64N(int64(took))))
		if err != nil {
			return fmt.Errorf("kill %d: %w", i+1, err)
		}
		stages[stage]++
		if (i+1)%20 == 0 {
			fmt.Fprintf(d.w, "  %d killed: %v\n", i+1, stages)
		}
	}
	fmt.Fprintf(d.w, "%d runs killed: %v. Each left the published dataset whole, and the next run ended as one never killed.\n", times, stages)
	return nil
}

// killOnce kills one run after a while and returns what it was doing.
func (d *drill) killOnce(base string, want map[string]string, after time.Duration) (stage string, err error) {
	data := filepath.Join(d.dir, "killed")
	if err := os.CopyFS(data, os.DirFS(base)); err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(data)) }()
	cmd, out := d.command("2027-01-02", "", d.runArgs(data)...)
	if err := cmd.Start(); err != nil {
		return "", err
	}
	time.Sleep(after)
	if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return "", err
	}
	_ = cmd.Wait() // it says that it was killed
	stage = doing(out.String())
	if _, _, err := d.files(data); err != nil {
		return stage, fmt.Errorf("killed after %s while %s: the published dataset: %w", after, stage, err)
	}
	if err := d.recover(data, want); err != nil {
		return stage, fmt.Errorf("killed after %s while %s: %w", after, stage, err)
	}
	return stage, nil
}

// doing tells from the log of a run what it was doing at the end.
func doing(log string) string {
	if strings.Contains(log, "Published") {
		return "done"
	}
	now := "fetching"
	for _, next := range [][2]string{{"survey", "extracting"}, {"extract", "writing"}, {"write", "auditing"}, {"audit", "publishing"}} {
		if strings.Contains(log, "stage="+next[0]+" ") {
			now = next[1]
		}
	}
	return now
}

// recover lets the next run end what a killed one began, and compares.
func (d *drill) recover(data string, want map[string]string) error {
	before, err := segments(data)
	if err != nil {
		return err
	}
	cmd, out := d.command("2027-01-02", "", d.runArgs(data)...)
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("the next run: %w:\n%s", err, out)
	}
	after, err := segments(data)
	if err != nil {
		return err
	}
	for name, content := range before {
		if after[name] != content {
			return fmt.Errorf("the next run lost %s", name)
		}
	}
	got, _, err := d.files(data)
	if err != nil {
		return fmt.Errorf("after the next run: %w", err)
	}
	if !maps.Equal(want, got) {
		return fmt.Errorf("the next run ends with other files: %v, want %v", got, want)
	}
	return nil
}

// segments reads the raw zone's segments by name.
func segments(data string) (map[string]string, error) {
	names, err := filepath.Glob(filepath.Join(data, "raw", "segment-*.parquet"))
	if err != nil {
		return nil, err
	}
	found := map[string]string{}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		found[filepath.Base(name)] = string(raw)
	}
	return found, nil
}
