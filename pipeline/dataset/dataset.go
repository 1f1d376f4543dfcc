package dataset

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"gongkai/pipeline/durable"
)

// IDLayout is the time layout of a snapshot's id, in UTC.
const IDLayout = "20060102T150405Z"

// ErrNoSnapshot is what a dataset without a published snapshot answers.
var ErrNoSnapshot = errors.New("no snapshot is published")

// The names of a snapshot's own files, and of the file that names the published
// snapshot on a store without links.
const (
	ManifestFile = "manifest.json"
	PackageFile  = "datapackage.json"
	LatestFile   = "latest.json"
)

const (
	snapshotsDir   = "snapshots"
	runsDir        = "runs"
	currentLink    = "current"
	stagingPrefix  = ".staging-"
	pruningPrefix  = ".pruning-"
	lockFile       = ".lock"
	latestIDField  = "snapshot"
	latestComments = "the published snapshot; this store has no links"
)

var validID = regexp.MustCompile(`^\d{8}T\d{6}Z(-\d+)?$`)

// Options says how a dataset is changed. The zero value is the default.
type Options struct {
	// FS makes every change; nil is durable.OS.
	FS durable.FS
	// Now is the clock for ids and locks; nil is time.Now.
	Now func() time.Time
}

// Dataset is a dataset's folder.
type Dataset struct {
	dir  string
	fsys durable.FS
	now  func() time.Time
}

// Create opens a dataset's folder and makes it where it does not exist.
func Create(dir string, opts Options) (*Dataset, error) {
	d := newDataset(dir, opts)
	for _, sub := range []string{dir, filepath.Join(dir, snapshotsDir), filepath.Join(dir, runsDir)} {
		if err := d.fsys.MkdirAll(sub); err != nil {
			return nil, fmt.Errorf("dataset: create %s: %w", dir, err)
		}
	}
	return d, nil
}

// Open opens the folder of a dataset that exists.
func Open(dir string, opts Options) (*Dataset, error) {
	info, err := os.Stat(filepath.Join(dir, snapshotsDir))
	if err != nil {
		return nil, fmt.Errorf("dataset: open %s: no dataset here: %w", dir, err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("dataset: open %s: %s is no folder", dir, snapshotsDir)
	}
	return newDataset(dir, opts), nil
}

func newDataset(dir string, opts Options) *Dataset {
	d := &Dataset{dir: dir, fsys: opts.FS, now: opts.Now}
	if d.fsys == nil {
		d.fsys = durable.OS
	}
	if d.now == nil {
		d.now = time.Now //nolint:forbidigo // where the clock enters, unless the caller gives one
	}
	return d
}

// Dir is the dataset's folder.
func (d *Dataset) Dir() string { return d.dir }

// SnapshotDir is the folder of a snapshot.
func (d *Dataset) SnapshotDir(id string) string { return filepath.Join(d.dir, snapshotsDir, id) }

// Current returns the id of the published snapshot, or ErrNoSnapshot.
func (d *Dataset) Current() (string, error) {
	target, err := os.Readlink(filepath.Join(d.dir, currentLink))
	switch {
	case err == nil:
		return d.checkedID(filepath.Base(target))
	case !errors.Is(err, fs.ErrNotExist):
		return "", fmt.Errorf("dataset: current of %s: %w", d.dir, err)
	}
	return d.latest()
}

// CurrentManifest returns the manifest of the published snapshot; nil where none is.
func (d *Dataset) CurrentManifest() (*Manifest, error) {
	id, err := d.Current()
	if errors.Is(err, ErrNoSnapshot) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return ReadManifest(d.SnapshotDir(id))
}

// latest reads latest.json, which stands in for the link.
func (d *Dataset) latest() (string, error) {
	raw, err := os.ReadFile(filepath.Join(d.dir, LatestFile))
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("dataset: %s: %w", d.dir, ErrNoSnapshot)
	}
	if err != nil {
		return "", fmt.Errorf("dataset: current of %s: %w", d.dir, err)
	}
	id, err := ReadPointer(raw)
	if err != nil {
		return "", fmt.Errorf("dataset: current of %s: %w", d.dir, err)
	}
	return d.checkedID(id)
}

