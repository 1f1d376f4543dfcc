package extracted

import (
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"gongkai/extractors"
	"gongkai/pipeline/durable"
)

// ErrCorrupt is wrapped by errors about records that are not what was written.
var ErrCorrupt = errors.New("corrupt record")

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Store is an open store.
type Store struct {
	dir  string
	fsys durable.FS

	mu       sync.RWMutex // over records and segments
	records  table
	segments []*os.File // open for reading

	// writer is the segment being written, nil before the first Put; own is its first record.
	writer *durable.Writer
	own    int
}

// Open opens the store in a folder, which is made when it does not exist, and
// removes what a killed run left there; one process at a time may have it open.
// Damaged segments are left out: their documents are extracted again.
func Open(dir string, fsys durable.FS) (*Store, error) {
	s := &Store{dir: dir, fsys: fsys}
	if err := fsys.MkdirAll(dir); err != nil {
		return nil, fmt.Errorf("extracted: open %s: %w", dir, err)
	}
	if err := durable.RemoveTemps(fsys, dir); err != nil {
		return nil, fmt.Errorf("extracted: open %s: %w", dir, err)
	}
	names, err := filepath.Glob(filepath.Join(dir, "*.seg"))
	if err != nil {
		return nil, fmt.Errorf("extracted: open %s: %w", dir, err)
	}
	slices.Sort(names)
	for _, name := range names {
		if err := s.openSegment(name); err != nil {
			return nil, errors.Join(fmt.Errorf("extracted: open %s: %w", dir, err), s.Close())
		}
	}
	return s, nil
}

// openSegment reads a segment's index.
func (s *Store) openSegment(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	err = readIndex(file, len(s.segments), &s.records)
	if errors.Is(err, ErrCorrupt) {
		return file.Close()
	}
	if err != nil {
		return errors.Join(err, file.Close())
	}
	s.segments = append(s.segments, file)
	return nil
}

// Has reports whether the result of a key is there.
func (s *Store) Has(key Key) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.records.find(key) != nil
}

// Put adds a packed result, and the facts that are kept beside it.
func (s *Store) Put(key Key, facts, result []byte) error {
	if s.writer == nil {
		if err := s.begin(); err != nil {
			return fmt.Errorf("extracted: put: %w", err)
		}
	}
	r := record{
		key: key, segment: int32(len(s.segments) - 1), offset: s.writer.Bytes(), factsSize: uint32(len(facts)), size: uint32(len(result)),
		factsSum: crc32.Checksum(facts, castagnoli), resultsSum: crc32.Checksum(result, castagnoli),
	}
	for _, part := range [][]byte{facts, result} {
		if _, err := s.writer.Write(part); err != nil {
			return fmt.Errorf("extracted: put: %w", err)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.records.add(r)
	return nil
}

// begin starts a segment under the first free name.
func (s *Store) begin() error {
	var name string
	for n := 1; ; n++ {
		name = filepath.Join(s.dir, fmt.Sprintf("%06d.seg", n))
		if _, err := os.Lstat(name); errors.Is(err, os.ErrNotExist) {
			break
		} else if err != nil {
			return err
		}
	}
	writer, err := durable.Create(s.fsys, name)
	if err != nil {
		return err
	}
	file, err := os.Open(writer.TempPath())
	if err != nil {
		return errors.Join(err, writer.Abort())
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.writer, s.segments, s.own = writer, append(s.segments, file), s.records.n
	return nil
}

// Get returns the result of a key.
func (s *Store) Get(key Key) (extractors.Result, error) {
	file, r, err := s.find(key)
	if err != nil {
		return extractors.Result{}, err
	}
	data, err := read(file, r.offset+int64(r.factsSize), r.size, r.resultsSum)
	if err != nil {
		return extractors.Result{}, err
	}
	return Unpack(data)
}

// Facts returns what was put beside the result of a key.
func (s *Store) Facts(key Key) ([]byte, error) {
	file, r, err := s.find(key)
	if err != nil {
		return nil, err
	}
	return read(file, r.offset, r.factsSize, r.factsSum)
}

func read(file *os.File, offset int64, size, sum uint32) ([]byte, error) {
	data := make([]byte, size)
	if _, err := file.ReadAt(data, offset); err != nil {
		return nil, fmt.Errorf("extracted: get from %s: %w", file.Name(), err)
	}
	if crc32.Checksum(data, castagnoli) != sum {
		return nil, fmt.Errorf("extracted: get from %s: offset %d: %w", file.Name(), offset, ErrCorrupt)
	}
	return data, nil
}

func (s *Store) find(key Key) (*os.File, record, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	r := s.records.find(key)
	if r == nil {
		return nil, record{}, fmt.Errorf("extracted: get: no result for key %x", key[:8])
	}
	return s.segments[r.segment], *r, nil
}

// Commit makes everything put so far durable. Nothing can be put afterwards.
func (s *Store) Commit() error {
	if s.writer == nil {
		return nil
	}
	if err := writeIndex(s.writer, &s.records, s.own); err != nil {
		return fmt.Errorf("extracted: commit: %w", err)
	}
	if err := s.writer.Commit(); err != nil {
		return fmt.Errorf("extracted: commit: %w", err)
	}
	return nil
}

// Close drops what was not committed and releases the store.
func (s *Store) Close() error {
	var errs []error
	for _, file := range s.segments {
		errs = append(errs, file.Close())
	}
	if s.writer != nil {
		errs = append(errs, s.writer.Abort())
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("extracted: close: %w", err)
	}
	return nil
}
