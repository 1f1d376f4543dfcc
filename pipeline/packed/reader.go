package packed

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// ErrShort is the fault of values that end early.
var ErrShort = errors.New("packed values end early")

// AppendText appends a text behind its length.
func AppendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// Reader gives the values of a record back.
type Reader struct {
	rest []byte
	err  error
}

// NewReader reads the values in b.
func NewReader(b []byte) *Reader { return &Reader{rest: b} }

// Fail notes a fault; the first one stays. What is read after it is zero.
func (r *Reader) Fail(err error) {
	if r.err == nil {
		r.err = err
	}
	r.rest = nil
}

// Err is the first fault, nil where there is none.
func (r *Reader) Err() error { return r.err }

// End is the first fault, or that something is left; nil where all was read.
func (r *Reader) End() error {
	if r.err == nil && len(r.rest) > 0 {
		return fmt.Errorf("%d bytes after the last value", len(r.rest))
	}
	return r.err
}

// Byte reads a byte.
func (r *Reader) Byte() byte {
	if b := r.Bytes(1); len(b) == 1 {
		return b[0]
	}
	return 0
}

// Uint reads what binary.AppendUvarint wrote.
func (r *Reader) Uint() uint64 {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 {
		r.Fail(ErrShort)
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

// Int reads what binary.AppendVarint wrote.
func (r *Reader) Int() int64 {
	v, n := binary.Varint(r.rest)
	if n <= 0 {
		r.Fail(ErrShort)
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

// Length reads the number of things in a list: no more than there are bytes left.
func (r *Reader) Length() int {
	n := r.Uint()
	if n > uint64(len(r.rest)) {
		r.Fail(ErrShort)
		return 0
	}
	return int(n)
}

// Bytes reads n bytes, without copying them; nil where there are fewer.
func (r *Reader) Bytes(n int) []byte {
	if n > len(r.rest) {
		r.Fail(ErrShort)
		return nil
	}
	b := r.rest[:n:n]
	r.rest = r.rest[n:]
	return b
}

// Text reads what AppendText wrote.
func (r *Reader) Text() string { return string(r.TextBytes()) }

// TextBytes is Text without copying.
func (r *Reader) TextBytes() []byte { return r.Bytes(r.Length()) }
