package extractors

import (
	"iter"

	"gongkai/extractors/decode"
	"gongkai/extractors/layout"
	"gongkai/extractors/layout/markup"
	"gongkai/extractors/layout/plain"
)

// candidates yields the grids that a document may be, likeliest first. A grid
// is made only when the ones before it were not enough.
func candidates(text decode.Text) iter.Seq[layout.Grid] {
	return func(yield func(layout.Grid) bool) {
		if text.MediaType == "text/html" {
			for g := range markupCandidates(text.Body) {
				if !yield(g) {
					return
				}
			}
			return
		}
		for _, g := range plain.Read(text.Body) {
			if !yield(g) {
				return
			}
		}
		if plain.HasMarkup(text.Body) {
			yield(markup.Read(text.Body))
		}
	}
}

func markupCandidates(body string) iter.Seq[layout.Grid] {
	return func(yield func(layout.Grid) bool) {
		yield(markup.Read(body))
	}
}
