// Package classify says why a document in which no report was read has none.
//
// Consumes a document's Grid (rows, title, header metadata, attached files) and
// its decoded text, and produces a Reject:
//
//	<h2>政府信息公开年报</h2><li><a>甲县2019年…年度报告</a></li><li><a>甲县2020年…年度报告</a></li>…
//	→ reject index_page: 14 titles of reports beside 0 characters of prose; "政府信息公开年报"
//
// The reasons it gives are not_a_report, index_page, attachment_only, no_tables,
// older_form, script_shell, login_page, error_page and empty, as schema.Reasons
// describes them. A reason is weighed from several pieces of evidence: phrases
// of data/lexicon/documents.csv with their weights, titles of reports and the
// years in them, headings of sections, the amount of prose, attached files, and
// what the page's source shows (programs, password fields). Weights count each
// phrase once, however often it stands in the document.
//
// Invariants: every document has exactly one reason; Detail is one line, with
// document text only as a short quoted excerpt. Characters are counted as Han
// characters. Years of reports are 2003 to 2100.
//
// It does not look at figures, knows no site, and does not decide whether there
// is a report: it is asked where none was found. A page whose content stands in
// a program's string is judged by that content where it says more.
//
// Pure and safe for concurrent use; the phrases are read once, on first use. The
// same document gives the same reason and detail. Time grows linearly with the
// document up to the limits maxLines, maxLineBytes and maxSourceBytes; what lies
// behind them is not looked at. There are no faults beside the Reject.
package classify
