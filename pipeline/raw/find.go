package raw

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// ErrNoContent is what Find answers where the zone never held such a content.
var ErrNoContent = errors.New("no such content")

// leastDigits is how many hex digits of a sha256 name a content: what a report's
// id holds.
const leastDigits = 16

// Find returns the document with a content, named by its sha256 or the first 16
// or more hex digits of it, and reads no body but that one. A content that no
// address holds any more is found too: it is the document as first seen, and URIs
// is empty. Find knows of what was flushed.
func (z *Zone) Find(sha256 string) (Document, error) {
	z.mu.Lock()
	defer z.mu.Unlock()
	doc, err := z.find(sha256)
	if err != nil {
		return Document{}, fmt.Errorf("raw: find %q in %s: %w", sha256, z.dir, err)
	}
	return doc, nil
}

func (z *Zone) find(name string) (Document, error) {
	want, err := z.state.named(name)
	if err != nil {
		return Document{}, err
	}
	at := z.state.placeOf(want)
	var doc Document
	if holders := z.state.holdersOf(want); len(holders) > 0 {
		doc = document(holders)
	} else if doc, err = z.readers.superseded(at, want); err != nil {
		return doc, err
	}
	doc.Body, err = z.readers.body(at, want)
	return doc, err
}

// named is the one content whose sha256 begins with a name.
func (s *state) named(name string) (sum, error) {
	if len(name) < leastDigits || len(name) > 2*len(sum{}) || strings.Trim(name, "0123456789abcdef") != "" {
		return sum{}, fmt.Errorf("not %d to %d hex digits: %w", leastDigits, 2*len(sum{}), ErrNoContent)
	}
	begin, err := hex.DecodeString(name[:len(name)/2*2])
	if err != nil {
		return sum{}, err
	}
	var found []sum
	for n := range uint32(s.contents.all.n) {
		c := s.contents.all.at(n)
		if c.at.segment != 0 && bytes.HasPrefix(c.sum[:], begin) && strings.HasPrefix(c.sum.String(), name) {
			found = append(found, c.sum)
		}
	}
	switch len(found) {
	case 0:
		return sum{}, ErrNoContent
	case 1:
		return found[0], nil
	}
	return sum{}, fmt.Errorf("%d contents begin so: %w", len(found), ErrNoContent)
}

// holdersOf lists the addresses that hold a content, the preferred first.
func (s *state) holdersOf(content sum) []*sighting {
	var holders []*sighting
	number, ok := s.contents.get(content)
	for n := range uint32(s.addresses.all.n) {
		if h := s.addresses.all.at(n); ok && h.content == number {
			holders = append(holders, s.sighting(h))
		}
	}
	slices.SortFunc(holders, func(a, b *sighting) int { return compareAddresses(a.uri, b.uri) })
	return holders
}

// superseded is a content's document as the row says that holds its body.
func (r *readers) superseded(at place, want sum) (Document, error) {
	s, err := r.segment(at.segment)
	if err != nil {
		return Document{}, err
	}
	name := segmentName(int(at.segment))
	k, err := s.key(at.row)
	if err != nil {
		return Document{}, fmt.Errorf("%s: row %d: %w", name, at.row, err)
	}
	e, err := newEntry(k, at)
	if err != nil {
		return Document{}, fmt.Errorf("%s: %w", name, err)
	}
	return Document{Item: e.item(), SHA256: want.String()}, nil
}

// key reads one row without what is large.
func (s *segment) key(row int32) (*keyRow, error) {
	var rows [1]keyRow
	err := guard(func() error {
		reader := parquet.NewGenericReader[keyRow](s.parquet)
		defer reader.Close()
		if err := reader.SeekToRow(int64(row)); err != nil {
			return err
		}
		if n, err := reader.Read(rows[:]); n != 1 {
			return noEOF(err)
		}
		return nil
	})
	return &rows[0], err
}
