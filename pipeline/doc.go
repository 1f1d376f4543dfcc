// Package pipeline moves documents from their sources into a published
// snapshot. It wires stages and knows nothing of any form.
//
//	stage      package     consumes → produces
//	read       source      SOURCE arguments → Items (bytes, or a reject)
//	           fetch       addresses → Items, asked as the raw zone says
//	keep       raw         Items → the raw zone; Documents in stable order
//	survey     raw         what the zone holds → a digest; equal to the published one: done
//	extract    pool        Documents → Results (extractors), in the same order
//	hold       extracted   Results → a record on disk for each, by key
//	verify     overrides   Results → the same with figures that a person verified
//	group      copies      figures of all reports → which is a copy of which
//	write      sink        reports year by year → Parquet files of the staged snapshot
//	audit      dataset     staged snapshot → its laws hold, or the run fails
//	compare    diff        staged snapshot × its parent → identities that held and fail now
//	publish    dataset     staged snapshot → snapshots/<id>, current
//
// What may be lost, and where it is counted: nothing. A document of the raw zone
// gives reports or one reject; the manifest counts both and the audit counts
// the files again. What a source passes over by a named rule is in the log.
//
// A snapshot is a function of what the raw zone holds and of the program: the
// same corpus on any number of workers gives the same bytes. Kept results of the
// same program are not made again, years whose reports did not change are links
// to the parent's files, and where no file would differ nothing is published.
//
// Invariants: published data changes only by the last step. A panic of the
// extractor is a reject with reason bug; the run goes on and says so. A run that
// fails or is interrupted keeps what it read in the raw zone and publishes nothing.
//
// A night reads the bodies of new documents alone, and of the others their facts, in a few
// microseconds each; it writes and audits the years that it touches and links the others.
//
// Memory: the documents in progress (Config.MaxInFlightBytes), one year's open
// Parquet files, and some 300 bytes for each report and document; Config.LimitMemory
// keeps the heap near that.
//
// A check that found an address unchanged is kept in the raw zone and is no news.
// Config.DryRun does all of it on links to the dataset's files and removes them.
// Each run that made something, or failed, leaves runs/<id>.md, its account for people.
//
// Faults: the errors of the stages, wrapped with the stage's name;
// dataset.ErrRefused where the audit held the change against the snapshot;
// context.Cause when cancelled.
package pipeline
