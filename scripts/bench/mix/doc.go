// Package mix draws the documents that speed is measured on: synthetic reports
// in the shares and sizes in which a crawl meets them.
//
// Consumes a seed and a number and produces a document of it:
//
//	doc := mix.Draw(1, 17)   // mix.Document{Kind: "html", Name: "html/000017.html", Body: …}
//
// Seven documents in ten are web pages, two text and one the output of a
// recogniser. A page is grown by the menus, scripts, lists and footers of a site
// to a size drawn between 20 and 200 KB, small ones more often; one in twelve
// holds no report. DrawKind draws of one kind alone.
//
// Invariants: the same seed and number give the same bytes, whatever else was
// drawn. What is grown around a page is no part of any report. Pages in UTF-16
// and answers in JSON keep their own size.
//
// It has no labels: quality is measured on scripts/synth. Functions are safe for
// concurrent use.
package mix
