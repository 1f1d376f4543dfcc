package reconcile

import (
	"slices"

	"gongkai/extractors/align"
	"gongkai/extractors/figure"
	"gongkai/schema"
)

// leaveMisfits drops the readings of an open row that put a figure where none like it can
// stand, where others do not: what is printed tells between them. Decimals are sums of
// money, signs those of changes.
func (s *state) leaveMisfits(row int) {
	p := &s.placement.Rows[row]
	misfits := func(r align.Reading) bool { return s.misfits(p.Cells, &r) }
	if !slices.ContainsFunc(p.Readings, misfits) {
		return
	}
	held := slices.DeleteFunc(slices.Clone(p.Readings), misfits)
	if len(held) == 0 {
		return
	}
	p.Readings = held
	s.apply(row, 0)
}

// misfits reports whether a reading puts a figure into a cell that cannot hold it.
func (s *state) misfits(cells []schema.CellIndex, r *align.Reading) bool {
	for i, c := range cells {
		f := &r.Figures[i]
		if f.Presence != align.Printed || f.Parsed.Kind != figure.Number {
			continue
		}
		if f.Parsed.Signed && !s.form.Cells[c].Change || !s.fits(c, f) {
			return true
		}
	}
	return false
}
