package pipeline

import (
	"cmp"
	"slices"
)

// names keeps one string for each of the short texts that many documents share (names
// of agencies, codes, reasons) and numbers them. It belongs to one goroutine.
type names struct {
	numbers map[string]name
	texts   []string
}

// name is the number of a text; 0 is "".
type name uint32

// text is the string of some bytes.
func (n *names) text(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	if number, ok := n.numbers[string(b)]; ok {
		return n.texts[number]
	}
	return n.texts[n.number(string(b))]
}

// number is the number of a text.
func (n *names) number(s string) name {
	if s == "" {
		return 0
	}
	if number, ok := n.numbers[s]; ok {
		return number
	}
	if n.numbers == nil {
		n.numbers, n.texts = map[string]name{}, []string{""}
	}
	number := name(len(n.texts))
	n.numbers[s], n.texts = number, append(n.texts, s)
	return number
}

// of is the text of a number.
func (n *names) of(number name) string {
	if number == 0 {
		return ""
	}
	return n.texts[number]
}

// ranks gives each text its place in the order of all, "" the last: what numbers are
// compared by.
func (n *names) ranks() []uint32 {
	order := make([]name, max(1, len(n.texts)))
	for i := range order {
		order[i] = name(i)
	}
	slices.SortFunc(order, func(a, b name) int { return cmp.Or(cmp.Compare(min(b, 1), min(a, 1)), cmp.Compare(n.of(a), n.of(b))) })
	ranks := make([]uint32, len(order))
	for rank, number := range order {
		ranks[number] = uint32(rank)
	}
	return ranks
}
