package raw

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
)

// digest is the sha256 of a sequence of texts and numbers.
type digest struct {
	hash hash.Hash
	buf  []byte
}

func newDigest() *digest { return &digest{hash: sha256.New()} }

func (d *digest) texts(texts ...string) {
	d.buf = d.buf[:0]
	for _, s := range texts {
		d.buf = binary.AppendUvarint(d.buf, uint64(len(s)))
		d.buf = append(d.buf, s...)
	}
	d.hash.Write(d.buf)
}

// optional adds a text or its absence.
func (d *digest) optional(s *string) {
	if s == nil {
		d.numbers(0)
		return
	}
	d.numbers(1)
	d.texts(*s)
}

func (d *digest) numbers(numbers ...int64) {
	d.buf = d.buf[:0]
	for _, n := range numbers {
		d.buf = binary.LittleEndian.AppendUint64(d.buf, uint64(n))
	}
	d.hash.Write(d.buf)
}

// String is the digest in hex.
func (d *digest) String() string { return hex.EncodeToString(d.hash.Sum(nil)) }
