// Package sink writes Arrow records as partitioned Parquet.
//
// Consumes records with the schemas of package schema, or the reports, rejects
// and labels they are made of, and produces files:
//
//	w := sink.New(dir, sink.Options{Workers: 2})
//	err := w.WritePartition(2021, rows)   // applications/year=2021/part-00000.parquet, panel/…, …
//	err = w.WriteRejects(rejects)         // rejects/part-00000.parquet
//	err = w.WriteLabels(labels)
//	err = w.FillEmpty()                   // tables without any file get an empty one
//	files, err := w.Close()
//
// WriteAll does all of it for rows in memory.
//
// Invariants: the Parquet schema of a file is derived from its table's Arrow
// schema, which stands in the file as ARROW:schema. Codes and columns whose
// values repeat are RLE_DICTIONARY, everything else PLAIN, in data pages of
// version 1 with zstd: what Spark 3, DuckDB, Polars, pyarrow and Arrow's Go
// reader all read (the delta encodings need Spark 3.3, version 2 pages trouble
// several readers). Decimals are 64-bit integers. The order of the rows is
// declared and there are statistics and a page index, except bounds of long
// texts, which would be as long as the texts. A part ends at Options.FileBytes,
// a row group at Options.GroupBytes, a page at 1 MiB or 20,000 rows.
//
// A file that is listed is whole: synced, renamed into place, read back page by
// page with the rows, values and nulls of each column counted, its bytes those
// that were hashed on the way out. A file that exists is never replaced.
//
// Memory is bounded by the row groups in hand, one for each table of a year, and
// by one record for each table; reports are taken one by one.
//
// It does not sort the reports it is given by iterator (it refuses them out of
// order), choose what goes into a snapshot, or remove files.
//
// Concurrency: a Writer belongs to one goroutine and encodes columns on up to
// Options.Workers goroutines of package pool. The same rows give the same bytes
// for any number of workers, for one build of the compression library.
//
// Faults: records that do not fit their schema, and the file system's errors. The
// first error sticks: temporaries are removed as far as possible, every later
// call returns it, and what stands in the folder is to be discarded.
package sink
