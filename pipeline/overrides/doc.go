// Package overrides puts figures that a person verified against the source in
// the place of those that were read.
//
// Consumes data/overrides/*.csv and the Result of a document, and changes the
// Result:
//
//	set, err := overrides.Read(os.DirFS("data/overrides"))   // or overrides.Embedded()
//	outcomes := set.Apply(sha256, &result)
//
//	content_sha256,report,cell,value,unit,who,when,why
//	5d41…,0,applications/granted/total,41,item,zhang,2026-11-21,the scan shows 41
//
// # What becomes of a report
//
// The cell has the value, the unit (where the line names one; else the one read
// or the form's) and status verified. Position and raw text stay. Then, by the
// figures as they are now:
//
//   - Every identity whose sums change gets a new outcome.
//   - What the extractor concluded from figures is withdrawn where an identity no
//     longer bears it out: an inferred or corrected cell that takes part in an
//     identity that fails now, or in none that holds any more though one did,
//     becomes missing or unreadable, and loses its value.
//   - A conflict is resolved where no identity of its cell fails any more; in an
//     identity that begins to fail, the printed numbers that the fewest other
//     identities confirm are in conflict. A verified figure never is.
//   - evidence counts again.
//   - Of the reasons for review those that figures decide are decided again:
//     identity_failed, cells_missing and cells_unreadable exactly where there are such
//     identities and cells; totals_left_out, inferred_from_one_identity,
//     noisy_text_unverified, value_out_of_range and fraction_in_count go when no cell is
//     left that they can mean. Others, such as agency_unknown, stay.
//
// # Invariants
//
// An override that says what was read makes the cell verified and is told as
// same. An override that cannot be applied changes nothing and is told with the
// reason. Overrides are keyed by content, so they are safe when a page changes: the
// figure is that of the bytes that were checked. Applied twice is applied once.
//
// It does not infer: a verified figure does not give the lost cells beside it.
//
// Concurrency: a Set is read-only and may be used by any number of goroutines. A
// Result belongs to its caller.
//
// Faults: *LineError for a line that cannot be meant; nothing is read then.
package overrides
