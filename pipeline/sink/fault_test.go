package sink_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/arrow/memory"

	"gongkai/pipeline/durable"
	"gongkai/pipeline/durable/durabletest"
	"gongkai/pipeline/record"
	"gongkai/pipeline/record/recordtest"
	"gongkai/pipeline/sink"
)

func oneYear(n int) []record.Row {
	rows := recordtest.Rows(6, n)
	for i := range rows {
		rows[i].Who.Year = 2021
	}
	return rows
}

// attempt writes a small dataset on a file system that may fail. Memory is freed
// either way.
func attempt(t *testing.T, dir string, fsys durable.FS) ([]sink.File, error) {
	t.Helper()
	mem := memory.NewCheckedAllocator(memory.NewGoAllocator())
	defer mem.AssertSize(t, 0)
	return sink.WriteAll(dir, oneYear(2), recordtest.Rejects(6, 2), nil, sink.Options{FS: fsys, Allocator: mem})
}

// published lists the files that stand under a final name, with their hashes.
func published(t *testing.T, dir string) (files map[string]string, temporaries int) {
	t.Helper()
	files = map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || d.IsDir():
			return err
		case durable.IsTemp(name):
			temporaries++
			return nil
		}
		raw, err := os.ReadFile(name)
		sum := sha256.Sum256(raw)
		rel, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(rel)] = hex.EncodeToString(sum[:])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files, temporaries
}

// Each change to the file system fails in turn: the failure is reported, and
// what stands under a final name is a whole file.
func TestEveryFaultIsReported(t *testing.T) {
	clean := durabletest.New(durabletest.NoSync, 0, durabletest.Fail)
	dir := t.TempDir()
	whole, err := attempt(t, dir, clean)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, f := range whole {
		want[f.Path] = f.SHA256
	}
	for _, mode := range []durabletest.Mode{durabletest.Fail, durabletest.Crash} {
		for n := 1; n <= clean.Count(); n++ {
			dir := t.TempDir()
			faulty := durabletest.New(durabletest.NoSync, n, mode)
			files, err := attempt(t, dir, faulty)
			op := strings.ReplaceAll(faulty.Ops()[n-1], dir, "")
			if !errors.Is(err, durabletest.ErrInjected) || files != nil {
				t.Errorf("mode %d, change %d (%s): %d files, error %v", mode, n, op, len(files), err)
			}
			got, temporaries := published(t, dir)
			for name, sum := range got {
				if want[name] != sum {
					t.Errorf("mode %d, change %d (%s): %s is not the file", mode, n, op, name)
				}
			}
			if mode == durabletest.Fail && temporaries > 0 {
				t.Errorf("change %d (%s): %d temporaries left", n, op, temporaries)
			}
		}
	}
}

// A file system that claims success and does nothing: what it did to the bytes
// or the names of files is noticed.
func TestLiesAreNoticed(t *testing.T) {
	clean := durabletest.New(durabletest.NoSync, 0, durabletest.Fail)
	if _, err := attempt(t, t.TempDir(), clean); err != nil {
		t.Fatal(err)
	}
	for n := 1; n <= clean.Count(); n++ {
		dir := t.TempDir()
		faulty := durabletest.New(durabletest.NoSync, n, durabletest.Lie)
		_, err := attempt(t, dir, faulty)
		op, _, _ := strings.Cut(faulty.Ops()[n-1], " ")
		switch op {
		case "write", "rename", "mkdir":
			if err == nil {
				t.Errorf("change %d (%s): a lie was believed", n, faulty.Ops()[n-1])
			}
		case "sync", "syncdir", "create", "close": // nobody can tell before the power fails
			if err != nil {
				t.Errorf("change %d (%s): %v", n, op, err)
			}
		default:
			t.Errorf("change %d: %s is not expected", n, op)
		}
	}
}

// After an error the writer does nothing more and keeps returning it.
func TestErrorSticks(t *testing.T) {
	faulty := durabletest.New(durabletest.NoSync, 3, durabletest.Fail)
	w := sink.New(t.TempDir(), sink.Options{FS: faulty})
	err := w.WriteRejects(recordtest.Rejects(6, 2))
	if !errors.Is(err, durabletest.ErrInjected) {
		t.Fatalf("error %v", err)
	}
	count := faulty.Count()
	for name, got := range map[string]error{
		"WriteLabels": w.WriteLabels(nil), "FillEmpty": w.FillEmpty(), "WritePartition": w.WritePartition(2021, nil),
	} {
		if !errors.Is(got, durabletest.ErrInjected) {
			t.Errorf("%s: %v", name, got)
		}
	}
	if files, got := w.Close(); !errors.Is(got, durabletest.ErrInjected) || files != nil {
		t.Errorf("Close: %d files, %v", len(files), got)
	}
	if faulty.Count() != count {
		t.Errorf("the file system was changed after the error: %q", faulty.Ops()[count:])
	}
}
