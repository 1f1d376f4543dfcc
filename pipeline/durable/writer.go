package durable

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
)

// ErrAborted is what a Writer answers after Abort.
var ErrAborted = errors.New("file was aborted")

const tempPrefix = ".tmp-"

var tempCounter atomic.Int64

// IsTemp reports whether a file name is that of a temporary of this package.
func IsTemp(name string) bool { return strings.HasPrefix(filepath.Base(name), tempPrefix) }

// TempName returns a fresh temporary path beside path.
func TempName(path string) string {
	name := fmt.Sprintf("%s%s-%d-%d", tempPrefix, filepath.Base(path), os.Getpid(), tempCounter.Add(1))
	return filepath.Join(filepath.Dir(path), name)
}

// RemoveTemps removes the temporaries in a folder that earlier processes left.
// Call it only while holding the right to write there: it removes open ones too.
func RemoveTemps(fsys FS, dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("durable: temporaries of %s: %w", dir, err)
	}
	for _, e := range entries {
		if !IsTemp(e.Name()) {
			continue
		}
		if err := fsys.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
			return fmt.Errorf("durable: temporaries of %s: %w", dir, err)
		}
	}
	return nil
}

// Writer writes one file through a temporary in the same folder.
type Writer struct {
	fsys  FS
	file  File
	path  string
	temp  string
	bytes int64
	err   error
	done  bool
}

// Create starts a file that will replace path when committed. The folder must exist.
func Create(fsys FS, path string) (*Writer, error) {
	temp := TempName(path)
	file, err := fsys.Create(temp)
	if err != nil {
		return nil, fmt.Errorf("durable: create %s: %w", path, err)
	}
	return &Writer{fsys: fsys, file: file, path: path, temp: temp}, nil
}

// Write writes to the temporary. The first error sticks.
func (w *Writer) Write(p []byte) (int, error) {
	if w.err != nil {
		return 0, w.err
	}
	n, err := w.file.Write(p)
	w.bytes += int64(n)
	if err == nil && n != len(p) {
		err = fmt.Errorf("%d of %d bytes written", n, len(p))
	}
	if err != nil {
		w.err = fmt.Errorf("durable: write %s: %w", w.path, err)
	}
	return n, w.err
}

// Bytes is the number of bytes written so far.
func (w *Writer) Bytes() int64 { return w.bytes }

// TempPath is where the bytes stand until Commit, for reading them back first.
func (w *Writer) TempPath() string { return w.temp }

// Commit makes the file durable under its final name. After an error the
// temporary is removed as far as possible and the final name is as before,
// except when only the last step, syncing the folder, failed: then the new
// file has its name and may lose it in a power failure.
func (w *Writer) Commit() error {
	if w.err == nil && w.done {
		return fmt.Errorf("durable: commit %s: already committed", w.path)
	}
	if err := w.seal(); err != nil {
		return errors.Join(err, w.Abort())
	}
	if err := w.fsys.Rename(w.temp, w.path); err != nil {
		w.err = fmt.Errorf("durable: commit %s: %w", w.path, err)
		return errors.Join(w.err, w.Abort())
	}
	w.done = true
	err := w.checkLength(w.path)
	if err == nil {
		err = w.fsys.SyncDir(filepath.Dir(w.path))
	}
	if err != nil {
		w.err = fmt.Errorf("durable: commit %s: %w", w.path, err)
		return w.err
	}
	return nil
}

// seal syncs and closes the temporary and checks its length.
func (w *Writer) seal() error {
	if w.err != nil {
		return w.err
	}
	err := w.file.Sync()
	closeErr := w.file.Close()
	w.file = nil
	if err = errors.Join(err, closeErr); err == nil {
		err = w.checkLength(w.temp)
	}
	if err != nil {
		w.err = fmt.Errorf("durable: commit %s: %w", w.path, err)
	}
	return w.err
}

func (w *Writer) checkLength(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.Size() != w.bytes {
		return fmt.Errorf("file has %d bytes, %d were written", info.Size(), w.bytes)
	}
	return nil
}

// Abort removes the temporary. It does nothing after Commit or a first Abort,
// so that it can be deferred.
func (w *Writer) Abort() error {
	if w.done {
		return nil
	}
	w.done = true
	var closeErr error
	if w.file != nil {
		closeErr = w.file.Close()
	}
	if w.err == nil {
		w.err = fmt.Errorf("durable: %s: %w", w.path, ErrAborted)
	}
	if err := errors.Join(closeErr, w.fsys.Remove(w.temp)); err != nil {
		return fmt.Errorf("durable: abort %s: %w", w.path, err)
	}
	return nil
}

// WriteFile writes a whole file durably.
func WriteFile(fsys FS, path string, data []byte) error {
	w, err := Create(fsys, path)
	if err != nil {
		return err
	}
	if _, err := w.Write(data); err != nil {
		return errors.Join(err, w.Abort())
	}
	return w.Commit()
}

// ReplaceSymlink makes link point to target by one rename, whether or not it
// exists: a reader sees the old target or the new one.
func ReplaceSymlink(fsys FS, target, link string) error {
	temp := TempName(link)
	if err := fsys.Symlink(target, temp); err != nil {
		return fmt.Errorf("durable: link %s to %s: %w", link, target, err)
	}
	if err := fsys.Rename(temp, link); err != nil {
		return errors.Join(fmt.Errorf("durable: link %s to %s: %w", link, target, err), fsys.Remove(temp))
	}
	if err := fsys.SyncDir(filepath.Dir(link)); err != nil {
		return fmt.Errorf("durable: link %s to %s: %w", link, target, err)
	}
	return nil
}
