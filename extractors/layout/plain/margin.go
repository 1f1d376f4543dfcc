package plain

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Where on a page a running line may stand, and on how many pages it must: on at
// least two, and on three in five of all, or on every other one.
const (
	marginLines  = 3
	fewestPages  = 2
	pagesInFive  = 3
	surePages    = 3
	longestFolio = 4 // digits of a page number
)

// edge is a line near the top or the bottom of a page.
type edge struct {
	line, page int
	// depth counts the lines between it and the edge of the page.
	depth   int
	numbers []int
}

// markMargins finds the lines that stand in the margins of pages: texts that come
// again at the same edge of most pages, and numbers that go up by one from page to
// page. Only page breaks tell where a page ends.
func markMargins(lines []line) {
	pages := 0
	tops, bottoms := map[string][]edge{}, map[string][]edge{}
	for start := 0; start < len(lines); {
		end := start
		for end < len(lines) && lines[end].page == lines[start].page {
			end++
		}
		if collectEdges(lines, start, end, pages, tops, bottoms) {
			pages++
		}
		start = end
	}
	if pages < fewestPages {
		return
	}
	marked := map[int]bool{}
	for _, edges := range []map[string][]edge{tops, bottoms} {
		for _, same := range edges {
			for _, e := range runningLines(lines, same, pages) {
				marked[e.line] = true
			}
		}
	}
	if hasOthers(lines, marked) {
		for i := range marked {
			lines[i].class = margin
		}
	}
}

// hasOthers reports whether anything is left besides the marked lines: without it they
// are the text.
func hasOthers(lines []line, marked map[int]bool) bool {
	for i := range lines {
		if lines[i].class != blank && !marked[i] {
			return true
		}
	}
	return false
}

// collectEdges adds the lines near both edges of the page lines[start:end]; false
// where it is blank.
func collectEdges(lines []line, start, end, page int, tops, bottoms map[string][]edge) bool {
	var filled []int
	for i := start; i < end; i++ {
		if lines[i].class != blank {
			filled = append(filled, i)
		}
	}
	for depth := range min(marginLines, len(filled)) {
		for _, side := range []struct {
			edges map[string][]edge
			at    int
		}{{tops, filled[depth]}, {bottoms, filled[len(filled)-1-depth]}} {
			key, numbers := runningKey(lines[side.at].text)
			same := side.edges[key]
			if len(same) == 0 || same[len(same)-1].page != page {
				side.edges[key] = append(same, edge{side.at, page, depth, numbers})
			}
		}
	}
	return len(filled) > 0
}

// runningKey is a line's text without its numbers, and these numbers.
func runningKey(text string) (key string, numbers []int) {
	var b strings.Builder
	for text != "" {
		end := strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' })
		switch {
		case end < 0:
			end = len(text)
		case end == 0:
			r := firstRune(text)
			if !unicode.IsSpace(r) {
				b.WriteRune(r)
			}
			text = text[len(string(r)):]
			continue
		}
		if end > longestFolio {
			b.WriteString(text[:end])
		} else {
			n, _ := strconv.Atoi(text[:end])
			numbers = append(numbers, n)
			b.WriteByte('#')
		}
		text = text[end:]
	}
	return b.String(), numbers
}

// runningLines are the lines of one text, where it runs over the pages; else none.
func runningLines(lines []line, same []edge, pages int) []edge {
	bare := isFigure(lines[same[0].line].text)
	if bare { // a number by itself is a page's at its very edge alone
		same = slices.DeleteFunc(same, func(e edge) bool { return e.depth > 0 })
		if own := ofTheirPages(lines, same); onTheirPages(own, pages) && !countsUp(same) {
			same = own // the others are figures
		}
	}
	facing := len(same) >= fewestPages && facingPages(same) && 2*(len(same)+1) >= pages
	if len(same) < fewestPages || 5*len(same) < pagesInFive*pages && !facing {
		return folios(lines, same)
	}
	first := &lines[same[0].line]
	switch {
	case len(same[0].numbers) == 0:
		if bare || first.class == tabbed || first.class == piped || first.class == aligned {
			return nil // the header of a table that goes on, or a figure
		}
	case !countsUp(same), bare && len(same) < surePages && !facing && same[0].numbers[0] != same[0].page+1:
		return nil
	}
	return same
}

// ofTheirPages are the lines whose number is that of their page.
func ofTheirPages(lines []line, same []edge) []edge {
	var out []edge
	for _, e := range same {
		if len(e.numbers) == 1 && e.numbers[0] == lines[e.line].page+1 {
			out = append(out, e)
		}
	}
	return out
}

// onTheirPages reports whether the numbers of pages stand on all left pages, on all right
// ones, or on most pages: two that are the number of their page may be figures.
func onTheirPages(own []edge, pages int) bool {
	if len(own) < fewestPages {
		return false
	}
	if facingPages(own) && len(own) == (pages+1-own[0].page%2)/2 {
		return true
	}
	return len(own) >= surePages && 5*len(own) >= pagesInFive*pages
}

// folios are the lines at the very edge that are the number of their page between dashes:
// no figure is printed so, and one is enough.
func folios(lines []line, same []edge) []edge {
	return slices.DeleteFunc(ofTheirPages(lines, same), func(e edge) bool {
		text := strings.ReplaceAll(lines[e.line].text, " ", "")
		number := strings.Trim(text, "-—–―·")
		return e.depth > 0 || strings.HasPrefix(text, number) || strings.HasSuffix(text, number)
	})
}

// facingPages reports whether the lines stand on left pages alone, or on right ones.
func facingPages(same []edge) bool {
	for _, e := range same {
		if e.page%2 != same[0].page%2 {
			return false
		}
	}
	return true
}

// countsUp reports whether the first of the numbers is as far from the page's
// ordinal on every page, and the others are the same on all.
func countsUp(same []edge) bool {
	for _, e := range same {
		for i, n := range e.numbers {
			if want := same[0].numbers[i]; i == 0 && n-e.page != want-same[0].page || i > 0 && n != want {
				return false
			}
		}
	}
	return true
}

// withoutMargins takes the lines in the margins out of the others. Each goes with
// the line that follows it.
func withoutMargins(lines []line) []line {
	kept := lines[:0:0]
	var above []string
	for i := range lines {
		if lines[i].class == margin {
			above = append(above, lines[i].raw)
			continue
		}
		kept = append(kept, lines[i])
		kept[len(kept)-1].above, above = above, nil
	}
	if len(kept) > 0 {
		last := &kept[len(kept)-1]
		last.above = append(last.above, above...)
	}
	return kept
}
