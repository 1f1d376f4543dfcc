package dataset

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"syscall"

	"gongkai/pipeline/durable"
)

// Stage is a snapshot in the making, in a folder that no reader looks at.
type Stage struct {
	data *Dataset
	id   string
	dir  string
	// parent is the snapshot that was current, nil where none was.
	parent *Manifest
	// shared counts the files that are links to the parent's.
	shared int
	// hashed holds the links whose bytes were compared with their sha256.
	hashed map[string]bool
	done   bool
}

// Stage begins a snapshot. The caller holds the lock.
func (d *Dataset) Stage(id string) (*Stage, error) {
	if !validID.MatchString(id) {
		return nil, fmt.Errorf("dataset: stage: %q is no snapshot id", id)
	}
	s := &Stage{data: d, id: id, dir: filepath.Join(d.dir, snapshotsDir, stagingPrefix+id), hashed: map[string]bool{}}
	var err error
	if s.parent, err = d.CurrentManifest(); err != nil {
		return nil, fmt.Errorf("dataset: stage %s: %w", id, err)
	}
	if err := d.fsys.MkdirAll(s.dir); err != nil {
		return nil, fmt.Errorf("dataset: stage %s: %w", id, err)
	}
	return s, nil
}

// Dir is the folder to write the data files into.
func (s *Stage) Dir() string { return s.dir }

// Parent is the manifest of the snapshot that was current, or nil.
func (s *Stage) Parent() *Manifest { return s.parent }

// Shared is how many data files are links to the parent's; set by Seal.
func (s *Stage) Shared() int { return s.shared }

// Seal completes the staged snapshot: files that the parent has with equal bytes
// become links to the parent's, datapackage.json and manifest.json are written,
// and everything is read back against the laws of a snapshot. m.Snapshot and
// m.Parent are set. A broken law is a *LawError.
func (s *Stage) Seal(ctx context.Context, m *Manifest) error {
	m.ManifestVersion, m.Snapshot = ManifestVersion, s.id
	if s.parent != nil {
		m.Parent = s.parent.Snapshot
	}
	if err := s.shareFiles(ctx, m); err != nil {
		return err
	}
	if err := s.writePackage(m); err != nil {
		return err
	}
	if err := s.writeManifest(m); err != nil {
		return err
	}
	if err := s.syncDirs(); err != nil {
		return err
	}
	return s.audit(ctx, m)
}

// audit reads the staged snapshot back and notes in its manifest what each partition
// holds. Files that are the parent's were compared with their sha256 when they were
// linked, and what the parent's audit found in them holds of the same bytes.
func (s *Stage) audit(ctx context.Context, m *Manifest) error {
	written, err := ReadManifest(s.dir)
	if err != nil {
		return err
	}
	a := newAudit(s.dir, written)
	a.parent, a.hashed = s.parent, s.hashed
	if err := a.all(ctx); err != nil {
		return err
	}
	m.Audited = a.found
	return s.writeManifest(m)
}

// writeManifest writes manifest.json.
func (s *Stage) writeManifest(m *Manifest) error {
	raw, err := m.encode()
	if err != nil {
		return err
	}
	return durable.WriteFile(s.data.fsys, filepath.Join(s.dir, ManifestFile), raw)
}

// shareFiles replaces each file that the parent has too by a link to the parent's.
func (s *Stage) shareFiles(ctx context.Context, m *Manifest) error {
	if s.parent == nil {
		return nil
	}
	s.shared = 0
	inParent := map[string]string{}
	for _, f := range s.parent.Files {
		inParent[f.Path] = f.SHA256
	}
	for _, f := range m.Files {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if inParent[f.Path] == f.SHA256 {
			if _, err := s.link(f); err != nil {
				return err
			}
		}
	}
	return nil
}

// Reuse links the parent's files of a partition, which were made of what the
// digest says by the program given, and returns them. It answers none where the
// parent has no such partition: then the files are to be written.
func (s *Stage) Reuse(program Program, want Partition) ([]File, error) {
	if s.parent == nil || !s.parent.Program.Equal(program) || !slices.Contains(s.parent.Partitions, want) {
		return nil, nil
	}
	var files []File
	for _, f := range s.parent.Files {
		if f.Partition != want.Partition {
			continue
		}
		dir := filepath.Join(s.dir, filepath.FromSlash(path.Dir(f.Path)))
		if err := s.data.fsys.MkdirAll(dir); err != nil {
			return nil, fmt.Errorf("dataset: reuse %s: %w", f.Path, err)
		}
		linked, err := s.link(f)
		if err != nil {
			return nil, err
		}
		if !linked {
			return nil, s.unlink(files)
		}
		files = append(files, f)
	}
	return files, nil
}

