// Package extractors turns the bytes of one document into reports.
//
// Consumes a Document (bytes, address, declared media type) and produces a
// Result: the reports it holds, or a Reject with the reason. A web page with
//
//	<tr><td>行政许可</td><td>11</td></tr>
//
// among the tables of the annual report gives a Report whose cell
// disclosures/licensing/decisions is 11, observed, at table 0, row 6, cell 1.
//
// The way of a document: decode (bytes to text), a package of layout (text to
// grid), align (grid to placement), reconcile (placement to form), agency (who
// reports, for which year). A text may be laid out in more than one way; the
// layouts are tried in order of likelihood and judged by what the form makes of
// them. A document without a report is given its reason by package classify.
//
// Invariants: exactly one of Reports and Reject is set. Reports are in the
// document's order, and Ordinal counts them from 0. A report has at least four
// rows whose labels are the form's. Review holds the reasons of reconcile and of
// agency and its own (edition_uncertain, tables_missing, order_unproven, …),
// sorted.
//
// It does not fetch, follow links or open attachments; it does not compare the
// reports of several documents; it writes nothing.
//
// Extract and Examine are safe for concurrent use. There is no network, no clock
// and no file system: the same bytes and the same Version give the same Result.
// A context that ends is the one exception: it ends the reading with timed_out.
//
// Faults: each is a Reject with a reason of schema; none is a Go error.
package extractors
