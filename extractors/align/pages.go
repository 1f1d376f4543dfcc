package align

import (
	"regexp"
	"strconv"

	"gongkai/extractors/layout"
)

// pageMark is a page number as printed between dashes or words, folioOf one of so many.
var (
	pageMark = regexp.MustCompile(`^(?:[-—–~·]\s?\d{1,3}\s?[-—–~·]|第\s?\d{1,3}\s?页.*)$`)
	folioOf  = regexp.MustCompile(`^(\d{1,3})\s?/\s?(\d{1,3})$`)
)

// rowsOfPage is the least number of rows between two page numbers.
const rowsOfPage = 10

// pageNumbers finds the lines that are the number of a page: marked as one; or a lone
// number that is one more, or one less, than another a page away.
func pageNumbers(g *layout.Grid, lines []line) map[int]bool {
	pages := map[int]bool{}
	var lone []int
	for l := range lines {
		switch text := loneText(g, &lines[l]); {
		case text == "":
		case pageMark.MatchString(text), isFolioOf(text):
			pages[l] = true
		case isFolio(text):
			lone = append(lone, l)
		}
	}
	for _, chain := range countUp(g, lines, lone) {
		for _, l := range chain {
			pages[l] = true
		}
	}
	return pages
}

// loneText is the text of a line whose row of the grid holds nothing else, "" otherwise.
func loneText(g *layout.Grid, l *line) string {
	if len(l.labels) > 0 || l.figures == 0 {
		return ""
	}
	text := ""
	for c := range g.Rows[l.row].Cells {
		text += g.Rows[l.row].Cells[c].Text
	}
	if len(g.Rows[l.row].Cells) > 1 && l.figures == 1 && !pageMark.MatchString(text) {
		return "" // beside cells that are blank
	}
	return text
}

func isFolio(text string) bool {
	n, err := strconv.Atoi(text)
	return err == nil && n > 0 && len(text) <= 3 && text[0] != '0' && text[0] != '+'
}

func isFolioOf(text string) bool {
	m := folioOf.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	page, _ := strconv.Atoi(m[1])
	pages, _ := strconv.Atoi(m[2])
	return page > 0 && page <= pages
}

// countUp lists the runs of two and more lone numbers of which each is one more than
// the one before it and stands at least a page's rows behind it.
func countUp(g *layout.Grid, lines []line, lone []int) [][]int {
	var chains [][]int
	taken := map[int]bool{}
	for i, first := range lone {
		if taken[first] {
			continue
		}
		chain := []int{first}
		for _, l := range lone[i+1:] {
			last := chain[len(chain)-1]
			if !taken[l] && folio(g, &lines[l]) == folio(g, &lines[last])+1 && lines[l].row-lines[last].row >= rowsOfPage {
				chain = append(chain, l)
			}
		}
		if len(chain) > 1 {
			chains = append(chains, chain)
			for _, l := range chain {
				taken[l] = true
			}
		}
	}
	return chains
}

// folio is the number that a line holds.
func folio(g *layout.Grid, l *line) int {
	n, _ := strconv.Atoi(g.Rows[l.row].Cells[0].Text)
	return n
}
