package dataset

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"gongkai/pipeline/durable"
)

// ErrRefused is what Rollback answers for a snapshot whose publication was refused.
var ErrRefused = errors.New("its publication was refused")

// Info is one snapshot of a dataset.
type Info struct {
	ID      string
	Current bool
	// Manifest is nil where it cannot be read; Err says why.
	Manifest *Manifest
	Err      error
}

// Published reports whether the snapshot is one that readers may be given.
func (i Info) Published() bool { return i.Err == nil && len(i.Manifest.Refused) == 0 }

// List returns the snapshots, oldest first.
func (d *Dataset) List() ([]Info, error) {
	ids, err := d.IDs()
	if err != nil {
		return nil, err
	}
	current, err := d.Current()
	if err != nil && !errors.Is(err, ErrNoSnapshot) {
		return nil, err
	}
	infos := make([]Info, len(ids))
	for i, id := range ids {
		infos[i] = Info{ID: id, Current: id == current}
		infos[i].Manifest, infos[i].Err = ReadManifest(d.SnapshotDir(id))
	}
	return infos, nil
}

// Rollback makes an older snapshot the current one: id, or where that is "" the
// one published before the current. The caller holds the lock.
func (d *Dataset) Rollback(id string) (string, error) {
	infos, err := d.List()
	if err != nil {
		return "", err
	}
	if id == "" {
		if id, err = previous(infos); err != nil {
			return "", fmt.Errorf("dataset: rollback of %s: %w", d.dir, err)
		}
	}
	i := slices.IndexFunc(infos, func(i Info) bool { return i.ID == id })
	switch {
	case i < 0:
		return "", fmt.Errorf("dataset: rollback to %q: no such snapshot", id)
	case infos[i].Err != nil:
		return "", fmt.Errorf("dataset: rollback to %s: %w", id, infos[i].Err)
	case !infos[i].Published():
		return "", fmt.Errorf("dataset: rollback to %s: %w", id, ErrRefused)
	}
	return id, d.point(id)
}

// previous is the newest published snapshot that is older than the current one.
func previous(infos []Info) (string, error) {
	current := slices.IndexFunc(infos, func(i Info) bool { return i.Current })
	if current < 0 {
		return "", ErrNoSnapshot
	}
	for i := current - 1; i >= 0; i-- {
		if infos[i].Published() {
			return infos[i].ID, nil
		}
	}
	return "", fmt.Errorf("%s is the oldest snapshot", infos[current].ID)
}

// Prune removes all but the newest keep published snapshots and the current
// one. A refused or damaged snapshot stays while it is newer than the oldest
// that is kept. The caller holds the lock. It returns the ids removed.
func (d *Dataset) Prune(keep int) ([]string, error) {
	if keep < 1 {
		return nil, fmt.Errorf("dataset: prune: keep %d: at least one stays", keep)
	}
	infos, err := d.List()
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(infos, func(i Info) bool { return i.Current }) {
		return nil, fmt.Errorf("dataset: prune %s: %w", d.dir, ErrNoSnapshot)
	}
	var removed []string
	for _, id := range doomed(infos, keep) {
		if err := d.remove(id); err != nil {
			return removed, err
		}
		removed = append(removed, id)
	}
	return removed, nil
}

// doomed lists what Prune removes, oldest first.
func doomed(infos []Info, keep int) []string {
	var ids []string
	kept := 0
	for _, info := range slices.Backward(infos) {
		switch {
		case info.Published() && kept < keep:
			kept++
		case kept < keep || info.Current:
		default:
			ids = append(ids, info.ID)
		}
	}
	slices.Reverse(ids)
	return ids
}

// RecordSummary keeps the account of a run as text for people, beside RecordRun's.
func (d *Dataset) RecordSummary(id, markdown string) error {
	return durable.WriteFile(d.fsys, d.SummaryFile(id), []byte(markdown))
}

// SummaryFile is where RecordSummary keeps the account of a run.
func (d *Dataset) SummaryFile(id string) string { return filepath.Join(d.dir, runsDir, id+".md") }

func (d *Dataset) runFile(id string) string { return filepath.Join(d.dir, runsDir, id+".json") }

// RecordRun keeps the manifest of a run that published nothing under runs/.
func (d *Dataset) RecordRun(id string, m *Manifest) error {
	m.ManifestVersion, m.Snapshot = ManifestVersion, id
	raw, err := m.encode()
	if err != nil {
		return err
	}
	return durable.WriteFile(d.fsys, d.runFile(id), raw)
}
