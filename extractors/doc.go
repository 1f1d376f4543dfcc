// Package extractors turns the bytes of one document into reports.
//
// Consumes a Document (bytes, address, declared media type) and produces a
// Result: the reports it holds, or a Reject with the reason. No network, no
// clock, no file system: the same bytes and the same Version give the same
// Result.
package extractors
