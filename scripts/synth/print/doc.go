// Package print turns figures into a document: the tables as the official form
// prints them, between a title, prose and a signature, and from that model the
// plain-text layouts in which such documents circulate.
//
// Consumes form.Values and produces a Document, a list of blocks whose tables
// are matrices of cells that know what they are:
//
//	doc.Blocks = append(doc.Blocks, print.Tables(rng, values, print.Shape{})...)
//	text := print.Text(rng, doc, print.Piped)
//
// Invariants: a row of a fresh table has Table.Columns cells; a cell under the
// span of another is Covered and empty; every figure cell names its cell of the
// form; printing never changes the Document. A cell that a layout cannot
// support (a blank that leaves no trace makes its row ambiguous) is marked in
// Document.Lost by Ambiguous before the layout is printed.
//
// It does not damage documents (package mangle does) and it writes no markup
// (package page does).
//
// Documents are not shared between goroutines. The same random source state
// gives the same text.
package print
