package align

import "slices"

// The best alignment is searched among the pairings that may be part of it. What
// is left out here is proven to be part of none: an alignment that holds it would
// score less than one that is known. TestSearchIsExact compares the search with
// one that leaves nothing out.

// edge is a pairing that may be part of the best alignment.
type edge struct {
	line, joined, item int
	score              float64
	exact              bool
	// certain edges are part of every best alignment.
	certain bool
}

func (e *edge) end() int { return e.line + e.joined }

// slack keeps a margin where scores are compared, so that rounding decides nothing.
const slack = 0.01

// hopeless is the score below which a pairing of so many lines is never part of
// the best alignment: passing over its lines and its item costs less than it, even
// if it puts what comes before and after it side by side.
func hopeless(lines int) float64 {
	return -2*weightContiguous + weightSkipped*float64(lines) - slack
}

// everyEdge lists every pairing of every line, by line, then number of lines, then item.
func (t *template) everyEdge(lines []line) []edge {
	var out []edge
	t.eachJoin(lines, func(l int, j *join) {
		t.labelTexts(j)
		for i := range t.items {
			if e := t.edge(l, j, i); e.score != impossible {
				out = append(out, e)
			}
		}
	})
	return out
}

// eachJoin visits the joins of lines that may be one printed row.
func (t *template) eachJoin(lines []line, visit func(l int, j *join)) {
	var j join
	for l := range lines {
		for m := 1; m <= longestJoin && l+m <= len(lines); m++ {
			if t.makeJoin(&j, lines, l, m); !j.usable {
				break
			}
			visit(l, &j)
		}
	}
}

func (t *template) edge(l int, j *join, i int) edge {
	e := t.pairing(j, i)
	return edge{line: l, joined: len(j.lines), item: i, score: e.score, exact: e.exact}
}

// edges lists the pairings that may be part of the best alignment, in the order of everyEdge.
func (t *template) edges(lines []line) []edge {
	f := edgeFinder{template: t, lines: lines, rest: make([]float64, len(lines)*longestJoin)}
	f.compare()
	f.bounds = f.boundsOf(longestChain(f.alike))
	return f.within()
}

// edgeFinder finds the edges of some lines.
type edgeFinder struct {
	*template
	lines []line
	// alike are the pairings of single lines with items that their labels are like.
	alike []edge
	// rest is for each join what a pairing with any other item scores at most;
	// impossible where there is none with hope. The labels of joined lines are read
	// only where that leaves hope: most label texts put together are met once.
	rest []float64
	bounds
}

// compare pairs single lines with the items that their labels are like, and bounds
// what other pairings may score.
func (f *edgeFinder) compare() {
	for k := range f.rest {
		f.rest[k] = impossible
	}
	var items []int
	f.eachJoin(f.lines, func(l int, j *join) {
		rest := &f.rest[l*longestJoin+len(j.lines)-1]
		if len(j.lines) > 1 {
			*rest = f.anyAtMost(j)
			return
		}
		f.labelTexts(j)
		items = f.itemsAlike(j, items[:0])
		f.alike = f.pair(f.alike, l, j, items)
		if j.filled > 0 {
			*rest = f.unlikeAtMost(j)
		}
	})
}

// pair adds the pairings of lines with items that are not hopeless.
func (t *template) pair(out []edge, l int, j *join, items []int) []edge {
	for _, i := range items {
		if e := t.edge(l, j, i); e.score >= hopeless(e.joined) {
			out = append(out, e)
		}
	}
	return out
}

// anyAtMost bounds the score of joined lines, whatever their labels say.
func (t *template) anyAtMost(j *join) float64 {
	most := impossible
	for _, rows := range t.byColumns {
		most = max(most, numberEvidence(j.lines, rows.columns))
	}
	most += weightExact + weightLength*10 + weightOrdinal + weightGroup + weightFragment*float64(len(j.lines)-1)
	for _, i := range t.across {
		most = max(most, t.acrossEvidence(j.lines, &t.items[i]))
	}
	if most < hopeless(len(j.lines)) {
		return impossible
	}
	return most
}

// itemsAlike lists the items that the labels of joined lines are like, in order,
// and the blocks printed in one row, which have no label.
func (t *template) itemsAlike(j *join, items []int) []int {
	if j.filled > 0 || len(j.lines) == 1 && len(j.lines[0].labels) == 0 {
		items = append(items, t.across...)
	}
	for k := range j.texts {
		items = append(items, j.texts[k].alike...)
	}
	slices.Sort(items)
	return slices.Compact(items)
}

// unlikeAtMost bounds the score of joined lines with rows that no label of theirs
// is like; impossible where there is no hope.
func (t *template) unlikeAtMost(j *join) float64 {
	most := impossible
	for _, rows := range t.byColumns {
		most = max(most, t.unlikeScore(j, rows.columns))
	}
	return most
}

// unlikeScore bounds the score of joined lines with rows of so many columns.
func (t *template) unlikeScore(j *join, columns int) float64 {
	label := weightNoLabel
	for k := range j.texts {
		switch {
		case j.texts[k].exact > 0:
			label = weightOther
		case j.texts[k].labelled && label != weightOther:
			label = weightUnlike
		}
	}
	score := label + weightGroup + weightFragment*float64(len(j.lines)-1) + numberEvidence(j.lines, columns)
	if score < hopeless(len(j.lines)) {
		return impossible
	}
	return score
}

// within keeps the edges that the bounds leave, and adds those of the rest.
func (f *edgeFinder) within() []edge {
	out := make([]edge, 0, len(f.alike))
	var j join
	var items []int
	var rest []edge
	k := 0
	for l := range f.lines {
		for m := 1; m <= longestJoin && l+m <= len(f.lines); m++ {
			first := len(out)
			items = items[:0]
			for ; m == 1 && k < len(f.alike) && f.alike[k].line == l; k++ {
				items = append(items, f.alike[k].item)
				out = f.keep(out, f.alike[k])
			}
			if most := f.rest[l*longestJoin+m-1]; most == impossible || !f.hopeAnywhere(l, l+m, most) {
				continue
			}
			f.makeJoin(&j, f.lines, l, m)
			f.labelTexts(&j)
			rest = rest[:0]
			if m > 1 {
				items = f.itemsAlike(&j, items)
				rest = f.pair(rest, l, &j, items)
			}
			for _, e := range f.pair(rest, l, &j, f.unlike(&j, items)) {
				out = f.keep(out, e)
			}
			slices.SortFunc(out[first:], func(a, b edge) int { return a.item - b.item })
		}
	}
	return out
}

func (f *edgeFinder) keep(out []edge, e edge) []edge {
	if f.hope(&e) {
		return append(out, e)
	}
	return out
}

// unlike lists the rows of the form with which joined lines have hope, but for those given.
func (t *template) unlike(j *join, but []int) []int {
	var out []int
	for _, rows := range t.byColumns {
		if t.unlikeScore(j, rows.columns) == impossible {
			continue
		}
		for _, i := range rows.items {
			if !slices.Contains(but, i) {
				out = append(out, i)
			}
		}
	}
	return out
}
