package align

import "slices"

// bounds compares what an alignment may score with a chain: pairings known to be
// in order, and what they score. Of an alignment that holds some edge, take the
// last of the chain's pairings that it holds before the edge, and the first behind.
// Between these two it holds none of the chain, and the chain could stand there
// instead. So an edge is out where no such two leave it as much as the chain has.
type bounds struct {
	chain []edge
	// others says for each line what the lines before it add to a score at most by
	// pairings outside of the chain, whatever the order of the items.
	others []float64
	// upTo says what an alignment is ahead of the chain at most behind one of its
	// first n pairings, less others; downTo the same before one of its pairings from
	// the n-th on, plus others.
	upTo, downTo []float64
	// endBefore and beginFrom count, for each line, the pairings of the chain that end
	// before it and those that begin before it; itemBefore, for each item, those of
	// items before it.
	endBefore, beginBefore, itemBefore []int
}

// bound finds the bounds of the chain.
func (f *edgeFinder) bound() {
	b, chain, lines := &f.bounds, f.chain, len(f.lines)
	f.weighOthers(chain)
	n := len(chain)
	score := f.scoresOf(chain)
	b.upTo, b.downTo = sized(b.upTo, n+1), sized(b.downTo, n+1)
	b.upTo[0] = 0
	for k := range chain {
		b.upTo[k+1] = max(b.upTo[k], score[k]-b.others[chain[k].end()])
	}
	total := 0.0
	if n > 0 {
		total = score[n-1]
	}
	b.downTo[n] = b.others[lines] - total
	for k := n - 1; k >= 0; k-- {
		b.downTo[k] = max(b.downTo[k+1], b.others[chain[k].line]+chain[k].score+weightContiguous-score[k])
	}
	b.count(lines, len(f.items))
}

// count counts the chain's pairings by lines and items.
func (b *bounds) count(lines, items int) {
	b.endBefore, b.beginBefore = zeroed(b.endBefore, lines+1), zeroed(b.beginBefore, lines+1)
	b.itemBefore = zeroed(b.itemBefore, items+1)
	for k := range b.chain {
		b.endBefore[b.chain[k].end()]++
		if at := b.chain[k].line + 1; at < len(b.beginBefore) {
			b.beginBefore[at]++
		}
		b.itemBefore[b.chain[k].item+1]++
	}
	for _, counts := range [...][]int{b.endBefore, b.beginBefore, b.itemBefore} {
		for k := 1; k < len(counts); k++ {
			counts[k] += counts[k-1]
		}
	}
}

func zeroed[E any](list []E, n int) []E {
	list = sized(list, n)
	clear(list)
	return list
}

// hope reports whether an edge may be part of the best alignment.
func (b *bounds) hope(e *edge) bool {
	n := min(b.endBefore[e.line], b.itemBefore[e.item])
	next := max(b.beginBefore[e.end()], b.itemBefore[e.item+1])
	if n < next && e.joined == 1 && b.chain[n].line == e.line && b.chain[n].item == e.item {
		return true // of the chain
	}
	return b.open(n, next, e.line, e.end(), e.score)
}

// hopeAnywhere reports whether lines paired with some item at a score may be part
// of the best alignment.
func (b *bounds) hopeAnywhere(from, to int, score float64) bool {
	return b.open(b.endBefore[from], b.beginBefore[to], from, to, score)
}

// open reports whether lines [from, to) paired at a score leave as much as the
// chain has, if the chain's pairings from the n-th to the one before next are given up.
func (b *bounds) open(n, next, from, to int, score float64) bool {
	return b.upTo[n]+b.others[from]+score+weightContiguous-b.others[to]+b.downTo[next] >= -slack
}

// most bounds the score of any alignment of the lines: each is paired with what it weighs
// most with, whatever the order.
func (f *edgeFinder) most() float64 {
	f.weighOthers(nil)
	return f.others[len(f.lines)]
}

// chained is what the pairings of the chain weigh by themselves.
func (f *edgeFinder) chained() (score float64) {
	for k := range f.chain {
		score += f.chain[k].score
	}
	return score
}

// weighOthers says for each line what the lines before it add to a score at most
// by pairings outside of a chain.
func (f *edgeFinder) weighOthers(chain []edge) {
	f.weights = append(f.weights[:0], f.rest...)
	most := f.weights
	c := 0
	for k := range f.alike {
		e := &f.alike[k]
		if c < len(chain) && e.line == chain[c].line && e.joined == 1 && e.item == chain[c].item {
			c++
			continue
		}
		at, score := e.line*longestJoin+e.joined-1, e.score
		if f.items[e.item].kind == acrossRow {
			score -= weightContiguous // which it is not given
		}
		most[at] = max(most[at], score)
	}
	n := len(f.lines)
	f.others = sized(f.others, n+1)
	clear(f.others)
	others := f.others
	for l := range n {
		others[l+1] = max(others[l+1], others[l])
		for m := 1; m <= longestJoin && l+m <= n; m++ {
			others[l+m] = max(others[l+m], others[l]+most[l*longestJoin+m-1]+weightContiguous)
		}
	}
}

// scoresOf is what an alignment of a chain alone scores behind each of its pairings.
func (f *edgeFinder) scoresOf(chain []edge) []float64 {
	f.weights = sized(f.weights, len(chain))
	scores := f.weights
	from, score := corner{}, 0.0
	for k := range chain {
		s := stretch{lines: f.lines, items: f.items, from: from, to: corner{chain[k].line, chain[k].item, 0}, next: &chain[k]}
		score = s.passOver(score)
		scores[k] = score
		from = corner{chain[k].end(), chain[k].item + 1, 1}
	}
	return scores
}

// longestChain chooses the most exact pairings of single lines in order.
func (f *edgeFinder) longestChain() {
	edges, ends := f.alike, f.ends[:0] // ends: the edge with the lowest item at which a chain of that length ends
	f.before = sized(f.before, len(edges))
	before := f.before
	for k := 0; k < len(edges); {
		next := k
		for next < len(edges) && edges[next].line == edges[k].line {
			next++
		}
		for e := next - 1; e >= k; e-- { // items of one line downwards: a chain takes one of them
			if edges[e].joined > 1 || !edges[e].exact {
				continue
			}
			n, _ := slices.BinarySearchFunc(ends, edges[e].item, func(end, item int) int { return edges[end].item - item })
			before[e] = -1
			if n > 0 {
				before[e] = ends[n-1]
			}
			if n == len(ends) {
				ends = append(ends, e)
			} else {
				ends[n] = e
			}
		}
		k = next
	}
	f.ends, f.chain = ends, f.chain[:0]
	if len(ends) > 0 {
		for e := ends[len(ends)-1]; e >= 0; e = before[e] {
			f.chain = append(f.chain, edges[e])
		}
	}
	slices.Reverse(f.chain)
}
