package reconcile

import "gongkai/schema"

// Report is a form as read: every cell of the edition with its status, and
// every identity with its outcome.
type Report struct {
	Form *schema.Form
	// Cells is parallel to Form.Cells.
	Cells []Cell
	// Checks is parallel to Form.Identities.
	Checks []Check
	// Reasons lists why a person should look, in a fixed order; empty where nobody need.
	Reasons []string
}

// Cell is one figure as read.
type Cell struct {
	Status schema.Status
	// HasValue says whether Value holds a figure; it does for asserted statuses and Conflict.
	HasValue bool
	Value    schema.Micros
	// Unit is item, CNY or CNY_10k; "" where nothing declares it.
	Unit string
	// Raw is the text as found where it says more than the value does, else "".
	Raw string
	// Evidence is how many identities that the cell takes part in hold.
	Evidence int
	// Source is where the figure stands; nil where it stands nowhere.
	Source *Source
}

// Source is a place in the normalised document, counted from 0.
type Source struct{ Table, Row, Col int }

// Outcome is the result of testing an identity.
type Outcome uint8

// The outcomes.
const (
	NotAssessable Outcome = iota
	Pass
	Fail
)

// String is the code stored in the dataset.
func (o Outcome) String() string { return [...]string{"not_assessable", "pass", "fail"}[o] }

// Check is one identity tested on the figures as printed (and as inferred or
// corrected). LHS and RHS are meaningless where the outcome is NotAssessable.
type Check struct {
	Outcome  Outcome
	LHS, RHS schema.Micros
}
