package dataset

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"gongkai/pipeline/durable"
)

const markerPrefix = ".publishing-"

// marker is the file that stands while a snapshot is being published. A marker
// that a later run finds tells it that publishing was cut short.
func (d *Dataset) marker(id string) string {
	return filepath.Join(d.dir, snapshotsDir, markerPrefix+id)
}

// Sweep removes what killed runs left: staged snapshots, half-removed ones,
// snapshots that got their name and were never made current, temporaries. The
// caller holds the lock. It returns the names of what it removed.
func (d *Dataset) Sweep() ([]string, error) {
	for _, dir := range []string{d.dir, filepath.Join(d.dir, snapshotsDir), filepath.Join(d.dir, runsDir)} {
		if err := durable.RemoveTemps(d.fsys, dir); err != nil {
			return nil, fmt.Errorf("dataset: sweep: %w", err)
		}
	}
	entries, err := os.ReadDir(filepath.Join(d.dir, snapshotsDir))
	if err != nil {
		return nil, fmt.Errorf("dataset: sweep: %w", err)
	}
	var removed []string
	for _, e := range entries {
		gone, err := d.sweep(e.Name())
		if err != nil {
			return removed, fmt.Errorf("dataset: sweep %s: %w", e.Name(), err)
		}
		if gone {
			removed = append(removed, e.Name())
		}
	}
	return removed, nil
}

// sweep removes one entry of the snapshots folder if a killed run left it.
func (d *Dataset) sweep(name string) (bool, error) {
	path := filepath.Join(d.dir, snapshotsDir, name)
	switch id, marked := strings.CutPrefix(name, markerPrefix); {
	case marked:
		return true, d.settle(id)
	case strings.HasPrefix(name, stagingPrefix), strings.HasPrefix(name, pruningPrefix):
		return true, d.fsys.RemoveAll(path)
	}
	return false, nil
}

// settle ends a publication that was cut short: a snapshot that is not current
// is removed, then the marker.
func (d *Dataset) settle(id string) error {
	current, err := d.Current()
	if err != nil && !errors.Is(err, ErrNoSnapshot) {
		return err
	}
	if current != id {
		if err := d.remove(id); err != nil {
			return err
		}
	}
	if err := d.fsys.Remove(d.marker(id)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("dataset: settle %s: %w", id, err)
	}
	return nil
}

// remove takes a snapshot's name away at once and then its files, so that no
// reader meets half of one.
func (d *Dataset) remove(id string) error {
	dir, gone := d.SnapshotDir(id), filepath.Join(d.dir, snapshotsDir, pruningPrefix+id)
	if err := d.fsys.Rename(dir, gone); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return fmt.Errorf("dataset: remove %s: %w", id, err)
	}
	if err := d.fsys.RemoveAll(gone); err != nil {
		return fmt.Errorf("dataset: remove %s: %w", id, err)
	}
	return nil
}
