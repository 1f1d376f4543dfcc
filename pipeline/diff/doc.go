// Package diff says what changed between two snapshots.
//
// Consumes two snapshots, or datasets whose current snapshots are meant, and
// produces a Result, as text, Markdown or JSON, and every single Change:
//
//	result, err := diff.Compare(ctx, "before", "data/out", diff.Options{Examples: 5})
//	err = result.WriteText(os.Stdout)
//
//	applications/granted/total   observed 12 → observed 21    value_changed
//	applications.row_total (granted)   pass → fail            identity_broken
//
// # What is compared with what
//
// A report is the same report where its report_id is: the bytes of its document
// and its number in the document. A cell is the same where its name is, an
// identity where rule and scope are, a rejected document where its doc_id is.
//
// Each cell of the two snapshots that differs is one change of one kind: added,
// removed, value gained, lost or changed, unit changed, status changed, or, where
// only raw, evidence or the place in the document differ, source changed. Statuses
// are counted besides, from → to, over all cells that both have. Each identity
// whose outcome differs is one change; pass → fail comes first everywhere.
//
// Not compared, because something else says it: the panel (its cells are those of
// the long tables), labels (the backlog, not data), of reports the counts of
// cells and checks, of identities the sums where the outcome is the same, and
// extractor_version, by which changes are grouped.
//
// # Invariants
//
// Files of equal sha256 or of one inode hold the same rows in the same order, and
// are not read. The same two snapshots give the same bytes. Amounts are exact
// decimals. Examples are the first of their kind in the order of the dataset.
//
// It does not judge: Broken lists the identities that held and fail now, and what
// follows from that is its caller's business. It does not read documents.
//
// Concurrency: one goroutine. Memory: one report of each side, the ids of the
// reports that entered, left or moved to another place in the order (another year,
// division or agency), and the cells of heldReports reports that moved.
//
// Faults: an unreadable snapshot, rows out of order, an edition that this program
// does not know, the error of Options.Each.
package diff
