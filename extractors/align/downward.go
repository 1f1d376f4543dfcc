package align

import "unicode/utf8"

// The words of a narrow column are printed downwards, a character or two in each of
// several lines; read across, none of these is a word.

const (
	// longestPiece is how many characters of such a word stand in one line.
	longestPiece = 4
	// fewestDownward is how many columns such words name at least.
	fewestDownward = 3
	// mostPieces bounds the lines of such words.
	mostPieces = 8
)

// downward reads the words that begin in the first of some lines and go on in the same
// columns of the next ones. n is how many lines they take up, 0 where most of them name
// no column of the block.
func (t *template) downward(lines []line, bc *blockColumns) (n int, words []headerWord) {
	for n < min(len(lines), mostPieces) && holdsPieces(&lines[n], &lines[0], n) {
		n++
	}
	for ; n > 1; n-- {
		known := 0
		words = downwardTexts(lines[:n])
		for i := range words {
			w := &words[i]
			w.column = -1
			if m := t.headers(t.lex.print(w.text)).matches[bc.number]; m.column >= 0 {
				w.column, w.exact = m.column, m.sim == 1
				known++
			}
		}
		if known >= fewestDownward && 2*known > len(words) {
			return n, words
		}
	}
	return 0, nil
}

// holdsPieces reports whether a line, the n-th from the first, holds pieces of words alone.
func holdsPieces(l, first *line, n int) bool {
	if l.figures > 0 || l.prose || l.table != first.table || l.row != first.row+n || len(l.labels) == 0 || n == 0 && len(l.labels) < fewestDownward {
		return false
	}
	for i := range l.labels {
		if utf8.RuneCountInString(l.labels[i].body.text) > longestPiece {
			return false
		}
	}
	return true
}

// downwardTexts puts together what stands in the same columns, left to right.
func downwardTexts(lines []line) []headerWord {
	var words []headerWord
	for i := range lines {
		next := 0
		for j := range lines[i].labels {
			l := &lines[i].labels[j]
			for next < len(words) && words[next].col < l.col {
				next++
			}
			if next == len(words) || words[next].col > l.col {
				words = append(words, headerWord{})
				copy(words[next+1:], words[next:])
				words[next] = headerWord{at: l.ref, table: lines[i].table, col: l.col, span: l.span}
			}
			words[next].text += l.text
		}
	}
	return words
}
