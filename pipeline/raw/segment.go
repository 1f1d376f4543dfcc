package raw

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"

	"github.com/parquet-go/parquet-go"

	"gongkai/pipeline/durable"
)

// pageBytes is the size after which a page of a column ends: small, so that
// reading one body unpacks little besides it.
const pageBytes = 64 << 10

// groupBytes is the size of body bytes after which a row group ends, which
// bounds the memory of writing.
const groupBytes = 32 << 20

// keysDigest is the key of a segment's metadata that holds the sha256 of its
// rows but what is large. Pages have checksums of their own; the footer, which
// says where and what they are, has none but this.
const keysDigest = "gongkai.keys_sha256"

func segmentName(number int) string { return fmt.Sprintf("segment-%08d.parquet", number) }

var segmentPattern = regexp.MustCompile(`^segment-(\d{8})\.parquet$`)

// segmentSizes lists the sizes of the segments in a folder; segment n is at n-1.
func segmentSizes(dir string) ([]int64, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	var sizes []int64
	for _, e := range entries { // sorted by name, so by number
		match := segmentPattern.FindStringSubmatch(e.Name())
		if match == nil {
			continue
		}
		number, _ := strconv.Atoi(match[1])
		if number != len(sizes)+1 {
			return nil, fmt.Errorf("%s is missing: %w", segmentName(len(sizes)+1), ErrCorrupt)
		}
		info, err := os.Stat(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		sizes = append(sizes, info.Size())
	}
	return sizes, nil
}

// segmentWriter writes one segment.
type segmentWriter struct {
	number  int
	path    string
	file    *durable.Writer
	rows    *parquet.GenericWriter[row]
	entries []entry
	// keys digests the rows but what is large; the footer holds it.
	keys      *digest
	contents  map[sum]bool
	bodyBytes int64
	// groupBytes counts the body bytes of the row group in memory.
	groupBytes int64
}

func newSegmentWriter(fsys durable.FS, dir string, number int) (*segmentWriter, error) {
	path := filepath.Join(dir, segmentName(number))
	if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%s is there already: another process writes to this zone: %w", path, os.ErrExist)
	}
	file, err := durable.Create(fsys, path)
	if err != nil {
		return nil, err
	}
	rows := parquet.NewGenericWriter[row](file,
		parquet.CreatedBy("gongkai", "1", ""),
		parquet.PageBufferSize(pageBytes),
		parquet.SkipPageBounds("body"), parquet.SkipPageStatistics("body"),
		parquet.SkipPageBounds("header"), parquet.SkipPageStatistics("header"),
		parquet.SkipPageBounds("reject_detail"), parquet.SkipPageStatistics("reject_detail"),
	)
	return &segmentWriter{number: number, path: path, file: file, rows: rows, keys: newDigest(), contents: map[sum]bool{}}, nil
}

func (w *segmentWriter) holds(content sum) bool { return w.contents[content] }

func (w *segmentWriter) append(r *row) error {
	key := r.key()
	e, err := newEntry(&key, place{int32(w.number), int32(len(w.entries))})
	if err != nil {
		return err
	}
	if _, err := w.rows.Write([]row{*r}); err != nil {
		return err
	}
	key.digest(w.keys)
	w.entries = append(w.entries, e)
	if r.Stored {
		w.contents[r.sum] = true
	}
	w.bodyBytes += int64(len(r.Body))
	w.groupBytes += int64(len(r.Body))
	if w.groupBytes >= groupBytes {
		w.groupBytes = 0
		return w.rows.Flush()
	}
	return nil
}

// commit makes the segment durable after reading it back, and returns its size.
func (w *segmentWriter) commit() (int64, error) {
	w.rows.SetKeyValueMetadata(keysDigest, w.keys.String())
	if err := w.rows.Close(); err != nil {
		return 0, err
	}
	if err := w.readBack(); err != nil {
		return 0, fmt.Errorf("read back %s: %w", w.path, err)
	}
	if _, err := os.Lstat(w.path); !errors.Is(err, os.ErrNotExist) {
		return 0, fmt.Errorf("%s is there already: another process writes to this zone: %w", w.path, os.ErrExist)
	}
	return w.file.Bytes(), w.file.Commit()
}

func (w *segmentWriter) abort() error { return w.file.Abort() }

// readBack compares the file with what was appended, bodies by their sha256.
func (w *segmentWriter) readBack() error {
	s, err := openSegment(w.file.TempPath())
	if err != nil {
		return err
	}
	defer s.Close()
	n := 0
	for r, err := range s.rows() {
		if err != nil {
			return err
		}
		if n >= len(w.entries) || r.URI != w.entries[n].uri || r.Stored != w.entries[n].stored {
			return fmt.Errorf("row %d is not what was written: %w", n, ErrCorrupt)
		}
		if r.Stored && sum(sha256.Sum256(r.Body)) != w.entries[n].sum {
			return fmt.Errorf("body of row %d is not what was written: %w", n, ErrCorrupt)
		}
		n++
	}
	if n != len(w.entries) {
		return fmt.Errorf("%d rows of %d: %w", n, len(w.entries), ErrCorrupt)
	}
	return nil
}
