package extracted

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"os"
)

// entry is one line of a segment's index.
type entry struct {
	key Key
	at  place
}

// A segment is: records | index | tail. An index line is key, offset, size and
// CRC-32C of the record; the tail is magic, offset of the index, number of
// lines and CRC-32C of the index. All numbers are big endian.
const (
	segmentMagic = "gkx1"
	lineBytes    = len(Key{}) + 8 + 4 + 4
	tailBytes    = len(segmentMagic) + 8 + 4 + 4
)

type byteCounter interface {
	io.Writer
	Bytes() int64
}

// writeIndex writes a segment's index and tail.
func writeIndex(w byteCounter, entries []entry) error {
	start := w.Bytes()
	index := make([]byte, 0, len(entries)*lineBytes+tailBytes)
	for _, e := range entries {
		index = append(index, e.key[:]...)
		index = binary.BigEndian.AppendUint64(index, uint64(e.at.offset))
		index = binary.BigEndian.AppendUint32(index, e.at.size)
		index = binary.BigEndian.AppendUint32(index, e.at.sum)
	}
	sum := crc32.Checksum(index, castagnoli)
	index = append(index, segmentMagic...)
	index = binary.BigEndian.AppendUint64(index, uint64(start))
	index = binary.BigEndian.AppendUint32(index, uint32(len(entries)))
	index = binary.BigEndian.AppendUint32(index, sum)
	_, err := w.Write(index)
	return err
}

// readIndex reads a segment's index; ErrCorrupt where it has no whole one.
func readIndex(file *os.File) ([]entry, error) {
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	tail := make([]byte, tailBytes)
	if info.Size() < int64(tailBytes) {
		return nil, fmt.Errorf("%s: %w: %d bytes", file.Name(), ErrCorrupt, info.Size())
	}
	if _, err := file.ReadAt(tail, info.Size()-int64(tailBytes)); err != nil {
		return nil, err
	}
	numbers := tail[len(segmentMagic):]
	start, lines := binary.BigEndian.Uint64(numbers), binary.BigEndian.Uint32(numbers[8:])
	size := int64(lines) * int64(lineBytes)
	if string(tail[:len(segmentMagic)]) != segmentMagic || start > 1<<62 || int64(start)+size+int64(tailBytes) != info.Size() {
		return nil, fmt.Errorf("%s: %w: tail", file.Name(), ErrCorrupt)
	}
	index := make([]byte, size)
	if _, err := file.ReadAt(index, int64(start)); err != nil {
		return nil, err
	}
	if crc32.Checksum(index, castagnoli) != binary.BigEndian.Uint32(numbers[12:]) {
		return nil, fmt.Errorf("%s: %w: index", file.Name(), ErrCorrupt)
	}
	return parseIndex(index, int64(start)), nil
}

// parseIndex reads index lines and leaves out those that point past the records.
func parseIndex(index []byte, end int64) []entry {
	var entries []entry
	for ; len(index) >= lineBytes; index = index[lineBytes:] {
		e := entry{key: Key(index[:len(Key{})])}
		numbers := index[len(Key{}):]
		e.at.offset = int64(binary.BigEndian.Uint64(numbers))
		e.at.size = binary.BigEndian.Uint32(numbers[8:])
		e.at.sum = binary.BigEndian.Uint32(numbers[12:])
		if e.at.offset >= 0 && e.at.offset <= end && int64(e.at.size) <= end-e.at.offset {
			entries = append(entries, e)
		}
	}
	return entries
}
