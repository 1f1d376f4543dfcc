//go:build linux

package pipeline_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/pipeline"
	"gongkai/pipeline/durable"
)

// volume is a file system of a bounded size. Where none can be mounted, the test says so:
// faults injected at every write (TestEveryChangeFails) show the same without one.
func volume(t *testing.T) (dir string, resize func(bytes int64)) {
	t.Helper()
	dir = t.TempDir()
	size := func(bytes int64) string { return fmt.Sprintf("size=%d,nr_inodes=4096", bytes) }
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, size(16<<20)); err != nil {
		t.Skipf("no volume of a bounded size can be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir, func(bytes int64) {
		t.Helper()
		if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, size(bytes)); err != nil {
			t.Fatalf("resize the volume to %d bytes: %v", bytes, err)
		}
	}
}

// used is how many bytes of a volume are taken.
func used(t *testing.T, dir string) int64 {
	t.Helper()
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		t.Fatal(err)
	}
	return int64(s.Blocks-s.Bfree) * s.Bsize
}

// TestFullVolume runs night two on volumes on which it finds more and more room: until
// there is enough, it says that there is none, the night before stays published, and with
// room the next run ends as a run that never met a full volume.
func TestFullVolume(t *testing.T) {
	dir, resize := volume(t)
	d := newDrill(t)
	step, full := int64(96<<10), 0
	if *everyChange {
		step = 8 << 10
	}
	for room := int64(0); ; room += step {
		dataset := filepath.Join(dir, "dataset")
		resize(16 << 20)
		if err := os.CopyFS(dataset, os.DirFS(d.template)); err != nil {
			t.Fatal(err)
		}
		resize(used(t, dir) + room)
		_, err := pipeline.Run(t.Context(), d.night(dataset, nightTwo, durable.OS))
		if err != nil && !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("%d bytes of room: %v", room, err)
		}
		if now := published(t, dataset); !cmp.Equal(now, d.wanted) && (err == nil || !cmp.Equal(now, d.before)) {
			t.Errorf("%d bytes of room: neither the old nor the new snapshot is published (%v)", room, err)
		}
		resize(16 << 20)
		if _, err := pipeline.Run(t.Context(), d.night(dataset, nightTwo, durable.OS)); err != nil {
			t.Fatalf("%d bytes of room: the next run: %v", room, err)
		}
		if diff := cmp.Diff(d.wanted, published(t, dataset)); diff != "" {
			t.Errorf("%d bytes of room: the next run (-clean +now):\n%s", room, diff)
		}
		if err := os.RemoveAll(dataset); err != nil {
			t.Fatal(err)
		}
		if err == nil {
			break
		}
		full++
	}
	if full < 5 {
		t.Errorf("the volume was full in %d runs only", full)
	}
	t.Logf("full in %d runs", full)
}
