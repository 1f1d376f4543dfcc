package raw

import (
	"fmt"
	"hash/maphash"
	"net/http"
	"net/url"
	"strings"
	"unique"

	"gongkai/pipeline/source"
	"gongkai/schema"
)

// place is where a row stands.
type place struct{ segment, row int32 }

// sighting is what an address holds: its newest content, or its newest failure
// when it never gave content.
type sighting struct {
	uri string
	sum sum
	// Times in microseconds, or noTime: when the address first gave what it
	// holds, when it last gave it, and when it was last asked, whatever it gave.
	fetched, seen, checked int64
	bytes                  int64
	at                     place
	status                 int32
	mediaType              unique.Handle[string]
	foundOn                unique.Handle[string]
	reject                 *schema.Reject
}

func (s *sighting) item() source.Item {
	return source.Item{
		URI: s.uri, Bytes: s.bytes, FetchedAt: timeOf(s.fetched), CheckedAt: timeOf(s.checked), Status: int(s.status),
		MediaType: s.mediaType.Value(), FoundOn: s.foundOn.Value(), Reject: s.reject,
	}
}

// state is what follows from all segments: the newest sighting of each address
// and the place of each content.
type state struct {
	addresses addresses
	contents  contents
	// sizes holds the size in bytes of each segment; segment n is sizes[n-1].
	sizes []int64
	// unindexed counts the segments that came after the index was written.
	unindexed int
}

func newState() *state {
	return &state{addresses: addresses{seed: maphash.MakeSeed()}}
}

func (s *state) lastSegment() int { return len(s.sizes) }

// holds reports whether a segment holds the body of a content.
func (s *state) holds(body sum) bool { return s.placeOf(body).segment != 0 }

// addSegment takes in the sightings of the next segment, in their order.
func (s *state) addSegment(size int64, entries []entry) {
	s.sizes = append(s.sizes, size)
	s.unindexed++
	for i := range entries {
		s.add(&entries[i])
	}
}

// entry is a sighting of a segment on its way into the state.
type entry struct {
	sighting
	stored bool
}

func newEntry(k *keyRow, at place) (entry, error) {
	e := entry{stored: k.Stored, sighting: sighting{
		uri: k.URI, fetched: micros(k.FetchedAt), bytes: k.Bytes, at: at, status: k.Status,
		mediaType: unique.Make(k.MediaType), foundOn: unique.Make(k.FoundOn), reject: k.reject(),
	}}
	e.seen, e.checked = e.fetched, e.fetched
	if k.SHA256 == nil {
		if e.reject == nil {
			return e, fmt.Errorf("row %d of %q has neither content nor reject: %w", at.row, k.URI, ErrCorrupt)
		}
		return e, nil
	}
	var err error
	e.sum, err = parseSum(*k.SHA256)
	return e, err
}

func (s *state) add(e *entry) {
	if e.stored {
		s.store(e.sum, e.at)
	}
	newest := s.get(e.uri)
	switch {
	case newest == nil:
		newest = &e.sighting
	case newest.equals(&e.sighting):
		newest.confirm(&e.sighting)
	case newest.yieldsTo(&e.sighting):
		checked := newest.checked
		newest = &e.sighting
		newest.checked = max(newest.checked, checked)
	default:
		newest.checked = max(newest.checked, e.fetched)
	}
	s.set(newest)
}

// equals reports whether a sighting gave just what this one did.
func (s *sighting) equals(later *sighting) bool {
	if s.reject != nil || later.reject != nil {
		return s.reject != nil && later.reject != nil && *s.reject == *later.reject
	}
	return s.sum == later.sum && s.mediaType == later.mediaType
}

// confirm takes in that the address gave the same again. What it holds is as
// old as before; headers that came with it are those to ask with next time.
func (s *sighting) confirm(later *sighting) {
	s.checked = max(s.checked, later.fetched)
	if later.fetched < s.seen {
		return
	}
	s.seen = later.fetched
	if later.status != http.StatusNotModified {
		s.at, s.status = later.at, later.status
	}
}

// yieldsTo reports whether a sighting that arrived later takes the place of
// this one: content before failure, then the newer, then the later.
func (s *sighting) yieldsTo(later *sighting) bool {
	return s.wouldYield(later.reject != nil, later.fetched)
}

func (s *sighting) wouldYield(toFailure bool, fetched int64) bool {
	if (s.reject != nil) != toFailure {
		return !toFailure
	}
	return fetched >= s.seen
}

func (s *state) stats() Stats {
	stats := Stats{Segments: len(s.sizes), Addresses: s.addresses.all.n}
	held := make([]bool, s.contents.all.n)
	for n := range uint32(s.addresses.all.n) {
		if number := s.addresses.all.at(n).content; number == noContent {
			stats.Failures++
		} else {
			held[number] = true
		}
	}
	for n := range uint32(s.contents.all.n) {
		if s.contents.all.at(n).at.segment == 0 {
			continue
		}
		if stats.Contents++; !held[n] {
			stats.Superseded++
		}
	}
	return stats
}

// compareAddresses orders the addresses of one content, the preferred first.
func compareAddresses(a, b string) int {
	if x, y := isGovernment(a), isGovernment(b); x != y {
		if x {
			return -1
		}
		return 1
	}
	return strings.Compare(a, b)
}

// isGovernment reports whether an address is on a host of the Chinese government.
func isGovernment(uri string) bool {
	if !strings.HasPrefix(uri, "http") {
		return false
	}
	u, err := url.Parse(uri)
	if err != nil {
		return false
	}
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	return host == "gov.cn" || strings.HasSuffix(host, ".gov.cn")
}
