package plain

import "gongkai/extractors/layout"

// isFlat reports whether a line is a whole table.
func isFlat(string) bool { return false }

// readFlat reads a region of tables on one line each.
func readFlat(s *sheet, r *region) (layout.Kind, layout.Blanks) {
	return readParagraphs(s, r)
}
