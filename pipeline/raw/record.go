package raw

import (
	"fmt"
	"net/http"
	"time"

	"gongkai/pipeline/source"
)

// Record appends an item unless its address holds just that and the item's time
// tells of no later check. changes says whether documents may change by it. It
// knows of what was flushed.
func (z *Zone) Record(item source.Item) (changes bool, err error) {
	row, err := newRow(item)
	if err != nil {
		return false, err
	}
	z.mu.Lock()
	defer z.mu.Unlock()
	at := micros(row.FetchedAt)
	held := z.state.get(item.URI)
	changes = held == nil || !held.gives(row) && held.wouldYield(row.Reason != nil, at)
	if held != nil && held.gives(row) && at <= held.checked {
		return false, nil
	}
	if z.failed != nil {
		return false, z.failed
	}
	return changes, z.keep(z.append(row, item.Body))
}

// Unchanged records that a server, asked with the conditions of Latest at the
// time given, said that an address holds what it held.
func (z *Zone) Unchanged(uri string, at time.Time) error {
	z.mu.Lock()
	defer z.mu.Unlock()
	held := z.state.get(uri)
	if held == nil || held.reject != nil {
		return fmt.Errorf("raw: unchanged %q: the address holds no content", uri)
	}
	if z.failed != nil {
		return z.failed
	}
	text, fetched := held.sum.String(), at.UnixMicro()
	return z.keep(z.append(&row{
		URI: uri, FetchedAt: &fetched, Status: http.StatusNotModified, MediaType: held.mediaType.Value(),
		FoundOn: held.foundOn.Value(), SHA256: &text, Bytes: held.bytes, sum: held.sum,
	}, nil))
}
