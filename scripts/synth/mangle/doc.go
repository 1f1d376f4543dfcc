// Package mangle damages documents as converters, recognisers, page breaks and
// hands do.
//
// Consumes a print.Document and a random source; an Operator changes the
// document in place and says whether it found anything to change:
//
//	op, _ := mangle.Find("page_split_row")
//	changed := op.Apply(rng, doc)
//
// Invariants: an operator never changes what the agency printed, but for the
// ones that imitate an agency's habit (one_value_row), which change
// Document.Values with the text. A figure that the damaged document no longer
// determines by itself is marked in Document.Lost: a reader may find it again
// or say that it does not know, and must never state another number. Operators
// that lose a figure keep away from figures whose identities the agency broke,
// where the identities would lead a careful reader to another number. Operators
// compose in any order.
//
// It does not print. A random source is not shared between goroutines; the
// same state gives the same damage.
package mangle
