package strips

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extractors/figure"
	"gongkai/extractors/layout"
	"gongkai/schema"
)

// kind is what an element of a passage is.
type kind uint8

const (
	aFigure kind = iota
	aHeader      // the header of a column
	aLabel       // the label of a row
	aTitle       // what stands over or beside a block and says nothing of a figure
	aText        // anything else
)

// word is a word of the form.
type word struct {
	kind      kind
	spellings [][]rune
	// at are the block and the column of a header, or the row of a label, wherever the
	// form prints it, in its order.
	at [][2]int
}

// element is a figure of a passage, or a text of it that is one word.
type element struct {
	kind  kind
	word  *word
	text  string
	value schema.Micros
	// none says that a figure is a sign for "does not apply".
	none bool
	raw  string
	// block, line and page say what it was written together with.
	block, line int
	page        uint16
}

// stubTitle is the header over the labels of rows.
const stubTitle = "信息内容"

// wordsOf lists the words of a table.
func wordsOf(blocks []schema.Block) []*word {
	titles := &word{kind: aTitle, spellings: [][]rune{[]rune(stubTitle)}}
	words := []*word{titles}
	find := func(k kind, label string, at [2]int) {
		for _, w := range words {
			if w.kind == k && string(w.spellings[0]) == string(letters([]rune(label))) {
				w.at = append(w.at, at)
				return
			}
		}
		words = append(words, &word{kind: k, spellings: spellings(label), at: [][2]int{at}})
	}
	for b := range blocks {
		titles.spellings = append(titles.spellings, letters([]rune(blocks[b].Label)))
		for c := range blocks[b].Columns {
			find(aHeader, blocks[b].Columns[c].Label, [2]int{b, c})
		}
		for r := range blocks[b].Rows {
			find(aLabel, blocks[b].Rows[r].Label, [2]int{b, r})
		}
	}
	return words
}

// spellings are the letters of a text, with what is in brackets and without.
func spellings(text string) [][]rune {
	out := [][]rune{letters([]rune(text))}
	if at := strings.IndexAny(text, "(（"); at > 0 {
		out = append(out, letters([]rune(text[:at])))
	}
	return out
}

// A text is the word that it resembles, in percent of the letters of both, where it
// resembles no other nearly as much.
const (
	resembling  = 70
	clearlyMore = 5
)

// wordFor finds the word that a text is; nil where it is none. The share says how much
// it resembles it.
func wordFor(words []*word, text string) (best *word, share int) {
	second, spelled := 0, spellings(text)
	for _, w := range words {
		most := 0
		for _, own := range spelled {
			for _, form := range w.spellings {
				if mayResemble(own, form, max(most, resembling-clearlyMore)) {
					most = max(most, resemblance(own, form))
				}
			}
		}
		if most > share {
			best, share, second = w, most, share
		} else {
			second = max(second, most)
		}
	}
	if share < resembling || share < second+clearlyMore {
		return nil, 0
	}
	return best, share
}

// mayResemble reports whether two texts may resemble each other by so much: not where too
// many letters of one are none of the other's.
func mayResemble(a, b []rune, least int) bool {
	if len(a) > longestWord || 200*min(len(a), len(b)) < least*(len(a)+len(b)) {
		return false
	}
	common := 0
	for _, r := range a {
		if slices.Contains(b, r) {
			common++
		}
	}
	return 200*common >= least*(len(a)+len(b))
}

// resemblance is the share of letters that two texts have in common, in order, in percent.
func resemblance(a, b []rune) int {
	if len(a) == 0 || len(a) > longestWord {
		return 0
	}
	common := 0
	for _, at := range match(a, b) {
		if at >= 0 {
			common++
		}
	}
	return 200 * common / (len(a) + len(b))
}

// longestWord bounds a word, in letters; mostParts into how many cells it may be broken.
const (
	longestWord = 40
	mostParts   = 4
)

