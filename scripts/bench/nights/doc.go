// Package nights draws corpora of any size, cheap enough that a million documents
// can be published while somebody waits, to measure what a night costs.
//
// Consumes a number of documents and produces items for a raw zone, and the
// extractor that reads them:
//
//	corpus, err := nights.New(ctx, 500, 1)
//	item := corpus.Item(17)                     // a text of some 4 kB
//	result := corpus.Extract(ctx, document)     // in microseconds
//
// A document is one of a few hundred synthetic texts behind a line with its number, or
// where fewer than all are to hold reports, a notice.
// Its report is that text's report as the real extractor reads it, with an agency, a
// year and figures that follow from the number, so that no report is a copy of another.
//
// Invariants: the same number gives the same bytes and the same report. Of the reports one
// in thirty is under review, one in fifty is rejected, one in ten has a label of no form.
//
// It measures nothing of package extractors: what is left of a run is everything else.
// A Corpus is safe for concurrent use.
package nights
