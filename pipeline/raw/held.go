package raw

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"hash/maphash"
	"slices"
	"strings"
	"unique"

	"gongkai/schema"
)

// held is a sighting as the state holds it: some 90 bytes and the address, the
// content by its number.
type held struct {
	uri                           string
	fetched, seen, checked, bytes int64
	at                            place
	content                       uint32 // noContent for a failure
	status                        int32
	mediaType, foundOn            unique.Handle[string]
	reject                        *schema.Reject
}

const noContent = ^uint32(0)

// content is where the body of some bytes stands.
type content struct {
	sum sum
	at  place
}

// chunked is a list that grows without moving what is in it.
type chunked[T any] struct {
	chunks [][]T
	n      int
}

const chunkLen = 4096

func (c *chunked[T]) at(n uint32) *T { return &c.chunks[n/chunkLen][n%chunkLen] }

func (c *chunked[T]) add(x T) uint32 {
	if c.n%chunkLen == 0 {
		c.chunks = append(c.chunks, make([]T, 0, chunkLen))
	}
	last := &c.chunks[len(c.chunks)-1]
	*last = append(*last, x)
	c.n++
	return uint32(c.n - 1)
}

// slots finds numbers by a hash: what a map would take ten times the room for.
type slots struct {
	// numbers holds numbers counted from 1, 0 is free; their length is a power of two.
	numbers []uint32
	n       int
}

// find is the slot of the number that is meant, or the free one where it would go.
func (s *slots) find(hash uint64, meant func(number uint32) bool) *uint32 {
	mask := uint64(len(s.numbers) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		if s.numbers[i] == 0 || meant(s.numbers[i]-1) {
			return &s.numbers[i]
		}
	}
}

// reserve makes room for one more; rehash gives the hash of a number.
func (s *slots) reserve(rehash func(number uint32) uint64) {
	if s.n++; 3*s.n <= 2*len(s.numbers) {
		return
	}
	old := s.numbers
	s.numbers = make([]uint32, max(1024, 2*len(old)))
	for _, number := range old {
		if number != 0 {
			*s.find(rehash(number-1), func(uint32) bool { return false }) = number
		}
	}
}

// addresses finds what an address holds.
type addresses struct {
	slots
	all  chunked[held]
	seed maphash.Seed
}

func (a *addresses) hash(number uint32) uint64 { return maphash.String(a.seed, a.all.at(number).uri) }

func (a *addresses) get(uri string) *held {
	if a.n == 0 {
		return nil
	}
	slot := a.find(maphash.String(a.seed, uri), func(number uint32) bool { return a.all.at(number).uri == uri })
	if *slot == 0 {
		return nil
	}
	return a.all.at(*slot - 1)
}

// add adds an address that is not there.
func (a *addresses) add(h held) {
	a.reserve(a.hash)
	*a.find(maphash.String(a.seed, h.uri), func(uint32) bool { return false }) = a.all.add(h) + 1
}

// contents finds the place of a content.
type contents struct {
	slots
	all chunked[content]
}

func hashOf(s sum) uint64 { return binary.LittleEndian.Uint64(s[:]) }

func (c *contents) hash(number uint32) uint64 { return hashOf(c.all.at(number).sum) }

func (c *contents) get(s sum) (number uint32, ok bool) {
	if c.n == 0 {
		return 0, false
	}
	slot := c.find(hashOf(s), func(number uint32) bool { return c.all.at(number).sum == s })
	return *slot - 1, *slot != 0
}

// number is the number of a content, added without a place where it is not there.
func (c *contents) number(s sum) uint32 {
	if number, ok := c.get(s); ok {
		return number
	}
	c.reserve(c.hash)
	number := c.all.add(content{sum: s})
	*c.find(hashOf(s), func(uint32) bool { return false }) = number + 1
	return number
}

// get is what an address holds; nil where it was never seen.
func (s *state) get(uri string) *sighting {
	if h := s.addresses.get(uri); h != nil {
		return s.sighting(h)
	}
	return nil
}

func (s *state) sighting(h *held) *sighting {
	x := &sighting{
		uri: h.uri, fetched: h.fetched, seen: h.seen, checked: h.checked, bytes: h.bytes, at: h.at,
		status: h.status, mediaType: h.mediaType, foundOn: h.foundOn, reject: h.reject,
	}
	if h.content != noContent {
		x.sum = s.contents.all.at(h.content).sum
	}
	return x
}

// set says what an address holds.
func (s *state) set(x *sighting) {
	h := held{
		uri: x.uri, fetched: x.fetched, seen: x.seen, checked: x.checked, bytes: x.bytes, at: x.at,
		status: x.status, mediaType: x.mediaType, foundOn: x.foundOn, reject: x.reject, content: noContent,
	}
	if x.reject == nil {
		h.content = s.contents.number(x.sum)
	}
	if old := s.addresses.get(x.uri); old != nil {
		h.uri = old.uri
		*old = h
		return
	}
	s.addresses.add(h)
}

// store says where a content stands.
func (s *state) store(body sum, at place) { s.contents.all.at(s.contents.number(body)).at = at }

// placeOf is where a content stands; segment 0 where no segment holds it.
func (s *state) placeOf(body sum) place {
	if number, ok := s.contents.get(body); ok {
		return s.contents.all.at(number).at
	}
	return place{}
}

// inOrder lists the numbers of the addresses in the order of Documents: contents by
// sha256, the addresses of one content preferred first, then failures.
func (s *state) inOrder() []uint32 {
	type key struct {
		prefix uint64
		number uint32
	}
	keys := make([]key, 0, s.addresses.all.n)
	var failures []uint32
	for n := range uint32(s.addresses.all.n) {
		if h := s.addresses.all.at(n); h.content != noContent {
			sum := &s.contents.all.at(h.content).sum
			keys = append(keys, key{binary.BigEndian.Uint64(sum[:]), n})
		} else {
			failures = append(failures, n)
		}
	}
	slices.SortFunc(keys, func(a, b key) int {
		if a.prefix != b.prefix {
			return cmp.Compare(a.prefix, b.prefix)
		}
		x, y := s.addresses.all.at(a.number), s.addresses.all.at(b.number)
		if order := bytes.Compare(s.contents.all.at(x.content).sum[:], s.contents.all.at(y.content).sum[:]); order != 0 {
			return order
		}
		return compareAddresses(x.uri, y.uri)
	})
	slices.SortFunc(failures, func(a, b uint32) int {
		return strings.Compare(s.addresses.all.at(a).uri, s.addresses.all.at(b).uri)
	})
	order := make([]uint32, 0, len(keys)+len(failures))
	for _, k := range keys {
		order = append(order, k.number)
	}
	return append(order, failures...)
}
