package raw

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"unique"

	"github.com/parquet-go/parquet-go"

	"gongkai/pipeline/durable"
	"gongkai/schema"
)

const indexName = "index.parquet"

// indexEvery is how many new segments make Close write the index anew.
const indexEvery = 16

// indexSizes is the key of the index's metadata that holds the sizes of the
// segments it was made of.
const indexSizes = "gongkai.segments"

// indexRow is a sighting that an address holds or, with an empty URI, the place
// of a content.
type indexRow struct {
	URI       string `parquet:"uri,plain,zstd"`
	Sum       []byte `parquet:"sha256,plain"`
	FetchedAt int64  `parquet:"fetched_at,delta,zstd"`
	SeenAt    int64  `parquet:"seen_at,delta,zstd"`
	CheckedAt int64  `parquet:"checked_at,delta,zstd"`
	Bytes     int64  `parquet:"bytes,delta,zstd"`
	Segment   int32  `parquet:"segment,delta,zstd"`
	Row       int32  `parquet:"row,delta,zstd"`
	Status    int32  `parquet:"status,delta,zstd"`
	MediaType string `parquet:"media_type,dict,zstd"`
	FoundOn   string `parquet:"found_on,dict,zstd"`
	Reason    string `parquet:"reject_reason,dict,zstd"`
	Detail    string `parquet:"reject_detail,plain,zstd"`
}

// load makes the state of a zone from its index, where that fits, and the
// segments that it does not cover.
func load(dir string) (*state, error) {
	sizes, err := segmentSizes(dir)
	if err != nil {
		return nil, err
	}
	s, err := readIndex(filepath.Join(dir, indexName), sizes)
	if err != nil {
		s = newState() // the index is derived: what is wrong with it, the segments make good
	}
	for number := s.lastSegment() + 1; number <= len(sizes); number++ {
		if err := s.loadSegment(dir, number, sizes[number-1]); err != nil {
			return nil, fmt.Errorf("%s: %w", segmentName(number), err)
		}
	}
	return s, nil
}

func (s *state) loadSegment(dir string, number int, size int64) error {
	seg, err := openSegment(filepath.Join(dir, segmentName(number)))
	if err != nil {
		return err
	}
	defer seg.Close()
	var entries []entry
	digest := newDigest()
	for k, err := range seg.keys() {
		if err != nil {
			return err
		}
		k.digest(digest)
		e, err := newEntry(k, place{int32(number), int32(len(entries))})
		if err != nil {
			return err
		}
		entries = append(entries, e)
	}
	if got, want := digest.String(), seg.keysDigest(); got != want {
		return fmt.Errorf("sha256 of the rows is %s, want %q: %w", got, want, ErrCorrupt)
	}
	s.addSegment(size, entries)
	return nil
}

var errStale = errors.New("index does not fit the segments")

