package bucket

import (
	"context"
	"errors"
	"fmt"
	"io"

	"gocloud.dev/blob"
)

// Blocks are what is asked for at once when an object is read at any place, and how
// many of them are held.
const (
	blockBytes = 4 << 20
	blocksHeld = 8
)

// object is an object open for reading. It belongs to one goroutine.
type object struct {
	ctx    context.Context //nolint:containedctx // as in files
	bucket *blob.Bucket
	key    string
	size   int64
	// version is what the first answer said of size and time; every other must agree.
	version string
	// from reads from the beginning, nil until the first Read.
	from *blob.Reader
	// blocks are those read last, the oldest first.
	blocks []block
}

type block struct {
	number int64
	bytes  []byte
}

var errChanged = errors.New("the object changed while it was read")

// ranged asks for a range; a length of -1 is all.
func (o *object) ranged(offset, length int64) (*blob.Reader, error) {
	r, err := o.bucket.NewRangeReader(o.ctx, o.key, offset, length, nil)
	if err != nil {
		return nil, reason(err)
	}
	version := fmt.Sprint(r.Size(), r.ModTime().Unix())
	if o.version == "" {
		o.version = version
	}
	if o.version != version {
		return nil, errors.Join(errChanged, r.Close())
	}
	return r, nil
}

// Read implements io.Reader.
func (o *object) Read(p []byte) (n int, err error) {
	if o.from == nil {
		if o.from, err = o.ranged(0, -1); err != nil {
			return 0, err
		}
	}
	n, err = o.from.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = reason(err)
	}
	return n, err
}

// ReadAt implements io.ReaderAt, a block at a time: what is read next stands beside.
func (o *object) ReadAt(p []byte, offset int64) (n int, err error) {
	for n < len(p) {
		at := offset + int64(n)
		if at < 0 || at >= o.size {
			return n, io.EOF
		}
		b, err := o.block(at / blockBytes)
		if err != nil {
			return n, err
		}
		n += copy(p[n:], b[at%blockBytes:])
	}
	return n, nil
}

func (o *object) block(number int64) ([]byte, error) {
	for _, b := range o.blocks {
		if b.number == number {
			return b.bytes, nil
		}
	}
	start := number * blockBytes
	want := min(blockBytes, o.size-start)
	r, err := o.ranged(start, want)
	if err != nil {
		return nil, err
	}
	bytes := make([]byte, want)
	_, err = io.ReadFull(r, bytes)
	if err := errors.Join(err, r.Close()); err != nil {
		return nil, fmt.Errorf("bytes from %d: %w", start, reason(err))
	}
	if len(o.blocks) == blocksHeld {
		o.blocks = o.blocks[1:]
	}
	o.blocks = append(o.blocks, block{number, bytes})
	return bytes, nil
}

// Close implements io.Closer.
func (o *object) Close() error {
	if o.from == nil {
		return nil
	}
	return o.from.Close() //nolint:wrapcheck // the caller names the object
}
