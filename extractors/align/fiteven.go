package align

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
