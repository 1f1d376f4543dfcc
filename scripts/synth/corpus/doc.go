// Package corpus makes whole documents with their gold labels.
//
// Consumes a random source, the name of a family (how the document is laid out
// or what kind of page it is) and names of operators (how it is damaged), and
// produces a Document: bytes, media type and Gold, what a careful reader may
// say of it:
//
//	doc := corpus.Make(rng, "piped", "traditional", "pinyin")
//	doc.Gold.Cells["applications/granted/natural_person"].Value
//
// Invariants: a gold value is the number as the agency printed it; a cell
// printed empty or as a dash has no value and a status (blank, not_applicable);
// a cell marked Lost may be found again (its value, also as inferred or
// corrected; 0 for a blank) or reported as unknown, and any other number is an
// error; Broken lists the identities that the printed figures contradict;
// Expect is "report" or the reason for which the document must be rejected.
// Only operators that changed the document are listed in Gold.Operators.
//
// It does not judge: comparing a reading with the gold is the evaluator's work.
//
// A random source is not shared between goroutines; the same state, family and
// operators give the same bytes. Make panics on unknown names; Families and
// Operators list the known ones.
package corpus
