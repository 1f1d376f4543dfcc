// Package table reads the rows of a snapshot's tables, column by column, by the
// names that the data dictionary gives.
//
// Consumes Parquet files of one table and produces their rows in order:
//
//	rows := table.Open(paths, "report_id", "review_reasons")    // no names: every column
//	defer rows.Close()
//	for rows.Next(ctx) == nil {
//		fmt.Println(rows.Text("report_id"), rows.List("review_reasons"))
//	}
//
// Invariants: only the columns named are read. What a row holds stays valid until
// the next call of Next; texts and lists are copies. A null is the zero value; Null
// tells it from one. Figures are exact, in millionths.
//
// It does not know what a table means, and writes nothing.
//
// Concurrency: Rows belongs to one goroutine. One file is open at a time.
//
// Faults: Next answers io.EOF after the last row, the cause of a context that
// ended, and the errors of files with their names. A column that a file lacks is
// an error of Err, since it is a mistake of the program and not of the data.
package table
