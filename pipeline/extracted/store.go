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

// place is where a packed result stands.
type place struct {
	segment int
	offset  int64
	size    uint32
	sum     uint32
}

// Store is an open store.
type Store struct {
	dir  string
	fsys durable.FS

	mu       sync.RWMutex // over places and segments
	places   map[Key]place
	segments []*os.File // open for reading

	// writer is the segment being written, nil before the first Put.
	writer *durable.Writer
	index  []entry
}

// Open opens the store in a folder, which is made when it does not exist, and
// removes what a killed run left there; one process at a time may have it open.
// Damaged segments are left out: their documents are extracted again.
func Open(dir string, fsys durable.FS) (*Store, error) {
	s := &Store{dir: dir, fsys: fsys, places: map[Key]place{}}
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
	entries, err := readIndex(file)
	if errors.Is(err, ErrCorrupt) {
		return file.Close()
	}
	if err != nil {
		return errors.Join(err, file.Close())
	}
	for _, e := range entries {
		e.at.segment = len(s.segments)
		s.places[e.key] = e.at
	}
	s.segments = append(s.segments, file)
	return nil
}

// Has reports whether the result of a key is there.
func (s *Store) Has(key Key) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	_, ok := s.places[key]
	return ok
}

// Put adds a packed result, or what is kept beside one.
func (s *Store) Put(key Key, data []byte) error {
	if s.writer == nil {
		if err := s.begin(); err != nil {
			return fmt.Errorf("extracted: put: %w", err)
		}
	}
	at := place{
		segment: len(s.segments) - 1, offset: s.writer.Bytes(),
		size: uint32(len(data)), sum: crc32.Checksum(data, castagnoli),
	}
	if _, err := s.writer.Write(data); err != nil {
		return fmt.Errorf("extracted: put: %w", err)
	}
	s.index = append(s.index, entry{key: key, at: at})
	s.mu.Lock()
	defer s.mu.Unlock()
	s.places[key] = at
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
	s.writer, s.segments = writer, append(s.segments, file)
	return nil
}

// Get returns the result of a key.
func (s *Store) Get(key Key) (extractors.Result, error) {
	data, err := s.Bytes(key)
	if err != nil {
		return extractors.Result{}, err
	}
	return Unpack(data)
}

// Bytes returns what was put under a key.
func (s *Store) Bytes(key Key) ([]byte, error) {
	file, at, ok := s.find(key)
	if !ok {
		return nil, fmt.Errorf("extracted: get: no result for key %x", key[:8])
	}
	data := make([]byte, at.size)
	if _, err := file.ReadAt(data, at.offset); err != nil {
		return nil, fmt.Errorf("extracted: get from %s: %w", file.Name(), err)
	}
	if crc32.Checksum(data, castagnoli) != at.sum {
		return nil, fmt.Errorf("extracted: get from %s: offset %d: %w", file.Name(), at.offset, ErrCorrupt)
	}
	return data, nil
}

func (s *Store) find(key Key) (*os.File, place, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	at, ok := s.places[key]
	if !ok {
		return nil, place{}, false
	}
	return s.segments[at.segment], at, true
}

// Commit makes everything put so far durable. Nothing can be put afterwards.
func (s *Store) Commit() error {
	if s.writer == nil {
		return nil
	}
	if err := writeIndex(s.writer, s.index); err != nil {
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
