// Package durable writes files that are either complete and on disk under their
// final name, or not there at all.
//
// It consumes bytes and produces files:
//
//	w, err := durable.Create(durable.OS, "raw/000001.parquet")
//	…                                   // write through w
//	defer w.Abort()                     // removes the temporary unless committed
//	err = w.Commit()                    // sync, length check, close, rename, sync the folder
//
// Invariants: until Commit has returned nil, the final name holds what it held
// before. The first write error sticks: every later Write and Commit returns it.
// Temporaries stand in the folder of their file and are named so that IsTemp
// knows them; RemoveTemps clears what a killed process left.
//
// It does not lock, does not retry and does not read. All changes to the file
// system go through FS, so that durabletest can fail each of them in turn.
//
// A Writer belongs to one goroutine. An FS may be shared by several.
//
// Faults: the file system's errors, wrapped with operation and path.
package durable
