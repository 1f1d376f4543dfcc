package align

import (
	"hash/maphash"
	"sync/atomic"
)

// ways is how many texts of one hash a memory holds side by side.
const ways = 4

// memory remembers what was made of texts: most labels of a corpus are the same
// few strings. It holds a fixed number of them, a new one in the place of an old
// one, and is read without locks. Two goroutines may make the same twice; what
// they make is equal, so that a memory changes the time and never the result.
type memory[V any] struct {
	seed  maphash.Seed
	slots []atomic.Pointer[remembered[V]]
}

type remembered[V any] struct {
	text  string
	value V
}

// newMemory makes a memory for a number of texts, a power of two.
func newMemory[V any](size int) *memory[V] {
	return &memory[V]{seed: maphash.MakeSeed(), slots: make([]atomic.Pointer[remembered[V]], size)}
}

// of returns what is remembered of a text, or reads and remembers it. The text
// is copied where it is kept.
func (m *memory[V]) of(text []byte, read func(text string) V) *V {
	hash := maphash.Bytes(m.seed, text)
	first := int(hash) & (len(m.slots) - ways)
	free := first + int(hash>>56)&(ways-1)
	for i := first; i < first+ways; i++ {
		held := m.slots[i].Load()
		if held == nil {
			free = i
			break
		}
		if held.text == string(text) {
			return &held.value
		}
	}
	kept := &remembered[V]{text: string(text)}
	kept.value = read(kept.text)
	m.slots[free].Store(kept)
	return &kept.value
}
