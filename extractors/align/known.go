package align

import "sync/atomic"

// A line of a form is met in thousands of documents: the same labels with as many figures
// in as many cells. What an edition makes of a line by itself, before any other line is
// looked at, follows from these alone, and is remembered for the lines that a form
// prints. TestKnownLines compares what is remembered with what is made anew.

// mostKnownLabels is how many labels a line has at most to be remembered.
const mostKnownLabels = 3

// lineKey is all of a line that its comparison looks at.
type lineKey struct {
	// labels are the numbers of the label texts, 0 where there are no more.
	labels [mostKnownLabels]uint64
	// last is the cell of the last label.
	count, last, filled, slots, widest int32
	prose, kept, marked                bool
}

// keyOf is the key of a line; ok is false for one that is not remembered: with many
// labels, or a paragraph like nothing of the form, which is hardly met again.
func keyOf(l *line) (k lineKey, ok bool) {
	n := len(l.labels)
	if n > mostKnownLabels || l.isForeignProse() {
		return k, false
	}
	k.count, k.filled, k.slots, k.widest = int32(n), int32(l.figures), int32(len(l.slots)), int32(l.widest)
	k.prose, k.kept, k.marked = l.prose, l.kept, l.marked
	for i := range l.labels {
		if k.labels[i] = l.labels[i].number; k.labels[i] == 0 {
			return k, false
		}
		k.last = int32(l.labels[i].cell)
	}
	return k, true
}

// isForeignProse reports whether a line is a paragraph that is like nothing of an embedded
// edition, and without figures: it is paired with nothing by itself.
func (l *line) isForeignProse() bool {
	return l.prose && l.figures == 0 && len(l.labels) == 1 && l.labels[0].foreign && l.labels[0].ordinal == ""
}

// hash spreads the keys over a memory.
func (k *lineKey) hash() uint64 {
	const odd = 0x9E3779B97F4A7C15
	h := uint64(k.count)<<48 ^ uint64(k.last)<<36 ^ uint64(k.filled)<<24 ^ uint64(k.slots)<<12 ^ uint64(k.widest)
	h ^= uint64(one(k.prose))<<61 ^ uint64(one(k.kept))<<62 ^ uint64(one(k.marked))<<63
	for _, n := range k.labels {
		h = (h ^ n) * odd
		h ^= h >> 29
	}
	return h
}

// knownLine is what an edition makes of a line by itself.
type knownLine struct {
	key   lineKey
	facts lineFacts
	// near are the items that its labels are like, alike the pairings with them that are not
	// hopeless, as if the line were the first, and what each rests on.
	near     []int
	alike    []edge
	evidence []evidence
	// unlike is what the line weighs with an item that none of its labels is like, rest
	// what it weighs with one of these at most.
	unlike, rest float64
}

// knownLines is how many lines an edition remembers, a power of two.
const knownLines = 1 << 12

// lineMemory remembers lines by their keys, a new one in the place of an old one. It is
// read without locks, as memory is.
type lineMemory [knownLines]atomic.Pointer[knownLine]

// recall is what an edition makes of a line: remembered, or nil where it is not.
func (t *template) recall(l *line) *knownLine {
	if t.met == nil {
		return nil
	}
	k, ok := keyOf(l)
	if !ok {
		return nil
	}
	hash := k.hash()
	first := hash & (knownLines - ways)
	for i := first; i < first+ways; i++ {
		held := t.met[i].Load()
		if held == nil {
			return t.met.keep(i, t.newKnown(k, l))
		}
		if held.key == k {
			return held
		}
	}
	return t.met.keep(first+hash>>62, t.newKnown(k, l))
}

func (m *lineMemory) keep(at uint64, k *knownLine) *knownLine {
	m[at].Store(k)
	return k
}

// newKnown makes of a line what is remembered of it.
func (t *template) newKnown(key lineKey, l *line) *knownLine {
	var j join
	n := t.joiner([]line{*l})
	n.extend(&j, 0)
	f := edgeFinder{joiner: *n, rest: []float64{impossible}, singles: make([]single, 1)}
	f.compareAlone(0, &j)
	k := &knownLine{key: key, facts: n.facts[0], near: f.near, alike: f.alike, unlike: f.singles[0].unlike, rest: f.rest[0]}
	for _, e := range k.alike {
		k.evidence = append(k.evidence, t.pairing(&j, e.item))
	}
	return k
}