// unlink takes back the links of a partition that cannot be reused as a whole.
func (s *Stage) unlink(files []File) error {
	for _, f := range files {
		if err := s.data.fsys.Remove(filepath.Join(s.dir, filepath.FromSlash(f.Path))); err != nil {
			return fmt.Errorf("dataset: reuse %s: %w", f.Path, err)
		}
		delete(s.hashed, f.Path)
	}
	return nil
}

// link gives a parent's file its name in the stage. It answers false, and does
// nothing, where the parent's bytes are no longer what its manifest says or the
// file system has no links: then a file of its own is whole.
func (s *Stage) link(f File) (bool, error) {
	old := filepath.Join(s.data.SnapshotDir(s.parent.Snapshot), filepath.FromSlash(f.Path))
	name := filepath.Join(s.dir, filepath.FromSlash(f.Path))
	if s.hashed[f.Path] && sameFile(old, name) {
		s.shared++
		return true, nil
	}
	if sum, err := fileSHA256(old); err != nil || sum != f.SHA256 {
		return false, nil //nolint:nilerr // a parent that cannot be read is not linked, as said above
	}
	if sameFile(old, name) {
		s.shared++
		s.hashed[f.Path] = true
		return true, nil
	}
	temp := durable.TempName(name)
	if err := s.data.fsys.Link(old, temp); err != nil {
		if noHardLinks(err) {
			return false, nil
		}
		return false, fmt.Errorf("dataset: link %s to the parent's: %w", f.Path, err)
	}
	if err := s.data.fsys.Rename(temp, name); err != nil {
		return false, fmt.Errorf("dataset: link %s to the parent's: %w", f.Path, err)
	}
	s.shared++
	s.hashed[f.Path] = sameFile(old, name)
	return true, nil
}

func sameFile(a, b string) bool {
	aInfo, aErr := os.Stat(a)
	bInfo, bErr := os.Stat(b)
	return aErr == nil && bErr == nil && os.SameFile(aInfo, bInfo)
}

// noHardLinks reports whether an error says that a file cannot have another name.
func noHardLinks(err error) bool {
	return errors.Is(err, errors.ErrUnsupported) || errors.Is(err, fs.ErrPermission) ||
		errors.Is(err, syscall.EXDEV) || errors.Is(err, syscall.EMLINK)
}

func fileSHA256(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

// syncDirs makes the names of all files durable.
func (s *Stage) syncDirs() error {
	return filepath.WalkDir(s.dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("dataset: sync %s: %w", s.dir, err)
		}
		if !e.IsDir() {
			return nil
		}
		if err := s.data.fsys.SyncDir(path); err != nil {
			return fmt.Errorf("dataset: sync %s: %w", path, err)
		}
		return nil
	})
}

// Publish gives the sealed snapshot its name and makes it the current one.
// After an error the snapshot that was current still is, except when only the
// last sync failed: then the error says so and the new one is current.
func (s *Stage) Publish() error {
	d := s.data
	marker := d.marker(s.id)
	if err := durable.WriteFile(d.fsys, marker, nil); err != nil {
		return fmt.Errorf("dataset: publish %s: %w", s.id, err)
	}
	err := s.name()
	if err == nil {
		err = d.point(s.id)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("dataset: publish %s: %w", s.id, err), d.settle(s.id))
	}
	if err := d.fsys.Remove(marker); err != nil {
		return fmt.Errorf("dataset: publish %s: it is published: %w", s.id, err)
	}
	return nil
}

// Accept notes in the sealed snapshot's manifest what a person accepted.
func (s *Stage) Accept(m *Manifest, reasons []string) error {
	m.Accepted = reasons
	return s.writeManifest(m)
}

// Refuse keeps the sealed snapshot under its name for inspection, with the
// reasons, and leaves current as it is.
func (s *Stage) Refuse(m *Manifest, reasons []string) error {
	m.Refused = reasons
	if err := s.writeManifest(m); err != nil {
		return err
	}
	return s.name()
}

// name gives the staged folder its final name.
func (s *Stage) name() error {
	if err := s.data.fsys.Rename(s.dir, s.data.SnapshotDir(s.id)); err != nil {
		return fmt.Errorf("dataset: name %s: %w", s.id, err)
	}
	if _, err := os.Stat(filepath.Join(s.data.SnapshotDir(s.id), ManifestFile)); err != nil {
		return fmt.Errorf("dataset: name %s: after the rename: %w", s.id, err)
	}
	s.done = true
	if err := s.data.fsys.SyncDir(filepath.Join(s.data.dir, snapshotsDir)); err != nil {
		return fmt.Errorf("dataset: name %s: %w", s.id, err)
	}
	return nil
}

// Discard removes the staged snapshot. It does nothing after Publish or Refuse,
// so that it can be deferred.
func (s *Stage) Discard() error {
	if s.done {
		return nil
	}
	s.done = true
	if err := s.data.fsys.RemoveAll(s.dir); err != nil {
		return fmt.Errorf("dataset: discard %s: %w", s.id, err)
	}
	return nil
}
