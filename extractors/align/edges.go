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
	t.joiner(lines).each(func(l int, j *join) {
		t.labelTexts(j)
		for i := range t.items {
			if e := t.edge(l, j, i); e.score != impossible {
				out = append(out, e)
			}
		}
	})
	return out
}

// each visits the joins of lines that may be one printed row.
func (n *joiner) each(visit func(l int, j *join)) {
	var j join
	for l := range n.lines {
		j = join{texts: j.texts[:0]}
		for m := 1; m <= longestJoin && l+m <= len(n.lines); m++ {
			if n.extend(&j, l); !j.usable {
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

// compared compares lines with the items that their labels are like.
func (t *template) compared(lines []line) *edgeFinder {
	n := len(lines)
	f := finders.Get().(*edgeFinder)
	f.recall(t, lines)
	f.rest, f.singles = sized(f.rest, n*longestJoin), sized(f.singles, n)
	f.alike, f.near = sized(f.alike, 2*n)[:0], f.near[:0]
	f.compare()
	f.longestChain()
	return f
}

// edges lists the pairings that may be part of the best alignment, in the order of everyEdge.
func (f *edgeFinder) edges() []edge {
	f.bound()
	return f.within()
}

// edgeFinder finds the edges of some lines.
type edgeFinder struct {
	joiner
	// alike are the pairings of single lines with items that their labels are like.
	alike []edge
	// singles says more of each line; near are the items that its labels are like.
	singles []single
	near    []int
	// rest is for each join what a pairing with any other item scores at most;
	// impossible where there is none with hope. The labels of joined lines are read
	// only where that leaves hope: most label texts put together are met once.
	rest []float64
	bounds

	// The rest is memory: of the edges left, of the chain's search, of the bounds.
	left         []edge
	ends, before []int
	weights      []float64
	join         join
}

// single is what is known of a line alone: which items its labels are like, and what
// they weigh with any other.
type single struct {
	from, to int // of edgeFinder.near
	unlike   float64
}

// compare pairs single lines with the items that their labels are like, and bounds
// what other pairings may score.
func (f *edgeFinder) compare() {
	for k := range f.rest {
		f.rest[k] = impossible
	}
	f.each(func(l int, j *join) {
		switch {
		case len(j.lines) > 1:
			f.rest[l*longestJoin+len(j.lines)-1] = f.anyAtMost(j)
		case f.recalled[l] != nil:
			f.compareKnown(l, f.recalled[l])
		case f.number >= 0 && f.lines[l].isForeignProse():
			f.singles[l] = single{len(f.near), len(f.near), 0}
		default:
			f.compareAlone(l, j)
		}
	})
}

// compareAlone compares the l-th line by itself.
func (f *edgeFinder) compareAlone(l int, j *join) {
	f.labelTexts(j)
	from := len(f.near)
	f.near = f.itemsAlike(j, f.near)
	f.singles[l] = single{from, len(f.near), j.unlikeLabel()}
	f.alike = f.pair(f.alike, l, j, f.near[from:])
	if j.filled > 0 {
		f.rest[l*longestJoin] = f.unlikeAtMost(j, f.singles[l].unlike)
	}
}

// compareKnown is compareAlone of a line that is remembered.
func (f *edgeFinder) compareKnown(l int, k *knownLine) {
	from, first := len(f.near), len(f.alike)
	f.near = append(f.near, k.near...)
	f.singles[l] = single{from, len(f.near), k.unlike}
	f.alike = append(f.alike, k.alike...)
	for e := first; e < len(f.alike); e++ {
		f.alike[e].line = l
	}
	f.rest[l*longestJoin] = k.rest
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
		if !j.header { // which is no row
			most = max(most, j.numberEvidence(rows.columns))
		}
	}
	most += weightExact + weightLength*10 + weightOrdinal + weightGroup + weightFragment*float64(len(j.lines)-1)
	for _, i := range t.across {
		if it := &t.items[i]; t.acrossFigures(j, it)+mostOfWords > most {
			most = max(most, t.acrossEvidence(j, it))
		}
	}
	if most < hopeless(len(j.lines)) {
		return impossible
	}
	return most
}

// itemsAlike adds the items that the labels of joined lines are like, in order,
// and the blocks printed in one row, which have no label.
func (t *template) itemsAlike(j *join, items []int) []int {
	from := len(items)
	if j.filled > 0 || len(j.lines) == 1 && len(j.lines[0].labels) == 0 {
		items = append(items, t.across...)
	}
	for k := range j.texts {
		items = append(items, j.texts[k].alike...)
	}
	slices.Sort(items[from:])
	return items[:from+len(slices.Compact(items[from:]))]
}

// unlikeAtMost bounds the score of joined lines with rows that no label of theirs
// is like; impossible where there is no hope.
func (t *template) unlikeAtMost(j *join, label float64) float64 {
	most, group := impossible, 0.0
	if t.holdsGroup(j) {
		group = weightGroup
	}
	for _, rows := range t.byColumns {
		most = max(most, j.rowScore(label, rows.columns, group))
	}
	if most < hopeless(len(j.lines)) {
		return impossible
	}
	return most
}

// within keeps the edges that the bounds leave, and adds those of the rest.
func (f *edgeFinder) within() []edge {
	out := f.left[:0]
	j := &f.join
	k := 0
	for l := range f.lines {
		for m := 1; m <= longestJoin && l+m <= len(f.lines); m++ {
			first := len(out)
			for ; m == 1 && k < len(f.alike) && f.alike[k].line == l; k++ {
				out = f.keep(out, &f.alike[k])
			}
			if most := f.rest[l*longestJoin+m-1]; most == impossible || !f.hopeAnywhere(l, l+m, most) {
				continue
			}
			f.joiner.join(j, l, m)
			if m == 1 {
				out = f.unlike(out, l, j, &f.singles[l])
			} else {
				out = f.joined(out, l, j)
			}
			slices.SortFunc(out[first:], func(a, b edge) int { return a.item - b.item })
		}
	}
	f.left = out
	return out
}

func (f *edgeFinder) keep(out []edge, e *edge) []edge {
	if f.hope(e) {
		return append(out, *e)
	}
	return out
}

// joined adds the pairings of more than one line.
func (f *edgeFinder) joined(out []edge, l int, j *join) []edge {
	f.labelTexts(j)
	from, first := len(f.near), len(f.alike)
	f.near = f.itemsAlike(j, f.near)
	f.alike = f.pair(f.alike, l, j, f.near[from:])
	for k := first; k < len(f.alike); k++ {
		out = f.keep(out, &f.alike[k])
	}
	out = f.unlike(out, l, j, &single{from, len(f.near), j.unlikeLabel()})
	f.near, f.alike = f.near[:from], f.alike[:first]
	return out
}

// unlike adds the pairings of lines with the rows of the form that no label of theirs is
// like: these weigh the same but for the group.
func (f *edgeFinder) unlike(out []edge, l int, j *join, s *single) []edge {
	if j.header || j.filled == 0 {
		return out
	}
	grouped, group := f.holdsGroup(j), 0.0
	if grouped {
		group = weightGroup
	}
	for _, rows := range f.byColumns {
		if most := j.rowScore(s.unlike, rows.columns, group); most < hopeless(len(j.lines)) || !f.hopeAnywhere(l, l+len(j.lines), most) {
			continue
		}
		alone := j.rowScore(s.unlike, rows.columns, 0)
		for _, i := range rows.items {
			e := edge{line: l, joined: len(j.lines), item: i, score: alone}
			if grouped {
				e.score = j.rowScore(s.unlike, rows.columns, f.groupEvidence(j, &f.items[i]))
			}
			if e.score >= hopeless(e.joined) && !slices.Contains(f.near[s.from:s.to], i) {
				out = f.keep(out, &e)
			}
		}
	}
	return out
}

// holdsGroup reports whether a label of joined lines is that of a group.
func (t *template) holdsGroup(j *join) bool {
	for k := range j.lines {
		for l := range j.lines[k].labels {
			if t.view(j.lines[k].labels[l].printed).group {
				return true
			}
		}
	}
	return false
}
