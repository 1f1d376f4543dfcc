// Package extracted keeps what the extractor made of each document, on disk, so
// that a run holds no report in memory and reads no document twice.
//
// It consumes the Result of a document and gives it back by key:
//
//	key := extracted.KeyOf(version, doc)
//	if !store.Has(key) {
//		err = store.Put(key, facts, packed)     // packed, err := extracted.Pack(result)
//	}
//	result, err := store.Get(key)
//	facts, err := store.Facts(key)
//
// A key covers everything that the extractor sees (bytes, address, declared
// media type) and the extractor's version, so a kept result equals a new one.
// Each run that adds results leaves one segment: records, then an index, then a
// fixed-size tail. A segment without a whole tail is not there.
//
// Before a result stands what a run keeps of it, its facts, so that a run that needs no
// more than those unpacks no result. What they say is the caller's affair.
//
// In memory a record takes some 55 bytes, whatever it holds.
//
// Invariants: Get returns what was put, or an error; every record is checked
// against its CRC-32C. Results put before Commit are readable and are lost with
// the process.
//
// The store is a cache: removing its folder costs time and nothing else. It does
// not decide when a result is out of date.
//
// Concurrency: Pack, Has, Get and Facts may be called by any number of goroutines, also
// while one goroutine puts. The rest belongs to that one.
//
// Faults: ErrCorrupt for damaged segments; the file system's errors.
package extracted
