// Package inspect shows how a document was read: the form as on paper, the
// story of one cell, and both as JSON.
//
// Consumes a document's bytes, reads them with extractors.Examine, and produces
// text for a terminal or JSON for machines:
//
//	item, err := inspect.FromFile(ctx, "report.html")      // or inspect.FromDataset(dir, reportID)
//	view, err := inspect.Read(ctx, item)
//	view, err = view.Verify(set)                           // as the dataset has it, with what persons verified
//	err = inspect.WriteText(os.Stdout, view, inspect.All, inspect.Style{Color: true, Width: 120})
//
// A row of the form, on paper and here:
//
//	│ （一）予以公开          │     12 │   ~3 │    · │      · │      · │    · │  15 │
//
// A figure's status is a colour and, so that it is seen without colours too, a
// mark: 12 observed, · blank, / not applicable, ~3 inferred, !3 corrected,
// 3✗ conflict, ? missing, # unreadable, 3✓ verified. A sum of money is followed
// by its unit, or by "unit?" where nothing declares one.
//
// The JSON of WriteJSON is one object:
//
//	format    "gongkai-inspect/1"; a member may be added without a new number
//	document  source_uri, sha256, media_type, bytes
//	reject    reason and detail, or null; then reports is empty
//	reports   for each report: report_id, ordinal, layout, script, edition,
//	          title, who and when as in the table reports, review_reasons,
//	          sections (texts), counts, cells, checks, labels, orphans, ignored
//	cells     for each cell of the edition in printed order: cell, row_labels,
//	          column_labels, value (exact decimal or null), unit, status, raw,
//	          evidence, source {table, row, col} or null; override {who, when, why,
//	          read, was, line} where a person verified it
//	checks    for each identity: check_id, scope, outcome, lhs, rhs and delta
//	          (null where it cannot be tested), left and right (cell names)
//
// WriteExplanationJSON gives "gongkai-inspect-cell/1": document, reject, and
// cells, one Explanation for each report asked for.
//
// Invariants: widths count the columns of a terminal (East Asian wide characters
// take two, ambiguous ones one). Nothing that a document says reaches the output
// unescaped: control characters, invalid bytes and directional marks are written
// as \x1b or \u202e. Rows, cells and reports count from 0, as in the dataset.
// Forms are laid out from schema.Form alone, so a new edition needs no change here.
//
// It judges nothing and changes nothing; what is shown is what extractors say.
//
// Concurrency: none; the same document gives the same output.
//
// Faults: a source without or with several documents; an unknown report
// (ErrNoReport) or cell (*UnknownCellError, with the nearest names); the errors
// of the raw zone and of the writer. A reject is no fault: it is shown.
package inspect
