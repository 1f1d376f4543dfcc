// Package page writes documents as web pages, in the dialects of word
// processors, spreadsheets and content systems.
//
// Consumes a print.Document and what the site says of it (Site) and produces
// markup as a string:
//
//	markup := page.Render(rng, doc, page.Site{Title: title}, page.Word)
//
// Invariants: a table whose spans hold is written with rowspan and colspan; a
// Loose one without, every position a cell. What surrounds the report (menus,
// calendars, other tables) never holds a label of the form.
//
// It does not choose a charset: package corpus encodes the string. The same
// random source state gives the same markup.
package page
