package markup

import (
	"fmt"
	"strings"

	"gongkai/extractors/layout/markup/tree"
)

// maxTags bounds the tags of a page that are read. The largest report pages have
// some ten thousand.
const maxTags = 1 << 20

// maxRows bounds the rows that one piece of preformatted text gives: the lines
// after it are one row.
const maxRows = 1 << 20

// TooLarge reports whether a page has more tags than Read, InnerText and DivGrid
// read. They read the page up to that tag.
func TooLarge(body string) bool { return strings.Count(body, "<") > maxTags }

// parse builds the tree of a page: markdown as elements, repaired where rows stand outside of tables,
// and flattened where the parser refuses its depth.
func parse(body string) tree.Tree {
	body = bounded(body)
	if isMarkdown(body) {
		body = openMarkdown(body)
	}
	d := inspect(body)
	if d.sections {
		body = openSections(body)
	}
	if d.orphans {
		body = adoptRows(body)
	}
	t, err := tree.Parse(body)
	if err == nil {
		return t
	}
	t, err = tree.Parse(flatten(body))
	if err != nil {
		panic(fmt.Errorf("markup: parse a flattened page: %w", err))
	}
	return t
}

// bounded cuts a page with too many tags.
func bounded(body string) string {
	if !TooLarge(body) {
		return body
	}
	end := 0
	for range maxTags {
		end += 1 + strings.IndexByte(body[end:], '<')
	}
	return body[:end-1]
}
