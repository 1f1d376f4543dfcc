package extracted

import "encoding/binary"

// record is where the two parts of a record stand: the facts, then the result.
type record struct {
	key                  Key
	segment              int32
	offset               int64
	factsSize, size      uint32
	factsSum, resultsSum uint32
}

// table finds records by key. A record takes some 55 bytes and no pointer, so that
// the collector has nothing to follow in the millions of them.
type table struct {
	// slots holds, at a place that follows from the key, the number of a record
	// counted from 1; 0 is free. Their number is a power of two.
	slots  []uint32
	chunks [][]record
	n      int
}

const (
	chunkRecords = 4096
	leastSlots   = 1024
)

func (t *table) at(n int) *record { return &t.chunks[n/chunkRecords][n%chunkRecords] }

// find returns the record of a key that was added last; nil where there is none.
func (t *table) find(key Key) *record {
	if t.n == 0 {
		return nil
	}
	if number := t.slots[t.slot(key)]; number != 0 {
		return t.at(int(number) - 1)
	}
	return nil
}

// slot is the place of a key: that of its record, or the free one where it goes.
func (t *table) slot(key Key) int {
	mask := len(t.slots) - 1
	slot := int(binary.LittleEndian.Uint64(key[:])) & mask
	for t.slots[slot] != 0 && t.at(int(t.slots[slot])-1).key != key {
		slot = (slot + 1) & mask
	}
	return slot
}

// add adds a record; an earlier one of the key is found no more.
func (t *table) add(r record) {
	if 3*(t.n+1) > 2*len(t.slots) {
		t.grow()
	}
	if t.n%chunkRecords == 0 {
		t.chunks = append(t.chunks, make([]record, 0, chunkRecords))
	}
	last := &t.chunks[len(t.chunks)-1]
	*last = append(*last, r)
	t.n++
	t.slots[t.slot(r.key)] = uint32(t.n)
}

// grow doubles the slots.
func (t *table) grow() {
	t.slots = make([]uint32, max(leastSlots, 2*len(t.slots)))
	for n := range t.n {
		t.slots[t.slot(t.at(n).key)] = uint32(n + 1)
	}
}
