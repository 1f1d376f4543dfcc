package agency

import "unicode/utf8"

// placeStarts reports whether a name begins with a place that the gazetteer
// has, with an agency of the State, or with a township.
func placeStarts(s string) bool {
	g := loadGazetteer()
	if g.startsPlace(s) {
		return true
	}
	p := g.parseName(s)
	return p.national || len(p.places) > 0 || p.township != ""
}

// isPlaceName reports whether a text is the name of a place and nothing else.
func isPlaceName(s string) bool {
	g := loadGazetteer()
	var p parsed
	rest := g.takePlaces(&p, s)
	if len(p.places) > 0 && rest == "" {
		return true
	}
	town := g.townAt(rest, p.places)
	return town != "" && town == rest && utf8.RuneCountInString(town) >= 3
}
