package source

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"gongkai/schema"
)

// maxExpansion bounds what a container may expand to: this many times its own
// size, or minExpansion where that is more. Pages of this kind pack to a tenth.
const (
	maxExpansion = 200
	minExpansion = 64 << 20
)

// maxWindow bounds the memory that a zstd stream may ask for.
const maxWindow = 128 << 20

// budget is what is left for a container to expand into, in bytes.
type budget struct{ left, whole int64 }

func (w *walk) budget(c *container) *budget {
	least := int64(minExpansion)
	if w.opts.minExpansion > 0 {
		least = w.opts.minExpansion
	}
	whole := max(c.size*maxExpansion, least)
	return &budget{left: whole, whole: whole}
}

func (b *budget) spent() bool { return b.left < 0 }

func (b *budget) err() error {
	return schema.Rejectf(schema.TooLarge, "expands to more than %d bytes", b.whole)
}

// reader counts what is read from r, and fails when the budget is spent.
func (b *budget) reader(r io.Reader) io.Reader { return &budgetReader{b, r} }

type budgetReader struct {
	b *budget
	r io.Reader
}

func (r *budgetReader) Read(p []byte) (int, error) {
	if r.b.spent() {
		return 0, r.b.err()
	}
	n, err := r.r.Read(p)
	if r.b.left -= int64(n); r.b.spent() {
		return n, r.b.err()
	}
	return n, err
}

// unpack opens a compressed stream; its Close releases what it holds.
type unpack func(io.Reader) (io.ReadCloser, error)

func plain(r io.Reader) (io.ReadCloser, error) { return io.NopCloser(r), nil }

func gunzip(r io.Reader) (io.ReadCloser, error) { return gzip.NewReader(r) }

func unzstd(r io.Reader) (io.ReadCloser, error) {
	d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return nil, err
	}
	return d.IOReadCloser(), nil
}

// ErrNotCoded is wrapped by the error of DecodeContent for a body that is
// plainly not in the coding announced.
var ErrNotCoded = errors.New("not in the coding announced")

// DecodeContent undoes an HTTP Content-Encoding: identity, gzip, deflate, br,
// zstd, or several with commas, as RFC 9110 lists them. At most limit+1 bytes
// are expanded at any step, so that a bomb costs no more than the limit; more
// than limit is a too_large reject.
func DecodeContent(body []byte, encoding string, limit int64) ([]byte, error) {
	codings := strings.Split(strings.ToLower(encoding), ",")
	for i := len(codings) - 1; i >= 0; i-- {
		r, err := decoding(strings.TrimSpace(codings[i]), body)
		if errors.Is(err, gzip.ErrHeader) {
			err = ErrNotCoded
		}
		if err != nil {
			return nil, fmt.Errorf("content encoding %q: %w", encoding, err)
		}
		if r == nil {
			continue
		}
		decoded, err := io.ReadAll(io.LimitReader(r, limit+1))
		r.Close() //nolint:errcheck // reading from memory: an error has shown itself in reading
		if int64(len(decoded)) > limit {
			return nil, tooLarge(limit)
		}
		if err != nil {
			return nil, fmt.Errorf("content encoding %q: %w", encoding, err)
		}
		body = decoded
	}
	return body, nil
}

// decoding returns a reader that undoes one coding, or nil where there is nothing to undo.
func decoding(coding string, body []byte) (io.ReadCloser, error) {
	r := bytes.NewReader(body)
	switch coding {
	case "", "identity", "none", "utf-8": // the last two are no codings, and sent
		return nil, nil
	case "gzip", "x-gzip":
		return gunzip(r)
	case "br":
		return io.NopCloser(brotli.NewReader(r)), nil
	case "zstd":
		return unzstd(r)
	case "deflate":
		if z, err := zlib.NewReader(r); err == nil {
			return z, nil
		}
		return flate.NewReader(bytes.NewReader(body)), nil // as some servers send it
	}
	return nil, schema.Rejectf(schema.Unsupported, "content encoding %q", coding)
}
