package strips

import (
	"unicode"
)

// What share of a label's characters the text must have, in order, in percent, among
// how many characters for each of its own, and how many rows of ten may lack it: in
// the order of the form, and anywhere.
const (
	enough      = 75
	spread      = 3
	roomBeside  = 12
	mayBeMoved  = 3
	mayBeAbsent = 1
)

// hasLabels reports whether a text holds the labels of the rows, in order but for a
// few. Other text may stand between them and within them: labels of groups, the header of a page.
func hasLabels(text []rune, labels []string) bool {
	text = letters(text)
	if len(text) > longestText {
		return false
	}
	var wanted []rune
	var owner []int
	for i, l := range labels {
		for _, r := range letters([]rune(l)) {
			wanted = append(wanted, r)
			owner = append(owner, i)
		}
	}
	if len(wanted) == 0 {
		return true
	}
	places := match(text, wanted)
	moved, absent := 0, 0
	for i := range labels {
		if isThere(places, owner, i) {
			continue
		}
		moved++
		if !isAnywhere(text, letters([]rune(labels[i]))) {
			absent++
		}
	}
	return moved*10 <= mayBeMoved*len(labels) && absent*10 <= mayBeAbsent*len(labels)
}

// isAnywhere reports whether a label's characters stand near each other in a text.
func isAnywhere(text, label []rune) bool {
	owner := make([]int, len(label))
	reach := spread*len(label) + roomBeside
	for from := 0; from == 0 || from+reach/2 < len(text); from += reach / 2 {
		if isThere(match(text[from:min(len(text), from+reach)], label), owner, 0) {
			return true
		}
	}
	return false
}

// longestText bounds the text beside a table, in characters.
const longestText = 4000

// letters are the characters of a text that are letters.
func letters(text []rune) []rune {
	out := make([]rune, 0, len(text))
	for _, r := range text {
		if unicode.IsLetter(r) {
			out = append(out, r)
		}
	}
	return out
}

// isThere reports whether enough of the i-th label's characters were found, near each other.
func isThere(places, owner []int, i int) bool {
	all, found, first, last := 0, 0, -1, -1
	for k := range owner {
		if owner[k] != i {
			continue
		}
		all++
		if places[k] >= 0 {
			found++
			if first < 0 {
				first = places[k]
			}
			last = places[k]
		}
	}
	return found*100 >= enough*all && last-first <= spread*all+roomBeside
}

// match finds the longest common subsequence of a text and the wanted characters: for
// each of these its place in the text, or -1.
func match(text, wanted []rune) []int {
	width := len(text) + 1
	best := make([]uint16, (len(wanted)+1)*width)
	for w := len(wanted) - 1; w >= 0; w-- {
		for t := len(text) - 1; t >= 0; t-- {
			at := w*width + t
			if wanted[w] == text[t] {
				best[at] = best[at+width+1] + 1
			} else {
				best[at] = max(best[at+width], best[at+1])
			}
		}
	}
	places := make([]int, len(wanted))
	for w, t := 0, 0; w < len(wanted); {
		switch {
		case t == len(text) || wanted[w] != text[t] && best[(w+1)*width+t] >= best[w*width+t+1]:
			places[w] = -1
			w++
		case wanted[w] == text[t]:
			places[w] = t
			w++
			t++
		default:
			t++
		}
	}
	return places
}
