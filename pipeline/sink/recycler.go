package sink

import (
	"math/bits"
	"sync"
)

// recycler is an Arrow allocator that gives out again what records have released:
// every record of a table takes the same buffers. Sizes are powers of two, so that
// buffers are aligned as Arrow asks for.
type recycler struct {
	mu   sync.Mutex
	free [maxClass + 1][][]byte
	held int
	// poison, for tests, overwrites what is released: whoever still reads it sees that.
	poison bool
}

const (
	leastClass = 6  // 64 bytes
	maxClass   = 27 // larger buffers are left to the collector
	// mostHeld bounds the bytes that wait to be given out again.
	mostHeld = 48 << 20
)

// classOf is the power of two that holds a size.
func classOf(size int) int { return max(leastClass, bits.Len(uint(max(size, 1)-1))) }

// Allocate implements memory.Allocator. Buffers are zero.
func (r *recycler) Allocate(size int) []byte {
	class := classOf(size)
	if class > maxClass {
		return make([]byte, size)
	}
	r.mu.Lock()
	list := r.free[class]
	if len(list) == 0 {
		r.mu.Unlock()
		return make([]byte, size, 1<<class)
	}
	b := list[len(list)-1]
	list[len(list)-1] = nil
	r.free[class] = list[:len(list)-1]
	r.held -= 1 << class
	r.mu.Unlock()
	clear(b[:size])
	return b[:size]
}

// Reallocate implements memory.Allocator.
func (r *recycler) Reallocate(size int, b []byte) []byte {
	if size <= cap(b) {
		if size > len(b) {
			clear(b[len(b):size])
		}
		return b[:size]
	}
	larger := r.Allocate(size)
	copy(larger, b)
	r.Free(b)
	return larger
}

// Free implements memory.Allocator.
func (r *recycler) Free(b []byte) {
	class := classOf(cap(b))
	if cap(b) != 1<<class || class > maxClass {
		return
	}
	b = b[:cap(b)]
	if r.poison {
		for i := range b {
			b[i] = 0xdb
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.held+len(b) <= mostHeld {
		r.free[class], r.held = append(r.free[class], b), r.held+len(b)
	}
}
