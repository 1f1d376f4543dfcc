package report

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"gongkai/pipeline/dataset"
	"gongkai/pipeline/raw"
)

// Open makes the Input of a dataset's current snapshot, or of the snapshot whose
// folder is given. Close its Zone when done.
func Open(dir string) (Input, error) {
	in, err := open(dir)
	if err != nil {
		return in, fmt.Errorf("report: %w", err)
	}
	return in, nil
}

func open(dir string) (in Input, err error) {
	root, id := dir, ""
	if _, err := os.Stat(filepath.Join(dir, "manifest.json")); err == nil {
		if dir, err = filepath.EvalSymlinks(dir); err != nil {
			return in, fmt.Errorf("open %s: %w", dir, err)
		}
		root, id = filepath.Dir(filepath.Dir(dir)), filepath.Base(dir)
	}
	data, err := dataset.Open(root, dataset.Options{})
	if err != nil {
		return in, err
	}
	if id == "" {
		if id, err = data.Current(); err != nil {
			return in, err
		}
	}
	in.Dir = data.SnapshotDir(id)
	if in.Manifest, err = dataset.ReadManifest(in.Dir); err != nil {
		return in, err
	}
	if in.Snapshots, err = data.List(); err != nil {
		return in, err
	}
	in.Parent = before(data, in.Snapshots, id)
	in.Zone, err = openZone(root)
	return in, err
}

// before is the newest published snapshot older than the one given.
func before(data *dataset.Dataset, infos []dataset.Info, id string) *Parent {
	at := slices.IndexFunc(infos, func(i dataset.Info) bool { return i.ID == id })
	for i := at - 1; i >= 0; i-- {
		if infos[i].Published() {
			return &Parent{Dir: data.SnapshotDir(infos[i].ID), Manifest: infos[i].Manifest}
		}
	}
	return nil
}

// openZone opens the raw zone; nil where the dataset has none.
func openZone(root string) (*raw.Zone, error) {
	dir := filepath.Join(root, "raw")
	if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	return raw.Open(dir, raw.Options{})
}
