package pipeline

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"gongkai/pipeline/dataset"
)

// rehearse runs on a temporary dataset whose files are links to the real one's.
// Everything there is only ever added to or replaced by name, so the real files
// stay as they are. It takes no lock.
func rehearse(ctx context.Context, cfg Config) (sum Summary, err error) {
	dir, err := os.MkdirTemp("", "gongkai-dry-run-")
	if err != nil {
		return Summary{}, fmt.Errorf("pipeline: dry run: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	of := cfg.Dataset
	cfg.Dataset, cfg.DryRun, cfg.PublishTo = dir, false, nil
	if err := mirror(of, dir, (&run{cfg: cfg}).storeDir()); err != nil {
		return Summary{}, fmt.Errorf("pipeline: dry run: %w", err)
	}
	sum, err = Run(ctx, cfg)
	sum.DryRun, sum.Dir = true, filepath.Join(of, "current")
	return sum, err
}

// mirror links what a run reads of a dataset into an empty folder: the raw zone,
// the kept results of this program, the current snapshot.
func mirror(of, dir, store string) error {
	of, err := filepath.Abs(of)
	if err != nil {
		return err //nolint:wrapcheck // the caller names the operation
	}
	for _, pattern := range []string{
		filepath.Join(rawDir, "*.parquet"),
		filepath.Join(extractedDir, filepath.Base(store), "*.seg"),
	} {
		names, err := filepath.Glob(filepath.Join(escapeGlob(of), pattern))
		if err != nil {
			return err //nolint:wrapcheck // the caller names the operation
		}
		for _, name := range names {
			if err := linkBelow(of, dir, name); err != nil {
				return err
			}
		}
	}
	return mirrorCurrent(of, dir)
}

// mirrorCurrent links the current snapshot, where one is.
func mirrorCurrent(of, dir string) error {
	data, err := dataset.Open(of, dataset.Options{})
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	id, err := data.Current()
	if errors.Is(err, dataset.ErrNoSnapshot) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := linkBelow(of, dir, data.SnapshotDir(id)); err != nil {
		return err
	}
	return os.Symlink(filepath.Join("snapshots", id), filepath.Join(dir, "current"))
}

// linkBelow makes a link to a file or folder at the same place below dir.
func linkBelow(of, dir, name string) error {
	below, err := filepath.Rel(of, name)
	if err != nil {
		return err
	}
	link := filepath.Join(dir, below)
	if err := os.MkdirAll(filepath.Dir(link), 0o777); err != nil {
		return err
	}
	return os.Symlink(name, link)
}

// escapeGlob quotes what filepath.Match would read as a pattern.
func escapeGlob(path string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(path)
}
