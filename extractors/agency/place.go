package agency

import "strings"

// placeStarts reports whether a text begins with the name of a place.
func placeStarts(s string) bool {
	n := 0
	for i, r := range s {
		n++
		if n >= 2 && strings.ContainsRune("省市县区州旗盟镇乡", r) {
			return len(s) > i
		}
		if n > 12 {
			break
		}
	}
	return false
}

// isPlaceName reports whether a text is the name of a place and nothing else.
func isPlaceName(s string) bool {
	return strings.ContainsRune("省市县区州旗盟镇乡", lastRune(s))
}
