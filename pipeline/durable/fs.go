package durable

import (
	"io"
	"os"
)

// FS is every change that the pipeline makes to a file system. Reading goes
// past it: a read changes nothing that a crash could tear.
type FS interface {
	// Create makes a new file; it fails when the path exists.
	Create(path string) (File, error)
	Rename(oldPath, newPath string) error
	Link(oldPath, newPath string) error
	Symlink(target, path string) error
	Remove(path string) error
	RemoveAll(path string) error
	MkdirAll(path string) error
	// SyncDir makes the names in a folder durable.
	SyncDir(path string) error
}

// File is a file open for writing.
type File interface {
	io.WriteCloser
	Sync() error
	Name() string
}

// OS is the file system of the operating system.
var OS FS = osFS{}

type osFS struct{}

func (osFS) Create(path string) (File, error) {
	return os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
}
func (osFS) Rename(oldPath, newPath string) error { return os.Rename(oldPath, newPath) }
func (osFS) Link(oldPath, newPath string) error   { return os.Link(oldPath, newPath) }
func (osFS) Symlink(target, path string) error    { return os.Symlink(target, path) }
func (osFS) Remove(path string) error             { return os.Remove(path) }
func (osFS) RemoveAll(path string) error          { return os.RemoveAll(path) }
func (osFS) MkdirAll(path string) error           { return os.MkdirAll(path, 0o755) }

func (osFS) SyncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	if err := d.Sync(); err != nil {
		d.Close() //nolint:errcheck // the error of Sync says more
		return err
	}
	return d.Close()
}
