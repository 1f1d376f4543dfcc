package durable_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"gongkai/pipeline/durable"
	"gongkai/pipeline/durable/durabletest"
)

// files lists a folder as name: content.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, e := range entries {
		body, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		got[e.Name()] = string(body)
	}
	return got
}

func seed(t *testing.T) (dir, path string) {
	dir = t.TempDir()
	path = filepath.Join(dir, "file")
	if err := durable.WriteFile(durable.OS, path, []byte("old")); err != nil {
		t.Fatal(err)
	}
	return dir, path
}

func replace(fsys durable.FS, path string) error {
	w, err := durable.Create(fsys, path)
	if err != nil {
		return err
	}
	defer w.Abort()
	fmt.Fprint(w, "new ") // the error sticks until Commit
	fmt.Fprint(w, "content")
	return w.Commit()
}

// After a fault at any change the file is the old one or the new one, whole,
// the fault is reported, and nothing else is left but what a crash leaves.
func TestFaultAtEachChange(t *testing.T) {
	_, path := seed(t)
	counting := durabletest.New(durable.OS, 0, durabletest.Fail)
	if err := replace(counting, path); err != nil {
		t.Fatal(err)
	}
	if counting.Count() != 7 { // create, two writes, sync, close, rename, syncdir
		t.Fatalf("changes: %q", counting.Ops())
	}
	for _, mode := range []durabletest.Mode{durabletest.Fail, durabletest.Crash} {
		for n := 1; n <= counting.Count(); n++ {
			dir, path := seed(t)
			err := replace(durabletest.New(durable.OS, n, mode), path)
			if !errors.Is(err, durabletest.ErrInjected) {
				t.Errorf("mode %d, change %d: %v", mode, n, err)
			}
			got := files(t, dir)
			want := "old"
			if n == 7 { // the rename is done, and may not outlive a power failure
				want = "new content"
			}
			if got["file"] != want {
				t.Errorf("mode %d, change %d: file holds %q, want %q", mode, n, got["file"], want)
			}
			if mode == durabletest.Fail && len(got) != 1 {
				t.Errorf("change %d: left behind %q", n, got)
			}
			if err := durable.RemoveTemps(durable.OS, dir); err != nil || len(files(t, dir)) != 1 {
				t.Errorf("mode %d, change %d: after clearing: %v, %q", mode, n, err, files(t, dir))
			}
		}
	}
}

func TestLostWriteAndLostRenameAreNoticed(t *testing.T) {
	for _, n := range []int{2, 3, 6} {
		_, path := seed(t)
		if err := replace(durabletest.New(durable.OS, n, durabletest.Lie), path); err == nil {
			t.Errorf("change %d was not made and nobody noticed", n)
		}
	}
}

func TestAbort(t *testing.T) {
	dir, path := seed(t)
	w, err := durable.Create(durable.OS, path)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(w, "half")
	if !durable.IsTemp(w.TempPath()) || durable.IsTemp(path) {
		t.Errorf("temporary %s, file %s", w.TempPath(), path)
	}
	if err := errors.Join(w.Abort(), w.Abort()); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte("x")); !errors.Is(err, durable.ErrAborted) {
		t.Errorf("write after abort: %v", err)
	}
	if err := w.Commit(); !errors.Is(err, durable.ErrAborted) {
		t.Errorf("commit after abort: %v", err)
	}
	if got := files(t, dir); len(got) != 1 || got["file"] != "old" {
		t.Errorf("left %q", got)
	}
}

func TestCommitTwice(t *testing.T) {
	_, path := seed(t)
	w, err := durable.Create(durable.OS, path)
	if err != nil {
		t.Fatal(err)
	}
	if first, second := w.Commit(), w.Commit(); first != nil || second == nil {
		t.Errorf("first %v, second %v", first, second)
	}
	if err := w.Abort(); err != nil {
		t.Errorf("abort after commit: %v", err)
	}
}

func TestReplaceSymlink(t *testing.T) {
	dir := t.TempDir()
	link := filepath.Join(dir, "current")
	if err := durable.ReplaceSymlink(durable.OS, "one", link); err != nil {
		t.Fatal(err)
	}
	for n := range 4 {
		err := durable.ReplaceSymlink(durabletest.New(durable.OS, n, durabletest.Fail), "two", link)
		if (err == nil) != (n == 0) {
			t.Errorf("change %d: %v", n, err)
		}
		if got, err := os.Readlink(link); err != nil || got != "two" && got != "one" {
			t.Errorf("change %d: link to %q, %v", n, got, err)
		}
		if entries, _ := os.ReadDir(dir); len(entries) != 1 {
			t.Errorf("change %d: left %v", n, entries)
		}
	}
}

func TestRemoveTempsOfNoFolder(t *testing.T) {
	if err := durable.RemoveTemps(durable.OS, filepath.Join(t.TempDir(), "none")); err != nil {
		t.Error(err)
	}
}