// readIndex reads the index if the segments it was made of are still there.
func readIndex(path string, sizes []int64) (*state, error) {
	file, err := openSegment(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	s := newState()
	text, _ := file.parquet.Lookup(indexSizes)
	if err := json.Unmarshal([]byte(text), &s.sizes); err != nil {
		return nil, err
	}
	if len(s.sizes) > len(sizes) || !slices.Equal(s.sizes, sizes[:len(s.sizes)]) {
		return nil, errStale
	}
	digest := newDigest()
	for r, err := range readRows[indexRow](file.parquet) {
		if err != nil {
			return nil, err
		}
		if err := s.addIndexRow(r); err != nil {
			return nil, err
		}
		r.digest(digest)
	}
	if digest.String() != file.keysDigest() {
		return nil, errStale
	}
	return s, nil
}

func (s *state) addIndexRow(r *indexRow) error {
	if len(r.Sum) != len(sum{}) || r.Segment < 1 || int(r.Segment) > len(s.sizes) {
		return errStale
	}
	at := place{r.Segment, r.Row}
	if r.URI == "" {
		s.store(sum(r.Sum), at)
		return nil
	}
	a := &sighting{
		uri: r.URI, sum: sum(r.Sum), fetched: r.FetchedAt, seen: r.SeenAt, checked: r.CheckedAt,
		bytes: r.Bytes, at: at, status: r.Status,
		mediaType: unique.Make(r.MediaType), foundOn: unique.Make(r.FoundOn),
	}
	if r.Reason != "" {
		a.reject = &schema.Reject{Reason: schema.Reason(r.Reason), Detail: r.Detail}
	}
	s.set(a)
	return nil
}

// writeIndex writes the index of this state.
func (s *state) writeIndex(fsys durable.FS, dir string) error {
	file, err := durable.Create(fsys, filepath.Join(dir, indexName))
	if err != nil {
		return err
	}
	sizes, err := json.Marshal(s.sizes)
	if err != nil {
		return errors.Join(err, file.Abort())
	}
	w := parquet.NewGenericWriter[indexRow](file,
		parquet.CreatedBy("gongkai", "1", ""), parquet.KeyValueMetadata(indexSizes, string(sizes)))
	digest := newDigest()
	for rows := range s.indexRows() {
		for i := range rows {
			rows[i].digest(digest)
		}
		if _, err := w.Write(rows); err != nil {
			return errors.Join(err, file.Abort())
		}
	}
	w.SetKeyValueMetadata(keysDigest, digest.String())
	if err := w.Close(); err != nil {
		return errors.Join(err, file.Abort())
	}
	if err := file.Commit(); err != nil {
		return err
	}
	s.unindexed = 0
	return nil
}

// indexed names a row of the index: a content, or what an address holds.
type indexed struct {
	at      place
	number  uint32
	address bool
}

// indexRows yields the state some rows at a time, in an order that depends on it
// alone: by place, which also packs best.
func (s *state) indexRows() iter.Seq[[]indexRow] {
	all := make([]indexed, 0, s.addresses.all.n+s.contents.all.n)
	for n := range uint32(s.contents.all.n) {
		if at := s.contents.all.at(n).at; at.segment != 0 {
			all = append(all, indexed{at, n, false})
		}
	}
	for n := range uint32(s.addresses.all.n) {
		all = append(all, indexed{s.addresses.all.at(n).at, n, true})
	}
	slices.SortFunc(all, func(a, b indexed) int {
		return cmp.Or(cmp.Compare(a.at.segment, b.at.segment), cmp.Compare(a.at.row, b.at.row), compareKinds(a, b))
	})
	return func(yield func([]indexRow) bool) {
		for chunk := range slices.Chunk(all, 8192) {
			rows := make([]indexRow, len(chunk))
			for i, x := range chunk {
				rows[i] = s.indexRow(x)
			}
			if !yield(rows) {
				return
			}
		}
	}
}

// compareKinds puts the content's row first.
func compareKinds(a, b indexed) int {
	switch {
	case a.address == b.address:
		return 0
	case b.address:
		return -1
	}
	return 1
}

func (s *state) indexRow(x indexed) indexRow {
	if !x.address {
		c := s.contents.all.at(x.number)
		return indexRow{Sum: c.sum[:], FetchedAt: noTime, Segment: c.at.segment, Row: c.at.row}
	}
	a := s.sighting(s.addresses.all.at(x.number))
	r := indexRow{
		URI: a.uri, Sum: a.sum[:], FetchedAt: a.fetched, SeenAt: a.seen, CheckedAt: a.checked, Bytes: a.bytes, Segment: a.at.segment, Row: a.at.row,
		Status: a.status, MediaType: a.mediaType.Value(), FoundOn: a.foundOn.Value(),
	}
	if a.reject != nil {
		r.Reason, r.Detail = string(a.reject.Reason), a.reject.Detail
	}
	return r
}

func (r *indexRow) digest(d *digest) {
	d.texts(r.URI, string(r.Sum), r.MediaType, r.FoundOn, r.Reason, r.Detail)
	d.numbers(r.FetchedAt, r.SeenAt, r.CheckedAt, r.Bytes, int64(r.Segment), int64(r.Row), int64(r.Status))
}
