// Package align says which printed cell of a document is which cell of the form.
//
// Consumes a layout.Grid and produces a Placement for an edition of the form:
// the printed rows in the form's order, each with the ways in which its figures
// may belong to the columns. From the rows of a grid
//
//	规章           | 2 | 0 | 15
//	行政规范性文件 | 1 |   | 8
//
// and edition 2021 come
//
//	Row{Cells: disclosures/rules/…, Match: exact, Readings: [{2, 0, 15, rule "number"}]}
//	Row{Cells: disclosures/normative_documents/…, Match: exact, Readings: [{1, empty, 8, rule "columns"}]}
//
// A row that has fewer figures than columns in a layout that loses blanks has a
// reading for each way to place them; which one holds is decided in package
// reconcile.
//
// The work, in the order of the files: a label is reduced to its key (key.go)
// and compared by weighed edits (distance.go), with the other wordings and
// confused characters of data/lexicon (lexicon.go), once for each text met
// (printed.go, memory.go), and a line by itself once for its labels and number of figures
// (known.go); texts that their characters show to be none
// are left out (foreign.go); the edition becomes the ordered list of what a document
// prints (template.go); the grid is cut into lines of labels and slots (line.go; rows of
// empty cells in a text whose rows have no ends: blankcut.go), without the numbers that count a table's rows or columns (numbering.go);
// lines and items are paired, in order, at the highest score over the whole document
// (pairing.go), each pair weighed by label, list number, group and number of figures
// (score.go): pairings that are part of no best alignment are left out (edges.go,
// chain.go), the rest is searched by dynamic programming between the pairings that
// are certain (search.go, stretch.go); the pairs stand
// where a label or the count of rows between two such labels confirms them
// (confirm.go); figures find their columns by header, page column and number (header.go,
// physical.go, regular.go, broken.go, cutrow.go, displaced.go, columns.go), at once where one way is
// left (ownplaces.go), on a page image by where they and the header stand (fit.go, fitheader.go, fitsigns.go,
// fitblocks.go, blockheld.go, signs.go, writtenout.go); what is left over is named (account.go).
// Split finds where a second report of the same document begins (split.go).
//
// Invariants: Rows are in the form's order and no cell of the form is in two of
// them; every row has at least one reading, and a reading has a figure for each
// of the row's cells. A row is MatchExact only where its label is a wording of
// the form; MatchOrder only where no other order is possible. Every figure near
// the form's tables is in a row, counted in Ignored under the rule that leaves it
// out, or an Orphan. A figure is never divided or joined except by a reading
// that says so. Scores are dimensionless: they compare editions of one document
// and nothing else.
//
// It does not read characters (package normalize), figures (package figure) or
// tables (package layout). It does not choose between readings, infer or
// correct: the identities belong to package reconcile. It knows no edition by
// name: labels, columns and their order come from the schema.
//
// Functions are safe for concurrent use; a Sheet belongs to one goroutine, and its memory
// goes to the next when it is closed (space.go). What is remembered between documents,
// the templates and the similarities of labels, changes the time and never the
// result. A Placement belongs to the caller; it refers to the form, which is
// shared and read-only. The same grid gives the same Placement.
//
// Faults: none. A grid that holds no form gives a Placement without rows. At
// most 3000 lines are paired. A broken file of the embedded lexicon is a panic,
// which a test excludes.
package align
