package align

import "slices"

// alignLines pairs lines with the template's items, in order, at the highest score.
func (t *template) alignLines(lines []line) ([]pair, float64) { return t.compared(lines).solve() }

// solve is the best alignment of the lines compared, and its score.
func (f *edgeFinder) solve() ([]pair, float64) {
	edges := f.edges()
	markCertain(f.lines, edges)
	chosen, score := f.search(f.lines, edges)
	return f.pairs(&f.joiner, chosen), score
}

// pairs are edges with what they rest on.
func (t *template) pairs(joiner *joiner, edges []edge) []pair {
	out := make([]pair, len(edges))
	var j join
	for k := range edges {
		e := &edges[k]
		if known, ok := joiner.evidence(e); ok {
			out[k] = pair{line: e.line, joined: 1, item: e.item, evidence: known}
			continue
		}
		joiner.join(&j, e.line, e.joined)
		j.full = true
		t.labelTexts(&j)
		out[k] = pair{line: e.line, joined: e.joined, item: e.item, evidence: t.pairing(&j, e.item)}
	}
	return out
}

// evidence is what a pairing of a remembered line rests on, where similarities too small
// to weigh say no more of it: its label is the item's, or no row's.
func (n *joiner) evidence(e *edge) (known evidence, ok bool) {
	k := n.recalled[e.line]
	if k == nil || e.joined > 1 || !e.exact && n.items[e.item].kind == valueRow {
		return known, false
	}
	at := slices.IndexFunc(k.alike, func(x edge) bool { return x.item == e.item })
	if at < 0 {
		return known, false
	}
	return k.evidence[at], true
}

// markCertain marks the edges that are part of every best alignment: no other
// edge excludes them, and they are worth more than the lines that are passed over
// because of them.
func markCertain(lines []line, edges []edge) {
	before, after := highestBefore(lines, edges), lowestAfter(lines, edges)
	starts, ends := make([]int, len(lines)+2), make([]int, len(lines)+2)
	for k := range edges {
		starts[edges[k].line+1]++
		ends[edges[k].end()+1]++
	}
	for l := 1; l < len(starts); l++ {
		starts[l] += starts[l-1]
		ends[l] += ends[l-1]
	}
	for k := range edges {
		e := &edges[k]
		overlapping := starts[e.end()] - ends[e.line+1] // they start before its end, less those that end by its start
		e.certain = overlapping == 1 && before[e.line] < e.item && after[e.end()] > e.item && e.score > slack
	}
	for dropUnworthy(lines, edges) {
	}
}

// highestBefore is for each line the highest item of the edges that end there or before.
func highestBefore(lines []line, edges []edge) []int {
	highest := make([]int, len(lines)+1)
	for l := range highest {
		highest[l] = -1
	}
	for k := range edges {
		highest[edges[k].end()] = max(highest[edges[k].end()], edges[k].item)
	}
	for l := 1; l < len(highest); l++ {
		highest[l] = max(highest[l], highest[l-1])
	}
	return highest
}

// lowestAfter is for each line the lowest item of the edges that begin there or after.
func lowestAfter(lines []line, edges []edge) []int {
	const none = 1 << 30
	lowest := make([]int, len(lines)+1)
	for l := range lowest {
		lowest[l] = none
	}
	for k := range edges {
		lowest[edges[k].line] = min(lowest[edges[k].line], edges[k].item)
	}
	for l := len(lowest) - 2; l >= 0; l-- {
		lowest[l] = min(lowest[l], lowest[l+1])
	}
	return lowest
}

// dropUnworthy takes certain from the edges that are worth no more than the lines
// with figures between them and the next certain edges: an alignment that begins
// after an edge, or ends before it, passes over those for nothing.
func dropUnworthy(lines []line, edges []edge) (dropped bool) {
	last := -1
	for k := range edges {
		if !edges[k].certain {
			continue
		}
		if last >= 0 {
			passed := slack
			for l := edges[last].end(); l < edges[k].line; l++ {
				if lines[l].figures > 0 {
					passed -= weightSkipped
				}
			}
			for _, e := range []*edge{&edges[last], &edges[k]} {
				if e.score <= passed {
					e.certain, dropped = false, true
				}
			}
		}
		last = k
	}
	return dropped
}

// search finds the best alignment made of edges, one stretch between certain edges
// after the other.
func (t *template) search(lines []line, edges []edge) ([]edge, float64) {
	chosen := make([]edge, 0, len(t.items))
	from, score := corner{}, 0.0
	rest := edges
	for {
		k := slices.IndexFunc(rest, func(e edge) bool { return e.certain })
		if k < 0 {
			s := stretch{lines: lines, items: t.items, from: from, to: corner{len(lines), len(t.items), 0}, edges: rest}
			last, total := s.solve(score)
			return append(chosen, last...), total
		}
		e := &rest[k]
		s := stretch{lines: lines, items: t.items, from: from, to: corner{e.line, e.item, 0}, edges: rest[:k], next: e}
		between, total := s.solve(score)
		chosen = append(append(chosen, between...), *e)
		from, score = corner{e.end(), e.item + 1, 1}, total
		rest = rest[k+1:]
	}
}
