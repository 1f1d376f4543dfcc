package schema

// Status says how a cell's value came about. It is stored with every cell and
// is the first thing a reader of the dataset should look at.
type Status uint8

// The statuses, in the order of the data dictionary. Asserted statuses
// (Observed, Inferred, Corrected, Verified) carry a value that is right or
// whose report is flagged; Conflict carries the number as printed; the others
// carry no value.
const (
	// Missing is a cell that the text lost and no identity gives.
	Missing Status = iota
	// Observed is a number read where it is printed.
	Observed
	// Blank is a cell printed empty. Not zero; counts as 0 in an identity.
	Blank
	// NotApplicable is a cell printed as a dash, a slash or 无.
	NotApplicable
	// Inferred is a cell that the text lost and the identities give.
	Inferred
	// Corrected is a misread number for which the identities leave one answer.
	Corrected
	// Conflict is a printed number that takes part in a broken identity.
	Conflict
	// Unreadable is a cell that holds something from which no single number follows.
	Unreadable
	// Verified is a number that a person checked against the source.
	Verified

	statusCount
)

var statusNames = [statusCount]string{
	Missing: "missing", Observed: "observed", Blank: "blank", NotApplicable: "not_applicable",
	Inferred: "inferred", Corrected: "corrected", Conflict: "conflict", Unreadable: "unreadable",
	Verified: "verified",
}

// String is the code stored in the dataset.
func (s Status) String() string { return statusNames[s] }

// Asserted reports whether a cell with this status claims that its value is right.
func (s Status) Asserted() bool {
	return s == Observed || s == Inferred || s == Corrected || s == Verified
}

// Statuses lists every status in dictionary order.
func Statuses() []Status {
	all := make([]Status, statusCount)
	for i := range all {
		all[i] = Status(i)
	}
	return all
}
