package sink

import (
	"testing"

	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/google/go-cmp/cmp"

	"gongkai/pipeline/durable"
	"gongkai/pipeline/record/recordtest"
)

// TestRecycledBuffers writes a dataset with buffers that are overwritten when they are
// released: a file that still read one would be another.
func TestRecycledBuffers(t *testing.T) {
	write := func(mem memory.Allocator, group int64) []File {
		opt := Options{FS: durable.OS, Allocator: mem, Workers: 2, GroupBytes: group}
		files, err := WriteAll(t.TempDir(), recordtest.Rows(3, 400), recordtest.Rejects(6, 2), nil, opt)
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	for _, group := range []int64{0, 1 << 20} {
		recycled := &recycler{poison: true}
		if diff := cmp.Diff(write(memory.NewGoAllocator(), group), write(recycled, group)); diff != "" {
			t.Errorf("groups of %d bytes (-new buffers +recycled):\n%s", group, diff)
		}
		if recycled.held == 0 {
			t.Error("nothing was recycled")
		}
	}
}

func TestRecyclerGivesZeros(t *testing.T) {
	r := &recycler{poison: true}
	b := r.Allocate(100)
	b = r.Reallocate(120, b)
	if cap(b) != 128 {
		t.Fatalf("100 bytes take %d", cap(b))
	}
	r.Free(r.Reallocate(20, b))
	for i, x := range r.Reallocate(128, r.Allocate(100)) {
		if x != 0 {
			t.Fatalf("byte %d of a recycled buffer is %d", i, x)
		}
	}
	if huge := r.Allocate(1<<maxClass + 1); len(huge) != 1<<maxClass+1 {
		t.Error("a large buffer")
	}
}
