package extractors

import (
	"gongkai/extractors/agency"
	"gongkai/extractors/layout"
	"gongkai/extractors/reconcile"
	"gongkai/schema"
)

// Version names what this code makes of a document. It changes whenever the
// output for any document may change; the dataset stores it with each report.
const Version = "8"

// Document is what is known of a document before it is read.
type Document struct {
	// SourceURI is the address or the path below the source given, with slashes.
	SourceURI string
	// MediaType is what the source declares ("text/html; charset=gbk"), or "".
	MediaType string
	Body      []byte
}

// Result is what a document gave: reports, or the reason why there is none.
// Exactly one of Reports and Reject is set.
type Result struct {
	// MediaType is the media type as found in the bytes, without parameters.
	MediaType string
	Reports   []Report
	Reject    *schema.Reject
	// Labels are the labels met near a form table and not recognised.
	Labels []Label
}

// Report is one annual report of a document.
type Report struct {
	// Ordinal counts the reports of a document from 0.
	Ordinal int
	Layout  layout.Kind
	// Script is hans or hant: the characters that the document is written in.
	Script string
	Who    agency.Identity
	Form   *reconcile.Report
	// Overview, Problems and OtherMatters are the narrative sections as text; ""
	// where absent.
	Overview, Problems, OtherMatters string
	// Review lists why a person should look at the report, sorted; empty where nobody need.
	Review []string
}

// Label is a label near a form table that no label of the edition matches.
type Label struct {
	Edition, Table, Text string
	// Nearest is the nearest label of the form and Distance how far it is, in
	// edits; "" and 0 where none is near.
	Nearest  string
	Distance int
}
