package align

import "slices"

// The share of the distance between two columns by which a figure may miss its
// own, in tenths, and how many columns of a row may lack a figure.
const (
	pitchSlack  = 3
	pitchLosses = 4
)

// fitToPitch finds the columns of a row that prints a whole block side by side, as
// wide as one another, from figures that reach from the first to the last of them.
// Figures between two columns are specks and rules, where many more stand in columns.
func fitToPitch(r *rowFigures) *fit {
	k := len(r.item.cells)
	if r.item.kind != acrossRow || len(r.filled) < k-pitchLosses || !sideBySide(r.filled) {
		return nil
	}
	held, inside := pitched(r.filled, k)
	if inside < k-pitchLosses || inside < leastInside*(len(r.filled)-inside) {
		return nil
	}
	first, last := r.filled[0].across.middle(), r.filled[len(r.filled)-1].across.middle()
	f := &fit{columns: make([]interval, k), dense: true}
	for c, s := range held {
		middle := first + (last-first)*c/(k-1)
		f.columns[c] = interval{middle, middle + 1}
		if s != nil {
			f.columns[c] = s.across
		}
	}
	if !slices.IsSortedFunc(f.columns, func(a, b interval) int { return a.from - b.from }) {
		return nil
	}
	return f
}

// pitched finds for each of k columns, the first and the last of which are those of the
// first and the last figure, the figure nearest to its middle; inside counts them.
func pitched(filled []slot, k int) (held []*slot, inside int) {
	first, last := filled[0].across.middle(), filled[len(filled)-1].across.middle()
	held = make([]*slot, k)
	misses := make([]int, k)
	for i := range filled {
		// The column is the nearest of k in equal distances, in k-1 parts of the whole.
		at := (filled[i].across.middle() - first) * (k - 1)
		c := (at + (last-first)/2) / max(1, last-first)
		off := at - c*(last-first)
		if off = max(off, -off); 10*off > pitchSlack*(last-first) || held[c] != nil && misses[c] <= off {
			continue
		}
		inside += one(held[c] == nil)
		held[c], misses[c] = &filled[i], off
	}
	return held, inside
}

// evenly finds columns as wide as one another from the stretches in which figures
// of several rows stand: these must reach from the first column to the last, lack
// few, and each stand in the middle of its own.
func evenly(all []support, k int) ([]interval, bool) {
	var held []support
	for i := range all {
		if all[i].figures >= leastFull {
			held = append(held, all[i])
		}
	}
	if len(held) < max(leastEven, k-evenLosses) || len(held) > k {
		return nil, false
	}
	first, last := held[0].middle(), held[len(held)-1].middle()
	columns := make([]interval, k)
	taken := -1
	for i := range held {
		at := (held[i].middle() - first) * (k - 1)
		c := (at + (last-first)/2) / max(1, last-first)
		if off := at - c*(last-first); c <= taken || 10*max(off, -off) > evenSlack*(last-first) {
			return nil, false
		}
		taken = c
		columns[c] = held[i].interval
	}
	half := (last - first) / (k - 1) / 4
	for c := range columns {
		if columns[c] == (interval{}) {
			middle := first + (last-first)*c/(k-1)
			columns[c] = interval{middle - half, middle + half}
		}
	}
	return columns, true
}

// How many columns must show themselves, how many may not, and by how many tenths of
// the distance between two a figure may miss the middle of its own.
const (
	leastEven  = 5
	evenLosses = 2
	evenSlack  = 1
)
