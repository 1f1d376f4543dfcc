package form

// Profile is the size of the reporting agency, which sets how large figures are.
type Profile uint8

// The profiles, from the smallest.
const (
	// Idle is an agency with nothing to report: every count is 0.
	Idle Profile = iota
	// Township has a handful of figures.
	Township
	// Bureau is a department of a county or city.
	Bureau
	// County is a whole county's report.
	County
	// Province is a province's or ministry's report: licences up to 1e7.
	Province

	profileCount
)

// Zeros says how an agency prints a zero.
type Zeros uint8

// The conventions for zeros.
const (
	// ZerosPrinted prints 0.
	ZerosPrinted Zeros = iota
	// ZerosBlank leaves the cell empty.
	ZerosBlank
	// ZerosDashed prints a slash, a dash or 无.
	ZerosDashed
	// ZerosMixed prints some zeros and leaves others empty, table by table.
	ZerosMixed
)

// Totals says what an agency does with the sums of a row.
type Totals uint8

// The conventions for totals.
const (
	// TotalsPrinted prints every sum.
	TotalsPrinted Totals = iota
	// TotalsBlank leaves the sums of detail rows empty.
	TotalsBlank
	// TotalsZero prints 0 for the sums of detail rows, whatever their parts.
	TotalsZero
)

// Options chooses what kind of form is drawn. The zero Options is an idle
// agency that prints its zeros.
type Options struct {
	Profile Profile
	Zeros   Zeros
	Totals  Totals
	// Distinct makes all figures non-zero and different in magnitude, so that a
	// figure read from a neighbouring cell cannot pass. It overrides Profile and Zeros.
	Distinct bool
	// Broken is the probability, in percent, that one printed figure contradicts
	// its identities.
	Broken int
	// AmountUnit is the unit of amounts whose column fixes none; "" declares none.
	AmountUnit string
}
