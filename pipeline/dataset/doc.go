// Package dataset keeps published datasets: immutable snapshots, the pointer to
// the current one, the lock of the one run that may change it.
//
// It consumes a folder of written files and produces a published snapshot:
//
//	data, err := dataset.Open("out", dataset.Options{})
//	lock, err := data.Lock("run")            // one run at a time
//	defer lock.Release()
//	stage, err := data.Stage("20261121T020000Z")
//	…                                        // write files below stage.Dir()
//	err = stage.Seal(ctx, manifest)          // link what did not change, manifest.json, audit
//	err = stage.Publish()                    // snapshots/<id>, then current, by one rename
//
// Layout: snapshots/<id>/ with manifest.json, datapackage.json and report.html (the
// page for people, which the manifest names), current (a link, or latest.json on a
// store without links), runs/<id>.json for runs that failed, .lock.
//
// Invariants: a snapshot is never changed once it has its name. current names a
// complete, audited snapshot or does not exist. A killed run leaves at most
// temporaries that the next run removes (Sweep). Nothing is pruned that current
// names or that was published last. Sizes are in bytes; ids are UTC times, 20060102T150405Z, with
// -2, -3, … where one exists already.
//
// What the audit finds in the files of a partition stands in the manifest. A snapshot that
// has the same files, made by the same program, takes it over: they are links whose bytes
// were compared with their sha256 when they were made, and what is in a file follows from
// its bytes. Laws between partitions are checked on all of them each time: ids are unique,
// documents in are documents out, the counts add up. Verify takes nothing over: it decodes
// every file and compares what it finds with what the manifest says was audited.
//
// It does not know what a report is: the columns come from package schema, the
// counts from the manifest, and the laws compare the two with the files.
//
// Concurrency: a Dataset may be read by any number of processes at any time; it
// is changed only under its Lock, by one goroutine.
//
// Faults: *LockedError, *LawError (the laws that a snapshot breaks), ErrRefused,
// ErrNoSnapshot, and the file system's errors with operation and path.
package dataset
