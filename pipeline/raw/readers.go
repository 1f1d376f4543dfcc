package raw

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"path/filepath"
)

// maxOpen bounds the segments that one iteration holds open.
const maxOpen = 128

// readers holds segments open for reading, the oldest closed first.
type readers struct {
	dir   string
	open  map[int32]*segment
	order []int32
}

func newReaders(dir string) *readers { return &readers{dir: dir, open: map[int32]*segment{}} }

func (r *readers) segment(number int32) (*segment, error) {
	if s, ok := r.open[number]; ok {
		return s, nil
	}
	if len(r.order) >= maxOpen {
		oldest := r.order[0]
		r.open[oldest].Close() //nolint:errcheck // read only: nothing can be lost
		delete(r.open, oldest)
		r.order = r.order[1:]
	}
	s, err := openSegment(filepath.Join(r.dir, segmentName(int(number))))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", segmentName(int(number)), err)
	}
	r.open[number], r.order = s, append(r.order, number)
	return s, nil
}

func (r *readers) close() {
	for _, s := range r.open {
		s.Close() //nolint:errcheck // read only: nothing can be lost
	}
	clear(r.open)
	r.order = nil
}

// body reads the content at a place and checks it.
func (r *readers) body(at place, want sum) ([]byte, error) {
	s, err := r.segment(at.segment)
	if err != nil {
		return nil, err
	}
	body, err := s.value("body", at.row)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", segmentName(int(at.segment)), err)
	}
	if body == nil {
		body = []byte{} // a content of no bytes
	}
	if got := sum(sha256.Sum256(body)); got != want {
		return nil, fmt.Errorf("%s: row %d: sha256 is %s, want %s: %w", segmentName(int(at.segment)), at.row, got, want, ErrCorrupt)
	}
	return body, nil
}

// header reads the headers of a sighting; nil where there were none.
func (r *readers) header(s *sighting) (http.Header, error) {
	seg, err := r.segment(s.at.segment)
	if err != nil {
		return nil, err
	}
	raw, err := seg.value("header", s.at.row)
	if err != nil || raw == nil {
		return nil, err
	}
	return parseHeader(raw), nil
}
