package diff

import "gongkai/schema"

// Kind says what sort of change a Change is.
type Kind string

// The kinds, in the order in which they are listed.
const (
	// IdentityBroken is an identity that held and fails now; IdentityMended the
	// reverse; IdentityChanged goes to or from not_assessable.
	IdentityBroken  Kind = "identity_broken"
	IdentityMended  Kind = "identity_mended"
	IdentityChanged Kind = "identity_changed"
	IdentityAdded   Kind = "identity_added"
	IdentityRemoved Kind = "identity_removed"
	// ValueLost is a cell that had a value and has none now, ValueGained the reverse.
	ValueLost    Kind = "value_lost"
	ValueChanged Kind = "value_changed"
	ValueGained  Kind = "value_gained"
	UnitChanged  Kind = "unit_changed"
	// StatusChanged is a cell of equal value and unit, and another status.
	StatusChanged Kind = "status_changed"
	// SourceChanged is a cell of which only raw, evidence or position differ.
	SourceChanged Kind = "source_changed"
	CellAdded     Kind = "cell_added"
	CellRemoved   Kind = "cell_removed"
	ReviewEntered Kind = "review_entered"
	ReviewLeft    Kind = "review_left"
	// ReviewChanged is a report that is up for review for other reasons than before.
	ReviewChanged Kind = "review_changed"
	ReportEntered Kind = "report_entered"
	ReportLeft    Kind = "report_left"
	// ColumnChanged is a column of the table reports: agency, report_year, overview, …
	ColumnChanged Kind = "column_changed"
	// DocumentRejected is a document that had reports and has none now,
	// DocumentAccepted the reverse.
	DocumentRejected Kind = "document_rejected"
	DocumentAccepted Kind = "document_accepted"
	// RejectChanged is a document rejected for another reason or detail than before.
	RejectChanged Kind = "reject_changed"
	// RejectAdded is a rejected document that was not there, RejectRemoved one that is gone.
	RejectAdded   Kind = "reject_added"
	RejectRemoved Kind = "reject_removed"
)

// Kinds lists every kind in order.
func Kinds() []Kind {
	return []Kind{
		IdentityBroken, IdentityMended, IdentityChanged, IdentityAdded, IdentityRemoved,
		ValueLost, ValueChanged, ValueGained, UnitChanged, StatusChanged, SourceChanged, CellAdded, CellRemoved,
		ReviewEntered, ReviewLeft, ReviewChanged, ReportEntered, ReportLeft, ColumnChanged,
		DocumentRejected, DocumentAccepted, RejectChanged, RejectAdded, RejectRemoved,
	}
}

// cellKinds are the kinds that concern a cell, identityKinds those of identities.
var (
	cellKinds     = Kinds()[5:13]
	identityKinds = Kinds()[:5]
)

// Change is one thing that differs.
type Change struct {
	Kind Kind `json:"kind"`
	// ReportID is "" for a rejected document.
	ReportID  string `json:"report_id,omitempty"`
	DocID     string `json:"doc_id"`
	SourceURI string `json:"source_uri"`
	// Edition, Layout and Extractor are "old → new" where the two differ.
	Edition   string `json:"edition,omitempty"`
	Layout    string `json:"layout,omitempty"`
	Extractor string `json:"extractor,omitempty"`
	// Table is that of the cell or the identity.
	Table string `json:"table,omitempty"`
	// Subject is the cell, the identity with its scope in brackets, or the column.
	Subject string `json:"subject,omitempty"`
	// Old is nil where the thing was not there, New where it no longer is.
	Old *Side `json:"old,omitempty"`
	New *Side `json:"new,omitempty"`
	// Inspect is the command that shows the document, "" where its bytes were never had.
	Inspect string `json:"inspect,omitempty"`

	// partial is set where the report itself entered or left: it is the example.
	partial bool
}

// Side is what one snapshot says.
type Side struct {
	// State is the cell's status, the identity's outcome, the reason of a reject.
	State string `json:"state,omitempty"`
	// HasValue says whether Value, an exact decimal, is there.
	HasValue bool          `json:"-"`
	Value    schema.Micros `json:"-"`
	// Figure is Value as text.
	Figure string `json:"value,omitempty"`
	Unit   string `json:"unit,omitempty"`
	// Text is the raw text and place of a cell, the sums of an identity, the
	// review reasons, the content of a column, the detail of a reject.
	Text string `json:"text,omitempty"`
}
