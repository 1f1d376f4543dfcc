package record

import (
	"time"

	"gongkai/extractors"
	"gongkai/schema"
)

// Row is one report with what the pipeline knows of its document: the source
// of one row of the reports table and of the report's rows in every other table.
type Row struct {
	// DocID names the document in the dataset.
	DocID string
	// SourceURI is the document's address, or its path below the source given.
	SourceURI string
	// ContentSHA256 is the sha256 of the document's bytes, 64 hex digits.
	ContentSHA256 string
	// MediaType is the media type as found in the bytes, without parameters; "" is null.
	MediaType string
	// FetchedAt is when the document was fetched; the zero time is null.
	FetchedAt time.Time
	// ExtractorVersion is the version that read the document; "" is extractors.Version.
	ExtractorVersion string
	extractors.Report
	// DuplicateOf is the report_id of the preferred copy; "" is null.
	DuplicateOf string
}

// Reject is one document that gave no report.
type Reject struct {
	DocID, SourceURI string
	// ContentSHA256 is "" where the content was never had; Bytes is null then.
	ContentSHA256 string
	MediaType     string
	Bytes         int64
	Reason        schema.Reason
	Detail        string
	FetchedAt     time.Time
}

// Label is a label met near a form table and not recognised, with the number of
// documents that have it.
type Label struct {
	extractors.Label
	Documents int64
	// ExampleDoc is the doc_id of one document that has it.
	ExampleDoc string
}