// elementsOf lists the figures and texts of rows of the blocks; false where a figure cannot
// be read: it is no element.
func elementsOf(blocks *layout.Grid, first, last int) ([]element, bool) {
	var out []element
	texts := 0 // those that follow one another at the end of out
	readable := true
	for r := first; r < last; r++ {
		row := &blocks.Rows[r]
		if row.Margin || row.Table == layout.Prose || isFolio(row) {
			continue
		}
		for _, c := range wholeFigures(row.Cells) {
			e := element{block: row.Table, line: r, page: row.Page, text: c.Text, raw: c.Raw}
			if texts > 0 && out[len(out)-1].block != e.block {
				texts = 0
			}
			switch f := figure.Parse(e.text); {
			case f.Kind == figure.Text, isWord(e.text), isOpen(out[len(out)-texts:], r):
				e.kind = aText
				out = append(out, e)
				texts++
			case f.Kind == figure.Number, f.Kind == figure.NotApplicable:
				texts = 0
				e.value, e.none = f.Value, f.Kind == figure.NotApplicable
				out = append(out, e)
			default:
				texts, readable = 0, false
			}
		}
	}
	return out, readable
}

// joined are the elements with the texts of a block that follow one another joined to words.
func joined(elements []element, words []*word) []element {
	var out []element
	for i := 0; i < len(elements); {
		end := i
		for end < len(elements) && elements[end].kind == aText && elements[end].block == elements[i].block {
			end++
		}
		if end == i {
			out = append(out, elements[i])
			end++
		} else {
			out = append(out, segment(elements[i:end], words)...)
		}
		i = end
	}
	return out
}

// figuresAmong counts the figures.
func figuresAmong(elements []element) int {
	n := 0
	for i := range elements {
		if elements[i].kind == aFigure {
			n++
		}
	}
	return n
}

// wholeFigures joins the cells of a line that only together are a figure: 增 and 4, -6 and 项.
func wholeFigures(cells []layout.Cell) []layout.Cell {
	var out []layout.Cell
	for i := 0; i < len(cells); i++ {
		c := cells[i]
		if i+1 < len(cells) && (figure.Parse(c.Text).Kind == figure.Text) != (figure.Parse(cells[i+1].Text).Kind == figure.Text) {
			if joined := c.Text + cells[i+1].Text; figure.Parse(joined).Kind == figure.Number {
				c = layout.Cell{Text: joined, Raw: c.RawText() + " " + cells[i+1].RawText()}
				i++
			}
		}
		out = append(out, c)
	}
	return out
}

// isOpen reports whether a bracket is open behind texts whose last one is on a line.
func isOpen(texts []element, line int) bool {
	n := len(texts)
	if n == 0 || texts[n-1].line != line {
		return false
	}
	depth := 0
	for i := range texts {
		depth += strings.Count(texts[i].text, "(") - strings.Count(texts[i].text, ")")
	}
	return depth > 0
}

// segment joins the texts of a block that follow one another to words.
func segment(texts []element, words []*word) []element {
	type choice struct {
		score, parts int
		word         *word
	}
	best := make([]choice, len(texts)+1)
	for i := len(texts) - 1; i >= 0; i-- {
		best[i] = choice{score: best[i+1].score, parts: 1}
		joined := ""
		for n := 1; n <= mostParts && i+n <= len(texts); n++ {
			joined += texts[i+n-1].text
			if w, share := wordFor(words, joined); w != nil {
				if score := share*utf8.RuneCountInString(joined) + best[i+n].score; score > best[i].score {
					best[i] = choice{score, n, w}
				}
			}
		}
	}
	var out []element
	for i := 0; i < len(texts); {
		e := texts[i]
		e.kind = aText
		if w := best[i].word; w != nil {
			e.kind, e.word = w.kind, w
			e.text = joinTexts(texts[i : i+best[i].parts])
		}
		out = append(out, e)
		i += best[i].parts
	}
	return out
}

func joinTexts(texts []element) string {
	var b strings.Builder
	for i := range texts {
		b.WriteString(texts[i].text)
	}
	return b.String()
}

// count returns how many figures follow an element in its block, and how many up to the
// next text.
func count(elements []element, i int) (here, all int) {
	for k := i + 1; k < len(elements) && elements[k].kind == aFigure; k++ {
		if elements[k].block == elements[i].block && here == all {
			here++
		}
		all++
	}
	return here, all
}

// areSame reports whether all elements are figures that say the same.
func areSame(elements []element) bool {
	return !slices.ContainsFunc(elements, func(e element) bool { return e.value != elements[0].value || e.none != elements[0].none })
}
