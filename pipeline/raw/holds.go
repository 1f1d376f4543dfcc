package raw

import "gongkai/pipeline/source"

// Holds reports whether an address already holds what the item gives: the same
// content under the same media type, or the same failure. Appending it would
// add a sighting and change no document. It knows of what was flushed.
func (z *Zone) Holds(item source.Item) (bool, error) {
	row, err := newRow(item)
	if err != nil {
		return false, err
	}
	z.mu.Lock()
	defer z.mu.Unlock()
	s, ok := z.state.addresses[item.URI]
	if !ok || (s.reject == nil) != (item.Reject == nil) {
		return false, nil
	}
	if s.reject != nil {
		return string(s.reject.Reason) == *row.Reason && s.reject.Detail == *row.Detail, nil
	}
	return s.sum == row.sum && s.mediaType.Value() == row.MediaType, nil
}
