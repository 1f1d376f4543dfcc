package extracted

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
)

// A segment is: records | index | tail. A record is its facts, then its result. An index
// line is key, offset, the two sizes and the CRC-32C of both parts; the tail is magic,
// offset of the index, number of lines and CRC-32C of the index. All numbers are big endian.
const (
	segmentMagic = "gkx3"
	lineBytes    = len(Key{}) + 8 + 4*4
	tailBytes    = len(segmentMagic) + 8 + 4 + 4
)

type byteCounter interface {
	io.Writer
	Bytes() int64
}

// writeIndex writes the index and tail of a segment whose records are those of the
// table from a number on.
func writeIndex(w byteCounter, t *table, from int) error {
	start := w.Bytes()
	sum := crc32.New(castagnoli)
	out := io.MultiWriter(w, sum)
	var line []byte
	for n := from; n < t.n; n++ {
		line = t.at(n).appendLine(line[:0])
		if _, err := out.Write(line); err != nil {
			return err
		}
	}
	tail := append([]byte{}, segmentMagic...)
	tail = binary.BigEndian.AppendUint64(tail, uint64(start))
	tail = binary.BigEndian.AppendUint32(tail, uint32(t.n-from))
	tail = binary.BigEndian.AppendUint32(tail, sum.Sum32())
	_, err := w.Write(tail)
	return err
}

func (r *record) appendLine(line []byte) []byte {
	line = append(line, r.key[:]...)
	line = binary.BigEndian.AppendUint64(line, uint64(r.offset))
	for _, n := range []uint32{r.factsSize, r.size, r.factsSum, r.resultsSum} {
		line = binary.BigEndian.AppendUint32(line, n)
	}
	return line
}

// readIndex reads the index of a segment into a table; ErrCorrupt where it has no
// whole one, and then the table is as before.
func readIndex(file *os.File, segment int, t *table) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	tail := make([]byte, tailBytes)
	if info.Size() < int64(tailBytes) {
		return fmt.Errorf("%s: %w: %d bytes", file.Name(), ErrCorrupt, info.Size())
	}
	if _, err := file.ReadAt(tail, info.Size()-int64(tailBytes)); err != nil {
		return err
	}
	numbers := tail[len(segmentMagic):]
	start, lines := binary.BigEndian.Uint64(numbers), binary.BigEndian.Uint32(numbers[8:])
	size := int64(lines) * int64(lineBytes)
	if string(tail[:len(segmentMagic)]) != segmentMagic || start > 1<<62 || int64(start)+size+int64(tailBytes) != info.Size() {
		return fmt.Errorf("%s: %w: tail", file.Name(), ErrCorrupt)
	}
	sum := crc32.New(castagnoli)
	if _, err := io.Copy(sum, io.NewSectionReader(file, int64(start), size)); err != nil {
		return err
	}
	if sum.Sum32() != binary.BigEndian.Uint32(numbers[12:]) {
		return fmt.Errorf("%s: %w: index", file.Name(), ErrCorrupt)
	}
	return readLines(io.NewSectionReader(file, int64(start), size), segment, int64(start), t)
}

// readLines adds the records of an index, but those that point past the records.
func readLines(index io.Reader, segment int, end int64, t *table) error {
	block := make([]byte, 4096*lineBytes)
	for {
		n, err := io.ReadFull(index, block)
		for lines := block[:n/lineBytes*lineBytes]; len(lines) > 0; lines = lines[lineBytes:] {
			r := readLine(lines, segment)
			if r.offset >= 0 && r.offset <= end && int64(r.factsSize)+int64(r.size) <= end-r.offset {
				t.add(r)
			}
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("index: %w", err)
		}
	}
}

func readLine(line []byte, segment int) record {
	numbers := line[len(Key{}):]
	return record{
		key: Key(line[:len(Key{})]), segment: int32(segment), offset: int64(binary.BigEndian.Uint64(numbers)),
		factsSize: binary.BigEndian.Uint32(numbers[8:]), size: binary.BigEndian.Uint32(numbers[12:]),
		factsSum: binary.BigEndian.Uint32(numbers[16:]), resultsSum: binary.BigEndian.Uint32(numbers[20:]),
	}
}
