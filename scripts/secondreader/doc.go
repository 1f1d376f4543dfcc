// Package secondreader reads the files of the dataset with DuckDB, a reader that
// shares no code with the writer.
//
// Its tests write random reports through the sink and compare every table's
// types and values, as DuckDB finds them through hive globs, with what was
// written. It is a module of its own because DuckDB needs cgo and a large
// library; the tests of the main module do without it:
//
//	cd scripts/secondreader && go test ./...
package secondreader
