package raw

import "gongkai/pipeline/source"

// Holds reports whether an address already holds what the item gives: the same
// content under the same media type, or the same failure. Appending it would
// change no document. It knows of what was flushed.
func (z *Zone) Holds(item source.Item) (bool, error) {
	row, err := newRow(item)
	if err != nil {
		return false, err
	}
	z.mu.Lock()
	defer z.mu.Unlock()
	held := z.state.get(item.URI)
	return held != nil && held.gives(row), nil
}

// gives reports whether a row says just what the address holds.
func (s *sighting) gives(r *row) bool {
	if s.reject != nil || r.Reason != nil {
		return s.reject != nil && r.Reason != nil && string(s.reject.Reason) == *r.Reason && s.reject.Detail == *r.Detail
	}
	return s.sum == r.sum && s.mediaType.Value() == r.MediaType
}
