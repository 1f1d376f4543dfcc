package report

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"

	"github.com/klauspost/compress/gzip"
)

// packed is JSON, gzipped, in base64: what a data block of the page holds.
func packed(v any) (string, error) {
	encoded, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("encode: %w", err)
	}
	return pack(encoded)
}

// packLevel packs within a hundredth of what the best level does, in a fraction of its time.
const packLevel = 7

func pack(encoded []byte) (string, error) {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, packLevel)
	if err == nil {
		_, err = z.Write(encoded)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return "", fmt.Errorf("pack: %w", err)
	}
	return base64.StdEncoding.EncodeToString(b.Bytes()), nil
}

// chunkBytes is the size at which a chunk is ended, before it is packed: small
// enough to be unpacked in a few milliseconds.
const chunkBytes = 192 << 10

// chunker gathers reports into chunks.
type chunker struct {
	held  bytes.Buffer
	n     int
	count int
	room  int64
}

// add takes a report, and gives a chunk where one is complete. It answers false
// where the page is full.
func (c *chunker) add(r *fullReport) (chunk string, taken bool, err error) {
	if c.room <= 0 {
		return "", false, nil
	}
	encoded, err := json.Marshal(r)
	if err != nil {
		return "", false, fmt.Errorf("encode: %w", err)
	}
	r.queued.chunk, r.queued.slot = c.count, c.n
	if c.n > 0 {
		c.held.WriteByte(',')
	}
	c.held.Write(encoded)
	c.n++
	if c.held.Len() < chunkBytes {
		return "", true, nil
	}
	chunk, err = c.flush()
	return chunk, true, err
}

// flush gives the chunk in hand, "" where there is none.
func (c *chunker) flush() (string, error) {
	if c.n == 0 {
		return "", nil
	}
	list := append(append([]byte{'['}, c.held.Bytes()...), ']')
	chunk, err := pack(list)
	c.held.Reset()
	c.n, c.count, c.room = 0, c.count+1, c.room-int64(len(chunk))
	return chunk, err
}