// Pointer is the content of LatestFile that names a snapshot.
func Pointer(id string) []byte {
	raw, _ := json.MarshalIndent(map[string]string{latestIDField: id, "comment": latestComments}, "", "  ") //nolint:errchkjson // two texts cannot fail
	return append(raw, '\n')
}

// ReadPointer reads the content of LatestFile.
func ReadPointer(raw []byte) (id string, err error) {
	var pointer map[string]string
	if err := json.Unmarshal(raw, &pointer); err != nil {
		return "", fmt.Errorf("%s: %w", LatestFile, err)
	}
	if id = pointer[latestIDField]; !validID.MatchString(id) {
		return "", fmt.Errorf("%s: %q is no snapshot id", LatestFile, id)
	}
	return id, nil
}

func (d *Dataset) checkedID(id string) (string, error) {
	if !validID.MatchString(id) {
		return "", fmt.Errorf("dataset: current of %s: %q is no snapshot id", d.dir, id)
	}
	if _, err := os.Stat(d.SnapshotDir(id)); err != nil {
		return "", fmt.Errorf("dataset: current of %s: %w", d.dir, err)
	}
	return id, nil
}

// point makes a snapshot the current one, by one rename, and reads it back.
func (d *Dataset) point(id string) error {
	if err := d.writePointer(id); err != nil {
		return err
	}
	if current, err := d.Current(); err != nil || current != id {
		return fmt.Errorf("dataset: point to %s: current is %q afterwards: %w", id, current, cmp.Or(err, errNotSwitched))
	}
	return nil
}

var errNotSwitched = errors.New("the file system did not switch it")

func (d *Dataset) writePointer(id string) error {
	link := filepath.Join(d.dir, currentLink)
	err := durable.ReplaceSymlink(d.fsys, snapshotsDir+"/"+id, link)
	if _, statErr := os.Lstat(link); err == nil || !noLinks(err) || statErr == nil {
		return err
	}
	return durable.WriteFile(d.fsys, filepath.Join(d.dir, LatestFile), Pointer(id))
}

// noLinks reports whether an error says that a file system has no symbolic links.
func noLinks(err error) bool {
	return errors.Is(err, errors.ErrUnsupported) || errors.Is(err, fs.ErrPermission)
}

// IDs lists the snapshots, oldest first.
func (d *Dataset) IDs() ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(d.dir, snapshotsDir))
	if err != nil {
		return nil, fmt.Errorf("dataset: snapshots of %s: %w", d.dir, err)
	}
	var ids []string
	for _, e := range entries {
		if e.IsDir() && validID.MatchString(e.Name()) {
			ids = append(ids, e.Name())
		}
	}
	slices.SortFunc(ids, compareIDs)
	return ids, nil
}

// compareIDs orders ids by time and then by suffix as a number.
func compareIDs(a, b string) int {
	aTime, aSuffix, _ := strings.Cut(a, "-")
	bTime, bSuffix, _ := strings.Cut(b, "-")
	if c := strings.Compare(aTime, bTime); c != 0 {
		return c
	}
	if len(aSuffix) != len(bSuffix) {
		return len(aSuffix) - len(bSuffix)
	}
	return strings.Compare(aSuffix, bSuffix)
}

// NextID is a fresh id for the time now.
func (d *Dataset) NextID() (string, error) {
	base := d.now().UTC().Format(IDLayout)
	id := base
	for n := 2; ; n++ {
		taken, err := d.taken(id)
		if err != nil {
			return "", fmt.Errorf("dataset: next id: %w", err)
		}
		if !taken {
			return id, nil
		}
		id = fmt.Sprintf("%s-%d", base, n)
	}
}

func (d *Dataset) taken(id string) (bool, error) {
	for _, path := range []string{d.SnapshotDir(id), d.runFile(id)} {
		_, err := os.Lstat(path)
		if err == nil {
			return true, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return false, err
		}
	}
	return false, nil
}
