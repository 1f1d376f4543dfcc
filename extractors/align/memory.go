package align

import (
	"hash/maphash"
	"strings"
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
func (m *memory[V]) of(text string, read func(text string) V) *V {
	held, free := look(m, maphash.String(m.seed, text), text)
	if held != nil {
		return held
	}
	return m.keep(free, strings.Clone(text), read)
}

// ofBytes is of for a text that is put together.
func (m *memory[V]) ofBytes(text []byte, read func(text string) V) *V {
	held, free := look(m, maphash.Bytes(m.seed, text), text)
	if held != nil {
		return held
	}
	return m.keep(free, string(text), read)
}

// look finds what is remembered of a text, nil where nothing is, and its place then.
func look[V any, T string | []byte](m *memory[V], hash uint64, text T) (held *V, free int) {
	first := int(hash) & (len(m.slots) - ways)
	free = first + int(hash>>56)&(ways-1)
	for i := first; i < first+ways; i++ {
		r := m.slots[i].Load()
		if r == nil {
			return nil, i
		}
		if r.text == string(text) {
			return &r.value, i
		}
	}
	return nil, free
}

func (m *memory[V]) keep(at int, text string, read func(text string) V) *V {
	kept := &remembered[V]{text: text}
	kept.value = read(text)
	m.slots[at].Store(kept)
	return &kept.value
}
