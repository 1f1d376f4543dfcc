// Package scan writes documents as a recogniser reports a scanned page: words
// with their boxes, as hOCR or as TSV.
//
// Consumes a print.Document and produces the text of one file over all pages:
//
//	text := scan.HOCR(rng, doc)
//	5	1	1	1	3	2	412	120	18	24	96.1	减      ← a line of scan.TSV
//
// Invariants: boxes of one column of a table share their middle or left edge up
// to a few pixels of jitter; lines go from top to bottom; Han text is cut into
// words of one to three characters, as recognisers of Chinese do; nothing is
// printed for an empty cell.
//
// It misreads nothing: package mangle does that before.
//
// The same random source state gives the same text.
package scan
