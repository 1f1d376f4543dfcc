// Package reconcile turns a placement into the form as read: every cell with
// its status, every identity with its outcome.
//
// Consumes an align.Placement with its grid and produces a Report. From the row
//
//	（一）予以公开 | 3 | 1 | 0 | 0 | 0 | | 4
//
// in a text that loses cells but not separators, beside rows that print their
// zeros, come 3, 1, 0, 0, 0 and 4 as observed and 0 as inferred: the row's
// identity (the six applicants make the total) and that of the column give it.
//
// The work, in the order of the files: a figure gets the status that it has by
// itself (state.go); between the readings of a row the identities choose, weighed
// against how far the document itself speaks for each (choose.go); rows that lack
// figures are solved together where only together they leave one answer
// (solve.go); what is still lost is inferred, and what contradicts is marked
// (choose.go, reconcile.go). FormChoosing gives for each row the reading chosen
// beside the report, for those who explain it. Retest tests the identities again on figures that a
// person changed (retest.go).
//
// Invariants: Cells is parallel to Form.Cells and Checks to Form.Identities. A
// number that can be read in one way stays as the agency printed it, also where
// an identity contradicts it: then it is in Conflict. A blank counts as 0 in an
// identity and is never stored as 0, unless the table prints its zeros and the
// layout loses cells, so that the blank is a lost zero and an identity gives it. Where
// cells stand empty in the document, more of them than a recogniser of its labels would
// leave, or a blank leaves no trace, such a zero is not given.
// A blank total of parts that come to something is left out, not zero. A cell has
// a value where its status is observed, inferred, corrected or conflict, and none
// elsewhere. A repair (digits joined or cut, figures packed, a column left out)
// is asserted only where an identity proves it on figures other than zero and
// none speaks against it; where readings that are as good disagree, the cells are
// unreadable. Each asserted value that rests on one identity alone gives the
// report a reason for review. Values are in millionths (schema.Micros), in the
// unit of the cell; identities relate counts only.
//
// It does not place figures that package align did not place, does not know why
// a label was recognised, and does not judge who reports or for which year.
//
// Form is safe for concurrent use and keeps nothing between calls. The same
// placement gives the same Report; the search for solutions is bounded by steps,
// not by time, so that it gives the same on every machine.
//
// Faults: none. What is wrong with a cell is its status; why a person should
// look is in Reasons.
package reconcile
