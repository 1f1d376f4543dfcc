package schema

import (
	"strconv"
	"strings"
)

// Micros is a figure in millionths: an exact decimal with six fractional
// digits, the precision of the dataset's amounts (decimal128(18,6)). Counts
// use it too, so that one type serves every cell. The range is ±9.2e12.
type Micros int64

// One is the Micros of the number 1.
const One Micros = 1_000_000

// Count makes the Micros of a whole number.
func Count(n int64) Micros { return Micros(n) * One }

// Int returns the whole number and whether the figure is one.
func (m Micros) Int() (int64, bool) { return int64(m / One), m%One == 0 }

// String prints the shortest exact decimal: "3", "-0.5", "532934.41".
func (m Micros) String() string {
	sign, n := "", uint64(m)
	if m < 0 {
		sign, n = "-", uint64(-m)
	}
	whole, frac := n/uint64(One), n%uint64(One)
	s := sign + strconv.FormatUint(whole, 10)
	if frac == 0 {
		return s
	}
	digits := strconv.FormatUint(uint64(One)+frac, 10)[1:]
	return s + "." + strings.TrimRight(digits, "0")
}
