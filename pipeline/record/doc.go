// Package record turns reports into Arrow records, one record for each table of
// the dataset.
//
// Consumes Rows (a report and what is known of its document), Rejects and
// Labels, and produces records with the schemas of package schema:
//
//	tables, err := record.NewTables(mem, schema.Tables(), func(table string, rec arrow.Record) error { … })
//	defer tables.Release()
//	for _, row := range rows { err = tables.Append(row) }   // in the order of Compare
//	err = tables.Finish()
//
// A cell 减3 of applications/granted/natural_person becomes a row of
// applications with value -3, raw 减3, status observed, and the value -3 in the
// panel's column applications_granted_natural_person.
//
// Invariants: every report has one row in reports, every cell one in the long
// table of its form table, every identity one in checks. Rows are in the order
// of Compare, cells and identities in that of the form. An absent string, the
// year 0 and the zero time are null. A cell without a value is null. A figure
// that its column cannot hold (10^12 or more, a count with a fraction) is stored
// as unreadable with the figure in raw, and the report is up for review; a date
// of publication that is no date is null, likewise. Of the reports of one known
// agency and year that are no copies the panel has the best: fewest cells
// missing or unreadable, then not under review, then first in order.
//
// It does not judge figures, group copies or write files.
//
// Concurrency: Tables belong to one goroutine. Records are released after they
// were handed on; whoever keeps one retains it. A Row is not changed and must
// not change until Finish. The same rows give the same records.
//
// Faults: rows that contradict their form or the order, and the error of whoever
// takes the records.
package record
