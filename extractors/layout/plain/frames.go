package plain

import "slices"

// frames numbers the columns of a drawn table. A table that goes on over pages is
// several frames, one below the other, each drawn as wide as its own texts.
type frames struct {
	lefts   [][]int // the display columns at which the cells of a frame start
	columns int
}

// newFrames numbers the columns of cells. Frames whose cells start where those of the
// widest frame start have its columns.
func newFrames(cells []box) *frames {
	f := &frames{}
	var all []int
	for _, b := range cells {
		for len(f.lefts) <= b.frame {
			f.lefts = append(f.lefts, nil)
		}
		f.lefts[b.frame] = append(f.lefts[b.frame], b.left)
		all = append(all, b.left)
	}
	for i := range f.lefts {
		f.lefts[i] = distinct(f.lefts[i])
		f.columns = max(f.columns, len(f.lefts[i]))
	}
	if all = distinct(all); len(all) == f.columns {
		for i := range f.lefts {
			f.lefts[i] = all
		}
	}
	return f
}

// at returns the column that starts at a display column of a frame. A frame of fewer
// columns than another lacks those at the left, where labels stand: its first column
// takes their place.
func (f *frames) at(frame, left int) int {
	lefts := f.lefts[frame]
	i, _ := slices.BinarySearch(lefts, left)
	if i == 0 {
		return 0
	}
	return i + f.columns - len(lefts)
}

func distinct(columns []int) []int {
	slices.Sort(columns)
	return slices.Compact(columns)
}
