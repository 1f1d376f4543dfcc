// Package durabletest fails the changes of a durable.FS one at a time, for tests.
//
// A test runs its operation once with N = 0 to count the changes, then once for
// each n from 1 to that count, and checks each time that the error was reported
// and nothing published was damaged:
//
//	for n := 1; n <= total; n++ {
//		faulty := durabletest.New(durable.OS, n, durabletest.Fail)
//		…
//	}
//
// A Faulty may be shared by several goroutines; with several, which change is
// the nth is not determined.
package durabletest

import (
	"fmt"
	"sync"
	"syscall"

	"gongkai/pipeline/durable"
)

// Mode is how the nth change fails.
type Mode int

const (
	// Fail fails the nth change only, with ENOSPC; a write leaves half its bytes.
	Fail Mode = iota
	// Crash fails the nth change and everything after it, clean-up included, as
	// if the process had been killed there; a write leaves half its bytes.
	Crash
	// Lie reports success for the nth change and does nothing; a write keeps half
	// its bytes. Only a length check or reading back can notice.
	Lie
)

// ErrInjected is the error of an injected fault.
var ErrInjected = fmt.Errorf("injected: %w", syscall.ENOSPC)

// Faulty is a durable.FS whose nth change fails.
type Faulty struct {
	fsys durable.FS
	at   int
	mode Mode

	mu  sync.Mutex
	ops []string
}

// New wraps fsys so that its nth change, counted from 1, fails; with n = 0 none does.
func New(fsys durable.FS, n int, mode Mode) *Faulty {
	return &Faulty{fsys: fsys, at: n, mode: mode}
}

// Ops lists the changes asked for so far, as "operation path".
func (f *Faulty) Ops() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]string(nil), f.ops...)
}

// Count is the number of changes asked for so far.
func (f *Faulty) Count() int { return len(f.Ops()) }

type verdict int

const (
	pass verdict = iota
	fail
	lie
	dead // after a crash: nothing may change any more
)

func (f *Faulty) next(op, path string) verdict {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ops = append(f.ops, op+" "+path)
	n := len(f.ops)
	switch {
	case f.at == 0 || n < f.at:
		return pass
	case n == f.at && f.mode == Lie:
		return lie
	case n == f.at:
		return fail
	case f.mode == Crash:
		return dead
	}
	return pass
}

func (f *Faulty) do(op, path string, change func() error) error {
	switch f.next(op, path) {
	case pass:
		return change()
	case lie:
		return nil
	default:
		return fmt.Errorf("%s %s: %w", op, path, ErrInjected)
	}
}

// Create implements durable.FS. It is never a lie: there would be no file to return.
func (f *Faulty) Create(path string) (durable.File, error) {
	if v := f.next("create", path); v == fail || v == dead {
		return nil, fmt.Errorf("create %s: %w", path, ErrInjected)
	}
	file, err := f.fsys.Create(path)
	if err != nil {
		return nil, err
	}
	return &faultyFile{File: file, f: f}, nil
}

// Rename implements durable.FS.
func (f *Faulty) Rename(oldPath, newPath string) error {
	return f.do("rename", newPath, func() error { return f.fsys.Rename(oldPath, newPath) })
}

// Link implements durable.FS.
func (f *Faulty) Link(oldPath, newPath string) error {
	return f.do("link", newPath, func() error { return f.fsys.Link(oldPath, newPath) })
}

// Symlink implements durable.FS.
func (f *Faulty) Symlink(target, path string) error {
	return f.do("symlink", path, func() error { return f.fsys.Symlink(target, path) })
}

// Remove implements durable.FS.
func (f *Faulty) Remove(path string) error {
	return f.do("remove", path, func() error { return f.fsys.Remove(path) })
}

// RemoveAll implements durable.FS.
func (f *Faulty) RemoveAll(path string) error {
	return f.do("removeall", path, func() error { return f.fsys.RemoveAll(path) })
}

// MkdirAll implements durable.FS.
func (f *Faulty) MkdirAll(path string) error {
	return f.do("mkdir", path, func() error { return f.fsys.MkdirAll(path) })
}

// SyncDir implements durable.FS.
func (f *Faulty) SyncDir(path string) error {
	return f.do("syncdir", path, func() error { return f.fsys.SyncDir(path) })
}

type faultyFile struct {
	durable.File
	f *Faulty
}

func (w *faultyFile) Write(p []byte) (int, error) {
	v := w.f.next("write", w.Name())
	switch v {
	case pass:
		return w.File.Write(p)
	case dead:
		return 0, fmt.Errorf("write %s: %w", w.Name(), ErrInjected)
	case fail, lie:
	}
	n, err := w.File.Write(p[:len(p)/2])
	if err != nil {
		return n, err
	}
	if v == lie {
		return len(p), nil
	}
	return n, fmt.Errorf("write %s: %w", w.Name(), ErrInjected)
}

func (w *faultyFile) Sync() error { return w.f.do("sync", w.Name(), w.File.Sync) }

// Close always closes the file beneath, so that tests do not leak descriptors.
func (w *faultyFile) Close() error {
	err := w.File.Close()
	return w.f.do("close", w.Name(), func() error { return err })
}
