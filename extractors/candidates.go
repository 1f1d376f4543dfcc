package extractors

import (
	"iter"
	"slices"

	"gongkai/extractors/decode"
	"gongkai/extractors/layout"
	"gongkai/extractors/layout/markup"
	"gongkai/extractors/layout/ocr"
	"gongkai/extractors/layout/plain"
)

// candidates yields the grids that a document may be, likeliest first. A grid
// is made only when the ones before it were not enough. lines is the document's text.
func candidates(text decode.Text, lines *plain.Text) iter.Seq[layout.Grid] {
	// Where the words have places, their order alone tells less.
	if grids := located(text.Body); len(grids) > 0 {
		return slices.Values(grids)
	}
	switch text.MediaType {
	case "text/html", "application/xml":
		return pageGrids(text.Body)
	case "application/json":
		return concat(embeddedGrids(markup.Parse(text.Body)), textGrids(text.Body, lines))
	default:
		return textGrids(text.Body, lines)
	}
}

// pageGrids reads a page's tables, then its rows of other elements, then
// what scripts and hidden elements carry, then its text alone.
func pageGrids(body string) iter.Seq[layout.Grid] {
	return func(yield func(layout.Grid) bool) {
		page := markup.Parse(body)
		defer page.Close()
		concat(
			one(func() (layout.Grid, bool) { return page.Read(), true }),
			one(page.DivGrid),
			embeddedGrids(page),
			lazily(func() iter.Seq[layout.Grid] { return plain.Readings(page.InnerText()) }),
		)(yield)
	}
}

// located reads what a recogniser reports with the places of its words; none for
// other documents.
func located(body string) []layout.Grid {
	switch {
	case ocr.IsHOCR(body):
		return ocr.ReadHOCR(body)
	case ocr.IsTSV(body):
		return ocr.ReadTSV(body)
	}
	return nil
}

// lazily makes the sequence when its first grid is asked for.
func lazily(grids func() iter.Seq[layout.Grid]) iter.Seq[layout.Grid] {
	return func(yield func(layout.Grid) bool) { grids()(yield) }
}

// embeddedGrids reads the pages that a document carries as strings. What the
// outer page's head says holds for them too.
func embeddedGrids(outside *markup.Page) iter.Seq[layout.Grid] {
	return func(yield func(layout.Grid) bool) {
		pages := outside.Embedded()
		if len(pages) == 0 {
			return
		}
		outer := outside.Head()
		for _, page := range pages {
			g := markup.Read(page)
			if g.Title == "" {
				g.Title = outer.Title
			}
			g.Meta = append(g.Meta, outer.Meta...)
			g.Carried = true
			if !yield(g) {
				return
			}
		}
	}
}

func textGrids(body string, lines *plain.Text) iter.Seq[layout.Grid] {
	return concat(
		lines.Readings(),
		one(func() (layout.Grid, bool) {
			if !plain.HasMarkup(body) {
				return layout.Grid{}, false
			}
			return markup.Read(body), true
		}),
	)
}

func one(read func() (layout.Grid, bool)) iter.Seq[layout.Grid] {
	return func(yield func(layout.Grid) bool) {
		if g, ok := read(); ok {
			yield(g)
		}
	}
}

func concat(sequences ...iter.Seq[layout.Grid]) iter.Seq[layout.Grid] {
	return func(yield func(layout.Grid) bool) {
		for _, sequence := range sequences {
			for g := range sequence {
				if !yield(g) {
					return
				}
			}
		}
	}
}
