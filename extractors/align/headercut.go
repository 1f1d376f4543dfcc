package align

import (
	"slices"

	"gongkai/extractors/layout"
)

// longestCut is over how many lines a header's cell is looked for.
const longestCut = 4

// cutKinds are the layouts in which a cell is a line, or a run of text without spaces: line
// ends and spaces in a cell cut it.
var cutKinds = []layout.Kind{layout.Paragraphs, layout.CellPerLine, layout.Flat}

// wholeWords puts the words of a header together that are one cell, in the layouts that
// cut cells: words that follow each other and are together more like a
// column than each by itself. Those that are together another word of the header, or the
// first row's label, are none of its columns.
func (t *template) wholeWords(g *layout.Grid, h *header, bc *blockColumns) {
	if !slices.Contains(cutKinds, g.Kind) {
		return
	}
	words := h.words[:0:0]
	for i := 0; i < len(h.words); {
		word, n := t.wholeWord(g, h.words[i:], bc)
		if word.column >= 0 {
			words = append(words, word)
		} else if n = t.otherWord(g, h.words[i:], bc); n == 0 {
			words, n = append(words, word), 1
		}
		i += n
	}
	h.words = words
}

// wholeWord is the word of a column that the first of some words make, and how many; the
// first and 1 where that is one by itself.
func (t *template) wholeWord(g *layout.Grid, words []headerWord, bc *blockColumns) (whole headerWord, n int) {
	whole, n = words[0], 1
	best := t.likestColumn(bc, whole.printed)
	for i := 1; i < len(words); i++ {
		w := &words[i]
		joined := t.together(g, words[:i+1])
		if joined == nil {
			break
		}
		best = max(best, t.likestColumn(bc, w.printed))
		if m := t.headerMatch(bc, joined); m.column >= 0 && (m.sim > best || m.sim == best && w.column < 0) {
			whole, n, best = words[0], i+1, m.sim
			whole.column, whole.exact, whole.text = m.column, m.sim == 1, joined.text
		}
	}
	return whole, n
}

// otherWord is how many words, of which none names a column, are together a word of the header that
// names none either, or the first row's label whose last line stands behind them; 0 where none are.
func (t *template) otherWord(g *layout.Grid, words []headerWord, bc *blockColumns) int {
	for n := 1; n <= len(words) && words[n-1].column < 0; n++ {
		joined := t.together(g, words[:n])
		if joined == nil {
			return 0
		}
		if n > 1 && t.isNoColumn(bc, joined) || n == len(words) && t.beginsLabel(g, words[n-1].at, joined) {
			return n
		}
	}
	return 0
}

// together is what words make that follow each other, nil where they do not or are too many.
func (t *template) together(g *layout.Grid, words []headerWord) *printed {
	if len(words) > longestCut {
		return nil
	}
	parts := make([]*printed, 0, longestCut)
	for i := range words {
		if words[i].printed == nil || i > 0 && !follows(g, words[i-1].at, words[i].at) {
			return nil
		}
		parts = append(parts, words[i].printed)
	}
	return t.lex.join(parts)
}

// beginsLabel reports whether a text is a row's label together with the cell behind it.
func (t *template) beginsLabel(g *layout.Grid, at ref, begun *printed) bool {
	next := ref{at.row, at.cell + 1}
	if next.cell == len(g.Rows[at.row].Cells) {
		next = ref{at.row + 1, 0}
	}
	if next.row == len(g.Rows) || next.cell == len(g.Rows[next.row].Cells) {
		return false
	}
	whole := t.lex.join([]*printed{begun, t.lex.print(g.Rows[next.row].Cells[next.cell].Text)})
	return whole != nil && len(t.exact[whole.body.text]) > 0
}

// likestColumn is how like a block's column a text is.
func (t *template) likestColumn(bc *blockColumns, p *printed) float64 {
	if p == nil {
		return 0
	}
	return t.headers(p).matches[bc.number].sim
}

// follows reports whether a cell is the next behind another.
func follows(g *layout.Grid, a, b ref) bool {
	return a.row == b.row && b.cell == a.cell+1 || b.row == a.row+1 && b.cell == 0 && a.cell == len(g.Rows[a.row].Cells)-1
}
