// Package source says where documents come from: files, folders, archives,
// corpora and crawls on disk, behind one interface that fetch and raw share.
//
// It consumes SOURCE arguments and produces Items:
//
//	src, err := source.Open([]string{"data/samples"}, source.Options{})
//	for item, err := range src.Items(ctx) {
//		if err != nil {
//			return err // the run cannot go on
//		}
//		// item.URI "html/xiuwu-2023.html", item.Body its bytes; or item.Reject
//	}
//
// Invariants: what is in a SOURCE becomes an Item with a Body, an Item with a
// Reject, or is passed over by a named SkipRule and told to Options.Skipped.
// Sizes are in bytes. A local document's URI is its path below the SOURCE, for a
// single file its name; bytes of a name that are not UTF-8 are written %XX. An
// archive is a folder: a document in docs.zip found below a SOURCE is
// docs.zip/page.html; in a SOURCE that is itself the archive, page.html.
//
// What is read as a container is decided by the name: .zip, .tar.gz, .tgz,
// .jsonl, .jsonl.gz, .jsonl.zst, .parquet, .warc, .warc.gz. An archive within an
// archive is a document, never opened.
//
// It does not read what is in a document, and it does not judge its type.
//
// Concurrency: a Source starts no goroutines; an iteration belongs to the
// goroutine that ranges over it. Order is by path, folder by folder, byte-wise;
// within a container the container's own order.
//
// Faults: too_large, unreadable_source, unsupported. An error from Items is the run's: the
// SOURCE named on the command line is not there, two SOURCEs give different
// documents under one name, or the context was cancelled.
package source
