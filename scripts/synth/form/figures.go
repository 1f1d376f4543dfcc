package form

import (
	"math/rand/v2"

	"gongkai/schema"
)

// fillDistinct gives every free cell a figure of its own.
func (v *Values) fillDistinct(rng *rand.Rand, r *roles) {
	for c := range v.Cells {
		if r.derived[c] {
			continue
		}
		v.Cells[c].Micros = schema.Count(1 + rng.Int64N(60_000))
		v.adjust(rng, schema.CellIndex(c))
	}
}

// adjust gives amounts a fraction and changes a sign.
func (v *Values) adjust(rng *rand.Rand, c schema.CellIndex) {
	switch column := v.Form.ColumnOf(c); {
	case column.Amount:
		v.Cells[c].Micros += fraction(rng)
	case signed(column) && rng.IntN(2) == 0:
		v.Cells[c].Micros = -v.Cells[c].Micros
	}
}

// fraction draws a fraction of one to six digits as agencies print them.
func fraction(rng *rand.Rand) schema.Micros {
	step := [...]schema.Micros{schema.One, 100_000, 10_000, 100, 1}[pick(rng, 30, 15, 35, 15, 5)]
	return schema.Micros(rng.Int64N(int64(schema.One))) / step * step
}

// distinct reports whether all figures are non-zero and differ in magnitude,
// but for sums that an identity makes equal to another cell.
func (v *Values) distinct() bool {
	seen := make(map[schema.Micros]bool, len(v.Cells))
	for _, value := range v.Cells {
		m := max(value.Micros, -value.Micros)
		if m == 0 || seen[m] {
			return false
		}
		seen[m] = true
	}
	return true
}

// size describes a profile: how likely a figure outside any sum is not 0, how
// many digits it may have, how many units are spread over the sums, and the
// bound of amounts.
type size struct {
	filledPercent int
	digits        int
	spread        int64
	amountDigits  int
}

var sizes = [profileCount]size{
	Idle:     {0, 0, 0, 0},
	Township: {25, 2, 4, 2},
	Bureau:   {55, 4, 30, 4},
	County:   {80, 6, 400, 5},
	Province: {92, 8, 30_000, 6},
}

// fillProfile draws figures of the size of an agency: heavy-tailed counts, and
// a number of units spread over the free cells of the sums.
func (v *Values) fillProfile(rng *rand.Rand, r *roles, p Profile) {
	s := sizes[p]
	pools := map[int][]schema.CellIndex{}
	for c := range v.Cells {
		index := schema.CellIndex(c)
		switch {
		case r.derived[c] || r.pivots[c]:
		case len(v.Form.IdentitiesOf(index)) > 0:
			table := v.Form.Cells[c].Table
			pools[table] = append(pools[table], index)
		case rng.IntN(100) < s.filledPercent:
			v.Cells[c].Micros = schema.Count(heavy(rng, v.digits(index, s)))
			v.adjust(rng, index)
		}
	}
	for t := range v.Form.Tables {
		v.scatter(rng, pools[t], spread(rng, s.spread))
	}
}

func (v *Values) digits(c schema.CellIndex, s size) int {
	if v.Form.Cells[c].Amount {
		return s.amountDigits
	}
	return s.digits
}

// heavy draws a whole number of 1 to digits digits, each length equally likely.
func heavy(rng *rand.Rand, digits int) int64 {
	bound := int64(1)
	for range 1 + rng.IntN(digits) {
		bound *= 10
	}
	return 1 + rng.Int64N(bound)
}

// spread draws how many units a table's sums share: often none at all.
func spread(rng *rand.Rand, bound int64) int64 {
	if bound == 0 || rng.IntN(4) == 0 {
		return 0
	}
	return 1 + rng.Int64N(bound)
}

// scatter spreads n units over cells in decreasing chunks; the first cell of
// each row takes most, as natural persons do.
func (v *Values) scatter(rng *rand.Rand, cells []schema.CellIndex, n int64) {
	for n > 0 && len(cells) > 0 {
		chunk := 1 + n/12
		c := cells[rng.IntN(len(cells))]
		if rng.IntN(3) > 0 {
			cell := v.Form.Cells[c]
			c = v.Form.At(cell.Table, cell.Block, cell.Row, 0)
		}
		v.Cells[c].Micros += schema.Count(chunk)
		n -= chunk
	}
}
