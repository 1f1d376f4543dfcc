// Package overrides puts figures that a person verified against the source in
// the place of those that were read.
//
// Consumes data/overrides/*.csv and the Result of a document, and changes the
// Result:
//
//	set, err := overrides.Read(os.DirFS("data/overrides"))   // or overrides.Load("")
//	outcomes := set.Apply(sha256, &result)
//
//	content_sha256,report,cell,value,unit,who,when,why
//	5d41…,0,applications/granted/total,41,item,zhang,2026-11-21,the scan shows 41
//	5d41…,0,applications/granted/business,blank,,zhang,2026-11-21,the cell is empty in the scan
//	5d41…,0,review/agency_unknown,0123456789abcdef,,zhang,2026-11-21,the page names no agency
//
// A Ledger is the file of one reviewer; lines are added to it and never changed:
//
//	ledger, err := overrides.OpenLedger(nil, "data/overrides", "zhang")
//	err = ledger.Append(ctx, line)
//
// # Several lines
//
// In one file the last line about a figure counts, and "withdrawn" for a value
// takes the ones before it back. Two files may say the same; two that contradict each
// other are an error that names both lines.
//
// # What becomes of a report
//
// The cell has the value, the unit (where the line names one; else the one read
// or the form's) and status verified; for blank and not_applicable it has that
// status and no value. Position and raw text stay. Then, by the figures as they are now:
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
//     identity_failed exactly where an identity fails of which some number is not
//     verified (where all are, the agency printed them so; the identity still
//     fails); cells_missing and cells_unreadable exactly where there are such cells;
//     totals_left_out, inferred_from_one_identity, noisy_text_unverified,
//     value_out_of_range and fraction_in_count go when no cell is left that they can
//     mean. Others, such as agency_unknown, stay.
//   - A line about a reason takes it away as long as the extractor reads the report
//     as it did when the person looked: Fingerprint must be the line's value.
//
// # Invariants
//
// An override that says what was read makes the cell verified and is told as
// same, or as confirmed where what was read was in doubt. An override that cannot be
// applied changes nothing and is told with the reason. Overrides are keyed by
// content, so they are safe when a page changes: the figure is that of the bytes that
// were checked. Applied twice is applied once.
//
// A line that Append answered for is durable, and no reader of the folder sees half
// a line.
//
// It does not infer: a verified figure does not give the lost cells beside it.
//
// Concurrency: a Set is read-only and may be used by any number of goroutines. A
// Result belongs to its caller. Several reviewers may write at once, each their own
// file; one process at a time writes for a reviewer.
//
// Faults: *LineError for a line that cannot be meant, or that contradicts another
// file; nothing is read or added then. ErrBusy for a second process of a reviewer.
package overrides
