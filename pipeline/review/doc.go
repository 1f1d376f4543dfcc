// Package review walks a person through the reports under review and writes what
// they decide to the folder of overrides.
//
// Consumes the published snapshot (which reports, why), the raw zone (their
// documents, read again by today's extractor) and the overrides so far; asks on a
// pair of streams, line by line; produces lines of the reviewer's file:
//
//	queue, err := review.Queue(ctx, "data/out", review.Filter{Reasons: []string{"identity_failed"}})
//	session := &review.Session{Dataset: "data/out", Queue: queue, Ledger: ledger, …}
//	summary, err := session.Run(ctx)
//
//	[1 of 2] identity_failed  applications.applicants/granted: 3 ≠ 4
//	   1   1✗  applications/granted/natural_person  （一）予以公开 › 自然人
//	   …
//	> 1=2
//	  ✓ holds  applications.applicants/granted: 3 ≠ 4 → 4 = 4
//
// # Points
//
// What there is to decide in a report is a list of points, made of the report as the
// overrides leave it: one for each identity that fails and of which a number is not
// verified; one for each other reason, with the cells that it means. A point is
// decided
//
//   - by figures: each becomes a line with the value that the source prints, or blank
//     or not_applicable;
//   - by accepting what was read: of an identity, of inferred or corrected figures and
//     of figures that nothing bears out, each figure becomes a line; any other
//     reason becomes a line that settles it for the report as it was read.
//
// So what is decided is not asked again, now or in the next run, by this
// reviewer or another. What was skipped is.
//
// # Invariants
//
// A decision is durable before the next question. Nothing else is written: the
// snapshot changes with the next run, which applies the overrides. A figure that
// cannot stand in its cell is refused; one that breaks an identity that held is
// shown and asked for twice. Going back takes the last decision back, by a line.
//
// It does not change what the extractor reads, and holds no lock on the dataset: a
// run may publish meanwhile.
//
// Concurrency: a Session belongs to one goroutine; several reviewers may work at
// once, each in a process with a Ledger of their own.
//
// Faults: those of the snapshot, the raw zone and the overrides; a document that is
// not in the raw zone is told and passed over. The end of the input ends a session
// as quit does.
package review
