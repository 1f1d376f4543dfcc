package schema

import "fmt"

// Reason is why a document gave no report. The kinds are closed: one table,
// with the stage that may return each and whether trying again can help.
type Reason string

// The reasons for a reject, as stored in the rejects table.
const (
	NotAReport       Reason = "not_a_report"
	IndexPage        Reason = "index_page"
	AttachmentOnly   Reason = "attachment_only"
	NoTables         Reason = "no_tables"
	OlderForm        Reason = "older_form"
	Undecodable      Reason = "undecodable"
	Unsupported      Reason = "unsupported"
	TooLarge         Reason = "too_large"
	Encrypted        Reason = "encrypted"
	Empty            Reason = "empty"
	FetchFailed      Reason = "fetch_failed"
	UnreadableSource Reason = "unreadable_source"
	LoginPage        Reason = "login_page"
	ErrorPage        Reason = "error_page"
	ScriptShell      Reason = "script_shell"
	TimedOut         Reason = "timed_out"
	Bug              Reason = "bug"
)

// ReasonInfo describes one reason.
type ReasonInfo struct {
	Reason Reason
	// Stage is the package that decides it.
	Stage string
	// Blame says whose fault it is: source, document, program.
	Blame string
	// Retry says whether a later run on the same address may fare better.
	Retry bool
	// Meaning is one line for the dictionary.
	Meaning string
}

// Reasons is the table of reject reasons.
var Reasons = []ReasonInfo{
	{NotAReport, "extractors", "document", false, "a readable document that is not an information-disclosure annual report"},
	{IndexPage, "extractors", "document", false, "a list of links to reports"},
	{AttachmentOnly, "extractors", "document", false, "a page whose report is an attached file"},
	{NoTables, "extractors", "document", false, "an annual report without the statistical tables"},
	{OlderForm, "extractors", "document", false, "an annual report on a form that is not read yet (before 2019)"},
	{ScriptShell, "extractors", "document", false, "a page whose content only a script would load"},
	{LoginPage, "extractors", "document", false, "a login page"},
	{ErrorPage, "extractors", "document", true, "an error page served as if it were a document"},
	{Undecodable, "decode", "document", false, "bytes that are no text in any supported charset"},
	{Unsupported, "decode", "document", false, "a media type that is not read"},
	{TooLarge, "source", "document", false, "larger than the size limit"},
	{Encrypted, "decode", "document", false, "protected by a password"},
	{Empty, "decode", "document", false, "no content"},
	{FetchFailed, "fetch", "source", true, "the server did not give the document"},
	{UnreadableSource, "source", "source", true, "the file or record could not be read"},
	{TimedOut, "extractors", "program", false, "extraction exceeded its time limit"},
	{Bug, "extractors", "program", false, "the extractor itself failed; the detail holds the stack"},
}

// Reject is a document's fault: why it gave no report. It is an error so that
// stages can return it; the pipeline stores it and goes on.
type Reject struct {
	Reason Reason
	// Detail is one line for a person, without document text beyond a quoted excerpt.
	Detail string
}

// Error implements error.
func (r *Reject) Error() string { return fmt.Sprintf("reject %s: %s", r.Reason, r.Detail) }

// Rejectf makes a Reject with a formatted detail.
func Rejectf(reason Reason, format string, args ...any) *Reject {
	return &Reject{Reason: reason, Detail: fmt.Sprintf(format, args...)}
}
